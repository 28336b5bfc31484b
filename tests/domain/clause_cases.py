"""For each clause of the plan (R1 to R77) a workbook in which it is done, and one in which it is just short of it."""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.plan_clauses import BY_NUMBER
from domain.plan_criteria import criteria
from domain.settings import Settings
from domain.snapshot import Snapshot
from domain.tables import (
    Communication,
    Difficulty,
    Exemplar,
    Feedback,
    Finding,
    Inspection,
    Model,
    Report,
    Reward,
    Score,
    ServiceFigure,
    Task,
    Unit,
    VillageSum,
)
from domain.vocabulary import (
    BaNhat,
    DifficultyState,
    Field,
    Grade,
    InspectionKind,
    InspectionState,
    ModelState,
    ReportState,
    UnitType,
    Verification,
)
from domain.vocabulary_movement import Audience, Channel, CommunicationKind, ExemplarResult, TaskState
from domain.vocabulary_movement import ServiceIndicator as I
from tests.domain import worked

SEPTEMBER, DECEMBER = date(2026, 9, 15), date(2026, 12, 28)
MAY, AUGUST, NOVEMBER = date(2026, 5, 10), date(2026, 8, 10), date(2026, 11, 10)
QUARTERS = {"II": MAY, "III": AUGUST}


def unit(unit_id: str, kind: UnitType, **more: Any) -> Unit:
    base: dict[str, Any] = {"unit_type": kind, "must_register": False, "members": 10}
    return worked.village(unit_id, **{**base, **more})


UNITS = (
    unit("TH-01", UnitType.VILLAGE, must_register=True),
    unit("CQ-01", UnitType.OFFICE, name="Văn phòng HĐND và UBND"),
    unit("CA-01", UnitType.POLICE),
    unit("QS-01", UnitType.MILITARY),
    unit("DVC-01", UnitType.SERVICE_CENTRE),
    unit("TR-01", UnitType.SCHOOL),
    unit("MT-01", UnitType.FATHERLAND_FRONT),
    unit("DT-01", UnitType.MASS_ORGANISATION),
)
OFFICES, FORCES, FRONT = ("CQ-01", "DVC-01"), ("CA-01", "QS-01"), ("MT-01", "DT-01")
SECOND = unit("TH-02", UnitType.VILLAGE, must_register=True)
VIEWERS = tuple(
    unit(f"LD-0{at}", UnitType.LEADERSHIP, name=name)
    for at, name in enumerate(("Thường trực Đảng ủy", "Thường trực HĐND", "Lãnh đạo UBND"), 1)
)

Records = dict[str, Any]


def event(
    unit_id: str, day: date = MAY, kind: CommunicationKind = CommunicationKind.CAMPAIGN, **more: Any
) -> Communication:
    return Communication(comm_id=f"TTR-{unit_id}-{day}-{kind}", unit_id=unit_id, date=day, kind=kind, **more)


def each_quarter(units: Sequence[str], make: Callable[[str, date], Any]) -> tuple[Any, ...]:
    return tuple(make(one, day) for one in units for day in QUARTERS.values())


def events(found: Sequence[Communication]) -> Records:
    return {"communications": tuple(found)}


def models(*found: Model) -> Records:
    return {"models": found}


def model(at: int = 1, unit_id: str = "TH-01", **more: Any) -> Model:
    return worked.model(f"MH-{at}", unit_id, **more)


def report(quarter: str = "II", at: int = 1, **more: Any) -> Report:
    return worked.report(f"MH-{at}", quarter, 50, **more)


def figures(*codes: I, quarters: Sequence[str] = ("II", "III"), **cells: Any) -> Records:
    rows = (ServiceFigure(year=2026, quarter=quarter, code=code, **cells) for quarter in quarters for code in codes)
    return {"service_figures": tuple(rows)}


def inspection(unit_id: str = "TH-01", day: date = MAY, **more: Any) -> Inspection:
    base: Records = {
        "kind": InspectionKind.INSPECTION,
        "istatus": InspectionState.CONCLUDED,
        "conclusion": "Đạt yêu cầu",
    }
    return Inspection(insp_id=f"KT-{unit_id}-{day}", unit_id=unit_id, date=day, **{**base, **more})


