"""What is sent to units: the fact with its day, by when, where, in plain text and without telephone numbers."""

import dataclasses
import re
from datetime import date

import pytest

from components.chase_message import Letter, base_of, to_group, to_unit
from components.chase_words import caption, counts, title
from domain.chase import ChasedUnit, chase_list
from domain.chase_facts import Group
from domain.snapshot import Snapshot
from domain.tables import Finding, Model
from domain.vocabulary import ModelState, Tab
from tests.components.samples import NOTHING, as_read, grids, sample, typed_into

SAMPLE = sample()
BASE = "http://may-chu.xa:8501"
LETTER = Letter(BASE, date(2026, 9, 18), SAMPLE.today, 2026)


def chased(unit_id: str, found: Snapshot = SAMPLE) -> ChasedUnit:
    one = chase_list(found).unit(unit_id)
    assert one is not None
    return one


def message(unit_id: str, found: Snapshot = SAMPLE) -> str:
    return to_unit(chased(unit_id, found), LETTER, found)


def test_one_fact_is_one_sentence_with_its_day_the_deadline_and_the_way_to_the_report() -> None:
    assert message("TH-18") == (
        "Kính gửi thôn Phúc Lợi, báo cáo quý III của mô hình “Hũ gạo tình thương” chưa có, hạn 20/09/2026 "
        "(còn 5 ngày); báo cáo gần nhất là 20/06/2026. Đề nghị cập nhật trước 17:00 ngày 20/09/2026 tại liên kết:\n"
        f"{BASE}/bao-cao?mh=MH-2026-0007&quy=2026-Q3&nam=2026\n"
        "Cần hỗ trợ, nhắn lại Văn phòng HĐND và UBND xã. Trân trọng."
    )


def test_several_facts_are_counted_and_an_overdue_one_gets_the_day_that_was_chosen() -> None:
    lines = message("TH-10").splitlines()
    assert lines[0] == "Kính gửi thôn Khuôn Mý, đề nghị đơn vị thực hiện 4 việc:"
    assert "hạn 20/06/2026 (quá hạn 87 ngày); mô hình chưa có báo cáo nào" in lines[1]
    assert "trước 17:00 ngày 18/09/2026" in lines[1]
    assert "trước 17:00 ngày 20/09/2026" in lines[3]
    assert "Tồn tại “không cử người phụ trách”, hạn khắc phục 31/07/2026 (quá hạn 46 ngày)" in lines[5]
    assert lines[6] == f"{BASE}/kiem-tra?dv=TH-10&nam=2026"


def test_registration_is_asked_for_and_not_called_late_before_the_fourth_quarter() -> None:
    assert "đơn vị chưa đăng ký mô hình “Dân vận khéo” năm 2026, hạn đăng ký 30/09/2026" in message("TH-05")
    assert f"{BASE}/dang-ky?dv=TH-05" in message("TH-05")
    later = sample(today=date(2026, 10, 10))
    assert "trễ hạn" not in to_group(Group.REGISTRATION, [chased("TH-05")], LETTER)
    assert "trễ hạn đăng ký 10 ngày" in to_group(Group.REGISTRATION, [chased("TH-05", later)], LETTER)


def test_of_many_facts_the_longest_overdue_are_named_and_the_others_counted() -> None:
    one = chased("TH-10")
    [late] = [fact for fact in one.facts[Group.REPORT] if fact.days == 87]
    [due] = [fact for fact in one.facts[Group.REPORT] if fact is not late]
    many = dataclasses.replace(one, facts={**one.facts, Group.REPORT: (*[due] * 25, late)})
    lines = to_unit(many, LETTER, SAMPLE).splitlines()
    assert lines[0].endswith(f"đề nghị đơn vị thực hiện {len(many.open())} việc:")
    assert sum(line[:1].isdigit() for line in lines) == 20
    assert "(quá hạn 87 ngày)" in lines[1]
    assert lines[-2] == f"Còn {len(many.open()) - 20} việc khác, xem tại {BASE}/don-vi?dv=TH-10&nam=2026"
    assert caption(many, Group.REPORT).endswith("; và 21 việc khác")
    assert "quá hạn 87 ngày" in caption(many, Group.REPORT)


def test_what_was_sent_back_opens_itself() -> None:
    assert "“Đường sạch” đã trả lại để bổ sung" in message("TH-16")
    assert "Đề nghị bổ sung và gửi lại" in message("TH-16")
    assert f"{BASE}/dang-ky?mh=MH-2026-0035" in message("TH-16")
    assert "đã trả lại để sửa" in message("DT-01")
    assert "mới là bản nháp" in message("TH-12")
    draft = tuple(
        dataclasses.replace(one, state=ModelState.DRAFT) if one.model_id == "MH-2026-0035" else one
        for one in SAMPLE.models
    )
    assert "“Đường sạch” chưa gửi" in message("TH-16", sample(models=draft))


