"""Numbers that may exist once in a spreadsheet, as developer metadata: what makes a write idempotent.

`metadataId` must be unique, so a batch that creates one already there fails as a whole (google-sheets.md, part three).
"""

import hashlib
from datetime import datetime

from sheets.workbook import Request

JOURNAL = "_journal"  # the hidden tab of the application whose metadata the locks are
ID_KEY = "n"
BUCKET_SECONDS = 600
KEPT_BUCKETS = 3  # half an hour: a call in flight dies after 180 s
SWEPT_BUCKETS = 3  # what another process left behind is swept for another half hour


def op_lock(journal: int, op: str, at: datetime) -> Request:
    """Taken by the batch that carries out operation `op`: applied at most once, however often it is sent.

    Every attempt of a creation has the same lock, also under another ID and from another process: unlike an update, a
    batch that failed left nothing behind, and one that is still in flight must not be applied beside a later one.
    """
    return _lock(journal, number_of(op), str(bucket(at)))


def id_lock(journal: int, number: int) -> Request:
    """Taken by the batch that gives a record its ID; kept for good, so that an ID is never given twice."""
    return _lock(journal, number, ID_KEY)


def number_of(op: str) -> int:
    """31 bits of `op`."""
    return int.from_bytes(hashlib.sha256(op.encode()).digest()[:4]) >> 1


def sweep(at: datetime, used: set[int]) -> list[Request]:
    """Removes the locks of operations of more than half an hour ago: metadata is limited to 30,000 characters a sheet.

    `used` are the buckets of this process; of other processes only those of the last half hour before are removed.
    """
    newest = bucket(at) - KEPT_BUCKETS
    old = {one for one in used if one <= newest}.union(range(newest - SWEPT_BUCKETS + 1, newest + 1))
    return [_deleted(str(one)) for one in sorted(old)]


def _deleted(key: str) -> Request:
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": {"metadataKey": key}}}}


def bucket(at: datetime) -> int:
    """The running ten minutes, as the key of a lock."""
    return int(at.timestamp()) // BUCKET_SECONDS


def _lock(journal: int, number: int, key: str) -> Request:
    metadata = {
        "metadataId": number,
        "metadataKey": key,
        "location": {"sheetId": journal},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": metadata}}
