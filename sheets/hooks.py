"""What a store needs beside its work: when something was read, and calling others without depending on them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moment:
    """When the data were read: the real time, and the ticker's. A shelved reading has the latter of its taking down."""

    real: datetime
    tick: float
    shelved: bool = False


def told(name: str, hook: Callable[..., None], *what: object) -> None:
    """Calls `hook`. Somebody else's part must not keep the workbook from being read: what it raises is logged."""
    try:
        hook(*what)
    except Exception:
        log.exception("%s failed", name)
