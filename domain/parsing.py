"""Tolerant reading of cells that hold words: text, allowed values, units, codes (messy-input catalogue).

A reader takes the raw value of a cell, or an already typed one, and gives a value, or raises the one error that
`domain.context.problem` makes, with the Vietnamese sentence. A guess leaves a warning. Blank is None, never 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from unicodedata import is_normalized, normalize

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from domain import wording
from domain.cells import refuse_formula_error, shown
from domain.context import context_of, problem, warn
from domain.names import Ambiguous, Unknown, folded, plain
from domain.vocabulary import ALIASES, Field, YesNo

T = TypeVar("T")

# Control characters, zero-width and direction marks, halves of surrogate pairs. The joiner of emoji stays.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# An apostrophe that somebody typed to keep a figure or a formula as text.
APOSTROPHE = re.compile(r"^'+(?=[0-9=+\-@])")
CAREFUL = " '#"  # what a text may begin with that is not simply kept
# A Vietnamese phone number (10 digits from 0, or +84) or a 12-digit ID card, however it is spaced; first a cheap sieve.
MANY_DIGITS = re.compile(r"[0-9][0-9 .-]{8}")
PERSONAL_NUMBER = re.compile(r"(?<![0-9])(?:(?:\+84|0)(?:[ .-]?[0-9]){9}|[0-9]{12})(?![0-9])")

USUAL_ANSWERS = {str(YesNo.YES): True, str(YesNo.NO): False}
LONGEST_WORD = 80  # characters; nothing longer is likened to an allowed value
ALIKE = 0.75


def token(raw: Any) -> str | None:
    """Text in one line that no person writes as a sentence: mail addresses, keys, links, marks of the application."""
    if raw is None or raw == "":
        return None
    if type(raw) is str and _is_clean(raw):
        return raw
    return " ".join(_cleaned(_as_text(raw)).split()) or None


def verbatim(raw: Any) -> str | None:
    """What stood in a cell, whatever it was: history keeps "#REF!" and odd spaces as they were."""
    if raw is None or raw == "":
        return None
    return raw if isinstance(raw, str) else _as_text(raw)


def text(raw: Any, info: ValidationInfo) -> str | None:
    """Text in one line. A figure in a text column is text: 2026 is "2026", "0912" stays."""
    cleaned = token(raw)
    if cleaned is not None and has_personal_number(cleaned):
        warn(info, wording.PERSONAL_NUMBER, wording.PERSONAL_NUMBER_REMEDY)
    return cleaned


def long_text(raw: Any, info: ValidationInfo) -> str | None:
    """Text with its line breaks."""
    if raw is None or raw == "":
        return None
    cleaned = raw if type(raw) is str and _is_clean(raw) else _cleaned(_as_text(raw)).strip() or None
    if cleaned is not None and has_personal_number(cleaned):
        warn(info, wording.PERSONAL_NUMBER, wording.PERSONAL_NUMBER_REMEDY)
    return cleaned


def has_personal_number(text: str) -> bool:
    """Whether a telephone or ID-card number stands in `text`; such numbers do not belong into the shared sheet."""
    return len(text) > 8 and MANY_DIGITS.search(text) is not None and PERSONAL_NUMBER.search(text) is not None


def yes_no(raw: Any, info: ValidationInfo) -> bool | None:
    """True for Có, x, ✓ …; False for Không …"""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw in USUAL_ANSWERS:
        return USUAL_ANSWERS[raw]
    typed = token(raw)
    if typed is None:
        return None
    found = _find(YesNo, typed, info)
    if found is None:
        raise problem(wording.YES_OR_NO)
    return found is YesNo.YES


def choice(members: type[StrEnum], raw: Any, info: ValidationInfo) -> StrEnum | None:
    """The one allowed value that the cell means, by its words, an alias, or without accents if that is unique."""
    if raw is None or raw == "":
        return None
    exact = _exact(members).get(raw) if isinstance(raw, str) else None
    if exact is not None:
        return exact
    typed = token(raw)
    if typed is None:
        return None
    found = _find(members, typed, info)
    if found is None:
        raise problem(*_no_choice(members, typed, info))
    return found


def choices(members: type[StrEnum], raw: Any, info: ValidationInfo) -> tuple[StrEnum, ...]:
    """Several allowed values, each once."""
    found = _each(parts(raw, ";,\n"), lambda one: choice(members, one, info))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def unit(raw: Any, info: ValidationInfo) -> str | None:
    """The ID of the unit that the cell means. Without a context the text itself, to be checked by whoever asks."""
    context = context_of(info)
    names = context.names if context else None
    if names is not None and isinstance(raw, str) and isinstance(known := names.resolve(raw), str):
        return known
    typed = token(raw)
    if typed is None or names is None:
        return typed
    found = names.resolve(typed)
    if isinstance(found, str):
        return found
    sentence, remedy, near = _no_unit(typed, found)
    raise problem(sentence, remedy, near if near and isinstance(names.resolve(near), str) else "")


def unit_list(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    """IDs of units, each once. One that is not known makes the cell wrong."""
    if raw is None or raw == "":
        return ()
    found = _each(parts(raw, ";,\n"), lambda one: unit(one, info))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _each(parts: Iterable[Any], read: Callable[[Any], T]) -> list[T]:
    """Each part of a list. What one part should say is no suggestion for the cell: the others would be lost."""
    many = list(parts)
    try:
        return [read(one) for one in many]
    except PydanticCustomError as error:
        told = error.context or {}
        raise problem(told["message"], told["remedy"], told["suggestion"] if len(many) == 1 else "") from error


def partner_list(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    """Units as IDs; words that name no unit are kept as they are."""
    context = context_of(info)
    found = text_list(raw)
    if any(map(has_personal_number, found)):
        warn(info, wording.PERSONAL_NUMBER, wording.PERSONAL_NUMBER_REMEDY)
    if context is None or context.names is None:
        return found
    known = ((one, context.names.resolve(one)) for one in found)
    return tuple(dict.fromkeys(unit_id if isinstance(unit_id, str) else one for one, unit_id in known))


def text_list(raw: Any) -> tuple[str, ...]:
    """The parts between semicolons or line breaks, each once."""
    refuse_formula_error(raw)
    found = (token(one) for one in parts(raw, ";\n"))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _is_clean(raw: str) -> bool:
    """Whether a text (not blank) can stay as it is; the usual case, so it must be quick."""
    composed = raw.isascii() or is_normalized("NFC", raw)
    return composed and raw.isprintable() and raw[0] not in CAREFUL and raw[-1] != " " and "  " not in raw


def _as_text(raw: Any) -> str:
    refuse_formula_error(raw)
    if isinstance(raw, bool):
        return wording.TRUE_TEXT[raw]
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else str(raw).replace(".", ",")
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, list | tuple):
        return wording.SEPARATED_BY.join(_as_text(one) for one in raw)
    return raw if isinstance(raw, str) else shown(raw)


def _cleaned(raw: str) -> str:
    kept = normalize("NFC", INVISIBLE.sub("", LINE_BREAK.sub("\n", raw)))
    return APOSTROPHE.sub("", kept.replace("\u00a0", " ").replace("\u202f", " ").strip())


def parts(raw: Any, separators: str) -> Iterable[Any]:
    """The parts of a list: a sequence as it is, a text cut at any of `separators`."""
    if raw is None or raw == "":
        return ()
    if isinstance(raw, list | tuple | set | frozenset):
        return raw
    return re.split(f"[{separators}]", raw) if isinstance(raw, str) else (raw,)


@cache
def _exact(members: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Allowed values by the words that the dropdown writes; the usual case."""
    return {one.value: one for one in members}


