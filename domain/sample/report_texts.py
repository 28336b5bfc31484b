"""What the reports of the sample say in words. Everything is invented."""

from typing import NamedTuple

from domain.vocabulary import QuarterName


class Trouble(NamedTuple):
    """What did not go well in a quarter, why, and what the unit asks for."""

    shortcomings: str | None = None
    causes: str | None = None
    proposal: str | None = None


RESULTS_II = {
    1: "Đã họp các hộ có nương chè, lập nhóm đầu tiên và thống nhất quy trình bón phân.",
    2: "Đã họp dân chọn xứ đồng, các hộ đầu tiên lên luống trồng thử rau vụ hè.",
    4: "Chi hội khảo sát vườn tạp và hướng dẫn các hộ đầu tiên quy hoạch luống.",
    5: "Đã bình xét công khai và giao con giống cho những hộ đầu tiên.",
    6: "Đã khảo sát nhu cầu, phân công chi hội kèm cặp từng hộ, giúp hai hộ vay vốn qua tổ tiết kiệm.",
    7: "Phong trào góp gạo được đông đảo chị em hưởng ứng, trao quà công khai tại nhà văn hóa.",
    8: "Đã họp dân thống nhất tuyến, dựng cột ở đoạn đầu thôn.",
    9: "Cán bộ, đảng viên gương mẫu hiến đất trước, đã đo đạc và cắm mốc đoạn đầu.",
    10: "Các nhóm hộ đăng ký tiêu chí và tổ chức dọn vệ sinh đợt đầu.",
    11: "Hoàn thành làm đất và trồng hoa ở đoạn từ nhà văn hóa đến cổng trường.",
    12: "Đã tập huấn đoàn viên, ra mắt những tổ đầu tiên tại nhà văn hóa thôn.",
    13: "Nhân dân ra quân nạo vét đoạn kênh chính trước vụ mùa.",
    14: "Đã kẻ vạch chờ đón học sinh, phụ huynh góp cây xanh cho bồn hoa.",
    15: "Chi hội các thôn gần trung tâm đã làm khung chứa và bắt đầu thu gom.",
    16: "Các hộ ở hai ngõ đầu đã nhận thùng hai ngăn và được hướng dẫn ủ phân.",
    18: "Tổ chức các buổi tổng vệ sinh đầu tiên, dọn sạch khu nhà văn hóa và trục đường chính.",
    19: "Các lớp thi đua gom giấy, đợt đổi đầu tiên mua được cây bóng mát cho sân sau.",
    20: "Hội viên vớt rác, phát quang đoạn suối gần cầu treo và cắm biển nhắc nhở.",
    21: "Đã thống nhất vị trí, lắp xong các mắt camera ở cổng thôn và ngã ba.",
    22: "Ra mắt các tổ liên gia ở khu trung tâm, hướng dẫn sử dụng bình chữa cháy.",
    25: "Dân quân giúp các hộ neo đơn thu hoạch lúa xuân trước đợt mưa.",
    27: "Người dân đi làm xa đến làm thủ tục đông hơn, hồ sơ được trả đúng hẹn.",
    28: "Đã niêm yết quy tắc ứng xử và đặt phiếu đánh giá tại bàn tiếp dân.",
    29: "Chi bộ ra nghị quyết chuyên đề và phân công đảng viên phụ trách hộ.",
}