def exemplar(unit_id: str = "TH-01", **more: Any) -> Exemplar:
    return Exemplar(exemplar_id=f"DH-{unit_id}", unit_id=unit_id, year=2026, proposed=MAY, **more)


RECOGNISED: Records = {"result": ExemplarResult.RECOGNISED, "answered": AUGUST}


def reward(**more: Any) -> Reward:
    return Reward(**{"reward_id": "KTH-1", "proposed": AUGUST, "decided": AUGUST, "decision_no": "12/QĐ", **more})


def difficulty(unit_id: str = "TH-01", **more: Any) -> Difficulty:
    base: Records = {"state": DifficultyState.RESOLVED, "raised": MAY, "resolved": AUGUST}
    return Difficulty(issue_id="KK-1", unit_id=unit_id, **{**base, **more})


def finding(**more: Any) -> Finding:
    base: Records = {"due": AUGUST, "verified": Verification.PASSED, "verified_on": AUGUST}
    return Finding(**{"find_id": "TT-1", "unit_id": "TH-01", **base, **more})


def task(code: str, unit_id: str = "CQ-01", state: TaskState = TaskState.DONE, **more: Any) -> Task:
    base: Records = {"due": date(2026, 6, 30), "done": MAY if state is TaskState.DONE else None, "year": 2026}
    return Task(task_id=code, instance_id=f"{code}/{unit_id}", unit_id=unit_id, state=state, **{**base, **more})


def sheet(unit_id: str = "TH-01", quarter: str = "II", **more: Any) -> VillageSum:
    base: Records = {"year": 2026, "rstatus": ReportState.SUBMITTED, "submitted": QUARTERS.get(quarter, NOVEMBER)}
    return VillageSum(unit_id=unit_id, quarter=quarter, **{**base, **more})


def opinion(**more: Any) -> Feedback:
    return Feedback(feedback_id="YK-1", unit_id="MT-01", date=MAY, **more)


def told(units: Sequence[str], **more: Any) -> tuple[Communication, ...]:
    return each_quarter(units, lambda one, day: event(one, day, **more))


FOUR = (Channel.CONFERENCE, Channel.PARTY_CELL, Channel.ORGANISATION, Channel.LOUDSPEAKER)
MEDIA = (Channel.LOUDSPEAKER, Channel.BANNER, Channel.NOTICE_BOARD, Channel.CULTURE)
FIELDS = (Field.POVERTY, Field.NEW_COUNTRYSIDE, Field.ENVIRONMENT, Field.SECURITY, Field.POLITICAL_SYSTEM)
TEXTS: Records = {"result": "a", "shortcomings": "b", "causes": "c", "proposal": "d"}
CASES_OF_LETTERS = (I.PETITIONS, I.COMPLAINTS, I.DENUNCIATIONS)
TYPED = Score(year=2026, unit_id="TH-01", criterion_id="TC5", points=15)
NO_POINTS = tuple(dataclasses.replace(one, max_points=0) for one in criteria())
CHECK = InspectionKind.SELF_CHECK
CHANNELS = tuple(event("TH-01", day, channel=one) for day in QUARTERS.values() for one in FOUR)


@dataclass(frozen=True)
class Case:
    """`enough` is done, `short` is not; both on `today`, with `units`."""

    enough: Records
    short: Records
    today: date = SEPTEMBER
    units: tuple[Unit, ...] = UNITS

    def workbook(self, records: Records) -> Snapshot:
        return worked.snapshot(self.today, **{"units": self.units, **records})


def late(enough: Records, short: Records) -> Case:
    return Case(enough, short, DECEMBER)


def by_events(found: Sequence[Communication]) -> Case:
    """Done with all of these events, short of it without the last one."""
    return Case(events(found), events(found[:-1]))


def by_figures(*codes: I, enough: Records, short: Records) -> Case:
    return Case(figures(*codes, **enough), figures(*codes, **short))


TOLD_OF = {"exemplars": (exemplar(**RECOGNISED),)}
REGISTERED = Case(models(model()), {**models(model()), "units": (*UNITS, SECOND)})
SUMMARY = late({"tasks": (task("NV-12", result="Báo cáo số 15/BC-UBND"),)}, {"tasks": (task("NV-12"),)})
FRONT_EVENTS = told(FRONT)

