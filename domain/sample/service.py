"""DV chính quyền: quarters II and III (so far) in figures, quarter IV still blank. Counts only, no names."""

from typing import NamedTuple

from domain.sample.shorthand import YEAR
from domain.tables import ServiceFigure
from domain.vocabulary import QuarterName
from domain.vocabulary_movement import LABELS
from domain.vocabulary_movement import ServiceIndicator as I


class _Figures(NamedTuple):
    received: int | None = None
    planned: int | None = None
    done: int | None = None
    on_time: int | None = None
    note: str | None = None


_BLANK = _Figures()
# Quarter II, quarter III. Petitions of quarter III are those of the worked example O15.
_LINES: dict[I, tuple[_Figures, _Figures]] = {
    I.RECEPTION: (_Figures(planned=12, done=12), _Figures(planned=11, done=10)),
    I.RECEPTION_BY_CHAIR: (_Figures(done=11), _Figures(done=9)),
    I.VISITS: (_Figures(done=46), _Figures(done=38)),
    I.DIALOGUES: (_Figures(planned=0, done=0), _Figures(86, 1, 1, note="Đối thoại về môi trường và đường giao thông.")),
    I.DIALOGUE_OPINIONS: (_Figures(planned=0, done=0), _Figures(planned=14, done=11)),
    I.PETITIONS: (_Figures(21, 18, 17, 15), _Figures(17, 14, 13, 11)),
    I.COMPLAINTS: (_Figures(3, 2, 2, 2), _Figures(2, 2, 1, 1)),
    I.DENUNCIATIONS: (_Figures(1, 1, 1, 1), _Figures(0, 0, 0, 0)),
    I.PROCEDURES: (_Figures(842, None, 815, 803), _Figures(921, None, 897, 889)),
    I.ONLINE_FILES: (_Figures(done=512), _Figures(done=633)),
    I.DISCLOSURE: (_Figures(planned=14, done=14), _Figures(planned=15, done=13, note="Niêm yết tại trụ sở, trang xã.")),
    I.CONSULTATIONS: (_Figures(received=1184, done=22), _Figures(received=1021, done=19)),
    I.SATISFACTION: (_Figures(planned=120, done=108), _Figures(planned=150, done=139)),
    I.ATTITUDE: (_Figures(planned=3, done=3), _Figures(planned=1, done=1)),
    I.INNOVATIONS: (
        _Figures(done=1, note="Bàn hướng dẫn nộp hồ sơ trực tuyến tại bộ phận một cửa."),
        _Figures(done=2, note="Trả kết quả tại nhà cho người cao tuổi; hẹn giờ tiếp công dân qua Zalo."),
    ),
}


def service_figures() -> tuple[ServiceFigure, ...]:
    """The tab DV chính quyền: every indicator of quarters II to IV."""
    quarters = ((QuarterName.II, 0), (QuarterName.III, 1), (QuarterName.IV, 2))
    return tuple(_row(quarter, code, (*_LINES[code], _BLANK)[at]) for quarter, at in quarters for code in I)


def _row(quarter: QuarterName, code: I, figures: _Figures) -> ServiceFigure:
    return ServiceFigure(year=YEAR, quarter=quarter, code=code, name=LABELS[code], **figures._asdict())