RESULTS_III = {
    1: "Thêm các hộ vào nhóm liên kết, lứa chè hè bán chung được giá hơn bán lẻ.",
    2: "Mở rộng vùng trồng dưa và rau ăn lá, các hộ gieo liền thửa, đủ nước tưới.",
    4: "Các hộ tiếp tục cải tạo vườn, một số vườn đã trồng xong và đi vào chăm sóc.",
    6: "Các hộ được giúp đã có thêm thu nhập từ chăn nuôi nhỏ và may gia công.",
    8: "Lắp xong đèn ở các tuyến chính, Nhân dân phấn khởi, buổi tối đi lại an toàn.",
    9: "Thêm một số hộ đồng ý hiến đất, đã xây trả tường rào đoạn giữa thôn.",
    10: "Nhiều hộ đạt tiêu chí, chi hội tổ chức chấm chéo và nêu gương tại buổi sinh hoạt.",
    11: "Đã kéo dài đường hoa, đến giữa tháng 8 tạm dừng trồng mới vì mưa.",
    12: "Các tổ trực đều vào cuối tuần, giúp bà con nộp hồ sơ và cài đặt định danh điện tử.",
    13: "Đã phát quang, nạo vét hai nhánh kênh, đang đối chiếu lại chiều dài để báo cáo.",
    14: "Hoàn thành công trình cổng trường, bàn giao cho trường trước khai giảng.",
    15: "Thêm điểm thu gom ở các thôn xa, quỹ đã tặng sách vở cho học sinh khó khăn.",
    16: "Phần lớn các ngõ đã phân loại rác đều, lượng rác phải chở đi giảm rõ.",
    17: "Đã đặt bể ở các xứ đồng chính, Nhân dân bỏ bao bì đúng nơi.",
    18: "Duy trì đều các buổi Chủ nhật xanh, nhiều hộ tự trồng thêm cây trước ngõ.",
    19: "Tiếp tục gom giấy đợt cuối hè và đầu năm học, trồng thêm cây ở vườn trường.",
    21: "Hoàn thành lắp đặt, bàn giao cho tổ bảo vệ an ninh trật tự sử dụng.",
    22: "Ra mắt thêm tổ liên gia, diễn tập báo cháy và chữa cháy ban đầu cùng Nhân dân.",
    23: "Đã thống nhất hiệu lệnh, tiếng kẻng duy trì hằng đêm, các ngõ tuần tra đều.",
    24: "Một dòng họ đã họp và ký cam kết, các dòng họ khác đang bàn nội dung.",
    25: "Vượt số công đăng ký, giúp thu hoạch và gieo cấy vụ mùa kịp thời vụ.",
    26: "Đã trả căn cước tận nhà ở các thôn xa, kết hợp nhắc bà con cảnh giác lừa đảo.",
    27: "Duy trì đều lịch thứ Bảy, nhiều thủ tục được hướng dẫn nộp trực tuyến tại chỗ.",
    28: "Tỷ lệ phiếu hài lòng tăng dần, các góp ý đều được trả lời trong tháng.",
    29: "Đảng viên phụ trách hộ đã giúp nhiều việc cụ thể, sinh hoạt chi bộ có chất lượng hơn.",
    30: "Đã đặt mã QR ở các nhà văn hóa thôn, góp ý được chuyển và trả lời hằng tuần.",
    31: "Mở hai lớp buổi tối, các cụ đã biết gọi hình và xem tin chính thống.",
}

TROUBLES = {
    (QuarterName.II, 5): Trouble(
        "Việc giao con giống chậm so với dự định.",
        "Sóng yếu, khó liên hệ nơi cung cấp giống và báo cáo kịp thời.",
        "Đề nghị xã giúp kết nối nơi cung cấp con giống.",
    ),
    (QuarterName.II, 8): Trouble(
        "Mới làm được đoạn ngắn.",
        "Chưa đủ kinh phí mua bóng đèn.",
        "Đề nghị xã hỗ trợ một phần kinh phí.",
    ),
    (QuarterName.II, 9): Trouble(
        "Còn hộ chưa đồng ý hiến đất.",
        "Một số hộ lo ảnh hưởng tường rào, cây trồng.",
        "Đề nghị xã cùng thôn tiếp tục vận động.",
    ),
    (QuarterName.III, 8): Trouble(
        "Còn tuyến ngõ nhỏ chưa có đèn.",
        "Thiếu kinh phí mua bóng đèn cho đoạn cuối.",
        "Đề nghị xã cho ý kiến về nguồn hỗ trợ.",
    ),
    (QuarterName.III, 9): Trouble(
        "Tiến độ chậm so với đăng ký.",
        "Vướng 3 hộ chưa hiến đất.",
        "Đề nghị lãnh đạo xã gặp gỡ, đối thoại với các hộ.",
    ),
    (QuarterName.III, 11): Trouble(
        "Một đoạn đường hoa bị ngập, phải trồng lại.",
        "Mưa lũ kéo dài.",
        "Đề nghị cho tạm dừng và hỗ trợ cây giống.",
    ),
    (QuarterName.III, 15): Trouble(
        "Một số điểm thu gom hoạt động cầm chừng.",
        "Phế liệu giảm giá, quỹ thu được ít.",
        "Đề nghị cho tạm dừng mở điểm mới.",
    ),
    (QuarterName.III, 17): Trouble(
        "Tiến độ đặt bể còn chậm.",
        "Mùa mưa khó vận chuyển bể ra đồng.",
        None,
    ),
    (QuarterName.III, 24): Trouble(
        "Mới có một dòng họ ký cam kết.",
        "Các trưởng họ chưa thống nhất nội dung cam kết.",
        "Đề nghị Công an xã cùng dự các buổi họp họ.",
    ),
    (QuarterName.III, 28): Trouble(
        "Chưa áp dụng được phiếu đánh giá điện tử.",
        "Mẫu phiếu điện tử mới được hướng dẫn.",
        None,
    ),
}
