"""The clauses of the sections II.3, II.4 and III, and of the plan's frame: what the commune itself owes (R26 to R48, R75 to R77)."""

from domain.plan_clause import Clause, Duty, Section, Shown
from domain.vocabulary import Tab

_ALL, _COMMUNE = (Duty.EVERYBODY,), (Duty.COMMUNE,)
_RUNNING, _LATE, _YEAR = (2, 4), (4, 4), (1, 4)

# fmt: off
CLAUSES: tuple[Clause, ...] = (
    Clause(26, Section.GOVERNMENT, "Tiếp tục đổi mới nội dung, phương thức thực hiện công tác dân vận của chính quyền theo hướng gần dân, sát dân, trọng dân, vì Nhân dân phục vụ",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code done note"}, (Shown.SERVICE,), ("CQ13",), "quý đã mô tả đổi mới, sáng kiến"),
    Clause(27, Section.GOVERNMENT, "Thực hiện nghiêm túc quy chế dân chủ ở cơ sở",
           (Duty.COMMUNE, Duty.VILLAGES), _RUNNING, {Tab.SERVICE_FIGURES: "code received done"}, (Shown.SERVICE,), ("CQ10", "NV-15"), "quý đã có số cuộc họp, lấy ý kiến Nhân dân"),
    Clause(28, Section.GOVERNMENT, "công khai, minh bạch các chủ trương, chính sách, các nội dung liên quan trực tiếp đến quyền và lợi ích hợp pháp, chính đáng của Nhân dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code planned done"}, (Shown.SERVICE,), ("I21c", "CQ09", "NV-15"), "quý đã công khai đủ nội dung phải công khai"),
    Clause(29, Section.GOVERNMENT, "Đẩy mạnh cải cách hành chính, nâng cao chất lượng giải quyết thủ tục hành chính",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code received done on_time"}, (Shown.SERVICE,), ("I21", "CQ07", "NV-16"), "quý đã có số thủ tục giải quyết và đúng hạn"),
    Clause(30, Section.GOVERNMENT, "tăng cường ứng dụng công nghệ thông tin trong quản lý, điều hành và phục vụ Nhân dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code done"}, (Shown.SERVICE,), ("I21b", "CQ08", "NV-16"), "quý đã có số hồ sơ trực tuyến"),
    Clause(31, Section.GOVERNMENT, "Tăng cường công tác tiếp công dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code planned done"}, (Shown.SERVICE,), ("I19", "CQ01", "CQ02", "NV-17"), "quý đã tiếp công dân đủ số buổi theo lịch"),
    Clause(32, Section.GOVERNMENT, "đối thoại trực tiếp với Nhân dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code received planned done"}, (Shown.SERVICE,), ("I19c", "CQ03a", "CQ03b", "NV-18"), "yêu cầu về đối thoại đã đạt (đủ số cuộc trong năm; trả lời hết ý kiến)"),
    Clause(33, Section.GOVERNMENT, "kịp thời tiếp nhận, xử lý, giải quyết các kiến nghị, phản ánh, khiếu nại, tố cáo của công dân theo đúng quy định",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code received planned done on_time"}, (Shown.SERVICE,), ("I20", "I20b", "CQ04", "CQ05", "CQ06", "NV-19"), "lượt loại đơn thư theo quý không còn vụ việc quá hạn"),
    Clause(34, Section.GOVERNMENT, "Nâng cao tinh thần trách nhiệm, đạo đức công vụ, thái độ phục vụ của đội ngũ cán bộ, công chức, viên chức",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code planned done"}, (Shown.SERVICE,), ("CQ12",), "quý đã xử lý hết phản ánh về thái độ phục vụ"),
    Clause(35, Section.GOVERNMENT, "xây dựng hình ảnh chính quyền thân thiện, gần gũi với Nhân dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code planned done"}, (Shown.SERVICE,), ("CQ11",), "đợt khảo sát đã có số phiếu hài lòng"),
    Clause(36, Section.GOVERNMENT, "Phối hợp với Mặt trận Tổ quốc và các tổ chức chính trị - xã hội trong công tác tuyên truyền, vận động Nhân dân tham gia thực hiện các nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh tại địa phương",
           (Duty.COMMUNE, Duty.FRONT), _RUNNING, {Tab.MODELS: "partners", Tab.COMMUNICATIONS: "partners"}, (Shown.MODELS, Shown.COMMUNICATION), ("I18",), "mô hình, hoạt động phối hợp với MTTQ và các tổ chức", at_least_one=True),
    Clause(37, Section.INSPECTION, "Tăng cường công tác kiểm tra, giám sát việc triển khai thực hiện phong trào thi đua “Dân vận khéo” tại các cơ quan, đơn vị và các thôn; bảo đảm thực hiện đúng nội dung, tiến độ và mục tiêu đề ra",
           _COMMUNE, _RUNNING, {Tab.INSPECTIONS: "ok_content ok_schedule ok_goal conclusion istatus"}, (Shown.INSPECTIONS,), ("I11", "I11b", "KT", "NV-08"), "lượt kiểm tra, giám sát đã có kết luận"),
    Clause(38, Section.INSPECTION, "Kịp thời phát hiện, chấn chỉnh những hạn chế, thiếu sót trong quá trình tổ chức thực hiện",
           (Duty.COMMUNE, Duty.EVERYBODY), _RUNNING, {Tab.FINDINGS: "content severity due reported verified verified_on"}, (Shown.INSPECTIONS,), ("I12", "I12b", "I13", "TC5"), "tồn tại đã xác minh đạt, có ngày"),
    Clause(39, Section.INSPECTION, "đồng thời tháo gỡ khó khăn, vướng mắc phát sinh ở cơ sở",
           _COMMUNE, _RUNNING, {Tab.DIFFICULTIES: "insp_id state resolved"}, (Shown.DIFFICULTIES, Shown.INSPECTIONS), ("I14", "NV-09"), "khó khăn nêu từ lượt kiểm tra đã giải quyết"),
    Clause(40, Section.INSPECTION, "Thực hiện chế độ sơ kết, tổng kết, đánh giá kết quả thực hiện phong trào theo định kỳ; làm rõ những kết quả đạt được, tồn tại, hạn chế và nguyên nhân",
           (Duty.EVERYBODY, Duty.COMMUNE), _LATE, {Tab.REPORTS: "result shortcomings causes proposal"}, (Shown.REPORTS,), ("I8", "NV-10"), "báo cáo sơ kết, cuối năm đủ kết quả, tồn tại, nguyên nhân, kiến nghị"),
    Clause(41, Section.INSPECTION, "Gắn công tác kiểm tra, giám sát với việc đánh giá, xếp loại thi đua đối với các tập thể, cá nhân",
           _COMMUNE, _LATE, {Tab.SCORES: "criterion_id auto_points points", Tab.FINDINGS: "due verified"}, (Shown.RATING,), ("TC5",), "đơn vị đã kiểm tra không bị nhập tay điểm chấp hành"),
    Clause(42, Section.INSPECTION, "coi đây là một trong những tiêu chí quan trọng trong bình xét thi đua, khen thưởng hằng năm",
           _COMMUNE, _LATE, {Tab.CRITERIA: "criterion_id max_points"}, (Shown.RATING,), ("TC5",), "tiêu chí chấp hành kiểm tra có điểm tối đa lớn hơn 0"),
    Clause(43, Section.SCHEDULE, "Quý I: Xây dựng, ban hành kế hoạch; tổ chức quán triệt, triển khai phong trào",
           _COMMUNE, (1, 2), {Tab.TASKS: "task_id state done result"}, (Shown.TASKS,), ("NV-01", "NV-02", "NV-03"), "việc ban hành kế hoạch đã hoàn thành, có số và ngày"),
    Clause(44, Section.SCHEDULE, "Quý II, III: Tổ chức triển khai thực hiện các nội dung của phong trào, đăng ký xây dựng các mô hình “Dân vận khéo” tại cơ quan, đơn vị, các thôn",
           _ALL, (2, 3), {Tab.MODELS: "submitted approved", Tab.TASKS: "task_id state done"}, (Shown.TASKS, Shown.FIGURES), ("NV-05", "NV-06", "I10"), "việc đăng ký, tổng hợp danh sách mô hình đã hoàn thành"),
    Clause(45, Section.SCHEDULE, "tăng cường công tác hướng dẫn, kiểm tra, đôn đốc; kịp thời tháo gỡ khó khăn, vướng mắc trong quá trình thực hiện",
           _COMMUNE, (2, 3), {Tab.INSPECTIONS: "kind date istatus", Tab.DIFFICULTIES: "resolved"}, (Shown.INSPECTIONS, Shown.DIFFICULTIES), ("KT", "I14", "NV-08", "NV-09"), "quý đã có hướng dẫn, kiểm tra, đôn đốc hoặc tháo gỡ"),
    Clause(46, Section.SCHEDULE, "Quý IV: Tổ chức sơ kết, tổng kết; đánh giá kết quả thực hiện phong trào",
           _COMMUNE, _LATE, {Tab.TASKS: "task_id state done result", Tab.SCORES: "official"}, (Shown.TASKS, Shown.RATING), ("NV-10", "NV-11", "NV-12"), "báo cáo tổng kết đã có số và ngày"),
    Clause(47, Section.SCHEDULE, "biểu dương, khen thưởng các tập thể, cá nhân có thành tích tiêu biểu",
           _COMMUNE, _LATE, {Tab.REWARDS: "form level recipient_kind ad_hoc decision_no decided"}, (Shown.EXEMPLARS,), ("I24c", "NV-13"), "đề nghị khen cuối năm đã có quyết định"),
    Clause(48, Section.SCHEDULE, "đề ra phương hướng, nhiệm vụ cho năm tiếp theo",
           _COMMUNE, _LATE, {Tab.VILLAGE_SUMS: "next_period", Tab.TASKS: "task_id state", Tab.MODELS: "parent_id"}, (Shown.REPORTS, Shown.TASKS), ("NV-14",), "báo cáo năm đã có phương hướng, nhiệm vụ năm sau"),
    Clause(75, Section.CLOSING, "Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị nghiêm túc tổ chức, triển khai thực hiện",
           _ALL, _YEAR, {Tab.INSPECTIONS: "kind date unit_id"}, (Shown.CHASE, Shown.UNITS), ("I10", "I8", "I18"), "đơn vị đã có hoạt động được ghi vào sổ", shown_there=False),
    Clause(76, Section.RECIPIENTS, "Thường trực Đảng ủy (Báo cáo); … Thường trực HĐND xã; … Chủ tịch, các PCT UBND xã; … UBMTTQ, các tổ chức chính trị - xã hội; … Các cơ quan, đơn vị thuộc UBND xã; … Công an xã; … Ban Chỉ huy Quân sự xã; … Các trường học; … Các thôn trên địa bàn; … Lưu: VT",
           _COMMUNE, _YEAR, {Tab.UNITS: "unit_id unit_type", Tab.ACCOUNTS: "unit_id role", Tab.SETTINGS: "key value"}, (Shown.ADMIN, Shown.UNITS), (), "nơi nhận đã có trong danh sách đơn vị"),
    Clause(77, Section.PREAMBLE, "Thực hiện Kế hoạch số 67-KH/ĐU ngày 06/4/2026 của Đảng ủy xã Sơn Dương",
           _COMMUNE, _LATE, {Tab.TASKS: "task_id state done result", Tab.SETTINGS: "key value"}, (Shown.TASKS,), ("NV-12",), "báo cáo tổng kết gửi Đảng ủy đã có số và ngày"),
)
# fmt: on
