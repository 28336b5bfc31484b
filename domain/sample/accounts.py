"""Who signs in to the sample. The five names are invented; example.vn receives no mail."""

from itertools import cycle
from typing import NamedTuple

from domain.tables import Account
from domain.vocabulary import Role

_PEOPLE = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lò Văn Ví Dụ", "Hoàng Thị Minh Họa", "Phạm Demo")


class _Login(NamedTuple):
    mailbox: str
    unit_id: str
    role: Role
    active: bool = True
    note: str | None = None


_LOGINS = (
    _Login("quan-tri", "CQ-01", Role.ADMIN),
    _Login("chuyen-vien", "CQ-01", Role.OFFICER),
    _Login("lanh-dao", "LD-03", Role.LEADER),
    _Login("mttq", "MT-01", Role.FRONT),
    *(_Login(f"don-vi-{number:02d}", f"TH-{number:02d}", Role.UNIT) for number in range(1, 25)),
    _Login("cong-an", "CA-01", Role.UNIT),
    _Login("khach", "LD-01", Role.GUEST),
    _Login("nghi-viec", "CQ-02", Role.OFFICER, active=False, note="Đã chuyển công tác, khóa tài khoản."),
)


def accounts() -> tuple[Account, ...]:
    """The tab Tài khoản; people take turns, as five names serve 31 accounts."""
    return tuple(
        Account(
            email=f"{login.mailbox}@example.vn",
            full_name=person,
            unit_id=login.unit_id,
            role=login.role,
            active=login.active,
            note=login.note,
        )
        for login, person in zip(_LOGINS, cycle(_PEOPLE), strict=False)
    )
