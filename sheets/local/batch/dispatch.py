"""From the body of a batchUpdate to its answer.

Source: BatchUpdateSpreadsheetRequest and Request of the Sheets API; the wording of the errors from answers of Google.
"""

from collections.abc import Callable
from typing import Any

from sheets.local import masks, spreadsheet
from sheets.local.batch import content, entries, lines, marks, merging, pasting, replacing, sorting, tabs
from sheets.local.batch.step import Step
from sheets.local.book import Book
from sheets.local.errors import InvalidArgument, Malformed, Unimplemented
from sheets.local.request import Request, check_fields

Json = dict[str, Any]
Run = Callable[[Step], Json | None]

_BODY = {"requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData"}
_MOST_REQUESTS = 100_000

KINDS: dict[str, Run] = {
    "addDimensionGroup": marks.add_group,
    "addNamedRange": marks.add_named_range,
    "addProtectedRange": entries.add_protected_range,
    "addSheet": tabs.add_sheet,
    "appendCells": content.append_cells,
    "appendDimension": lines.append_dimension,
    "clearBasicFilter": marks.clear_basic_filter,
    "copyPaste": pasting.copy_paste,
    "createDeveloperMetadata": entries.create_metadata,
    "cutPaste": pasting.cut_paste,
    "deleteDeveloperMetadata": entries.delete_metadata,
    "deleteDimension": lines.delete_dimension,
    "deleteDimensionGroup": marks.delete_group,
    "deleteNamedRange": marks.delete_named_range,
    "deleteProtectedRange": entries.delete_protected_range,
    "deleteSheet": tabs.delete_sheet,
    "findReplace": replacing.find_replace,
    "insertDimension": lines.insert_dimension,
    "mergeCells": merging.merge_cells,
    "moveDimension": lines.move_dimension,
    "repeatCell": content.repeat_cell,
    "setBasicFilter": marks.set_basic_filter,
    "setDataValidation": content.set_data_validation,
    "sortRange": sorting.sort_range,
    "unmergeCells": merging.unmerge_cells,
    "updateCells": content.update_cells,
    "updateDimensionProperties": lines.update_dimension_properties,
    "updateSheetProperties": tabs.update_sheet_properties,
    "updateSpreadsheetProperties": tabs.update_spreadsheet_properties,
}
"""What is served. A function gives the reply of its kind, or None where the reply is empty."""

REFUSED = {
    "addBanding",
    "addChart",
    "addConditionalFormatRule",
    "addDataSource",
    "addFilterView",
    "addSlicer",
    "addTable",
    "autoFill",
    "autoResizeDimensions",
    "cancelDataSourceRefresh",
    "deleteBanding",
    "deleteConditionalFormatRule",
    "deleteDataSource",
    "deleteDuplicates",
    "deleteEmbeddedObject",
    "deleteFilterView",
    "deleteRange",
    "deleteTable",
    "duplicateFilterView",
    "duplicateSheet",
    "insertRange",
    "pasteData",
    "randomizeRange",
    "refreshDataSource",
    "textToColumns",
    "trimWhitespace",
    "updateBanding",
    "updateBorders",
    "updateChartSpec",
    "updateConditionalFormatRule",
    "updateDataSource",
    "updateDeveloperMetadata",
    "updateDimensionGroup",
    "updateEmbeddedObjectBorder",
    "updateEmbeddedObjectPosition",
    "updateFilterView",
    "updateNamedRange",
    "updateProtectedRange",
    "updateSlicerSpec",
    "updateTable",
}
"""What Google has beyond that: 501."""


def update(book: Book, request: Request) -> Json:
    """The answer of a batchUpdate: replies in the order of the requests, and the spreadsheet if it was asked for."""
    request.check_parameters()
    body = request.body
    check_fields(body, "", _BODY, set())
    requests = body.get("requests", [])
    if not isinstance(requests, list) or not requests:
        raise InvalidArgument("Must specify at least one request.")
    if len(requests) > _MOST_REQUESTS:
        raise InvalidArgument(f"The number of requests must not exceed {_MOST_REQUESTS}.")
    steps = [_step(book, at, given) for at, given in enumerate(requests)]
    answer: Json = {"spreadsheetId": book.id, "replies": [_reply(step) for step in steps]}
    if body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = _after(book, body, request.one("fields"))
    picked: Json = masks.picked(answer, _mask(request.one("fields")))
    return picked


def _step(book: Book, at: int, given: Any) -> Step:
    """The request at a place of the body; 400 or 501 when its kind is not served."""
    if not isinstance(given, dict):
        kind = "type.googleapis.com/google.apps.sheets.v4.BatchUpdateSpreadsheetRequest.Request"
        raise Malformed(f"Invalid value at 'requests[{at}]' ({kind}), \"{given}\"")
    for kind in given:
        if kind in REFUSED:
            raise Unimplemented(f"the request {kind}")
        check_fields({kind: None}, f"requests[{at}]", set(KINDS), set())
    if not given:
        raise InvalidArgument(f"Invalid requests[{at}]: No request set.")
    if len(given) > 1:
        first, second = list(given)[:2]
        raise Malformed(
            f"Invalid value at 'requests[{at}]' (oneof), oneof field 'kind' is already set. Cannot set '{second}'"
            f" beside '{first}'"
        )
    [(kind, message)] = given.items()
    return Step(book, kind, at, message)


def _reply(step: Step) -> Json:
    """The reply to one request, once it is applied; a refusal names the request."""
    try:
        answered = KINDS[step.kind](step)
    except Malformed:
        raise
    except InvalidArgument as error:
        raise InvalidArgument(f"Invalid requests[{step.at}].{step.kind}: {error.message}") from error
    except Unimplemented as error:
        raise Unimplemented(f"{error.what} (requests[{step.at}].{step.kind})") from error
    return {} if answered is None else {step.kind: answered}


def _after(book: Book, body: Json, fields: str | None) -> Json:
    """The spreadsheet as the requests have left it."""
    mask = _mask(fields).get("updatedSpreadsheet", {})
    with_data = body.get("responseIncludeGridData")
    return spreadsheet.shown(book, body.get("responseRanges"), spreadsheet.cell_mask(mask) if with_data else None)


def _mask(fields: str | None) -> masks.Mask:
    return masks.parse(fields) if fields else {}
