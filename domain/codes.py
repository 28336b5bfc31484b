"""Tolerant reading of IDs: "mh 2026 7" is MH-2026-0007, "nv 7" is NV-07 (messy-input catalogue, row 47)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pydantic import ValidationInfo

from domain.parsing import parts, token, unit

CANONICAL_CODE = re.compile(
    r"(?:(?:MH|KT|KK|TTR|YK|DH|KTH)-20[0-9]{2}|BC-20[0-9]{2}-Q[1-4])-(?:[0-9]{4}|[1-9][0-9]{4})"
    r"|TT-20[0-9]{2}-[0-9]{4}-[1-9][0-9]?"
)
# MH-2026-0007, BC-2026-Q2-0031, TT-2026-0012-1, with any separator, or none before the number.
RECORD_CODE = re.compile(
    r"(?P<kind>mh|bc|kth|kt|ttr|tt|kk|yk|dh)-?(?P<year>20[0-9]{2})-?(?:q(?P<quarter>[1-4])-?)?"
    r"(?P<number>[0-9]{1,6})(?:-(?P<part>[0-9]{1,3}))?"
)
# NV-38 of the plan, and its instance NV-38/2026-Q3/TH-05.
TASK_CODE = re.compile(r"nv[ ._-]*(?P<number>[0-9]{1,3})(?P<rest>/.*)?")


def unit_or_code(raw: Any, info: ValidationInfo) -> str | None:
    """The ID of a record, or of the unit that the cell means."""
    typed = code(raw)
    return typed if typed is None or CANONICAL_CODE.fullmatch(typed) else unit(raw, info)


def task_code(raw: Any) -> str | None:
    """A task of the plan or an instance of it: "nv 7" is NV-07. Anything else stays text, and is a question of rows."""
    typed = token(raw)
    found = TASK_CODE.fullmatch(typed.casefold()) if typed else None
    return typed if found is None else f"NV-{int(found['number']):02d}{(found['rest'] or '').upper()}"


def code(raw: Any) -> str | None:
    """A record's ID: "mh 2026 7" is MH-2026-0007. Anything else stays text; whether it exists is a question of rows."""
    if isinstance(raw, str) and CANONICAL_CODE.fullmatch(raw):
        return raw
    typed = token(raw)
    return None if typed is None else _canonical(typed)


def code_list(raw: Any) -> tuple[str, ...]:
    """IDs of records, each once."""
    found = (code(one) for one in parts(raw, ";,\n"))
    return tuple(dict.fromkeys(one for one in found if one is not None))


@lru_cache(maxsize=1 << 16)
def _canonical(typed: str) -> str:
    found = RECORD_CODE.fullmatch(re.sub(r"[ ./_-]+", "-", typed.casefold()))
    if found is None:
        return typed
    quarter, part = found["quarter"], found["part"]
    kind = f"{found['kind'].upper()}-{found['year']}" + (f"-Q{quarter}" if quarter else "")
    return f"{kind}-{int(found['number']):04d}" + (f"-{int(part)}" if part else "")
