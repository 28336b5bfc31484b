"""The reports of quarters II and III: 51 rows, one per model and quarter that reported or began to."""

from datetime import date, timedelta
from typing import NamedTuple

from domain.sample.models import models
from domain.sample.report_texts import RESULTS_II, RESULTS_III, TROUBLES, Trouble
from domain.sample.shorthand import AS_OF, YEAR, on
from domain.tables import Model, Report
from domain.vocabulary import QuarterName, ReportState, ReportType

_X, _N, _BACK, _DRAFT = ReportState.CONFIRMED, ReportState.SUBMITTED, ReportState.RETURNED, ReportState.DRAFT


class _Line(NamedTuple):
    """One report. Progress, result and households are cumulative; people, work days and money belong to the quarter."""

    model: int
    progress: float
    submitted: str
    state: ReportState
    kpi: float | None
    households: int | None
    people: int
    workdays: int
    fund: float  # thousand đồng
    confirmed_progress: float | None = None  # only where it differs from the reported one


# fmt: off
_QUARTER_II = (
    _Line( 1,  20, "18/06", _X,    5,    6,  31,  22,   4500),
    _Line( 2,   8, "19/06", _X,  0.5,    4,  26,  14,   1200),
    _Line( 4,  15, "19/06", _X,    6,    6,  48,  35,   3000),
    _Line( 5,  12, "24/06", _X,    2,    2,  15,   8,  30000),
    _Line( 6,  25, "17/06", _X,    2,    2,  40,  26,   5000),
    _Line( 7,  45, "20/06", _X,   27,   62,  85,  12,   2700),
    _Line( 8,   6, "18/06", _X,  0.2,   10,  64,  18,   8500),
    _Line( 9,  12, "19/06", _X,  144,    4,  52,  40,   2000),
    _Line(10,  20, "16/06", _X,   12,   12,  60,  38,   1800),
    _Line(11,  30, "18/06", _X,  0.6,   48,  96, 120,   6500),
    _Line(12,  12, "22/06", _X,    3, None,  75,  20,   1000),
    _Line(13,  12, "20/06", _X,  0.9,   22,  45,  66,    800),
    _Line(14,  35, "15/06", _X, None, None, 210,  44,  12000),
    _Line(15,  25, "17/06", _X,    6,   50, 130,  42,   7200),
    _Line(16,  15, "20/06", _X,   17,   17,  58,  16,   2500),
    _Line(18,  17, "19/06", _X,    2,   32,  92,  46,    600),
    _Line(19,  20, "18/06", _X,  105, None, 320,  10,    900),
    _Line(20,  12, "19/06", _X,  0.3,   12,  36,  54,    700),
    _Line(21,  45, "15/06", _X,    7,   46,  80,  15,  28000),
    _Line(22,  30, "12/06", _X,    6,   78, 165,  30,  15600),
    _Line(25,  40, "16/06", _X,   34,   12,  28,  34,      0),
    _Line(27,  28, "15/06", _X,    7, None, 140,  21,      0),
    _Line(28,  10, "25/06", _X, None, None, 190,   5,    500),
    _Line(29,   5, "20/06", _X, None,    4,  24,   6,      0),
)
_QUARTER_III = (
    _Line( 1,  45, "10/09", _X,     11,   14,  42,  46,  9800),
    _Line( 2,  42, "08/09", _N,    2.4,   18,  54,  90,  7400),
    _Line( 4,  40, "09/09", _BACK, None, None, 66,  72,  5200),
    _Line( 6,  70, "09/09", _X,      7,    7,  62,  58, 11500),
    _Line( 8,  55, "11/09", _X,    1.7,   96, 158,  84, 42000),
    _Line( 9,  40, "07/09", _X,    360,   11,  88, 130,  6000, confirmed_progress=30),
    _Line(10,  68, "10/09", _X,     41,   41, 124, 105,  4600),
    _Line(11,  40, "18/08", _X,    0.8,   64, 110,  76,  3200),
    _Line(12,  45, "12/09", _N,     11, None, 260,  64,  2400),
    _Line(13,  55, "",      _DRAFT, None, None, 72, 94,  1500),
    _Line(14, 100, "06/09", _X,      1, None, 380,  96, 26500),
    _Line(15,  42, "30/08", _X,     10,   85, 170,  48,  3900),
    _Line(16,  58, "12/09", _N,     66,   66, 148,  52,  6800),
    _Line(17,  36, "11/09", _X,     11,   37,  74,  40,  8250),
    _Line(18,  62, "14/09", _N,      7,  118, 410, 205,  1900),
    _Line(19,  60, "08/09", _X,    310, None, 340,  18,  1400),
    _Line(21, 100, "01/09", _X,     16,  103, 135,  38, 54000),
    _Line(22,  66, "04/09", _X,     13,  171, 290,  62, 24800),
    _Line(23,  60, "09/09", _X,   None,   84, 180,  45,  1600),
    _Line(24,  30, "14/09", _X,      1,   19,  57,   9,     0),
    _Line(25, 100, "11/09", _X,     84,   31,  56,  50,     0),
    _Line(26,  52, "04/09", _X,     79,   79,  96,  32,     0),
    _Line(27,  65, "07/09", _X,     16, None, 265,  27,     0),
    _Line(28,  40, "10/09", _X,     72, None, 420,  12,   850),
    _Line(29,  48, "09/09", _N,   None,   40,  68,  33,   500),
    _Line(30,  60, "10/09", _X,     15, None, 118,  16,  3000),
    _Line(31,  40, "14/09", _X,     18,   18,  36,  20,  1200),
)
# fmt: on

