"""Difficulties KK-2026-0001 … 0008. The three with a decider wait for a decision."""

from typing import NamedTuple

from domain.sample.shorthand import code, on
from domain.tables import Difficulty
from domain.vocabulary import DifficultyGroup, DifficultyState, Level

_COMMUNE, _PROVINCE, _UNIT = Level.COMMUNE, Level.PROVINCE, Level.UNIT
_NEW, _RUNNING = DifficultyState.NEW, DifficultyState.IN_PROGRESS
_UP, _SOLVED = DifficultyState.ESCALATED, DifficultyState.RESOLVED


class _Line(NamedTuple):
    number: int
    raised: str
    unit_id: str
    model: int | None
    inspection: int | None
    group: DifficultyGroup
    level: Level
    state: DifficultyState
    resolved: str


# fmt: off
_LINES = (
    _Line(1, "25/05", "TH-15",    5, None, DifficultyGroup.TECHNICAL, _PROVINCE, _UP,      ""),
    _Line(2, "18/06", "TH-04",    9,    3, DifficultyGroup.LAND,      _COMMUNE,  _RUNNING, ""),
    _Line(3, "29/06", "TH-22", None, None, DifficultyGroup.PROCEDURE, _COMMUNE,  _SOLVED,  "03/07"),
    _Line(4, "06/07", "TH-03",    8, None, DifficultyGroup.MONEY,     _COMMUNE,  _RUNNING, ""),
    _Line(5, "15/07", "TH-10",    3,    8, DifficultyGroup.PEOPLE,    _UNIT,     _RUNNING, ""),
    _Line(6, "20/07", "CQ-01",   28, None, DifficultyGroup.PROCEDURE, _PROVINCE, _SOLVED,  "10/08"),
    _Line(7, "22/08", "TH-13",   11, None, DifficultyGroup.WEATHER,   _COMMUNE,  _NEW,     ""),
    _Line(8, "28/08", "DT-02",   15, None, DifficultyGroup.OTHER,     _UNIT,     _NEW,     ""),
)
# fmt: on


class _Decision(NamedTuple):
    decider: str
    asked: str
    due: str


_DECISIONS = {
    2: _Decision("Chủ tịch UBND xã", "18/08", "25/09"),
    4: _Decision("Phó Chủ tịch UBND xã", "31/08", "20/09"),
    7: _Decision("Chủ tịch UBND xã", "06/09", "30/09"),
}


class _Text(NamedTuple):
    content: str
    proposal: str
    handler: str
    measures: str | None = None


_TEXTS = {
    1: _Text(
        "sóng yếu ở Núi Thông",
        "Đề nghị cấp tỉnh làm việc với doanh nghiệp viễn thông để bổ sung trạm phát sóng.",
        "Phòng Văn hóa - Xã hội",
        "Xã đã có văn bản báo cáo cấp trên.",
    ),
    2: _Text(
        "vướng 3 hộ chưa hiến đất",
        "Lãnh đạo xã đối thoại với các hộ, hỗ trợ ngày công xây lại tường rào.",
        "Phòng Kinh tế",
        "Tổ vận động của thôn đã tới từng nhà hai lần.",
    ),
    3: _Text(
        "thiếu mẫu phiếu",
        "Đề nghị Văn phòng gửi mẫu phiếu đăng ký và hướng dẫn điền.",
        "VP HĐND và UBND",
        "Đã gửi mẫu phiếu và hướng dẫn trưởng thôn điền.",
    ),
    4: _Text(
        "thiếu kinh phí mua bóng đèn",
        "Xin hỗ trợ một phần kinh phí, phần còn lại thôn vận động đóng góp.",
        "Phòng Kinh tế",
        "Thôn đã vận động được một phần trong các hộ ven đường.",
    ),
    5: _Text(
        "trưởng thôn mới chưa quen nhập liệu",
        "Đoàn xã cử đoàn viên xuống giúp nhập liệu trong kỳ báo cáo tới.",
        "Đoàn TNCS Hồ Chí Minh",
        "Đã hẹn lịch hướng dẫn tại nhà văn hóa thôn.",
    ),
    6: _Text(
        "chờ cấp trên hướng dẫn",
        "Đề nghị cấp trên hướng dẫn mẫu phiếu đánh giá hài lòng điện tử.",
        "VP HĐND và UBND",
        "Đã nhận được hướng dẫn và áp dụng từ tháng 8.",
    ),
    7: _Text(
        "mưa lũ làm hỏng tuyến đường hoa",
        "Cho tạm dừng đến khi hết mưa lũ, hỗ trợ cây giống trồng lại đoạn bị ngập.",
        "Phòng Kinh tế",
    ),
    8: _Text(
        "phế liệu giảm giá",
        "Chi hội gom theo chuyến lớn, tìm thêm nơi thu mua.",
        "Hội LHPN",
    ),
}


def difficulties() -> tuple[Difficulty, ...]:
    """The tab Khó khăn, in the order of being raised."""
    return tuple(_difficulty(line) for line in _LINES)


def _difficulty(line: _Line) -> Difficulty:
    text, decision = _TEXTS[line.number], _DECISIONS.get(line.number)
    return Difficulty(
        issue_id=code("KK", line.number),
        raised=on(line.raised),
        unit_id=line.unit_id,
        model_id=code("MH", line.model),
        insp_id=code("KT", line.inspection),
        content=text.content,
        group=line.group,
        proposal=text.proposal,
        level=line.level,
        handler=text.handler,
        due=on(decision.due) if decision else None,
        decider=decision.decider if decision else None,
        decision_from=on(decision.asked) if decision else None,
        measures=text.measures,
        state=line.state,
        resolved=on(line.resolved),
    )
