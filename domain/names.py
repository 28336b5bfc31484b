"""Names of units and titles: when two spellings mean one thing, and in which order Vietnamese names stand (O22).

The matching key is for comparing, never for showing. Its steps are those of the data model, "Vietnamese matching key".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from domain import wording
from domain.vocabulary import UnitType

if TYPE_CHECKING:  # tables are declared with fields, whose readers compare names
    from domain.tables import Unit

CACHE = 1 << 16
D_STROKE = "\u0111"
# Step 5 (eth and the African D for the Vietnamese letter), the dashes and quotation marks of word processors, and the
# wide signs and Roman numerals of East Asian keyboards.
LOOK_ALIKES = str.maketrans(
    {
        **{chr(sign + 0xFEE0): chr(sign) for sign in range(ord("!"), ord("~") + 1)},
        **dict(zip("\u2170\u2171\u2172\u2173", ("i", "ii", "iii", "iv"), strict=True)),
        **dict.fromkeys("\u00f0\u0256", D_STROKE),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    }
)
# Combining marks in the order huyền, hỏi, ngã, sắc, nặng (none: ngang); and the marks that make another letter.
TONES = "\u0300\u0309\u0303\u0301\u0323"
LETTER_MARKS = "\u0306\u0302\u031b"
# Step 4, on decomposed text: "oà" "oè" "uỳ" at the end of a syllable; after q the tone stands on the y.
LATE_TONE = re.compile(rf"(?<!q)(o(?=[ae])|u(?=y))([aey])([{TONES}])(?![\w{LETTER_MARKS}])")
EARLY_TONE_AFTER_Q = re.compile(rf"qu([{TONES}])y(?!\w)")
SPACED_DASH = re.compile(r"\s*-\s*")
EDGES = " .,;:"
ID_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
CLUSTER = re.compile(r"(?P<base>[0-9]+|.)(?P<marks>[\u0300-\u036f]*)", re.DOTALL)
LONGEST_NAME = 80  # characters; nothing longer is likened to a name
ALIKE = 0.75


def _unaccented(text: str) -> str:
    marks = unicodedata.normalize("NFD", text)
    return "".join(char for char in marks if not unicodedata.combining(char)).replace(D_STROKE, "d")


def _leading_word(words: Iterable[str]) -> re.Pattern[str]:
    """Step 6: a whole unit word, or "t." and "th." with their stop, or zeros; never all there is."""
    whole = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?:(?:{whole})[ .]+|th?\. ?)(?=\w)|0+(?=\d)")


UNIT_WORD = _leading_word(wording.UNIT_WORDS)
BARE_UNIT_WORD = _leading_word(dict.fromkeys(_unaccented(word) for word in wording.UNIT_WORDS))


@lru_cache(CACHE)
def folded(text: str) -> str:
    """Steps 1 to 5: one composition, one case, one place of the tone, single spaces. For titles, words and headers."""
    seen = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cs"))
    marks = unicodedata.normalize("NFD", unicodedata.normalize("NFD", seen).casefold()).translate(LOOK_ALIKES)
    marks = EARLY_TONE_AFTER_Q.sub(r"quy\1", LATE_TONE.sub(r"\1\3\2", marks))
    return unicodedata.normalize("NFC", SPACED_DASH.sub("-", " ".join(marks.split()))).strip(EDGES)


@lru_cache(CACHE)
def plain(text: str) -> str:
    """`folded` without accents, ASCII for Vietnamese text: for recognising words, not names."""
    return _unaccented(folded(text))


@lru_cache(CACHE)
def key(text: str) -> str:
    """The matching key of a unit's name: `folded`, without the leading unit word and zeros (step 6)."""
    return _without(UNIT_WORD, folded(text))


@lru_cache(CACHE)
def bare(text: str) -> str:
    """The matching key without accents: "Thôn Hòa Bình" and "hoa binh" are one. Counts only where it is unique."""
    return _without(BARE_UNIT_WORD, _unaccented(key(text)))


def _without(leading: re.Pattern[str], text: str) -> str:
    found = leading.match(text)
    while found:
        text = text[found.end() :]
        found = leading.match(text)
    return text


