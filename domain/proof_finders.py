"""How the tabs of the workbook prove tasks: each function makes a finder of records of one kind (`domain.proofs`)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from domain.coverage import CARRIED_OUT, COUNTED_KINDS
from domain.lifecycle import VALID_REPORT, approved_by, ended_before
from domain.proofs import Asked, Find, Known, Proof, dated, proof
from domain.quarters import Quarter, quarter_of
from domain.tables import Communication, Inspection, Model, ServiceFigure, VillageSum
from domain.trends import sent_on
from domain.view import quarter_view
from domain.vocabulary import DifficultyState, Field, InspectionKind, InspectionState, ReportType
from domain.vocabulary_movement import Audience, Channel, CommunicationKind
from domain.vocabulary_movement import ServiceIndicator as I

TELLING = frozenset({CommunicationKind.CAMPAIGN, CommunicationKind.CONTEST, CommunicationKind.MOVEMENT})
MEDIA = frozenset({Channel.LOUDSPEAKER, Channel.BANNER, Channel.NOTICE_BOARD, Channel.CULTURE})
ALL = frozenset(Field)
FORCES_FIELDS = frozenset({Field.SECURITY, Field.ENVIRONMENT})
# Of these nothing that was planned or due may be left (R28, R31, R33); of the others it is enough that they are filled.
IN_FULL = frozenset({I.RECEPTION, I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS, I.DISCLOSURE})

Enough = Callable[[int | None], bool]
Match = Callable[[Known, Communication], bool]


def event(
    *kinds: CommunicationKind,
    where: Match = lambda _known, _one: True,
    joint: bool = False,
) -> Find:
    """Tuyên truyền of the unit, of these kinds (all but Quán triệt and Biểu dương if none is named).

    `joint`: together with others, whichever of them wrote it down.
    """
    wanted = frozenset(kinds) or TELLING

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        own = known.events.get(asked.unit_id, ())
        found = [*(one for one in own if one.partners), *known.joint_events.get(asked.unit_id, ())] if joint else own
        return dated([(one, one.date) for one in found if one.kind in wanted and where(known, one)], asked)

    return find


def for_audience(*audiences: Audience, counted: bool = False) -> Match:
    """Events that reach one of these; `counted`: with the number of people who came."""
    return lambda _, one: bool(set(audiences) & set(one.audience)) and not (counted and not one.attended)


def on_media(_: Known, one: Communication) -> bool:
    """Events on the channels that the plan names, with their quantity (R60)."""
    return one.channel in MEDIA and bool(one.qty)


def of_exemplar(known: Known, one: Communication) -> bool:
    """Events that name an exemplar, or praise a model by its ID (R61)."""
    praised = one.kind is CommunicationKind.PRAISE and bool(one.subject_ids)
    return praised or any(known.snapshot.exemplar(subject) for subject in one.subject_ids)


def with_front(known: Known, one: Communication) -> bool:
    """Events together with the Fatherland Front."""
    return bool({one.unit_id, *one.partners} & known.front)


def ba_nhat(_: Known, one: Communication) -> bool:
    """Events of the police's own movement (R58)."""
    return bool(one.ba_nhat)


def registered(known: Known, asked: Asked) -> Iterable[Proof]:
    """The unit's approved models, by the day on which they were sent (I10)."""
    models = _models(known.snapshot.models_of(asked.unit_id), asked)
    return (proof(one, sent_on(one)) for one in models)


def running(fields: Collection[Field] = ALL, *, joint: bool = False, where: Callable[[Model], bool] = bool) -> Find:
    """Models that run in the time: the unit's own ones, and with `joint` those of others that it helps (R56, R57)."""

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        models = known.snapshot.models_of(asked.unit_id)
        helped = known.joint_models.get(asked.unit_id, ()) if joint else ()
        found = [one for one in _models((*models, *helped), asked) if one.field in fields and where(one)]
        return dated([(one, _since(one, asked.first)) for one in found if not ended_before(one, asked.first)], asked)

    return find


def _models(models: Iterable[Model], asked: Asked) -> list[Model]:
    """Those of the year that are approved and not withdrawn."""

    years = (None, asked.first.year, asked.last.year)
    return [one for one in models if one.year in years and approved_by(one, asked.until)]


def _since(model: Model, first: date) -> date | None:
    """The first day of the time on which an approved model ran."""
    return max(first, model.start, model.approved) if model.start and model.approved else None


def all_reported(known: Known, asked: Asked) -> Iterable[Proof]:
    """The report with which all models of the unit that must report have done so (I8); none while one is missing."""
    if asked.quarter is None or (view := quarter_view(known.snapshot, asked.quarter)).future:
        return
    reports = [one.report for one in view.by_unit.get(asked.unit_id, ()) if one.owes]
    known_reports = [one for one in reports if one is not None]
    if reports and len(known_reports) == len(reports):
        last = max(known_reports, key=lambda one: one.submitted or date.max)
        yield proof(last, last.submitted)


def sheet_without_models(known: Known, asked: Asked) -> Iterable[Proof]:
    """The sheet of a unit that has no model to report of (R73)."""
    if asked.quarter is None or quarter_view(known.snapshot, asked.quarter).by_unit.get(asked.unit_id):
        return ()
    return sheet(known, asked)


def sheet(known: Known, asked: Asked) -> Iterable[Proof]:
    """Tổng hợp thôn, handed in."""
    return _sheets(known, asked, lambda _: True)


def is_filled(count: int | None) -> bool:
    """Whether a figure is known; 0 says that there was nothing."""
    return count is not None


