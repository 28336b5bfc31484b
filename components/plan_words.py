"""The clauses of the plan in words: how each stands, what is missing, by whom, on which records that rests."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from components import vi
from components.markup import escaped
from components.status import Look, badge
from domain.clause_facts import Lack
from domain.clause_rules_service import ARCHIVE, COMMITTEE, COUNCIL, PARTY
from domain.clause_states import ClauseState
from domain.coverage import FIELD_GROUPS
from domain.plan_clause import SECTION_TITLES, Clause, ClauseStatus, Duty, Section
from domain.proofs import Proof
from domain.quarters import ROMAN
from domain.vocabulary import Tab
from domain.vocabulary_movement import LABELS

LOOKS: Mapping[ClauseStatus, Look] = {
    ClauseStatus.NOTHING: Look("chưa có số liệu", "", ":material/help:", "red"),
    ClauseStatus.UNDER_WAY: Look("đang thực hiện", "", ":material/pending:", "orange"),
    ClauseStatus.NOT_DUE: Look("chưa đến hạn", "", ":material/event:", "gray"),
    ClauseStatus.DESCRIBED: Look("mô tả", "", ":material/notes:", "gray"),
    ClauseStatus.DONE: Look("hoàn thành", "", ":material/check_circle:", "green"),
}
WHOLE: Mapping[int, tuple[str, str]] = {
    42: ("Tiêu chí chấp hành kiểm tra chưa có điểm tối đa", "Tiêu chí chấp hành kiểm tra đã có điểm tối đa"),
}
"""Clauses that are one thing, there or not: how each is said."""
GROUPS: Mapping[str, str] = {str(group[0]): ", ".join(group) for group in FIELD_GROUPS}
"""By the first of its fields the name of a focus group of the plan."""
RECIPIENTS: Mapping[str, str] = {
    PARTY: "Thường trực Đảng ủy", COUNCIL: "Thường trực HĐND xã", COMMITTEE: "Chủ tịch, các Phó Chủ tịch UBND xã",
    ARCHIVE: "Văn thư (lưu)",
}  # fmt: skip
"""The recipients of the plan that are no kind of unit."""
HARD = 20
"""The clause of which as much is said of what was chosen as of what is filled in."""
MANY = "mục"
UNITS_SAID, NAMES_SAID = 8, 6


def title(found: Sequence[ClauseState]) -> str:
    """`35 trong 77 yêu cầu đã hoàn thành, 9 chưa có số liệu.`"""
    done, nothing = _count(found, ClauseStatus.DONE), _count(found, ClauseStatus.NOTHING)
    missing = f":red[{nothing} chưa có số liệu]" if nothing else "không yêu cầu nào thiếu số liệu"
    return f"{done} trong {len(found)} yêu cầu của kế hoạch đã hoàn thành, {missing}."


def summary(found: Sequence[ClauseState]) -> str:
    """The other counts, and what “each quarter” means here."""
    others = (ClauseStatus.UNDER_WAY, ClauseStatus.NOT_DUE, ClauseStatus.DESCRIBED)
    said = [f"{_count(found, one)} {LOOKS[one].word}" for one in others if _count(found, one)]
    return f"{vi.capital(vi.listing(said))}. Việc làm hằng quý tính các quý đã bắt đầu." if said else (
        "Việc làm hằng quý tính các quý đã bắt đầu."
    )  # fmt: skip


def legend() -> str:
    """One line of words in their colours, in the order of the bars."""
    shown = (f":{one.colour}[{one.icon}{vi.NBSP}**{vi.capital(one.word)}**]" for one in LOOKS.values())
    return " \u2002 ".join(shown)


def _count(found: Sequence[ClauseState], status: ClauseStatus) -> int:
    return sum(one.status is status for one in found)


def section_name(section: Section) -> str:
    """`II.1 Quán triệt, tuyên truyền`."""
    return f"{section} · {SECTION_TITLES[section]}"


def urgent(one: ClauseState) -> str:
    """Icon, code and sentence; below them where the plan says so and who owes it."""
    look, clause = LOOKS[one.status], one.clause
    said = f":{look.colour}[{look.icon}] **{clause.code}** {sentence(one)}"
    return f"{said}  \n:gray[Mục {clause.section} · {'; '.join(clause.who)}]"


def state_badge(one: ClauseState) -> str:
    """Icon and word in the colour of the state."""
    look = LOOKS[one.status]
    return badge(vi.capital(look.word), look)


def sentence(one: ClauseState) -> str:
    """`22 trong 32 đơn vị đã quán triệt`."""
    counted, clause = one.counted, one.clause
    if not counted.denominator:
        return f"Trong sổ chưa có dòng nào để tính: {clause.counted}"
    if clause.number in WHOLE:
        return WHOLE[clause.number][counted.numerator == counted.denominator]
    if clause.number == HARD:
        silent = counted.denominator - counted.numerator
        said = f"{vi.number(one.found)} trong {vi.number(counted.denominator)} mô hình chọn vấn đề khó, trọng yếu"
        return f"{said}; {vi.counted(silent, 'mô hình')} chưa ghi hoặc chưa nêu lý do" if silent else said
    if clause.at_least_one:
        return f"{vi.number(one.found)} {clause.counted}"
    return f"{vi.number(counted.numerator)} trong {vi.number(counted.denominator)} {clause.counted}"


def who(clause: Clause) -> str:
    """`Mọi thôn, đơn vị · Quý II đến quý IV`."""
    first, last = (ROMAN[number - 1] for number in clause.quarters)
    time = f"quý {first}" if first == last else f"quý {first} đến quý {last}"
    return f"{'; '.join(clause.who)} · {time}"


def missing(one: ClauseState, labels: Mapping[str, str], own: str | None = None) -> str:
    """Who or what lacks: units with how many things, then of fixed lists their names. "" where nothing does.

    `labels` are the names of all units in their order.

    Nothing is missing of what is not due or has no threshold. What the commune owes is “left at” a unit, not its fault.
    """
    if one.status in (ClauseStatus.NOT_DUE, ClauseStatus.DESCRIBED):
        return ""
    clause_of_commune = one.clause.who == (Duty.COMMUNE,)
    said, lack = [], "Còn lại ở" if clause_of_commune else "Còn thiếu"
    mine = one.missing.get(own or "")
    others = {unit_id: count for unit_id, count in one.missing.items() if unit_id != own}
    if mine:
        many, left = vi.counted(mine, "mục"), clause_of_commune
        said.append(
            f"**Còn lại {many} ở đơn vị của tài khoản này.**"
            if left
            else f"**Đơn vị của tài khoản này còn thiếu {many}.**"
        )
    if others:
        said.append(f"{lack}: {_units(others, labels)}.")
    if one.hidden:
        said.append(f"{lack}: {vi.counted(one.hidden, 'đơn vị khác' if mine else 'đơn vị')}.")
    if one.lacking:
        said.append(f"Còn thiếu: {_names(one.lacking)}.")
    return " ".join([*said, *_waiting(one, labels, own)])


def _waiting(one: ClauseState, labels: Mapping[str, str], own: str | None) -> Iterator[str]:
    """For whom the commune's answer is still to come: it is not these units that lack something."""
    mine = one.waiting.get(own or "")
    others = {unit_id: count for unit_id, count in one.waiting.items() if unit_id != own}
    if mine:
        yield f"Chờ UBND xã trả lời đơn vị của tài khoản này {vi.counted(mine, 'mục')}."
    if others:
        yield f"Chờ UBND xã trả lời: {_units(others, labels)}."
    if one.hidden_waiting:
        yield f"Chờ UBND xã trả lời {vi.counted(one.hidden_waiting, 'đơn vị khác' if mine else 'đơn vị')}."


