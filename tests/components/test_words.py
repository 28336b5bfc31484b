"""Reasons, decisions, freshness, error messages: words that are computed from records."""

import dataclasses
import inspect
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from components import decisions, reasons
from components.freshness import freshness, movement
from components.markup import escaped
from components.messages import MESSAGES, OF_THE_FILE, attempt, message
from domain import errors
from domain.errors import DvkError, Invalid, NotWritten, StoreError, Unreachable
from domain.overview import Overview, Reason, ReasonKind
from domain.settings import Settings


@dataclass(frozen=True)
class Health:
    read_at: datetime | None
    age: timedelta | None
    error: DvkError | None = None
    next_try: float | None = None


READ = datetime(2026, 8, 15, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "badge"),
    [
        (timedelta(seconds=10), ":green-badge[:material/sync: Cập nhật 10\u00a0giây trước]"),
        (timedelta(seconds=60), ":gray-badge[:material/sync: Cập nhật 1\u00a0phút trước]"),
        (timedelta(minutes=4), ":gray-badge[:material/sync: Cập nhật 4\u00a0phút trước]"),
        (timedelta(minutes=10), ":orange-badge[:material/sync_problem: Số liệu lúc 09:12 15/08/2026]"),
    ],
)
def test_freshness_turns_from_green_over_grey_to_the_absolute_time(age: timedelta, badge: str) -> None:
    assert freshness(Health(READ, age)) == badge


def test_before_the_first_reading_it_says_that_it_is_loading() -> None:
    assert "Đang tải" in freshness(Health(None, None))


def test_sample_data_are_called_so_and_real_ones_are_not() -> None:
    assert "DỮ LIỆU MẪU" in movement(Settings(demo=True))
    assert movement(Settings(demo=False)) == "Phong trào thi đua “Dân vận khéo” năm 2026 · xã Sơn Dương"


@pytest.mark.parametrize("kind", list(ReasonKind))
def test_every_reason_has_its_words(kind: ReasonKind) -> None:
    assert reasons.WORDS[kind](Reason(kind, 2, 3))


def test_a_late_village_tells_its_reasons_beside_its_figure(demo: Overview) -> None:
    line = reasons.line(demo.reasons[0]).replace("\u00a0", " ")
    assert line == (
        ":red[:material/arrow_circle_down:] **Bến Đò** 12%  \n"
        ":gray[chưa báo cáo 87 ngày; 1 tồn tại quá hạn; 1/1 mô hình chậm]"
    )


def test_a_village_without_model_has_no_figure(demo: Overview) -> None:
    one = next(one for one in demo.reasons if one.reasons[0].kind is ReasonKind.NO_MODEL)
    assert "%" not in reasons.line(one)
    assert "chưa đăng ký mô hình nào" in reasons.line(one)


def test_decisions_are_counted_in_their_title(demo: Overview) -> None:
    assert decisions.title(demo.decisions) == "3\u00a0việc chờ quyết định"
    assert decisions.title(()) == "Không có việc chờ quyết định"


@pytest.mark.parametrize(
    "text", ["*sao*", "[a](http://x)", ":red[x]", "# tựa", "$1$", "<b>", "a_b_", ":material/home:"]
)
def test_text_of_people_is_never_read_as_markdown(text: str) -> None:
    shown = escaped(text)
    assert shown.replace("\\", "") == text
    assert all(shown[at - 1] == "\\" for at, sign in enumerate(shown) if sign in "*[]()#$<>_:")


def test_line_breaks_cannot_leave_their_place() -> None:
    assert escaped("một\n\n# hai") == r"một \# hai"
    assert escaped(None) == ""


def test_every_error_has_a_message_that_says_what_happened_and_what_to_do() -> None:
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, DvkError)]
    spoken = {errors.Invalid, errors.Duplicate, errors.Doubt}  # shown at the form, in words of their own
    assert {one for one in classes if one not in MESSAGES} == spoken
    for said in MESSAGES.values():
        assert all(dataclasses.astuple(said))


def test_an_unknown_error_gets_the_words_of_the_nearest_class() -> None:
    class Strange(StoreError):
        """Not in the table."""

    assert message(Strange()) is MESSAGES[StoreError]
    assert message(Unreachable()).happened == "Chưa kết nối được Google Sheets."
    assert message(NotWritten()).todo == "Bấm **Gửi lại**."


def test_what_the_file_suffers_is_told_apart_and_the_restore_is_named() -> None:
    said = [MESSAGES[kind] for kind in OF_THE_FILE]
    assert len({one.happened for one in said}) == len({one.todo for one in said}) == len(said)
    for kind in (errors.FileDamaged, errors.FileMissing):
        assert "python -m sheets.backup --restore" in MESSAGES[kind].todo
        assert "--restore NGÀY --year 2027" in message(kind(), 2027).todo
        assert "--list --year 2027" in message(kind(), 2027).todo


def test_why_the_file_took_no_write_is_told() -> None:
    error = NotWritten("x")
    error.__cause__ = errors.DiskFull("x")
    assert message(error).happened == MESSAGES[NotWritten].happened
    assert "Ổ đĩa đã đầy." in message(error).means
    assert message(error).todo.endswith("Bấm **Gửi lại**.")
    error.__cause__ = Unreachable("x")
    assert message(error) is MESSAGES[NotWritten]


def test_an_attempt_gives_back_the_answer_or_the_refusal_but_no_fault_of_the_program() -> None:
    def refuse() -> str:
        raise Invalid({"title": "Nhập tên mô hình"})

    def break_down() -> str:
        raise ZeroDivisionError

    assert attempt(lambda: "MH-2026-0036") == "MH-2026-0036"
    assert isinstance(attempt(refuse), Invalid)
    with pytest.raises(ZeroDivisionError):
        attempt(break_down)