def households(enough: Enough = bool) -> Find:
    """Households that take part: by the sheet of the unit, or by reports of its models (R69)."""

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        yield from _sheets(known, asked, lambda row: enough(row.hh_any))
        for one in known.reports.get(asked.unit_id, ()):
            valid = one.rtype is ReportType.PERIODIC and one.rstatus in VALID_REPORT
            if valid and enough(one.hh_cum) and asked.speaks_of(quarter_of(one)):
                yield proof(one, one.submitted)

    return find


def guided(enough: Enough = bool) -> Find:
    """Households that were guided: by the sheet of the unit, or by its rows Đôn đốc hộ (R70)."""

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        yield from _sheets(known, asked, lambda row: enough(row.hh_guided))
        yield from inspected(InspectionKind.HOUSEHOLD_URGING, where=lambda row: enough(row.hh_guided))(known, asked)

    return find


def _sheets(known: Known, asked: Asked, holds: Callable[[VillageSum], bool]) -> Iterable[Proof]:
    for one in known.sheets.get(asked.unit_id, ()):
        if one.rstatus in VALID_REPORT and asked.speaks_of(quarter_of(one)) and holds(one):
            yield proof(one, one.submitted)


def ad_hoc(known: Known, asked: Asked) -> Iterable[Proof]:
    """Reports that were not due on a day (R73)."""
    for one in known.reports.get(asked.unit_id, ()):
        if one.rtype is ReportType.AD_HOC and one.rstatus in VALID_REPORT and asked.speaks_of(quarter_of(one)):
            yield proof(one, one.submitted)


def inspected(kind: InspectionKind, *, where: Callable[[Inspection], bool] = lambda _: True) -> Find:
    """Rows of Kiểm tra about the unit that took place."""

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        found = (one for one in known.inspections.get(asked.unit_id, ()) if one.kind is kind)
        return dated([(one, one.date) for one in found if one.istatus in CARRIED_OUT and where(one)], asked)

    return find


def concluded(known: Known, asked: Asked) -> Iterable[Proof]:
    """Kiểm tra and Giám sát of any unit that were concluded (R45)."""
    found = [one for one in known.snapshot.inspections if one.kind in COUNTED_KINDS]
    return dated([(one, one.date) for one in found if one.istatus is InspectionState.CONCLUDED], asked)


def resolved(known: Known, asked: Asked) -> Iterable[Proof]:
    """Difficulties of any unit that were resolved (R45)."""
    found = [one for one in known.snapshot.difficulties if one.state is DifficultyState.RESOLVED]
    return dated([(one, one.resolved) for one in found], asked)


def raised(known: Known, asked: Asked) -> Iterable[Proof]:
    """Difficulties that the unit raised (R53)."""
    return dated([(one, one.raised) for one in known.snapshot.difficulties_by_unit.get(asked.unit_id, ())], asked)


def opinions(known: Known, asked: Asked) -> Iterable[Proof]:
    """Ý kiến MTTQ of the organisation (R67)."""
    return dated([(one, one.date) for one in known.opinions.get(asked.unit_id, ())], asked)


def proposed(known: Known, asked: Asked) -> Iterable[Proof]:
    """Exemplars that the unit proposed (R51, R71)."""
    return dated([(one, one.proposed) for one in known.exemplars.get(asked.unit_id, ())], asked)


def nominated(known: Known, asked: Asked) -> Iterable[Proof]:
    """Exemplars of the unit; in the fourth quarter those on which a meeting voted (R72)."""
    if asked.quarter is None or asked.quarter.number < 4:
        return proposed(known, asked)
    voted = [one for one in known.exemplars.get(asked.unit_id, ()) if one.approval is not None]
    return dated([(one, one.meeting) for one in voted], asked)


def rewarded(known: Known, asked: Asked) -> Iterable[Proof]:
    """Rewards of the year's end that were decided, not those given on the spot (R47)."""
    found = [one for one in known.snapshot.rewards if one.ad_hoc is False and one.decision_no]
    return dated([(one, one.decided) for one in found], asked)


def filled(*codes: I) -> Find:
    """Figures of the government's service, all of these; they have no day of their own.

    They hold from the last day of their quarter on, or from the task's deadline where that is earlier.
    """

    def find(known: Known, asked: Asked) -> Iterable[Proof]:
        rows = [known.figures.get((asked.quarter, code)) for code in codes]
        if all(row is not None and suffices(row) for row in rows):
            yield from (proof(row, _as_of(asked)) for row in rows if row is not None)

    return find


def suffices(row: ServiceFigure) -> bool:
    """Whether the figures are filled in, and of those of `IN_FULL` nothing is left."""
    if row.code not in IN_FULL:
        return row.done is not None
    return row.done is not None and row.planned is not None and row.done >= row.planned


def _as_of(asked: Asked, last: date | None = None) -> date:
    days = [day for day in (last or asked.last, asked.due) if day]
    return min(days)


def dialogues(known: Known, asked: Asked) -> Iterable[Proof]:
    """The quarter in which as many dialogues had been held as the setting `doi_thoai_toi_thieu_nam` asks for (R32)."""
    held = 0
    for number in range(1, 5):
        quarter = Quarter(asked.first.year, number)
        row = known.figures.get((quarter, I.DIALOGUES))
        held += (row.done or 0) if row else 0
        if row and held >= max(1, known.snapshot.settings.dialogues_min):
            yield proof(row, _as_of(asked, quarter.last))
            return
