"""Two people at one record: what a form showed is compared with what stands there when it is written.

People's edits in the sheet move no version, so values are compared, not version numbers. What only one of the two
changed is merged; where both did, or where a decision was taken on something that has changed since, the person
decides. Nothing is overwritten silently.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.codec import to_cell
from domain.errors import Conflict, Difference
from domain.fields import Spec, specs
from domain.plans import Edit, Plan
from domain.rows import key_of
from domain.tables import Report, Row
from domain.vocabulary import ReportType

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form showed when it was opened: raw cell values by place and field, and what its owner gave up since."""

    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    given_up: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Row, fields: Iterable[str] | None = None) -> Seen:
        """A form that shows `fields` of `record`, all its own columns if not given. A blank record: a new one."""
        wanted = None if fields is None else set(fields)
        shown = {
            spec.name: to_cell(spec, getattr(record, spec.name))
            for spec in specs(type(record))
            if spec.name not in record.TAIL and (wanted is None or spec.name in wanted)
        }
        return cls({place_of(record): shown})

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Seen:
        """What `kept` made this of; nothing where it is something else, as a browser may send anything."""
        values, given_up = kept.get("values"), kept.get("given_up")
        if not isinstance(values, Mapping) or not all(isinstance(one, Mapping) for one in values.values()):
            return cls()
        lists = given_up.items() if isinstance(given_up, Mapping) else ()
        return cls(values, {str(place): tuple(map(str, names)) for place, names in lists if isinstance(names, list)})

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "values": {place: dict(shown) for place, shown in self.values.items()},
            "given_up": {place: list(names) for place, names in self.given_up.items()},
        }

    def decided(self, conflict: Conflict, choices: Mapping[str, str]) -> Seen:
        """After the person chose per field of `conflict`: MINE to write it over what is there now, THEIRS to leave it.

        A field without a choice keeps its conflict.
        """
        settled = [one for one in conflict.differences if choices.get(one.field) in (MINE, THEIRS) or not one.asked]
        shown = {**self.values.get(conflict.place, {}), **{one.field: one.theirs for one in settled}}
        left = [one.field for one in settled if choices.get(one.field) == THEIRS]
        before = self.given_up.get(conflict.place, ())
        return Seen(
            {**self.values, conflict.place: shown},
            {**self.given_up, conflict.place: tuple(dict.fromkeys((*before, *left)))},
        )


def place_of(record: Row) -> str:
    """What names a record also before it has an ID: its tab with its key, of a periodic report model and quarter."""
    if isinstance(record, Report) and record.rtype is ReportType.PERIODIC:
        return f"{record.TAB}|{record.model_id}|{record.year}|{record.quarter}"
    return f"{record.TAB}|{key_of(record) or ''}"


def merged(plan: Plan, seen: Seen) -> Plan:
    """The plan with what others changed meanwhile left as it is. Raises Conflict where the person has to decide."""
    return dataclasses.replace(plan, edits=tuple(_merged(edit, seen) for edit in plan.edits))


def _merged(edit: Edit, seen: Seen) -> Edit:
    place = place_of(edit.record)
    shown = seen.values.get(place, {})
    left = set(seen.given_up.get(place, ()))
    differences = []
    for spec in specs(type(edit.record)):
        if spec.name not in shown or spec.name in left:
            continue
        now = to_cell(spec, getattr(edit.record, spec.name))
        if now == shown[spec.name]:
            continue
        mine = to_cell(spec, edit.values[spec.name]) if spec.name in edit.values else None
        if spec.name in edit.values and mine == shown[spec.name]:
            left.add(spec.name)  # only the other person changed it
        elif spec.name not in edit.values or mine != now:
            differences.append(_difference(spec, shown[spec.name], mine, now, asked=spec.name in edit.values))
    if differences:
        raise Conflict(place, differences)
    kept = {name: value for name, value in edit.values.items() if name not in left}
    return dataclasses.replace(edit, values=kept)


def _difference(spec: Spec, shown: Any, mine: Any, theirs: Any, *, asked: bool) -> Difference:
    return Difference(spec.name, spec.header, shown, mine, theirs, asked)
