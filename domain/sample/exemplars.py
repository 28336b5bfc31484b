"""Điển hình and Khen thưởng: eight proposals, of which three are decided, and five rewards. Persons are invented."""

from typing import NamedTuple

from domain.sample.shorthand import YEAR, code, on
from domain.tables import Exemplar, Reward
from domain.vocabulary_movement import ExemplarKind, ExemplarResult, RecipientKind, RewardForm, RewardLevel

_MODEL, _ONE, _HOME = ExemplarKind.MODEL, ExemplarKind.INDIVIDUAL, ExemplarKind.HOUSEHOLD
_GROUP, _WAY = ExemplarKind.COLLECTIVE, ExemplarKind.PRACTICE
_NEW, _LOOKING = ExemplarResult.NEW, ExemplarResult.IN_REVIEW
_YES, _NO = ExemplarResult.RECOGNISED, ExemplarResult.NOT_RECOGNISED


class _Proposal(NamedTuple):
    day: str
    unit_id: str
    kind: ExemplarKind
    name: str
    achievement: str
    public: bool
    result: ExemplarResult | None = None
    answered: str = ""
    model: int | None = None
    points: tuple[float | None, float | None, float | None] = (None, None, None)  # spread, ease, replication
    meeting: str = ""
    approval: float | None = None
    receivers: tuple[str, ...] = ()


# fmt: off
_PROPOSALS = (
    _Proposal("10/07", "TH-08", _ONE, "Nguyễn Văn Mẫu", "Vận động cả xóm chỉnh trang cổng ngõ, tự góp cây giống cho các hộ.", True, _YES, "28/07", None, (8, 9, 8), "05/07", 96),
    _Proposal("03/08", "CA-01", _WAY, "Trả căn cước tại nhà cho người già yếu", "Mỗi tuần một buổi đến từng nhà, kết hợp nhắc nhở an ninh trật tự.", True, _YES, "20/08", 26, (9, 8, 9), receivers=("TH-03", "TH-13")),
    _Proposal("06/08", "DT-02", _GROUP, "Chi hội Phụ nữ thôn Phúc Lợi", "Duy trì hũ gạo tình thương, giúp hộ khó khăn trong thôn.", True, _NO, "25/08", 7, (6, 7, 6)),
    _Proposal("20/08", "TH-04", _HOME, "Hộ ông Lò Văn Ví Dụ", "Tự nguyện lùi hàng rào, hiến đất mở đường trục thôn.", False, _NEW, "", 9, (None, None, None), "16/08", 88),
    _Proposal("28/08", "DT-01", _ONE, "Trần Thị Thử", "Hướng dẫn hội viên trồng vườn mẫu, chia sẻ giống và kỹ thuật.", True, _LOOKING, "", 4, (7, 7, None)),
    _Proposal("02/09", "TH-23", _MODEL, "Camera an ninh", "Hoàn thành trước hạn, trong thôn không còn mất trộm vặt.", True, _LOOKING, "", 21, (8, 7, 8), "30/08", 93.5),
    _Proposal("09/09", "TR-04", _MODEL, "Đổi giấy vụn lấy cây xanh", "Học sinh thu gom đều, sân trường thêm cây bóng mát.", True, _NEW, "", 19),
    _Proposal("11/09", "DVC-01", _WAY, "Đọc tin bằng loa kéo tại chợ phiên", "Đưa tin phong trào tới bà con các thôn xa loa truyền thanh.", True),
)
# fmt: on


class _Given(NamedTuple):
    exemplar: int | None
    recipient: str
    kind: RecipientKind
    form: RewardForm
    ad_hoc: bool
    proposed: str
    decided: str = ""
    decision: str | None = None
    level: RewardLevel = RewardLevel.COMMUNE


# fmt: off
_GIVEN = (
    _Given(1, "Nguyễn Văn Mẫu", RecipientKind.INDIVIDUAL, RewardForm.PRAISE, True, "29/07", "04/08", "412/QĐ-UBND (mẫu)"),
    _Given(2, "Công an xã", RecipientKind.COLLECTIVE, RewardForm.CERTIFICATE, True, "21/08", "03/09", "438/QĐ-UBND (mẫu)"),
    _Given(None, "Trung đội dân quân cơ động", RecipientKind.COLLECTIVE, RewardForm.PRAISE, True, "08/09", "12/09", "451/QĐ-UBND (mẫu)"),
    _Given(6, "Thôn Cầu Trắng", RecipientKind.COLLECTIVE, RewardForm.CERTIFICATE, False, "10/09"),
    _Given(2, "Công an xã", RecipientKind.COLLECTIVE, RewardForm.HIGHER_LEVEL, False, "12/09", level=RewardLevel.PROVINCE),
)
# fmt: on


def exemplars() -> tuple[Exemplar, ...]:
    """The tab Điển hình, in the order of being proposed."""
    return tuple(
        Exemplar(
            exemplar_id=code("DH", number),
            year=YEAR,
            kind=one.kind,
            name=one.name,
            unit_id=one.unit_id,
            model_id=code("MH", one.model),
            proposed=on(one.day),
            achievement=one.achievement,
            meeting=on(one.meeting),
            approval=one.approval,
            spread=one.points[0],
            ease=one.points[1],
            replication=one.points[2],
            result=one.result,
            answered=on(one.answered),
            receiver_ids=one.receivers,
            public=one.public,
        )
        for number, one in enumerate(_PROPOSALS, start=1)
    )


def rewards() -> tuple[Reward, ...]:
    """The tab Khen thưởng, in the order of being proposed."""
    return tuple(
        Reward(
            reward_id=code("KTH", number),
            exemplar_id=code("DH", one.exemplar),
            recipient=one.recipient,
            recipient_kind=one.kind,
            form=one.form,
            ad_hoc=one.ad_hoc,
            proposed=on(one.proposed),
            decision_no=one.decision,
            decided=on(one.decided),
            level=one.level,
        )
        for number, one in enumerate(_GIVEN, start=1)
    )
