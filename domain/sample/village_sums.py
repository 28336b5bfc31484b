"""Tổng hợp thôn of quarter III: the villages that have a valid report."""

from domain.sample.shorthand import YEAR, on
from domain.tables import VillageSum
from domain.vocabulary import QuarterName, ReportState

# Village, households in at least one model (TH-19 did not count them), day, what went on.
_LINES = (
    ("TH-02", 37, "11/09", "Nhân dân đồng tình, bao bì thuốc trên đồng giảm rõ."),
    ("TH-03", 96, "11/09", "Đường thôn sáng đèn, phong trào góp công sôi nổi."),
    ("TH-04", 11, "07/09", "Đã mở rộng được đoạn giữa thôn, còn hộ phải tiếp tục vận động."),
    ("TH-08", 41, "10/09", "Các hộ thi đua giữ nhà sạch, vườn đẹp, ngõ xóm gọn gàng."),
    ("TH-09", 14, "10/09", "Nhóm liên kết chè hoạt động đều, có thêm hộ xin vào nhóm."),
    ("TH-11", 84, "09/09", "Tiếng kẻng duy trì hằng đêm, an ninh trong thôn ổn định."),
    ("TH-13", 64, "18/08", "Nhân dân tích cực trồng hoa, gần đây mưa nhiều nên khó làm tiếp."),
    ("TH-17", 18, "08/09", "Vùng rau màu mở rộng, các hộ trao đổi kỹ thuật thường xuyên."),
    ("TH-19", None, "12/09", "Đa số các ngõ phân loại rác đều, thôn đang rà lại số hộ."),
    ("TH-20", 19, "14/09", "Một dòng họ đã ký cam kết tự quản, các họ khác đang bàn."),
    ("TH-21", 118, "14/09", "Chủ nhật xanh thành nếp, hầu hết các hộ cử người tham gia."),
    ("TH-22", 18, "14/09", "Các cụ hào hứng học, con cháu cùng tham gia hướng dẫn."),
    ("TH-23", 103, "01/09", "Camera hoạt động tốt, Nhân dân yên tâm lao động sản xuất."),
    ("TH-24", 40, "09/09", "Đảng viên đi trước, nhiều việc chung của thôn được giải quyết."),
)


def village_sums() -> tuple[VillageSum, ...]:
    """The tab Tổng hợp thôn, in the order of the villages."""
    return tuple(
        VillageSum(
            unit_id=unit_id,
            year=YEAR,
            quarter=QuarterName.III,
            hh_any=households,
            result=result,
            rstatus=ReportState.SUBMITTED,
            submitted=on(submitted),
        )
        for unit_id, households, submitted, result in _LINES
    )
