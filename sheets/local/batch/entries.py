"""Requests on what lies upon the cells: protected ranges and developer metadata.

Source: ProtectedRange and DeveloperMetadata of the Sheets API, "Read & write metadata".
"""

import secrets
from typing import Any

from sheets.local import metadata
from sheets.local.batch.step import DIMENSION_RANGE, Step, grid_range
from sheets.local.errors import InvalidArgument, Unimplemented

Json = dict[str, Any]

_PROTECTED = {"protectedRangeId", "range", "description", "warningOnly", "requestingUserCanEdit"}
_PROTECTED |= {"editors"}
_PROTECTED_REFUSED = {"namedRangeId", "tableId", "unprotectedRanges"}
_EDITORS = {"users", "groups", "domainUsersCanEdit"}


def add_protected_range(step: Step) -> Json:
    """addProtectedRange: the range with an id, its own or a new one."""
    step.check(step.given, "", {"protectedRange"})
    given = step.part("protectedRange", _PROTECTED, _PROTECTED_REFUSED)
    inner = Step(step.book, f"{step.kind}.protectedRange", step.at, given)
    sheet, box = inner.box()
    used = {one["protectedRangeId"] for sheet in step.book.sheets for one in sheet.doc["protectedRanges"]}
    number = given.get("protectedRangeId") or _free_number(used)
    if number in used:
        raise InvalidArgument(f"Protected range with ID {number} already exists.")
    area = grid_range(sheet.id, box)
    if not area.keys() - {"sheetId"} and any(one["range"] == area for one in sheet.doc["protectedRanges"]):
        raise InvalidArgument(f'Sheet "{sheet.title}" already has sheet protection.')
    added = {"protectedRangeId": number, "range": area, **_protection(inner, given)}
    sheet.doc["protectedRanges"].append(added)
    return {"protectedRange": added}


def delete_protected_range(step: Step) -> None:
    """deleteProtectedRange: the range is free again."""
    step.check(step.given, "", {"protectedRangeId"})
    for sheet in step.book.sheets:
        rest = [
            one
            for one in sheet.doc["protectedRanges"]
            if one["protectedRangeId"] != step.given.get("protectedRangeId", 0)
        ]
        if len(rest) < len(sheet.doc["protectedRanges"]):
            sheet.doc["protectedRanges"] = rest
            return
    raise Unimplemented("deleting a protected range that does not exist")


def _protection(step: Step, given: Json) -> Json:
    """What is kept of a protection beside its place; everybody here is the owner, whom nothing binds."""
    kept: Json = {}
    for name in ("description", "warningOnly"):
        if given.get(name):
            kept[name] = given[name]
    kept["requestingUserCanEdit"] = True
    if not kept.get("warningOnly"):
        editors = step.part("editors", _EDITORS, set())
        kept["editors"] = {name: value for name, value in editors.items() if value}
    return kept


def create_metadata(step: Step) -> Json:
    """createDeveloperMetadata: one entry; a `metadataId` that is taken refuses the whole batch."""
    step.check(step.given, "", {"developerMetadata"})
    given = step.part("developerMetadata", metadata.FIELDS, set())
    location = step.check(given.get("location", {}), "developerMetadata.location", metadata.LOCATION, set())
    step.check(location.get("dimensionRange", {}), "developerMetadata.location.dimensionRange", DIMENSION_RANGE, set())
    return {"developerMetadata": metadata.create(step.book, given)}


def delete_metadata(step: Step) -> Json:
    """deleteDeveloperMetadata: all entries that the lookup names; the reply lists them."""
    step.check(step.given, "", {"dataFilter"})
    chosen = step.part("dataFilter", {"developerMetadataLookup"}, {"a1Range", "gridRange"})
    lookup = chosen.get("developerMetadataLookup", {})
    step.check(lookup, "dataFilter.developerMetadataLookup", set(metadata.LOOKUP))
    deleted = metadata.delete(step.book, lookup)
    return {"deletedDeveloperMetadata": deleted} if deleted else {}


def _free_number(used: set[int]) -> int:
    while (number := secrets.randbelow(2**31 - 1) + 1) in used:
        pass
    return number
