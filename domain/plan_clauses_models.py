"""The clauses of the sections I, II.1 and II.2: purpose, demands, making known, models (R1 to R25)."""

from domain.plan_clause import Clause, Duty, Section, Shown
from domain.vocabulary import Tab

_ALL, _COMMUNE, _FRONT = (Duty.EVERYBODY,), (Duty.COMMUNE,), (Duty.FRONT,)
_RUNNING, _LATE, _YEAR = (2, 4), (4, 4), (1, 4)
_REGISTERING = (2, 3)

# fmt: off
CLAUSES: tuple[Clause, ...] = (
    Clause(1, Section.PURPOSE, "Nâng cao nhận thức, trách nhiệm của cấp ủy, chính quyền, cán bộ, công chức, viên chức, người lao động và các tầng lớp Nhân dân",
           _ALL, _RUNNING, {Tab.COMMUNICATIONS: "audience attended"}, (Shown.COMMUNICATION,), ("I18", "TTR"), "nhóm đối tượng đã được tuyên truyền"),
    Clause(2, Section.PURPOSE, "phát huy sức mạnh khối đại đoàn kết toàn dân, huy động sự tham gia tích cực của Nhân dân",
           _ALL, _RUNNING, {Tab.REPORTS: "hh_cum people workdays fund land"}, (Shown.FIGURES, Shown.REPORTS), ("I15a", "I15b"), "báo cáo đến hạn có số hộ, người, ngày công, kinh phí hoặc đất hiến", shown_there=False),
    Clause(3, Section.PURPOSE, "Xây dựng, phát hiện và nhân rộng các mô hình, điển hình “Dân vận khéo” trên các lĩnh vực",
           _ALL, _RUNNING, {Tab.MODELS: "state approved end_actual", Tab.EXEMPLARS: "result answered receiver_ids"}, (Shown.EXEMPLARS, Shown.MODELS), ("I23", "I24"), "việc đã có kết quả (công nhận; nhân rộng)"),
    Clause(4, Section.PURPOSE, "Tạo chuyên biễn rõ nét trong công tác dân vận của chính quyền, gắn với cải cách hành chính, thực hiện quy chế dân chủ ở cơ sở và nâng cao chất lượng phục vụ Nhân dân",
           _COMMUNE, _RUNNING, {Tab.SERVICE_FIGURES: "code received planned done on_time"}, (Shown.SERVICE,), ("I19", "I20", "I21"), "lượt chỉ tiêu theo quý đã có số liệu"),
    Clause(5, Section.DEMANDS, "phải được thực hiện nghiêm túc, đồng bộ, sâu rộng từ xã đến thôn",
           _ALL, _YEAR, {Tab.UNITS: "must_register note", Tab.MODELS: "unit_id approved"}, (Shown.OVERVIEW, Shown.UNITS), ("I10",), "đơn vị phải đăng ký đã có mô hình hoặc đã nêu lý do"),
    Clause(6, Section.DEMANDS, "bảo đảm thiết thực, hiệu quả, tránh hình thức",
           _COMMUNE, _YEAR, {Tab.MODELS: "kpi_name kpi_target", Tab.REPORTS: "evidence", Tab.INSPECTIONS: "evidence formalism"}, (Shown.MODELS, Shown.INSPECTIONS), ("I16",), "mô hình có chỉ tiêu đo được và minh chứng", shown_there=False),
    Clause(7, Section.DEMANDS, "nội dung, hình thức tổ chức phong trào phải đa dạng, phù hợp với điều kiện thực tế của địa phương",
           _ALL, _YEAR, {Tab.MODELS: "field kind", Tab.COMMUNICATIONS: "channel kind"}, (Shown.OVERVIEW, Shown.COMMUNICATION), ("I16", "I18"), "lĩnh vực, kênh đã được dùng"),
    Clause(8, Section.DEMANDS, "gắn với nhiệm vụ chính trị, các phong trào thi đua yêu nước và các cuộc vận động tại cơ sở",
           _ALL, _YEAR, {Tab.MODELS: "linked", Tab.COMMUNICATIONS: "integrated integrated_with"}, (Shown.MODELS, Shown.COMMUNICATION), ("R15",), "mô hình đã ghi phong trào, cuộc vận động gắn với"),
    Clause(9, Section.DEMANDS, "Xác định rõ trách nhiệm của từng cán bộ, công chức, viên chức, Ủy ban Mặt trận tổ quốc, các tổ chức chính trị - xã hội và người đứng đầu trong tổ chức thực hiện phong trào",
           _ALL, (2, 2), {Tab.MODELS: "owner", Tab.TASKS: "owner", Tab.UNITS: "head"}, (Shown.MODELS, Shown.TASKS), ("I17",), "mô hình, nhiệm vụ đã có người phụ trách"),
    Clause(10, Section.DEMANDS, "chú trọng xây dựng, lựa chọn các mô hình “Dân vận khéo” tiêu biểu, có tính lan tỏa, dễ áp dụng và nhân rộng trong thực tiễn",
           _COMMUNE, (3, 4), {Tab.EXEMPLARS: "spread ease replication result answered"}, (Shown.EXEMPLARS,), ("I24",), "đề xuất đã chấm đủ ba điểm và có kết luận"),
    Clause(11, Section.DEMANDS, "Tăng cường công tác kiểm tra, giám sát, sơ kết, tổng kết",
           _COMMUNE, _RUNNING, {Tab.INSPECTIONS: "date istatus conclusion", Tab.TASKS: "state done result"}, (Shown.INSPECTIONS, Shown.TASKS), ("I11", "NV-10", "NV-12"), "lượt kiểm tra đã kết luận, báo cáo tổng kết đã có số và ngày"),
    Clause(12, Section.DEMANDS, "kịp thời biểu dương, khen thưởng các tập thể, cá nhân có thành tích tiêu biểu",
           _COMMUNE, _LATE, {Tab.REWARDS: "proposed decision_no decided"}, (Shown.EXEMPLARS,), ("I24c", "NV-13"), "đề nghị khen đã có số và ngày quyết định"),
    Clause(13, Section.BRIEFING, "Tổ chức quán triệt, triển khai sâu rộng nội dung phong trào thi đua “Dân vận khéo” đến toàn thể cán bộ, công chức, viên chức, lực lượng vũ trang và Nhân dân trên địa bàn",
           _ALL, (1, 2), {Tab.COMMUNICATIONS: "kind date attended invited"}, (Shown.COMMUNICATION,), ("I18c", "I18b", "NV-03"), "đơn vị đã quán triệt"),
    Clause(14, Section.BRIEFING, "thông qua các hội nghị, sinh hoạt chi bộ, sinh hoạt của các tổ chức đoàn thể và hệ thống truyền thanh cơ sở",
           _ALL, _RUNNING, {Tab.COMMUNICATIONS: "channel date"}, (Shown.COMMUNICATION,), ("I18", "TTR"), "lượt kênh theo quý đã có hoạt động"),
    Clause(15, Section.BRIEFING, "lồng ghép tuyên truyền phong trào “Dân vận khéo” với việc thực hiện các nhiệm vụ chính trị, các phong trào thi đua yêu nước, các cuộc vận động tại cơ sở",
           _ALL, _RUNNING, {Tab.COMMUNICATIONS: "integrated integrated_with"}, (Shown.COMMUNICATION,), ("R15",), "hoạt động đã ghi có lồng ghép hay không"),
    Clause(16, Section.BRIEFING, "Tăng cường tuyên truyền, biểu dương các mô hình hay, cách làm hiệu quả, các tập thể, cá nhân tiêu biểu trong thực hiện phong trào",
           (Duty.EVERYBODY, Duty.SERVICE_CENTRE), _RUNNING, {Tab.COMMUNICATIONS: "subject_ids kind"}, (Shown.COMMUNICATION,), ("I18d", "NV-31"), "điển hình được công nhận đã có tin, bài"),
    Clause(17, Section.BRIEFING, "Phát huy vai trò của Mặt trận Tổ quốc và các tổ chức chính trị - xã hội trong công tác tuyên truyền, vận động đoàn viên, hội viên và Nhân dân tích cực hưởng ứng phong trào",
           _FRONT, _RUNNING, {Tab.COMMUNICATIONS: "unit_id kind date"}, (Shown.COMMUNICATION,), ("I18", "NV-35"), "lượt tổ chức theo quý đã có hoạt động tuyên truyền ngoài quán triệt, biểu dương"),
    Clause(18, Section.MODELS, "Căn cứ tình hình thực tế của cơ sở, các cơ quan, đơn vị và các thôn đăng ký xây dựng mô hình “Dân vận khéo” trên các lĩnh vực của đời sống xã hội",
           _ALL, _REGISTERING, {Tab.MODELS: "unit_id title state submitted approved"}, (Shown.OVERVIEW, Shown.MODELS), ("I10", "NV-05"), "đơn vị phải đăng ký đã có mô hình được duyệt"),
    Clause(19, Section.MODELS, "tập trung xây dựng mô hình trên các lĩnh vực trọng tâm như: phát triển kinh tế, giảm nghèo bền vững; xây dựng nông thôn mới; bảo vệ môi trường; giữ gìn an ninh chính trị, trật tự an toàn xã hội; xây dựng hệ thống chính trị vững mạnh",
           _ALL, _REGISTERING, {Tab.MODELS: "field"}, (Shown.OVERVIEW, Shown.FIGURES), ("I16",), "lĩnh vực trọng tâm đã có mô hình"),
    Clause(20, Section.MODELS, "Lựa chọn những nội dung trọng tâm, vấn đề khó, nhiệm vụ trọng yếu tại địa phương để xây dựng mô hình, bảo đảm có trọng tâm, trọng điểm",
           _ALL, _REGISTERING, {Tab.MODELS: "hard_issue reason"}, (Shown.MODELS,), ("TC2",), "mô hình đã ghi có phải vấn đề khó, trọng yếu không và lý do"),
    Clause(21, Section.MODELS, "phù hợp với nhu cầu, nguyện vọng chính đáng của Nhân dân",
           (Duty.VILLAGES,), _REGISTERING, {Tab.MODELS: "consult hh_agree"}, (Shown.MODELS,), ("TC2",), "mô hình của thôn đã ghi ý kiến Nhân dân hoặc số hộ đồng ý"),
    Clause(22, Section.MODELS, "Tăng cường hướng dẫn, theo dõi, kiểm tra, đôn đốc việc triển khai thực hiện các mô hình đã đăng ký",
           _COMMUNE, _RUNNING, {Tab.INSPECTIONS: "kind date model_ids istatus"}, (Shown.INSPECTIONS, Shown.CHASE), ("I11b", "NV-08"), "lượt mô hình theo quý đã được hướng dẫn, kiểm tra hoặc đôn đốc"),
    Clause(23, Section.MODELS, "kịp thời tháo gỡ khó khăn, vướng mắc trong quá trình thực hiện",
           _COMMUNE, _RUNNING, {Tab.DIFFICULTIES: "raised state measures resolved"}, (Shown.DIFFICULTIES,), ("I14", "NV-09"), "khó khăn đã giải quyết"),
    Clause(24, Section.MODELS, "Tổ chức sơ kết, tổng kết, đánh giá hiệu quả các mô hình",
           _COMMUNE, _LATE, {Tab.MODELS: "evaluation evaluation_note", Tab.REPORTS: "kpi_cum"}, (Shown.MODELS,), ("I23", "NV-10"), "mô hình đã được đánh giá hiệu quả"),
    Clause(25, Section.MODELS, "lựa chọn các mô hình tiêu biểu, cách làm hay để tuyên truyền, nhân rộng trên địa bàn",
           _COMMUNE, _LATE, {Tab.EXEMPLARS: "result receiver_ids", Tab.VILLAGE_SUMS: "next_period"}, (Shown.EXEMPLARS,), ("I23",), "điển hình có đơn vị nhận nhân rộng, hoặc phương hướng năm sau", at_least_one=True),
)
# fmt: on