def test_what_waits_for_the_office_is_not_asked_of_the_unit() -> None:
    assert "TT-2026-0010-1" not in message("TH-12")
    assert "Đề nghị khắc phục" not in message("TH-12")


def test_wrong_cells_of_the_unit_stand_in_its_message_in_the_words_of_the_page_of_errors() -> None:
    raw = grids()
    typed_into(raw, Tab.MODELS, "MH-2026-0007", "Số hộ dự kiến", "nhiều hộ")
    found = as_read(raw)
    problems = [one for one in found.problems if one.unit_id == "TH-18"]
    text = to_unit(chased("TH-18", found), LETTER, found, problems)
    assert "Thôn Phúc Lợi: sổ Dân vận khéo có 1 ô cần sửa." in text
    assert "đang ghi “nhiều hộ”" in text
    assert f"{BASE}/loi-du-lieu?dv=TH-18" in text
    assert text.endswith("Trân trọng.")


@pytest.mark.parametrize("number", ["0912 345 678", "+84912345678", "012345678901"])
def test_a_number_of_a_person_in_the_sheet_does_not_get_into_a_message(number: str) -> None:
    finding = Finding(find_id="TT-1", unit_id="TH-03", content=f"gọi {number}", due=date(2026, 8, 1))
    models = tuple(dataclasses.replace(one, title=f"Gọi {number}") for one in SAMPLE.models)
    found = sample(findings=(finding,), models=models)
    for one in chase_list(found).to_remind:
        assert number not in to_unit(one, LETTER, found)


def test_every_message_names_unit_day_deadline_and_link() -> None:
    for one in chase_list(SAMPLE).to_remind:
        text = to_unit(one, LETTER, SAMPLE)
        assert one.label.removeprefix("Thôn ") in text
        assert re.search(r"trước 17:00 ngày \d\d/\d\d/2026", text)
        assert f"{BASE}/" in text
        assert not {"vi phạm", "yếu kém", "\u00a0"} & set(re.findall("vi phạm|yếu kém|\u00a0", text))


def test_the_group_is_told_who_how_late_and_by_when() -> None:
    found = chase_list(SAMPLE)
    lines = to_group(Group.REPORT, found.of(Group.REPORT), LETTER).splitlines()
    assert lines[0].endswith("trước 17:00 ngày ghi bên cạnh:")
    assert lines[1] == "1. Thôn Khuôn Mý (quá hạn 87 ngày): trước 18/09/2026"
    assert lines[-2:] == [f"Liên kết: {BASE}/bao-cao?nam=2026", "Trân trọng."]
    findings = [one for one in found.of(Group.FINDING) if one.open(Group.FINDING)]
    lines = to_group(Group.FINDING, findings, LETTER).splitlines()
    assert lines[0].endswith("báo kết quả trước 17:00 ngày 18/09/2026:")
    assert lines[1] == "1. Thôn Khuôn Mý (quá hạn 46 ngày)"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://10.0.0.5:8501/don-doc", "http://10.0.0.5:8501"),
        ("https://xa.example/dvk/don-doc/?nhom=x", "https://xa.example/dvk"),
        (None, ""),
    ],
)
def test_links_begin_with_the_address_that_the_visitor_uses(url: str | None, base: str) -> None:
    assert base_of(url) == base


def test_the_headline_counts_whom_there_is_to_remind() -> None:
    assert title(chase_list(SAMPLE)).replace("\u00a0", " ") == "Hôm nay cần nhắc 19 đơn vị"
    assert title(chase_list(sample(**NOTHING, units=()))) == "Không còn đơn vị nào cần nhắc."
    pending = Model(model_id="M", unit_id="TH-01", state=ModelState.PENDING, year=2026)
    [unit] = [one for one in SAMPLE.units if one.unit_id == "TH-01"]
    only = sample(**(NOTHING | {"models": (pending,), "units": (unit,)}))
    assert title(chase_list(only)) == "Hôm nay không phải nhắc đơn vị nào."


def test_the_line_below_says_what_the_numbers_are_of() -> None:
    found = chase_list(SAMPLE)
    said = [counts(found, group).replace("\u00a0", " ") for group in Group]
    assert said == [
        "1 báo cáo quá hạn, 6 đến hạn trong 7 ngày tới",
        "14 đơn vị phải đăng ký chưa có mô hình được duyệt, trong đó 2 đang chờ xã",
        "5 tồn tại quá hạn, trong đó 1 đang chờ xã",
    ]
