"""A model in a card: its state, the word of its status, its bar against the milestone (design, sections 5.3 and 9)."""

from collections.abc import Iterator
from dataclasses import dataclass

from components import status, vi
from components.bars import bar
from components.markup import escaped
from components.theme import Palette
from domain.progress import ModelProgress
from domain.tables import Model
from domain.vocabulary import Flag, ModelState, Status


@dataclass(frozen=True, slots=True)
class Line:
    """A model as the list shows it."""

    model: Model
    unit: str
    state: ModelState | None
    progress: ModelProgress | None

    @property
    def status(self) -> Status | None:
        return self.progress.status if self.progress else None


def badges(line: Line, *, figure: bool = False) -> list[str]:
    """State, and the word of its status: colour and sign alone say nothing; with the progress where no bar follows."""
    shown = [f":blue-badge[{line.state or 'chưa rõ trạng thái'}]"]
    if line.progress:
        look = status.LOOKS[line.progress.status]
        value = f" · {vi.percent(line.progress.value)}" if figure and line.progress.taken_from else ""
        shown.append(status.badge(f"{vi.capital(look.word)}{value}", look))
    return shown


def progress(line: Line, palette: Palette) -> None:
    """Bar against the model's own milestone; value, milestone, field, last report and code in words."""
    found = line.progress
    if found and found.taken_from:
        expected = None if found.expected is None else float(found.expected)
        name = line.model.title or line.model.model_id
        said = f"{name}: {vi.percent(found.value)}, mốc {vi.percent(expected)}"
        bar(float(found.value), expected, found.status, palette, alt=said)
    status.small(" · ".join(_facts(line)))


def _facts(line: Line) -> Iterator[str]:
    """`**25%** (mốc 63%)`, the field, the last report, the code."""
    progress, model = line.progress, line.model
    if progress and progress.taken_from:
        old = r"\*" if Flag.OLD_FIGURE in progress.flags else ""
        yield f"**{vi.percent(progress.value)}{old}** (mốc {vi.percent(progress.expected)})"
    if model.field:
        yield str(model.field)
    if progress and progress.report and progress.report.submitted:
        yield f"báo cáo {vi.day(progress.report.submitted)}"
    elif progress and progress.taken_from:
        yield f"\\* số của {vi.quarter_of_year(progress.taken_from)}"
    if model.model_id:
        yield escaped(model.model_id)
