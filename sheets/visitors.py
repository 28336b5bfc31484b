"""Who a visitor is, as far as a run knows: the connection, the account and how it is known, which saves wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.permissions import Actor
from domain.tables import Account
from sheets import clock

MAX_AGE = 30 * 86_400  # seconds after which somebody signs in again; Streamlit's cookie lives as long


@dataclass(frozen=True, slots=True)
class Identity:
    """Who acts, and how that is known.

    `signed_in`: by the e-mail that the identity provider vouches for. `sign_in`: nobody has signed in yet. `unknown`:
    somebody has, whom the tab Tài khoản does not know or not any more (`email`). `chooser`: the visitor may choose
    among `accounts`. `closed`: nothing is shown, sign-in must be configured.
    """

    mode: Literal["signed_in", "sign_in", "unknown", "chooser", "closed"]
    actor: Actor | None = None
    accounts: tuple[Account, ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """What the browser's connection tells, as it stood when the connection was made."""

    address: str | None
    headers: Mapping[str, str]
    cookies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many saves of the actor wait for the workbook, and how many a person has to decide about."""

    waiting: int = 0
    refused: int = 0


def too_old(issued: object) -> bool:
    """Streamlit does not end sessions by itself: an open tab would stay signed in for ever (streamlit.md, §4)."""
    return isinstance(issued, int | float) and clock.real_now().timestamp() - issued > MAX_AGE
