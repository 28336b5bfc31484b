"""Settings: seeds read back as their defaults, and a wrong value never becomes a silent one."""

from datetime import date

import pytest

from domain.quarters import Quarter
from domain.settings import FIELDS, Settings, read_settings, setting_rows, strays
from domain.tables import SettingRow

KEYS_OF_THE_DATA_MODEL = """
nam_ke_hoach ten_xa ten_tinh so_ke_hoach ngay_ke_hoach can_cu han_dang_ky_1 han_dang_ky_bs han_bc_q2 han_bc_q3 han_bc_q4
ky_chot so_ngay_mien_bc nguong_xanh nguong_do so_ket_6_thang doi_thoai_toi_thieu_nam muc_tieu_hd_tuyen_truyen_nam
nguong_xuat_sac nguong_tot nguong_hoan_thanh tinh_ngay_bao_khac_phuc tinh_theo_dia_ban nguong_thon_thieu
moc_q2 moc_q3 moc_q4 chi_tieu_mo_hinh chi_tieu_kiem_tra nguoi_ky chuc_vu_ky noi_nhan khoa_ky ngoai_le_khoa_ky
"""


OURS = ("du_lieu_mau", "han_bc_q1", "moc_q1", "so_nam_sau", "so_nam_truoc")


def test_every_key_of_the_data_model_is_there_and_those_of_ours() -> None:
    keys = [row.key for row in setting_rows()]
    assert [key for key in keys if key not in OURS] == KEYS_OF_THE_DATA_MODEL.split()
    assert set(OURS) <= set(keys)


def test_the_seed_reads_back_as_the_defaults() -> None:
    assert read_settings(setting_rows()) == (Settings(), {})


def test_a_blank_value_keeps_the_default_and_an_unknown_key_is_ignored() -> None:
    rows = [SettingRow(key="nguong_do", value=None), SettingRow(key="khac", value="1"), SettingRow(value="1")]
    assert read_settings(rows) == (Settings(), {})


@pytest.mark.parametrize(
    ("key", "value", "field", "read"),
    [
        ("han_bc_q3", "25/09/2026", "report_due_q3", date(2026, 9, 25)),
        ("han_bc_q3", "46290", "report_due_q3", date(2026, 9, 25)),
        ("nguong_do", "-30", "red_below", -30),
        ("tinh_theo_dia_ban", "Có", "by_village", True),
        ("khoa_ky", "2026-Q2; 2026-Q3", "locked_quarters", ("2026-Q2", "2026-Q3")),
        ("chi_tieu_mo_hinh", "80", "model_target", 80),
        ("du_lieu_mau", "Có", "demo", True),
    ],
)
def test_a_value_of_the_sheet_is_read_by_its_kind(key: str, value: str, field: str, read: object) -> None:
    settings, wrong = read_settings([SettingRow(key=key, value=value)])
    assert getattr(settings, field) == read
    assert wrong == {}


@pytest.mark.parametrize(
    ("key", "value"), [("han_bc_q3", "cuối tháng 9"), ("nguong_do", "năm mươi"), ("tinh_theo_dia_ban", "có lẽ")]
)
def test_a_wrong_value_is_named_and_the_default_holds(key: str, value: str) -> None:
    settings, wrong = read_settings([SettingRow(key=key, value=value)])
    assert settings == Settings()
    assert list(wrong) == [key]
    assert wrong[key]


def test_deadlines_and_milestones_belong_to_quarters_of_the_plan() -> None:
    settings = Settings(milestone_q3=60)
    assert settings.report_due(Quarter(2026, 2)) == date(2026, 6, 20)
    assert settings.report_due(Quarter(2026, 1)) is None
    assert settings.report_due(Quarter(2027, 2)) is None
    assert settings.milestone(Quarter(2026, 3)) == 60
    assert settings.milestone(Quarter(2026, 4)) is None


def test_every_key_explains_itself() -> None:
    assert all(field.metadata["key"].meaning for field in FIELDS.values())


def year_2027(**values: str | None) -> list[SettingRow]:
    return [SettingRow(key=name, value=value) for name, value in {"nam_ke_hoach": "2027", **values}.items()]


@pytest.mark.parametrize("value", [None, "cuối tháng 6", ""])
def test_a_deadline_that_cannot_be_read_is_one_of_the_plans_own_year(value: str | None) -> None:
    settings, _ = read_settings(year_2027(han_bc_q2=value, han_dang_ky_1=value))
    assert settings.report_due(Quarter(2027, 2)) == date(2027, 6, 20)
    assert settings.register_by == date(2027, 6, 30)
    assert settings.report_due(Quarter(2027, 4)) == date(2027, 11, 30), "its row is missing"
    assert settings.report_due(Quarter(2027, 1)) is None, "the commune has set none"
    assert settings.quarters()[0] == Quarter(2027, 1), "the day of the plan is not invented"


def test_the_seed_of_another_year_has_its_own_deadlines() -> None:
    rows = {one.key: one.value for one in setting_rows(2027)}
    assert (rows["han_bc_q3"], rows["han_bc_q1"], rows["ngay_ke_hoach"]) == ("20/09/2027", None, "08/04/2026")
    assert setting_rows(2026) == setting_rows()


@pytest.mark.parametrize(
    ("day", "told"), [("20/06/2026", True), ("20/06/2027", False), ("05/01/2028", False), ("05/02/2028", True)]
)
def test_a_deadline_outside_the_plans_year_is_found(day: str, *, told: bool) -> None:
    settings, wrong = read_settings(year_2027(han_bc_q4=day))
    assert wrong == {}
    assert (list(strays(settings)) == ["han_bc_q4"]) is told
    assert strays(Settings()) == {}
