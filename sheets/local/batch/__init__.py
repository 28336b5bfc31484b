"""spreadsheets:batchUpdate: the requests of one body are applied in order, and all of them or none."""

from sheets.local.batch.dispatch import update

__all__ = ["update"]
