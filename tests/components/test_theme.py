"""The colour tokens: the same as in the configuration, and readable."""

import tomllib
from pathlib import Path

import pytest

from components.theme import DARK, LIGHT, Palette
from domain.vocabulary import Status

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
COLOURS = {Status.LATE: "red", Status.RISK: "orange", Status.OK: "green"}
BOTH = pytest.mark.parametrize(("palette", "name"), [(LIGHT, "light"), (DARK, "dark")], ids=["light", "dark"])


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@BOTH
def test_the_tokens_of_the_charts_are_those_of_the_configuration(palette: Palette, name: str) -> None:
    theme = CONFIG[name]
    assert palette.bg == theme["backgroundColor"]
    assert palette.surface == theme["secondaryBackgroundColor"]
    assert palette.ink == theme["textColor"]
    assert palette.line == theme["borderColor"]
    assert palette.primary == theme["primaryColor"]
    assert palette.muted == theme["grayTextColor"]
    for status, colour in COLOURS.items():
        assert palette.mark[status] == theme[f"{colour}Color"]
        assert palette.word[status] == theme[f"{colour}TextColor"]


@BOTH
def test_text_is_readable_on_what_it_stands_on(palette: Palette, name: str) -> None:
    assert contrast(palette.ink, palette.bg) >= 7, name
    assert contrast(palette.muted, palette.bg) >= 4.5, name
    for status in COLOURS:
        assert contrast(palette.on_fill[status], palette.fill[status]) >= 4.5, (name, status)
        assert contrast(palette.word[status], palette.bg) >= 4.5, (name, status)
    assert contrast(palette.on_mark[Status.LATE], palette.mark[Status.LATE]) >= 4.5, name


@BOTH
def test_marks_and_outlines_stand_out_from_the_page(palette: Palette, name: str) -> None:
    for colour in (*(palette.mark[status] for status in COLOURS), palette.outline):
        assert contrast(colour, palette.bg) >= 3, (name, colour)
