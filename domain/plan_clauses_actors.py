"""The clauses of section IV: what each kind of unit owes (R49 to R74)."""

from domain.plan_clause import Clause, Duty, Section, Shown
from domain.vocabulary import Tab

_OFFICES, _FORCES, _CENTRE, _SCHOOLS = (Duty.OFFICES,), (Duty.FORCES,), (Duty.SERVICE_CENTRE,), (Duty.SCHOOLS,)
_FRONT, _VILLAGES = (Duty.FRONT,), (Duty.VILLAGES,)
_RUNNING, _LATE = (2, 4), (4, 4)

# fmt: off
CLAUSES: tuple[Clause, ...] = (
    Clause(49, Section.OFFICES, "căn cứ kế hoạch tổ chức thực hiện hiệu quả phong trào thi đua “Dân vận khéo” tại đơn vị mình",
           _OFFICES, _RUNNING, {Tab.MODELS: "unit_id approved", Tab.REPORTS: "rstatus submitted"}, (Shown.UNITS, Shown.REPORTS), ("I10", "I8", "NV-20"), "cơ quan, đơn vị có mô hình và đủ báo cáo đến hạn"),
    Clause(50, Section.OFFICES, "phối hợp với các thôn, tổ chức đoàn thể trong công tác tuyên truyền, vận động cán bộ, công chức, viên chức và Nhân dân tích cực tham gia phong trào",
           _OFFICES, _RUNNING, {Tab.COMMUNICATIONS: "unit_id partners date", Tab.MODELS: "partners"}, (Shown.COMMUNICATION,), ("I18", "NV-21"), "lượt cơ quan theo quý đã có hoạt động phối hợp", shown_there=False),
    Clause(51, Section.OFFICES, "Chủ động phát hiện, đề xuất các mô hình, cách làm hay, hiệu quả trong quá trình thực hiện để tổng hợp, báo cáo UBND xã, nhằm biểu dương và nhân rộng",
           _OFFICES, _RUNNING, {Tab.EXEMPLARS: "unit_id proposed result answered"}, (Shown.EXEMPLARS,), ("I24", "NV-22"), "đề xuất của cơ quan, đơn vị đã được trả lời"),
    Clause(52, Section.OFFICES, "Thường xuyên kiểm tra, đánh giá kết quả thực hiện tại đơn vị",
           _OFFICES, _RUNNING, {Tab.INSPECTIONS: "kind unit_id date istatus"}, (Shown.INSPECTIONS,), ("NV-23",), "lượt cơ quan theo quý đã tự kiểm tra"),
    Clause(53, Section.OFFICES, "kịp thời báo cáo những khó khăn, vướng mắc và đề xuất biện pháp tháo gỡ",
           _OFFICES, _RUNNING, {Tab.DIFFICULTIES: "unit_id proposal measures state"}, (Shown.DIFFICULTIES,), ("I14", "NV-24"), "khó khăn của cơ quan có đề xuất và đã được trả lời"),
    Clause(54, Section.OFFICES, "phối hợp với các cơ quan, đơn vị liên quan trong việc tuyên truyền, phổ biến nội dung phong trào đến cán bộ, công chức, viên chức và Nhân dân trên địa bàn",
           _OFFICES, _RUNNING, {Tab.COMMUNICATIONS: "unit_id kind date"}, (Shown.COMMUNICATION,), ("I18", "NV-21"), "lượt cơ quan theo quý đã có hoạt động tuyên truyền"),
    Clause(55, Section.FORCES, "Đẩy mạnh công tác tuyên truyền, vận động cán bộ, chiến sỹ và Nhân dân thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước về nhiệm vụ quốc phòng, an ninh",
           _FORCES, _RUNNING, {Tab.COMMUNICATIONS: "unit_id kind date"}, (Shown.COMMUNICATION,), ("I18", "NV-25"), "lượt lực lượng theo quý đã có hoạt động tuyên truyền ngoài quán triệt, biểu dương"),
    Clause(56, Section.FORCES, "phối hợp với các cơ quan, đơn vị, các thôn trong việc tổ chức triển khai phong trào thi đua “Dân vận khéo” gắn với nhiệm vụ bảo đảm quốc phòng, an ninh",
           _FORCES, _RUNNING, {Tab.MODELS: "partners", Tab.COMMUNICATIONS: "partners"}, (Shown.COMMUNICATION, Shown.MODELS), ("NV-26",), "lực lượng đã có hoạt động, mô hình phối hợp", shown_there=False),
    Clause(57, Section.FORCES, "Tuyên truyền, vận động cán bộ, chiến sỹ và Nhân dân tích cực tham gia các mô hình “Dân vận khéo” liên quan đến an ninh trật tự, trật tự an toàn xã hội, bảo vệ môi trường và các hoạt động cộng đồng",
           _FORCES, _RUNNING, {Tab.MODELS: "field partners", Tab.REPORTS: "people"}, (Shown.MODELS,), ("I16", "NV-27"), "lực lượng đã tham gia mô hình an ninh, môi trường"),
    Clause(58, Section.FORCES, "gắn với phong trào thi đua Ba nhất trong lực lượng Công an xã “Kỷ luật nhất”, “Trung thành nhất”, “Gần dân nhất”",
           (Duty.POLICE,), _RUNNING, {Tab.MODELS: "ba_nhat", Tab.COMMUNICATIONS: "ba_nhat"}, (Shown.COMMUNICATION,), ("R58", "NV-28"), "nội dung “Ba nhất” đã có hoạt động hoặc mô hình"),
    Clause(59, Section.SERVICE_CENTRE, "Phối hợp với các cơ quan, đơn vị tổ chức tuyên truyền, phổ biến rộng rãi mục đích, ý nghĩa, nội dung và các mô hình “Dân vận khéo” đến toàn thể cán bộ, công chức, viên chức và Nhân dân trên địa bàn xã",
           _CENTRE, _RUNNING, {Tab.COMMUNICATIONS: "unit_id kind date"}, (Shown.COMMUNICATION,), ("I18", "NV-29"), "quý Trung tâm đã có hoạt động tuyên truyền ngoài quán triệt, biểu dương"),
    Clause(60, Section.SERVICE_CENTRE, "đăng tin bài trên các kênh truyền thông của xã, như hệ thống truyền thanh, pano, bảng tin và các hoạt động văn hóa - văn nghệ",
           _CENTRE, _RUNNING, {Tab.COMMUNICATIONS: "unit_id channel qty qty_unit"}, (Shown.COMMUNICATION,), ("I18", "TTR", "NV-30"), "kênh của Trung tâm đã có số lượng tin, bài, buổi"),
    Clause(61, Section.SERVICE_CENTRE, "tuyên truyền các điển hình tập thể và cá nhân có thành tích tiêu biểu trong công tác dân vận và những mô hình, điển hình “Dân vận khéo”",
           _CENTRE, _RUNNING, {Tab.COMMUNICATIONS: "subject_ids"}, (Shown.COMMUNICATION,), ("I18d", "NV-31"), "điển hình được công nhận đã có tin, bài"),
    Clause(62, Section.SCHOOLS, "Tuyên truyền, phổ biến mục đích, ý nghĩa và nội dung phong trào thi đua “Dân vận khéo” đến toàn thể cán bộ, giáo viên, nhân viên và học sinh, gắn với việc thực hiện nếp sống văn minh, xây dựng môi trường giáo dục lành mạnh",
           _SCHOOLS, _RUNNING, {Tab.COMMUNICATIONS: "audience attended", Tab.UNITS: "members students"}, (Shown.COMMUNICATION,), ("I18", "NV-32"), "trường đã phổ biến đủ cán bộ, giáo viên, nhân viên và có số học sinh", shown_there=False),
    Clause(63, Section.SCHOOLS, "Tổ chức các hoạt động, phong trào, cuộc thi trong nhà trường nhằm phát hiện, xây dựng các mô hình “Dân vận khéo” phù hợp với giáo viên, học sinh",
           _SCHOOLS, _RUNNING, {Tab.COMMUNICATIONS: "kind attended qty subject_ids"}, (Shown.COMMUNICATION,), ("R63", "NV-33"), "trường đã tổ chức cuộc thi"),
    Clause(64, Section.SCHOOLS, "Phối hợp với Ủy ban Mặt trận Tổ quốc trong việc tuyên truyền, vận động phụ huynh và Nhân dân tham gia các hoạt động phong trào tại cơ sở",
           (Duty.SCHOOLS, Duty.FRONT), _RUNNING, {Tab.COMMUNICATIONS: "partners audience attended"}, (Shown.COMMUNICATION,), ("NV-34",), "trường đã có hoạt động phối hợp với MTTQ"),
    Clause(65, Section.FRONT, "Phối hợp các cơ quan, đơn vị, các thôn trên địa bàn trong công tác tuyên truyền, vận động Nhân dân tích cực tham gia phong trào thi đua “Dân vận khéo”",
           _FRONT, _RUNNING, {Tab.COMMUNICATIONS: "unit_id partners date"}, (Shown.COMMUNICATION,), ("I18", "NV-35"), "lượt tổ chức theo quý đã có hoạt động vận động Nhân dân ngoài quán triệt, biểu dương"),
    Clause(66, Section.FRONT, "tuyên truyền đến các tổ chức thành viên, đoàn viên, hội viên, và Nhân dân tham gia xây dựng và thực hiện các mô hình “Dân vận khéo”, đảm bảo hiệu quả, thiết thực, gắn với nhu cầu và quyền lợi hợp pháp, chính đáng của Nhân dân",
           _FRONT, _RUNNING, {Tab.COMMUNICATIONS: "audience attended", Tab.UNITS: "members"}, (Shown.COMMUNICATION,), ("I18", "NV-36"), "tổ chức đã có số đoàn viên, hội viên được tuyên truyền trên tổng số", shown_there=False),
    Clause(67, Section.FRONT, "Thường xuyên giám sát, phản biện, góp ý đối với việc tổ chức thực hiện phong trào tại cơ sở",
           _FRONT, _RUNNING, {Tab.FEEDBACK: "kind content reply_due reply acceptance replied"}, (Shown.FEEDBACK,), ("I22", "I22b", "NV-37"), "ý kiến đã được UBND xã trả lời"),
    Clause(68, Section.VILLAGES, "Tổ chức triển khai phong trào thi đua “Dân vận khéo” tại thôn, chi đoàn, chi hội đảm bảo phối hợp thực hiện đầy đủ các nội dung, nhiệm vụ theo kế hoạch của UBND xã",
           _VILLAGES, _RUNNING, {Tab.TASKS: "unit_id state done", Tab.VILLAGE_SUMS: "branches"}, (Shown.TASKS, Shown.UNITS), ("I17", "NV-38"), "nhiệm vụ đến hạn của các thôn đã hoàn thành"),
    Clause(69, Section.VILLAGES, "vận động các tầng lớp Nhân dân tham gia xây dựng và thực hiện các mô hình “Dân vận khéo” phù hợp với điều kiện, nhu cầu và lợi ích chính đáng của Nhân dân",
           _VILLAGES, _RUNNING, {Tab.REPORTS: "hh_cum people", Tab.VILLAGE_SUMS: "hh_any"}, (Shown.FIGURES, Shown.REPORTS), ("I15b", "NV-39"), "lượt thôn theo quý đã có số hộ tham gia"),
    Clause(70, Section.VILLAGES, "Hướng dẫn, kiểm tra, đôn đốc các hộ gia đình, cá nhân thực hiện phong trào",
           _VILLAGES, _RUNNING, {Tab.VILLAGE_SUMS: "hh_guided", Tab.INSPECTIONS: "kind hh_guided"}, (Shown.REPORTS, Shown.INSPECTIONS), ("NV-40",), "lượt thôn theo quý đã có số hộ được hướng dẫn, đôn đốc"),
    Clause(71, Section.VILLAGES, "kịp thời phát hiện, đề xuất các mô hình, cách làm hiệu quả",
           _VILLAGES, _RUNNING, {Tab.EXEMPLARS: "unit_id proposed answered"}, (Shown.EXEMPLARS,), ("I24", "NV-41"), "đề xuất của các thôn đã được trả lời"),
    Clause(72, Section.VILLAGES, "bình xét tập thể, cá nhân tiêu biểu",
           _VILLAGES, _LATE, {Tab.EXEMPLARS: "meeting approval"}, (Shown.EXEMPLARS,), ("NV-41",), "đề xuất của các thôn có ngày họp bình xét và tỷ lệ tán thành"),
    Clause(73, Section.VILLAGES, "tổng hợp báo cáo Ủy ban nhân dân xã định kỳ, đột xuất",
           _VILLAGES, _RUNNING, {Tab.REPORTS: "rtype rstatus submitted", Tab.VILLAGE_SUMS: "rstatus submitted"}, (Shown.REPORTS, Shown.CHASE), ("I8", "I8b", "NV-42", "NV-43"), "báo cáo định kỳ của các thôn nộp đúng hạn"),
    Clause(74, Section.VILLAGES, "để có phương án động viên, khen thưởng lan tỏa kịp thời",
           (Duty.COMMUNE,), _RUNNING, {Tab.REWARDS: "ad_hoc proposed decision_no decided"}, (Shown.EXEMPLARS,), ("I24c",), "đề nghị khen đột xuất đã có quyết định"),
)
# fmt: on
