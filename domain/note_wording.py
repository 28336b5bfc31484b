"""The note on each header of the sheet: what the column holds and who writes it, for people who type into the sheet."""

from domain.fields import Kind, Spec, Writer

HOLDS = {
    Kind.TEXT: "Chữ.",
    Kind.LONG_TEXT: "Chữ, có thể dài.",
    Kind.COUNT: "Số nguyên từ 0.",
    Kind.NUMBER: "Số.",
    Kind.PERCENT: "Số phần trăm từ 0 đến 100.",
    Kind.DAY: "Ngày/tháng/năm, ví dụ 28/02/2026.",
    Kind.MOMENT: "Ngày và giờ.",
    Kind.YES_NO: "Có hoặc Không.",
    Kind.LINK: "Liên kết.",
    Kind.CHOICE: "Chọn một: {0}.",
    Kind.CHOICES: "Chọn một hoặc nhiều, cách nhau bằng dấu ; : {0}.",
    Kind.LIST: "Danh sách, cách nhau bằng dấu ;",
}
WRITERS = {
    Writer.UNIT: "Người ghi: đơn vị.",
    Writer.FRONT: "Người ghi: MTTQ.",
    Writer.OFFICER: "Người ghi: chuyên viên.",
    Writer.ADMIN: "Người ghi: quản trị.",
    Writer.APP: "Ứng dụng tự ghi, xin đừng sửa.",
}
REQUIRED = "Bắt buộc."
REFERS = "Mã có trong tab {0}."
AT_MOST = "Từ 0 đến {0:g}."
OR_TAB = " hoặc "
LIMIT = "Tối đa {0} ký tự."
ABOVE_ZERO = "Lớn hơn 0."


def header_note(spec: Spec, tab_writer: Writer) -> str:
    """The note for a column of a tab that is written by `tab_writer`, one sentence a line."""
    column = spec.column
    lines = (
        REQUIRED if column.required else "",
        HOLDS[spec.kind].format("; ".join(spec.allowed)),
        ABOVE_ZERO if column.positive else "",
        AT_MOST.format(column.most) if column.most else "",
        LIMIT.format(column.limit) if column.limit else "",
        REFERS.format(OR_TAB.join(column.tabs)) if column.tabs else "",
        column.help,
        WRITERS[column.writer or tab_writer],
    )
    return "\n".join(line for line in lines if line)