CASES: dict[int, Case] = {
    1: Case(events([event("TH-01", audience=tuple(Audience))]), events([event("TH-01", audience=tuple(Audience)[1:])])),
    2: Case({**models(model()), "reports": (report(hh_cum=0),)}, {**models(model()), "reports": (report(),)}),
    3: Case(models(model(state=ModelState.REPLICATED, end_actual=AUGUST)), models(model(state=ModelState.RECOGNISED, end_actual=AUGUST))),
    4: Case(figures(*I, done=0), figures(*tuple(I)[1:], done=0)),
    5: REGISTERED,
    6: Case(
        {**models(model(kpi_name="km", kpi_target=2.0)), "reports": (report(evidence="https://example.vn/1"),)},
        {**models(model(kpi_name="km", kpi_target=2.0)), "reports": (report(),)},
    ),
    7: Case(models(model(field=Field.SECURITY)), {}),
    8: Case(models(model(linked="Nông thôn mới")), models(model(linked="Nông thôn mới"), model(2))),
    9: Case(models(model(owner="Trưởng thôn")), {**models(model(owner="Trưởng thôn")), "tasks": (task("NV-38"),)}),
    10: Case(
        {"exemplars": (exemplar(spread=8, ease=7, replication=9, **RECOGNISED),)},
        {"exemplars": (exemplar(spread=8, ease=7, replication=9),)},
    ),
    11: late({"inspections": (inspection(),), **SUMMARY.enough}, {"inspections": (inspection(),), **SUMMARY.short}),
    12: late({"rewards": (reward(),)}, {"rewards": (reward(decision_no=None),)}),
    13: by_events([event(one.unit_id or "", kind=CommunicationKind.BRIEFING) for one in UNITS]),
    14: by_events(CHANNELS),
    15: Case(events([event("TH-01", integrated=True, integrated_with="Nông thôn mới")]), events([event("TH-01", integrated=True)])),
    16: Case({**TOLD_OF, **events([event("TH-01", subject_ids=("DH-TH-01",))])}, TOLD_OF),
    17: by_events(FRONT_EVENTS),
    18: REGISTERED,
    19: Case(models(*(model(at, field=one) for at, one in enumerate(FIELDS))), models(*(model(at, field=one) for at, one in enumerate(FIELDS[1:])))),
    20: Case(models(model(hard_issue=True, reason="Đất đai")), models(model(hard_issue=True))),
    21: Case(models(model(consult="Biên bản họp thôn")), models(model(consult="Biên bản họp thôn"), model(2))),
    22: Case(
        {**models(model()), "inspections": (inspection(day=MAY, model_ids=("MH-1",)), inspection(day=AUGUST))},
        {**models(model()), "inspections": (inspection(day=MAY, model_ids=("MH-1",)), inspection(day=AUGUST, model_ids=("MH-2",)))},
    ),
    23: Case({"difficulties": (difficulty(),)}, {"difficulties": (difficulty(resolved=None),)}),
    24: late(models(model(evaluation=Grade.GOOD)), models(model(evaluation=Grade.GOOD), model(2))),
    25: late({"exemplars": (exemplar(receiver_ids=("TH-02",), **RECOGNISED),)}, TOLD_OF),
    26: by_figures(I.INNOVATIONS, enough={"done": 1, "note": "Ngày thứ Bảy vì dân"}, short={"done": 1}),
    27: by_figures(I.CONSULTATIONS, enough={"done": 3}, short={"received": 40}),
    28: by_figures(I.DISCLOSURE, enough={"planned": 5, "done": 5}, short={"planned": 5, "done": 4}),
    29: by_figures(I.PROCEDURES, enough={"done": 80, "on_time": 79}, short={"done": 80}),
    30: by_figures(I.ONLINE_FILES, enough={"done": 40}, short={"received": 40}),
    31: by_figures(I.RECEPTION, enough={"planned": 12, "done": 12}, short={"planned": 12, "done": 11}),
    32: Case(
        {"service_figures": (*figures(I.DIALOGUES, quarters=["II"], done=1)["service_figures"], *figures(I.DIALOGUE_OPINIONS, quarters=["II"], planned=4, done=4)["service_figures"])},
        {"service_figures": (*figures(I.DIALOGUES, quarters=["II"], done=1)["service_figures"], *figures(I.DIALOGUE_OPINIONS, quarters=["II"], planned=4, done=3)["service_figures"])},
    ),
    33: by_figures(*CASES_OF_LETTERS, enough={"planned": 2, "done": 2}, short={"planned": 2, "done": 1}),
    34: by_figures(I.ATTITUDE, enough={"planned": 1, "done": 1}, short={"planned": 1, "done": 0}),
    35: Case(figures(I.SATISFACTION, quarters=["II"], planned=90, done=80), figures(I.SATISFACTION, quarters=["II"], planned=90)),
    36: Case(events([event("CQ-01", partners=("MT-01",))]), events([event("CQ-01", partners=("TH-01",))])),
    37: Case({"inspections": (inspection(),)}, {"inspections": (inspection(istatus=InspectionState.DONE),)}),
    38: Case({"findings": (finding(),)}, {"findings": (finding(verified_on=None),)}),
    39: Case({"difficulties": (difficulty(insp_id="KT-1"),)}, {"difficulties": (difficulty(insp_id="KT-1", state=DifficultyState.NEW),)}),
    40: late({**models(model()), "reports": (report("IV", **TEXTS),)}, {**models(model()), "reports": (report("IV", **{**TEXTS, "causes": None}),)}),
    41: late({"criteria": criteria(), "inspections": (inspection(),)}, {"criteria": criteria(), "inspections": (inspection(),), "scores": (TYPED,)}),
    42: late({"criteria": criteria()}, {"criteria": NO_POINTS}),
    43: Case({"tasks": (task("NV-01", result="KH 120/KH-UBND"),)}, {"tasks": (task("NV-01"),)}),
    44: Case({"tasks": (task("NV-05"), task("NV-06"))}, {"tasks": (task("NV-05"), task("NV-06", state=TaskState.NOT_STARTED))}),
    45: Case({"inspections": (inspection(day=MAY), inspection(day=AUGUST))}, {"inspections": (inspection(day=MAY),)}),
    46: SUMMARY,
    47: late({"rewards": (reward(ad_hoc=False),)}, {"rewards": (reward(ad_hoc=False, decided=None),)}),
    48: late({"village_sums": (sheet("CQ-01", "IV", next_period="Nhân rộng"),)}, {"village_sums": (sheet("TH-01", "IV", next_period="Nhân rộng"),)}),
    49: Case(
        {**models(*(model(at, one) for at, one in enumerate(OFFICES))), "reports": (report(at=0), report(at=1))},
        {**models(*(model(at, one) for at, one in enumerate(OFFICES))), "reports": (report(at=0),)},
    ),
    50: by_events(told(OFFICES, partners=("TH-01",))),
    51: Case({"exemplars": (exemplar("CQ-01", answered=AUGUST),)}, {"exemplars": (exemplar("CQ-01"),)}),
    52: Case(
        {"inspections": each_quarter(OFFICES, lambda one, day: inspection(one, day, kind=CHECK))},
        {"inspections": each_quarter(OFFICES, lambda one, day: inspection(one, day, kind=CHECK))[1:]},
    ),
    53: Case(
        {"difficulties": (difficulty("CQ-01", state=DifficultyState.IN_PROGRESS, proposal="Cấp mẫu", measures="Đã cấp"),)},
        {"difficulties": (difficulty("CQ-01", state=DifficultyState.IN_PROGRESS, proposal="Cấp mẫu"),)},
    ),
    54: by_events(told(OFFICES)),
    55: by_events(told(FORCES)),
    56: by_events([event(one, partners=("TH-01",)) for one in FORCES]),
    57: Case(models(*(model(at, one, field=Field.SECURITY) for at, one in enumerate(FORCES))), models(model(1, "CA-01", field=Field.SECURITY))),
    58: by_events([event("CA-01", ba_nhat=(one,)) for one in BaNhat]),
    59: by_events(told(["DVC-01"])),
    60: by_events([event("DVC-01", channel=one, qty=2) for one in MEDIA]),
    61: Case({**TOLD_OF, **events([event("DVC-01", subject_ids=("DH-TH-01",))])}, TOLD_OF),
    62: by_events([event("TR-01", audience=(Audience.STUDENTS,), attended=300), event("TR-01", audience=(Audience.TEACHERS,), attended=10)]),
    63: Case(events([event("TR-01", kind=CommunicationKind.CONTEST)]), {**events([event("TR-01", kind=CommunicationKind.CONTEST)]), "units": (*UNITS, unit("TR-02", UnitType.SCHOOL))}),
    64: Case(events([event("TR-01", partners=("MT-01",))]), events([event("TR-01", partners=("TH-01",))])),
    65: by_events(FRONT_EVENTS),
    66: by_events([event(one, audience=(Audience.MEMBERS,), attended=9) for one in FRONT]),
    67: Case({"feedback": (opinion(replied=AUGUST),)}, {"feedback": (opinion(),)}),
    68: Case({"tasks": (task("NV-38", "TH-01"),)}, {"tasks": (task("NV-38", "TH-01"), task("NV-39", "TH-01", TaskState.NOT_STARTED))}),
    69: Case({**models(model()), "reports": (report("II", hh_cum=9), report("III", hh_cum=9))}, {**models(model()), "reports": (report("II", hh_cum=9),)}),
    70: Case({"village_sums": (sheet(quarter="II", hh_guided=4), sheet(quarter="III", hh_guided=4))}, {"village_sums": (sheet(quarter="II", hh_guided=4),)}),
    71: Case({"exemplars": (exemplar(answered=AUGUST),)}, {"exemplars": (exemplar(),)}),
    72: late({"exemplars": (exemplar(meeting=AUGUST, approval=90.0),)}, {"exemplars": (exemplar(meeting=AUGUST),)}),
    73: Case({**models(model()), "reports": (report(),)}, {**models(model()), "reports": (report(submitted=date(2026, 6, 24)),)}),
    74: Case({"rewards": (reward(ad_hoc=True),)}, {"rewards": (reward(ad_hoc=True, decided=None),)}),
    75: by_events([event(one.unit_id or "") for one in UNITS]),
    76: Case({"units": (*UNITS, *VIEWERS)}, {}),
    77: SUMMARY,
}  # fmt: skip


