"""What every table of the workbook has in common (see `domain.tables`)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic.dataclasses import dataclass

from domain import fields as f
from domain import vocabulary as v
from domain.fields import OneOf, Writer, col


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(f.Declared):
    """What the application writes at the far right of every tab but Nhật ký and Lỗi dữ liệu.

    `version` is for people; `rev` ("MH-2026-0007#12~a1b2c3d4e5": ID, version, operation) decides which write holds.
    """

    TAIL: ClassVar[tuple[str, ...]] = ("updated_at", "updated_by", "version", "source", "rev")

    updated_at: Annotated[f.Moment, col("Cập nhật lúc", writer=Writer.APP)] = None
    updated_by: Annotated[f.Text, col("Người cập nhật", writer=Writer.APP)] = None
    version: Annotated[f.Count, col("Phiên bản", writer=Writer.APP)] = None
    source: Annotated[v.Source | None, OneOf(v.Source), col("Nguồn", writer=Writer.APP)] = None
    rev: Annotated[f.Text, col("_rev", writer=Writer.APP, hidden=True)] = None
