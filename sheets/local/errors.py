"""What the embedded service refuses, with Google's codes and words, and what its file can suffer.

An ApiError becomes an answer (`{"error": {"code", "message", "status"}}`); a FileError is raised to the caller,
because no Google service ever answers "my disk is broken".
"""

from typing import Any


class ApiError(Exception):
    """A refusal that the client receives as an answer."""

    code = 500
    status = "INTERNAL"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def body(self) -> dict[str, Any]:
        """Google's error object; `status` is the canonical name of the code."""
        return {"error": {"code": self.code, "message": self.message, "status": self.status}}


class InvalidArgument(ApiError):
    """400: the request is understood and wrong."""

    code = 400
    status = "INVALID_ARGUMENT"


class Malformed(InvalidArgument):
    """400: the request is no message of the API at all (an unknown name, a value of another type)."""


class NotFound(ApiError):
    """404: no spreadsheet of this id."""

    code = 404
    status = "NOT_FOUND"

    def __init__(self, message: str = "Requested entity was not found.") -> None:
        super().__init__(message)


class DriveNotFound(NotFound):
    """404 in the words and the shape of the Drive API."""

    def __init__(self, file_id: str) -> None:
        super().__init__(f"File not found: {file_id}.")
        self.file_id = file_id

    def body(self) -> dict[str, Any]:
        reason = {
            "message": self.message,
            "domain": "global",
            "reason": "notFound",
            "location": "fileId",
            "locationType": "parameter",
        }
        return {"error": {"code": self.code, "message": self.message, "errors": [reason]}}


class Unimplemented(ApiError):
    """501: this service does not know it and makes nothing up; the message names the call, request kind or field."""

    code = 501
    status = "UNIMPLEMENTED"

    def __init__(self, what: str) -> None:
        super().__init__(f"The embedded workbook does not serve {what}.")
        self.what = what


class FileError(Exception):
    """The SQLite file cannot be used; the message names it. Nothing of the request was written."""


class FileCorrupt(FileError):
    """The file is damaged or is not a workbook of this service. It is left as it is."""


class FileMissing(FileError):
    """There was a workbook, and its file is not there any more."""


class FileLocked(FileError):
    """Another process has kept the file locked for longer than the busy timeout."""


class FileFull(FileError):
    """The disk, or the share of it that may be used, is full."""


class FileReadOnly(FileError):
    """The file or its folder may not be written."""


class FileFailing(FileError):
    """The disk did not read or write what it was told to."""