MEASURED = models(model(kpi_name="km", kpi_target=2.0))
LINK = "https://example.vn/1"
ALL_BUT_CQ = events([event(one.unit_id or "") for one in UNITS if one.unit_id != "CQ-01"])
ALSO_DONE: list[tuple[int, Snapshot]] = [
    (38, CASES[38].workbook({"findings": (finding(), finding(find_id="TT-2", due=NOVEMBER, verified=None, verified_on=None))})),
    (44, CASES[44].workbook({"tasks": (task("NV-05"), task("NV-06"), task("NV-06", "DVC-01", TaskState.NOT_STARTED, due=NOVEMBER))})),
    *((75, CASES[75].workbook({**ALL_BUT_CQ, **records})) for records in (
        {"inspections": (inspection("CQ-01", kind=CHECK),)},
        {"inspections": (inspection("CQ-01", kind=InspectionKind.HOUSEHOLD_URGING),)},
        {"tasks": (task("NV-20"),)},
        {"findings": (finding(unit_id="CQ-01", reported=MAY),)},
        models(model(9, "CQ-01")),
    )),
    (20, CASES[20].workbook(models(model(hard_issue=False), model(2, hard_issue=True, reason="Đất đai")))),
    (6, CASES[6].workbook({**MEASURED, "inspections": (inspection(model_ids=("MH-1",), evidence=LINK),)})),
    (69, CASES[69].workbook({"village_sums": (sheet(quarter="II", hh_any=0), sheet(quarter="III", hh_any=0))})),
    (70, CASES[70].workbook({"village_sums": (sheet(quarter="II", hh_guided=0), sheet(quarter="III", hh_guided=0))})),
    (54, CASES[54].workbook(events(told(OFFICES, kind=CommunicationKind.BRIEFING)))),
    (5, worked.snapshot(SEPTEMBER, units=(unit("TH-01", UnitType.VILLAGE, must_register=True, note="Sáp nhập thôn"),))),
    (21, CASES[21].workbook(models(model(hh_agree=80), model(2, "CA-01")))),
    (25, CASES[25].workbook({"village_sums": (sheet("TH-01", "IV", next_period="Nhân rộng"),)})),
    (26, CASES[26].workbook(figures(I.INNOVATIONS, done=0))),
    (53, CASES[53].workbook({"difficulties": (difficulty("CQ-01", proposal="Cấp mẫu"),)})),
    (73, CASES[73].workbook({"village_sums": (sheet(),)})),
    (75, CASES[75].workbook({**events([event(one.unit_id or "") for one in UNITS[:-1]]), "feedback": (Feedback(feedback_id="YK-2", unit_id="DT-01", date=MAY),)})),
]  # fmt: skip
"""Other ways of which the requirement speaks."""
NOT_DONE: list[tuple[int, Snapshot]] = [
    *((75, CASES[75].workbook({**ALL_BUT_CQ, **records})) for records in (
        {"inspections": (inspection("CQ-01", kind=InspectionKind.URGING),)},
        {"tasks": (task("NV-20", state=TaskState.NOT_STARTED),)},
        models(model(9, "CQ-01", state=ModelState.DRAFT, approved=None)),
        models(model(9, "CQ-01", state=ModelState.WITHDRAWN)),
    )),
    (20, CASES[20].workbook(models(model(hard_issue=False)))),
    (62, CASES[62].workbook(events([event("TR-01", audience=(Audience.TEACHERS, Audience.STUDENTS), attended=300)]))),
    *((number, worked.snapshot(DECEMBER, units=UNITS, inspections=(inspection(),), tasks=(task("NV-12", result=said),))) for number in (11, 46, 77) for said in ("Chưa có báo cáo", "Gửi trước ngày 15/12/2026")),
    *((6, CASES[6].workbook({**MEASURED, **records})) for records in (
        {"reports": (report(evidence=LINK, rstatus=ReportState.DRAFT),)},
        {"reports": (report(evidence=LINK, rstatus=ReportState.RETURNED),)},
        {"reports": (report(evidence=LINK, year=2025),)},
        {"inspections": (inspection(model_ids=("MH-1",), evidence=LINK, istatus=InspectionState.PLANNED),)},
        {"reports": (report(evidence=LINK),), "inspections": (inspection(model_ids=("MH-1",), formalism=True),)},
    )),
    (70, CASES[70].workbook({"village_sums": (sheet(quarter="II"), sheet(quarter="III"))})),
    (2, CASES[2].workbook(models(model()))),
    (11, worked.snapshot(DECEMBER, units=UNITS, **SUMMARY.enough)),
    (22, CASES[22].workbook({**models(model()), "inspections": (inspection(day=MAY), inspection(day=AUGUST, kind=CHECK))})),
    (23, CASES[23].workbook({"difficulties": (difficulty(resolved=date(2026, 5, 9)),)})),
    (38, CASES[38].workbook({"findings": (finding(verified_on=date(2026, 9, 20)),)})),
    (40, CASES[40].workbook({**models(model()), "reports": (report("III", **TEXTS),)})),
    (40, worked.snapshot(
        SEPTEMBER, Settings(midyear_review=True), units=UNITS, **models(model()), reports=(report(**TEXTS),)
    )),
    (44, CASES[44].workbook({"tasks": (task("NV-05"),)})),
    (62, CASES[62].workbook(events([event("TR-01", audience=(Audience.TEACHERS, Audience.STUDENTS), attended=9)]))),
    (62, worked.snapshot(SEPTEMBER, units=tuple(dataclasses.replace(one, members=None) for one in UNITS), **CASES[62].enough)),
    (66, worked.snapshot(SEPTEMBER, units=tuple(dataclasses.replace(one, members=None) for one in UNITS), **CASES[66].enough)),
    (73, CASES[73].workbook({"village_sums": (sheet(submitted=date(2026, 6, 24)),)})),
]  # fmt: skip
"""Near to it, and not enough."""


def nothing(number: int) -> Snapshot:
    """A workbook in which nothing is recorded of a clause, at the end of the year."""
    units = () if number == 76 else UNITS
    return worked.snapshot(DECEMBER, units=units)


NUMBERS = sorted(BY_NUMBER)
