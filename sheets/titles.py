"""Which tab is which, also after people have renamed it.

A tab that the application made has a sheet id of its own choice, and a sheet id never changes; of others the spelling
tells (case, accents, spaces). A tab under its own title always comes first, so a copy of it is only a copy.
"""

from collections.abc import Iterable, Mapping

from domain import names
from sheets.locks import number_of


def titles_of(wanted: Iterable[str], found: Mapping[str, int], known: Mapping[str, int]) -> dict[str, str]:
    """The title under which each tab of the application stands now; tabs that are not there are left out.

    `found` = sheet ids by title, `known` = the ids that the application's tabs had when they were last read.
    """
    wanted = list(wanted)
    there = {title: title for title in wanted if title in found}
    left = {title: gid for title, gid in found.items() if title not in there}
    for title in wanted:
        if title not in there and (other := _renamed(title, left, known.get(title))) is not None:
            there[title] = other
            del left[other]
    return there


def _renamed(title: str, left: Mapping[str, int], known: int | None) -> str | None:
    ids = {number_of(title)} if known is None else {number_of(title), known}
    by_id = [other for other, gid in left.items() if gid in ids]
    if by_id:
        return by_id[0]
    alike = [other for other in left if names.plain(other) == names.plain(title)]
    return alike[0] if len(alike) == 1 else None
