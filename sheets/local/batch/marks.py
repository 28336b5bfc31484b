"""Requests on named ranges, the filter of a sheet, and groups of rows or columns.

Source: AddNamedRangeRequest, SetBasicFilterRequest, AddDimensionGroupRequest and their counterparts of the Sheets API.
Where Google refuses in words that are not known, this service says 501.
"""

import secrets
from typing import Any

from sheets.local.batch.step import Lines, Step, grid_range
from sheets.local.errors import InvalidArgument, Unimplemented

Json = dict[str, Any]

_NAMED = {"namedRangeId", "name", "range"}
_FILTER = {"range"}
_FILTER_REFUSED = {"sortSpecs", "criteria", "filterSpecs", "tableId"}
_GROUPS = {"ROWS": "rowGroups", "COLUMNS": "columnGroups"}


def add_named_range(step: Step) -> Json:
    """addNamedRange: the range under a name, with its id."""
    step.check(step.given, "", {"namedRange"})
    given = step.part("namedRange", _NAMED, set())
    named = step.book.doc["namedRanges"]
    name = given.get("name", "")
    if any(one["name"].casefold() == name.casefold() for one in named):
        raise Unimplemented("a second named range of one name")
    if not name.isidentifier():
        raise Unimplemented(f"the name {name!r} for a range")
    sheet, box = Step(step.book, f"{step.kind}.namedRange", step.at, given).box()
    number = given.get("namedRangeId") or str(secrets.randbelow(2**31))
    if any(one["namedRangeId"] == number for one in named):
        raise Unimplemented("a named range with an id that is taken")
    added = {"namedRangeId": number, "name": name, "range": grid_range(sheet.id, box)}
    named.append(added)
    return {"namedRange": added}


def delete_named_range(step: Step) -> None:
    """deleteNamedRange: the name goes, the cells stay."""
    step.check(step.given, "", {"namedRangeId"})
    named = step.book.doc["namedRanges"]
    rest = [one for one in named if one["namedRangeId"] != step.given.get("namedRangeId")]
    if len(rest) == len(named):
        raise Unimplemented("deleting a named range that does not exist")
    step.book.doc["namedRanges"] = rest


def set_basic_filter(step: Step) -> None:
    """setBasicFilter: the one filter of a sheet, without criteria."""
    step.check(step.given, "", {"filter"})
    given = step.part("filter", _FILTER, _FILTER_REFUSED)
    sheet, area = Step(step.book, f"{step.kind}.filter", step.at, given).area()
    sheet.doc["basicFilter"] = {"range": grid_range(sheet.id, area)}


def clear_basic_filter(step: Step) -> None:
    """clearBasicFilter: no filter any more; nothing happens where there is none."""
    step.check(step.given, "", {"sheetId"})
    step.sheet(step.given.get("sheetId")).doc.pop("basicFilter", None)


def add_group(step: Step) -> Json:
    """addDimensionGroup: rows or columns that can be folded together; groups within or beside others get 501."""
    step.check(step.given, "", {"range"})
    chosen = step.lines()
    if chosen.end > chosen.size:
        raise InvalidArgument(f"range.endIndex[{chosen.end}] is after the last one in the grid")
    groups = chosen.sheet.doc.setdefault(_GROUPS[chosen.dimension], [])
    for group in groups:
        if group["range"]["startIndex"] <= chosen.end and chosen.start <= group["range"]["endIndex"]:
            raise Unimplemented("groups that touch each other")
    groups.append({"range": _dimension_range(chosen), "depth": 1})
    groups.sort(key=lambda group: int(group["range"]["startIndex"]))
    return {"dimensionGroups": groups}


def delete_group(step: Step) -> Json:
    """deleteDimensionGroup: the group of exactly this range."""
    step.check(step.given, "", {"range"})
    chosen = step.lines()
    groups = chosen.sheet.doc.get(_GROUPS[chosen.dimension], [])
    rest = [group for group in groups if group["range"] != _dimension_range(chosen)]
    if len(rest) == len(groups):
        raise Unimplemented("deleting a part of a group")
    chosen.sheet.doc[_GROUPS[chosen.dimension]] = rest
    return {"dimensionGroups": rest} if rest else {}


def _dimension_range(chosen: Lines) -> Json:
    named = {"sheetId": chosen.sheet.id} if chosen.sheet.id else {}
    return {**named, "dimension": chosen.dimension, "startIndex": chosen.start, "endIndex": chosen.end}