def _units(missing_of: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """Those that lack most first, then by name; units that are in no list by their ID."""
    known = [unit_id for unit_id in labels if unit_id in missing_of]
    unknown = sorted(unit_id for unit_id in missing_of if unit_id not in labels)
    found = sorted([*known, *unknown], key=lambda unit_id: -missing_of[unit_id])
    pairs = [(labels.get(unit_id, unit_id), missing_of[unit_id]) for unit_id in found[:UNITS_SAID]]
    shown = [f"{escaped(label)}{f' ({vi.counted(count, MANY)})' if count > 1 else ''}" for label, count in pairs]
    rest = len(found) - len(shown)
    return f"{', '.join(shown)} và {vi.counted(rest, 'đơn vị khác')}" if rest else vi.listing(shown)


def _names(lacking: Sequence[Lack]) -> str:
    """`Truyền thanh cơ sở (quý II, III)`."""
    ordered = sorted(lacking, key=lambda one: one.name)
    said = []
    for name, many in groupby(ordered, key=lambda one: one.name):
        quarters = [one.quarter.name for one in many if one.quarter]
        beside = [*([name] if name in LABELS else []), *([f"quý {', '.join(quarters)}"] if quarters else [])]
        label = escaped(LABELS.get(name) or GROUPS.get(name) or RECIPIENTS.get(name, name))
        said.append(f"{label} ({', '.join(beside)})" if label and beside else label or beside[0])
    rest = len(said) - NAMES_SAID
    return f"{'; '.join(said[:NAMES_SAID])} và {vi.counted(rest, 'mục khác')}" if rest > 0 else "; ".join(said)


def named(proof: Proof) -> str:
    """`TTR-2026-0050`; of a row without an ID its key in words: `TH-20, quý III/2026`."""
    parts = proof.record_id.split("|")
    match proof.tab, parts:
        case (Tab.SERVICE_FIGURES, [year, quarter, what]) | (Tab.VILLAGE_SUMS, [what, year, quarter]):
            return f"{what}, quý {quarter}/{year}"
    return ", ".join(parts)


def evidence(one: ClauseState) -> str:
    """`Minh chứng: 22 bản ghi, mới nhất TTR-2026-0050 (12/09/2026)`. "" where there is none."""
    if not one.found:
        return ""
    newest = [f"{escaped(named(proof))}{f' ({vi.day(proof.day)})' if proof.day else ''}" for proof in one.newest]
    latest = f", mới nhất: {', '.join(newest)}" if newest else ""
    return f"Minh chứng: {vi.counted(one.found, 'bản ghi')}{latest}."
