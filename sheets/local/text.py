"""How answers are written: JSON without blanks, in UTF-8."""

import json
from typing import Any


def encoded(answer: Any) -> bytes:
    """A part of an answer, or all of it but the line's end."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
