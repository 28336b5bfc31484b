"""Text from the workbook inside Markdown: shown as it is, never as formatting, links or icons."""

import re

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&])")


def escaped(text: str | None) -> str:
    """`text` with all that Markdown or Streamlit's directives would read escaped; line breaks become spaces."""
    return SPECIAL.sub(r"\\\1", " ".join((text or "").split()))