@cache
def _words(members: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Allowed values by their folded words and aliases; the words win where an alias says the same."""
    aliases = {folded(alias): one for one in members for alias in ALIASES.get(one, ())}
    return {**aliases, **{folded(one): one for one in members}}


@cache
def _plain_words(members: type[StrEnum]) -> Mapping[str, StrEnum | None]:
    """Allowed values by their words without accents; None where two of them meet."""
    found: dict[str, StrEnum | None] = {}
    for word, one in _words(members).items():
        found[plain(word)] = one if found.get(plain(word), one) is one else None
    return found


def _find(members: type[StrEnum], typed: str, info: ValidationInfo) -> StrEnum | None:
    found = _words(members).get(folded(typed))
    if found is not None:
        return found
    context = context_of(info)
    own = context.catalogue.get(members, {}).get(folded(typed)) if context else None
    return members(own) if own is not None else _plain_words(members).get(plain(typed))


def _no_choice(members: type[StrEnum], typed: str, info: ValidationInfo) -> tuple[str, str, str]:
    """Sentence, remedy and suggestion for a word that is none of the allowed ones, or several (rows 35 and 37)."""
    every = wording.CHOOSE_ONE.format(", ".join(members))
    for separators in (r"[,;/+&\n]", "-"):
        found = (_find(members, part, info) for part in re.split(separators, folded(typed)) if part.strip())
        several = dict.fromkeys(one for one in found if one is not None)
        if len(several) > 1:
            one_of_these = wording.CHOOSE_ONE.format(wording.OR.join(several))
            if members is not Field or separators == "-":
                return one_of_these, "", ""
            return wording.ONE_FIELD, one_of_these, ""
    near = get_close_matches(folded(typed), _words(members), 1, ALIKE) if len(typed) <= LONGEST_WORD else []
    if near:
        meant = str(_words(members)[near[0]])
        return wording.NOT_AMONG.format(shown(typed), meant), every, meant
    return every, "", ""


def _no_unit(typed: str, found: Unknown | Ambiguous) -> tuple[str, str, str]:
    if isinstance(found, Ambiguous):
        marks = ", ".join(found.candidates)
        return wording.SAME_NAME.format(len(found.candidates), found.name or shown(typed), marks), "", ""
    if found.near is None:
        return wording.NO_SUCH_UNIT_AT_ALL.format(shown(typed)), "", ""
    return wording.NO_SUCH_UNIT.format(shown(typed), found.near), wording.MEANT.format(found.near), found.near
