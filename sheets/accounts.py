"""Who may act: the accounts of the tab Tài khoản, and who counts as a local visitor."""

import re
from collections.abc import Mapping

from domain.permissions import Actor
from domain.snapshot import Snapshot
from domain.tables import Account
from domain.vocabulary import Role

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
HOST = re.compile(r"(?:(?P<name>[a-z0-9.-]+)|\[(?P<six>[0-9a-f:]+)\])(?::\d+)?")
PROXY_HEADERS = frozenset({"forwarded", "x-real-ip", "via"})


def is_local(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a visitor sits at this machine (streamlit.md, section 2, "Who is local?").

    `address` is what the server is bound to: unset means nobody is local. The host name that the visitor asked for
    must be this machine's, and no header may tell of a proxy: none of these alone is proof.
    """
    names = {name.lower(): value for name, value in headers.items()}
    if address not in LOOPBACK or _host(names.get("host", "")) not in LOOPBACK:
        return False
    return not any(name.startswith("x-forwarded-") or name in PROXY_HEADERS for name in names)


def _host(header: str) -> str:
    """The host name of a Host header, without its port: "[::1]:8501" → "::1", anything odd → ""."""
    found = HOST.fullmatch(header.lower())
    return found["name"] or found["six"] if found else ""


def offered(snapshot: Snapshot) -> tuple[Account, ...]:
    """The accounts that may be chosen: active, with everything that an actor needs."""
    return tuple(one for one in snapshot.accounts if one.active and one.email and one.unit_id and one.role)


def actor_of(snapshot: Snapshot, email: str | None) -> Actor | None:
    """The actor behind `email` as the tab Tài khoản has it now; None when it is unknown, not active or there twice."""
    wanted = (email or "").casefold()
    found = [one for one in offered(snapshot) if (one.email or "").casefold() == wanted]
    if len(found) != 1:
        return None
    [one] = found
    return Actor(one.email or "", one.full_name or one.email or "", one.unit_id or "", one.role or Role.GUEST)
