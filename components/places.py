"""Where work of the plan is done, and where a record is looked at: the page, and what its address names."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from components import links
from domain.my_work import PLACES, Place, Work
from domain.permissions import OWN_ONLY, WRITES, Actor
from domain.proofs import Proof
from domain.quarters import Quarter, quarter_of
from domain.snapshot import Snapshot
from domain.standing import record_of
from domain.tables import Report, VillageSum
from domain.vocabulary import Tab

TABS: Mapping[Place, Tab] = {
    **{place: tab for tab, place in PLACES.items()}, Place.REMEDY: Tab.FINDINGS, Place.RATING: Tab.SCORES,
}  # fmt: skip
REPORT, SUM = "Báo cáo mô hình", "Tổng hợp của đơn vị"
LOG, FOLLOW, LIST = "Ghi lượt kiểm tra", "Theo dõi khắc phục", "Các lượt kiểm tra"
REWARDS, FIGURES, UNIT_SHEETS = "Khen thưởng", "Bảng số liệu", "Đơn vị"
RAISE = "neu"
"""Words of addresses: the parts of these pages, and the form of Khó khăn."""


class Target(NamedTuple):
    """A page by its slug, what its address names, and what the way there is called."""

    slug: str
    query: Mapping[str, str]
    label: str


def of(work: Work) -> Target | None:
    """The form in which this is done, filled with what is known; None where it is only ticked."""
    return WAYS[work.place](work.prefill) if work.place in WAYS else None


def may_use(actor: Actor | None, place: Place, unit_id: str) -> bool:
    """Whether the form helps this account: it writes that tab, and for this unit."""
    if actor is None or TABS.get(place) not in WRITES[actor.role]:
        return False
    return actor.role not in OWN_ONLY or actor.unit_id == unit_id


def _registration(given: Mapping[str, Any]) -> Target:
    if given.get("model_id"):
        return Target(links.REGISTER, {"mh": given["model_id"]}, "Mở bản đăng ký")
    return Target(links.REGISTER, _unit(given), "Mở trang Đăng ký")


def _report(given: Mapping[str, Any]) -> Target:
    model = {"mh": given["model_id"]} if given.get("model_id") else {}
    return Target(links.REPORTS, {"viec": REPORT, **model, **_quarter(given)}, "Mở báo cáo")


def _sheet(given: Mapping[str, Any]) -> Target:
    return Target(links.REPORTS, {"viec": SUM, **_unit(given), **_quarter(given)}, "Mở tổng hợp quý")


def _remedy(given: Mapping[str, Any]) -> Target:
    found = {"tt": given["find_id"]} if given.get("find_id") else {}
    return Target(links.INSPECTIONS, {"viec": FOLLOW, **_unit(given), **found}, "Báo khắc phục")


def _inspection(given: Mapping[str, Any]) -> Target:
    return Target(links.INSPECTIONS, {"viec": LOG, **_unit(given), **_kind(given)}, "Ghi lượt kiểm tra")


def _difficulty(given: Mapping[str, Any]) -> Target:
    return Target(links.DIFFICULTIES, {"viec": RAISE, **_unit(given)}, "Nêu khó khăn")


def _communication(given: Mapping[str, Any]) -> Target:
    return Target(links.COMMUNICATION, {**_unit(given), **_kind(given)}, "Ghi hoạt động")


def _service(given: Mapping[str, Any]) -> Target:
    code = {"chi-tieu": str(given["code"])} if given.get("code") else {}
    return Target(links.SERVICE, {**_quarter(given), **code}, "Nhập số liệu")


def _feedback(_: Mapping[str, Any]) -> Target:
    return Target(links.FEEDBACK, {"xem": "Ghi ý kiến"}, "Ghi ý kiến")


def _exemplar(_: Mapping[str, Any]) -> Target:
    return Target(links.EXEMPLARS, {"xem": "Đề xuất mới"}, "Đề xuất điển hình")


def _reward(_: Mapping[str, Any]) -> Target:
    return Target(links.EXEMPLARS, {"xem": REWARDS}, "Mở trang Khen thưởng")


def _rating(_: Mapping[str, Any]) -> Target:
    return Target(links.RATING, {"xem": UNIT_SHEETS}, "Mở bảng chấm điểm")


def _kind(given: Mapping[str, Any]) -> dict[str, str]:
    return {"loai": str(given["kind"])} if given.get("kind") else {}


def _unit(given: Mapping[str, Any]) -> dict[str, str]:
    return {"dv": given["unit_id"]} if given.get("unit_id") else {}


def _quarter(given: Mapping[str, Any]) -> dict[str, str]:
    quarter = given.get("quarter")
    return {"quy": quarter.key} if isinstance(quarter, Quarter) else {}


WAYS: Mapping[Place, Callable[[Mapping[str, Any]], Target]] = {
    Place.REGISTRATION: _registration,
    Place.REPORT: _report,
    Place.SHEET: _sheet,
    Place.REMEDY: _remedy,
    Place.INSPECTION: _inspection,
    Place.DIFFICULTY: _difficulty,
    Place.COMMUNICATION: _communication,
    Place.SERVICE: _service,
    Place.FEEDBACK: _feedback,
    Place.EXEMPLAR: _exemplar,
    Place.REWARD: _reward,
    Place.RATING: _rating,
}


BY_THEIR_UNIT = frozenset({Tab.REPORTS, Tab.VILLAGE_SUMS, Tab.FINDINGS, Tab.DIFFICULTIES})
"""Tabs whose records are looked at where their unit or their model is; of the others the ID is enough."""


def of_proof(proof: Proof, snapshot: Snapshot) -> Target:
    """Where a record that proves something is looked at."""
    record = record_of(snapshot, proof.tab, proof.record_id) if proof.tab in BY_THEIR_UNIT else None
    label = f"Mở {proof.record_id}"
    match record:
        case Report(model_id=str(model_id)):
            return Target(links.MODELS, {"mh": model_id}, label)
        case Report(unit_id=unit_id):
            return Target(links.UNITS, {"dv": unit_id or ""}, label)
        case VillageSum():
            quarter = quarter_of(record)
            query = {"viec": SUM, "dv": record.unit_id or "", **({"quy": quarter.key} if quarter else {})}
            return Target(links.REPORTS, query, "Mở tổng hợp quý")
    known, unit = proof.record_id, {"dv": str(getattr(record, "unit_id", None) or "")}
    ways: Mapping[Tab, tuple[str, dict[str, str]]] = {
        Tab.MODELS: (links.MODELS, {"mh": known}),
        Tab.INSPECTIONS: (links.INSPECTIONS, {"viec": LIST, "kt": known}),
        Tab.FINDINGS: (links.INSPECTIONS, {"viec": FOLLOW, **unit, "tt": known}),
        Tab.DIFFICULTIES: (links.DIFFICULTIES, {"kk": "Tất cả", **unit}),
        Tab.COMMUNICATIONS: (links.COMMUNICATION, {"hd": known}),
        Tab.SERVICE_FIGURES: (links.SERVICE, {"nhom": FIGURES, "ma": known.rpartition("|")[2]}),
        Tab.FEEDBACK: (links.FEEDBACK, {"yk": known}),
        Tab.EXEMPLARS: (links.EXEMPLARS, {"dh": known}),
        Tab.REWARDS: (links.EXEMPLARS, {"xem": REWARDS, "tim": known}),
        Tab.UNITS: (links.UNITS, {"dv": known}),
        Tab.TASKS: (links.TASKS, {"nv": known.partition("/")[0]}),
        Tab.CRITERIA: (links.RATING, {"xem": "Tiêu chí"}),
    }
    slug, query = ways.get(proof.tab, (links.UNITS, unit))
    return Target(slug, query, label)