_BACK_REASON = {4: "Số vườn đạt chưa có danh sách kèm theo; đề nghị bổ sung và báo lại."}


def reports() -> tuple[Report, ...]:
    """The tab Báo cáo quý, numbered per quarter in the order of handing in, the draft last."""
    owners = dict(enumerate(models(), start=1))
    return (
        *_quarter(QuarterName.II, _QUARTER_II, RESULTS_II, owners),
        *_quarter(QuarterName.III, _QUARTER_III, RESULTS_III, owners),
    )


def _quarter(
    quarter: QuarterName, lines: tuple[_Line, ...], results: dict[int, str], owners: dict[int, Model]
) -> tuple[Report, ...]:
    in_order = sorted(lines, key=lambda line: (on(line.submitted) or date.max, line.model))
    return tuple(
        _report(f"BC-{YEAR}-Q{len(quarter)}-{number:04d}", quarter, line, results[line.model], owners[line.model])
        for number, line in enumerate(in_order, start=1)
    )


def _report(report_id: str, quarter: QuarterName, line: _Line, result: str, model: Model) -> Report:
    trouble = TROUBLES.get((quarter, line.model), Trouble())
    return Report(
        report_id=report_id,
        model_id=model.model_id,
        unit_id=model.unit_id,
        year=YEAR,
        quarter=quarter,
        rtype=ReportType.PERIODIC,
        prog_self=line.progress,
        prog_conf=line.confirmed_progress,
        kpi_cum=line.kpi,
        hh_cum=line.households,
        people=line.people,
        workdays=line.workdays,
        fund=line.fund,
        result=result,
        shortcomings=trouble.shortcomings,
        causes=trouble.causes,
        proposal=trouble.proposal,
        rstatus=line.state,
        submitted=on(line.submitted),
        confirmed=_confirmed(line),
        reason_back=_BACK_REASON.get(line.model) if line.state is _BACK else None,
    )


def _confirmed(line: _Line) -> date | None:
    """An officer confirms one or two days after the report came, at the latest on the day of the sample."""
    submitted = on(line.submitted)
    if submitted is None or line.state is not _X:
        return None
    return min(submitted + timedelta(days=1 + line.model % 2), AS_OF)