@dataclass(frozen=True, slots=True)
class Unknown:
    """No unit has this name; `near` is the name of one that looks like it, a hint and never the answer."""

    near: str | None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several units have this name: what they share, and what tells each of them from the others."""

    name: str
    candidates: tuple[str, ...]


class UnitNames:
    """Finds units by what people type, and names them for people. Built once per list of units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.unit_id: unit for unit in units if unit.unit_id}
        self._ids = {_compact(unit_id): unit_id for unit_id in self._units}
        names = {unit_id: (unit.name or "", *_former_forms(unit)) for unit_id, unit in self._units.items()}
        aliases = {unit_id: unit.aliases for unit_id, unit in self._units.items()}
        both = {unit_id: (*names[unit_id], *aliases[unit_id]) for unit_id in self._units}
        self._stages = ((key, _index(names, key)), (key, _index(aliases, key)), (bare, _index(both, bare)))
        self._found: dict[str, str | Unknown | Ambiguous] = {}

    def resolve(self, text: str) -> str | Unknown | Ambiguous:
        """The ID of the unit that `text` means: by ID, name, former commune, alias, or without accents if unique."""
        if text not in self._found:
            self._found[text] = self._resolve(text)
        return self._found[text]

    def label(self, unit_id: str | None) -> str:
        """The name for lists: a village without the word Thôn, with its former commune where two share a name.

        The ID itself where there is no such unit.
        """
        unit = self._units.get(unit_id or "")
        if unit is None or not unit.name:
            return unit_id or ""
        return f"{unit.name} {self._mark(unit)}" if self._shares_name(unit) else unit.name

    def full_label(self, unit_id: str | None) -> str:
        """The name for sentences: "Thôn Hòa Bình", "Công an xã"."""
        unit = self._units.get(unit_id or "")
        village = unit is not None and unit.unit_type is UnitType.VILLAGE
        return wording.VILLAGE.format(self.label(unit_id)) if village else self.label(unit_id)

    def _resolve(self, text: str) -> str | Unknown | Ambiguous:
        if (by_id := self._ids.get(_compact(text))) is not None:
            return by_id
        for reduced, index in self._stages:
            found = index.get(reduced(text), ())
            if len(found) > 1:
                return self._ambiguous(found)
            if found:
                return found[0]
        return Unknown(self._near(text))

    def _ambiguous(self, found: tuple[str, ...]) -> Ambiguous:
        first = self._units[found[0]]
        if all(key(self._units[one].name or "") == key(first.name or "") for one in found):
            return Ambiguous(first.name or "", tuple(self._mark(self._units[one]) for one in found))
        return Ambiguous("", tuple(self.label(one) for one in found))

    def _near(self, text: str) -> str | None:
        if len(text) > LONGEST_NAME:
            return None
        for reduced, index in self._stages[::2]:
            if near := get_close_matches(reduced(text), index, 1, ALIKE):
                return self.label(index[near[0]][0])
        return None

    def _shares_name(self, unit: Unit) -> bool:
        same = self._stages[0][1].get(key(unit.name or ""), ())
        return len(same) > 1

    def _mark(self, unit: Unit) -> str:
        """What tells a unit from another of its name."""
        return wording.FORMER.format(unit.former_commune) if unit.former_commune else f"({unit.unit_id})"


def label(unit: Unit, units: Iterable[Unit]) -> str:
    """As `UnitNames.label`, for one unit among `units`."""
    return _names_of(tuple(units)).label(unit.unit_id)


def full_label(unit: Unit, units: Iterable[Unit]) -> str:
    """As `UnitNames.full_label`, for one unit among `units`."""
    return _names_of(tuple(units)).full_label(unit.unit_id)


def _names_of(units: tuple[Unit, ...]) -> UnitNames:
    """Asked for every unit of a list: to compare them all each time would cost more than all their names."""
    for known, found in tuple(_LATEST):
        if known is units:
            return found
    found = _built(units)
    _LATEST.appendleft((units, found))
    return found


_LATEST: deque[tuple[tuple[Unit, ...], UnitNames]] = deque(maxlen=4)


@lru_cache(maxsize=8)
def _built(units: tuple[Unit, ...]) -> UnitNames:
    return UnitNames(units)


def _former_forms(unit: Unit) -> tuple[str, ...]:
    if not unit.former_commune:
        return ()
    return tuple(form.format(unit.name, unit.former_commune) for form in wording.FORMER_TYPED)


def _index(texts: Mapping[str, Iterable[str]], reduced: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """IDs by reduced text; a unit stands once under a text."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for unit_id, many in texts.items():
        for text in many:
            found[reduced(text)][unit_id] = None
    found.pop("", None)
    return {text: tuple(ids) for text, ids in found.items()}


def _compact(unit_id: str) -> str:
    """ "th 3", "TH03" and "TH-03" are one."""
    kept = (char for char in unit_id.casefold() if char.isalnum())
    return ID_ZEROS.sub("", "".join(kept))


def sort_key(text: str) -> tuple[tuple[tuple[int, int, int], ...], tuple[int, ...], str]:
    """Sorts as a Vietnamese dictionary: letters a ă â b c d đ e ê … first, then tones ngang huyền hỏi ngã sắc nặng.

    Runs of digits stand by their value, before letters: "Thôn 2" before "Thôn 10".
    """
    clusters = [_cluster(found) for found in CLUSTER.finditer(unicodedata.normalize("NFD", folded(text)))]
    return tuple(letter for letter, _ in clusters), tuple(tone for _, tone in clusters), text


def _cluster(found: re.Match[str]) -> tuple[tuple[int, int, int], int]:
    """A letter with its marks, a run of digits or another sign: its place among letters, and its tone."""
    base, marks = found["base"], found["marks"]
    tone = max((TONES.find(mark) + 1 for mark in marks), default=0)
    if base.isascii() and base.isdigit():
        return (1, min(int(base[:18]), 10**18), 0), tone
    place = (
        (ord("d"), 1) if base == D_STROKE else (ord(base), max((LETTER_MARKS.find(m) + 1 for m in marks), default=0))
    )
    return (2 if base.isalpha() else 0, *place), tone
