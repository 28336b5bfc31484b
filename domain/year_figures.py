"""The years beside each other: the commune's figures of one quarter in each, counted as on the other pages.

Of public totals only (permissions): whoever has no account in another year's workbook sees no more of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain import coverage
from domain.exemplars import Stage, funnel
from domain.households import Households, commune_households
from domain.progress import Standing
from domain.quarters import Quarter
from domain.ratios import Ratio
from domain.remembered import remembered
from domain.snapshot import Snapshot
from domain.view import QuarterView, in_plan_year, quarter_view
from domain.vocabulary import Field, ModelState

RATES = ("I8", "I8b", "I10", "I11", "I12")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year, as it stood at the end of `quarter` or stands today. `begun`: before that all is unknown, not 0.

    `models` are approved and not withdrawn (I16), `recognised` and `replicated` of them by I23, `carried` went on in
    the next year. `standing` is I7, `households` I15b, `fields` the share of each group of fields (I16).
    """

    quarter: Quarter
    begun: bool
    models: int
    recognised: int
    replicated: int
    carried: int
    standing: Standing
    households: Households
    rates: Mapping[str, Ratio]
    fields: Mapping[tuple[Field, ...], Ratio]

    @property
    def year(self) -> int:
        return self.quarter.year


def figures_of(snapshot: Snapshot, number: int | None) -> YearFigures:
    """A year's figures in its quarter `number`; None: at the end of the year, as far as it has come."""
    year = int(snapshot.settings.plan_year)
    quarter = in_plan_year(Quarter.of(snapshot.today), snapshot.settings) if number is None else Quarter(year, number)
    return _figures(quarter_view(snapshot, quarter))


@remembered
def _figures(view: QuarterView) -> YearFigures:
    stages = funnel(view)
    fields, total = coverage.field_counts(view), len(view.approved)
    due = () if view.future else coverage.all_due_findings(view)
    return YearFigures(
        quarter=view.quarter,
        begun=not view.future,
        models=total,
        recognised=len(stages[Stage.RECOGNISED]),
        replicated=len(stages[Stage.REPLICATED]),
        carried=sum(one.state is ModelState.CARRIED_OVER for one in view.approved),
        standing=view.commune,
        households=commune_households(view),
        rates={
            "I8": view.reporting.reported,
            "I8b": view.reporting.on_time,
            "I10": coverage.registration_coverage(view),
            "I11": coverage.unit_coverage(view),
            "I12": coverage.remediation(view, due),
        },
        fields={group: Ratio(sum(fields[one] for one in group), total) for group in coverage.FIELD_GROUPS},
    )
