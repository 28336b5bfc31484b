"""The clauses of the plan in words and bars: every state has its word, its icon and its place in the bars."""

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from components.charts.plan_bars import FILLS, ORDER, bars_alt, bars_title, plan_bars, plan_lines
from components.plan_words import LOOKS, missing, named, sentence, summary, title
from components.theme import DARK, LIGHT
from domain.clause_states import ClauseState, SectionCounts, by_section, clause_states
from domain.plan_clause import ClauseStatus, Section
from domain.proofs import Proof
from domain.vocabulary import Tab
from tests.components.samples import NOTHING, sample
from tests.domain.clause_cases import CASES

COUNTS = st.dictionaries(st.sampled_from(list(ClauseStatus)), st.integers(0, 12))
ROWS = st.lists(st.builds(SectionCounts, st.sampled_from(list(Section)), COUNTS), max_size=16)


def test_every_state_has_a_word_an_icon_and_a_colour() -> None:
    assert set(LOOKS) == set(FILLS) == set(ORDER) == set(ClauseStatus)
    assert len({one.icon for one in LOOKS.values()}) == len(LOOKS)


def test_a_workbook_without_gaps_is_said_to_have_none() -> None:
    done = [one for one in clause_states(sample()) if one.status is ClauseStatus.DONE]
    assert title(done) == "28 trong 28 yêu cầu của kế hoạch đã hoàn thành, không yêu cầu nào thiếu số liệu."
    assert summary(done) == "Việc làm hằng quý tính các quý đã bắt đầu."
    assert bars_title(by_section(done)) == "Mục nào cũng đã có số liệu"


def test_one_record_is_enough_where_the_plan_asks_for_no_share() -> None:
    case = CASES[36]
    found = {one.clause.number: one for one in clause_states(case.workbook(case.enough))}
    assert sentence(found[36]) == "1 mô hình, hoạt động phối hợp với MTTQ và các tổ chức"


def test_what_the_commune_owes_is_left_at_a_unit() -> None:
    whole = sample()
    found = {one.clause.number: one for one in clause_states(whole)}
    labels = {"TH-20": "Thôn Hợp Nhất", "TH-10": "Thôn Khuôn Mý"}
    assert missing(found[37], labels) == "Còn lại ở: TH\\-19."
    assert missing(found[2], labels) == "Còn thiếu: Thôn Hợp Nhất và Thôn Khuôn Mý."
    assert missing(found[7], labels) == ""


def test_who_waits_for_the_commune_is_not_said_to_lack_anything() -> None:
    found = {one.clause.number: one for one in clause_states(CASES[67].workbook(CASES[67].short))}
    assert missing(found[67], {"MT-01": "UB MTTQ xã"}) == "Chờ UBND xã trả lời: UB MTTQ xã."
    assert missing(found[67], {}, "MT-01") == "Chờ UBND xã trả lời đơn vị của tài khoản này 1\u00a0mục."


def told(number: int, *, enough: bool = False) -> ClauseState:
    case = CASES[number]
    states = clause_states(case.workbook(case.enough if enough else case.short))
    return next(one for one in states if one.clause.number == number)


def test_what_lacks_has_the_name_that_the_plan_gives_it() -> None:
    assert missing(told(19), {}) == "Còn thiếu: Phát triển kinh tế, Giảm nghèo bền vững."
    assert "Thường trực Đảng ủy" in missing(told(76), {})
    assert "Lãnh đạo" not in missing(told(76), {})
    assert sentence(told(42, enough=True)) == "Tiêu chí chấp hành kiểm tra đã có điểm tối đa"
    assert sentence(told(42)) == "Tiêu chí chấp hành kiểm tra chưa có điểm tối đa"


def test_how_many_models_chose_a_hard_issue_is_said() -> None:
    assert sentence(told(20, enough=True)) == "1 trong 1 mô hình chọn vấn đề khó, trọng yếu"
    said = "0 trong 1 mô hình chọn vấn đề khó, trọng yếu; 1\u00a0mô hình chưa ghi hoặc chưa nêu lý do"
    assert sentence(told(20)) == said


def test_a_record_is_named_by_its_id_or_its_key_in_words() -> None:
    assert named(Proof(Tab.MODELS, "MH-2026-0001", None)) == "MH-2026-0001"
    assert named(Proof(Tab.VILLAGE_SUMS, "TH-20|2026|III", None)) == "TH-20, quý III/2026"
    assert named(Proof(Tab.SCORES, "2026|TH-20|TC5", None)) == "2026, TH-20, TC5"


def test_what_is_described_does_not_look_like_what_is_not_due() -> None:
    counts = {ClauseStatus.DESCRIBED: 1, ClauseStatus.NOT_DUE: 2}
    spec = plan_bars([SectionCounts(Section.DEMANDS, counts)], LIGHT).to_dict()
    boxes = [row for data in spec["datasets"].values() for row in data if row.get("status") or row.get("tip")]
    assert len({bool(row.get("dashed")) for row in boxes}) == 2


def test_a_tie_names_the_sections_or_their_number() -> None:
    lacking = {ClauseStatus.NOTHING: 2}
    two = [SectionCounts(one, lacking) for one in (Section.SCHOOLS, Section.FRONT)]
    assert bars_title(two) == "Thiếu nhiều nhất ở mục IV.4 và IV.5: 2 yêu cầu chưa có số liệu"
    many = [SectionCounts(one, lacking) for one in Section]
    assert bars_title(many) == "Ở 16 mục đều có 2 yêu cầu chưa có số liệu"


def test_the_file_has_a_line_per_section_with_all_its_clauses() -> None:
    rows = by_section(clause_states(sample(**NOTHING)))
    header, lines = plan_lines(rows)
    found = [*lines]
    assert len(found) == 16
    assert sum(int(line[-1]) for line in found) == 77
    assert {len(line) for line in found} == {len(header)}
    assert bars_alt(rows).count(";") == 15


@examples(max_examples=10, deadline=None)
@given(ROWS, st.booleans(), st.booleans())
def test_any_counts_are_drawn(rows: list[SectionCounts], dark: bool, phone: bool) -> None:
    spec = plan_bars(rows, DARK if dark else LIGHT, phone=phone).to_dict()
    words = [row["label"] for data in spec["datasets"].values() for row in data if "label" in row]
    assert sum(word.isdecimal() for word in words) == sum(count > 0 for row in rows for count in row.counts.values())
