"""Who is local, and who may be chosen."""

import pytest

from sheets.accounts import actor_of, is_local, offered
from sheets.service import Service

LOCAL = {"Host": "localhost:8501", "User-Agent": "x"}


@pytest.mark.parametrize(
    ("address", "headers", "local"),
    [
        ("127.0.0.1", LOCAL, True),
        ("localhost", LOCAL, True),
        ("::1", {"Host": "[::1]:8501"}, True),
        ("127.0.0.1", {"Host": "127.0.0.1"}, True),
        ("127.0.0.1", {"host": "LOCALHOST:8501"}, True),
        (None, LOCAL, False),
        ("", LOCAL, False),
        ("0.0.0.0", LOCAL, False),
        ("::", LOCAL, False),
        ("192.168.1.5", LOCAL, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {"Host": ""}, False),
        ("127.0.0.1", {"Host": "dvk.example.vn"}, False),
        ("127.0.0.1", {"Host": "localhost.example.vn"}, False),
        ("127.0.0.1", {"Host": "127.0.0.1.example.vn:8501"}, False),
        ("127.0.0.1", {"Host": "[::1].example.vn"}, False),
        ("127.0.0.1", {**LOCAL, "X-Forwarded-For": "127.0.0.1"}, False),
        ("127.0.0.1", {**LOCAL, "x-forwarded-host": "localhost"}, False),
        ("127.0.0.1", {**LOCAL, "X-Forwarded-Proto": "https"}, False),
        ("127.0.0.1", {**LOCAL, "Forwarded": "for=127.0.0.1"}, False),
        ("127.0.0.1", {**LOCAL, "X-Real-IP": "127.0.0.1"}, False),
        ("127.0.0.1", {**LOCAL, "Via": "1.1 proxy"}, False),
        ("127.0.0.1", {**LOCAL, "X-Forwarded-For": ""}, False),
    ],
)
def test_only_a_visitor_at_this_machine_without_a_proxy_is_local(
    address: str | None, headers: dict[str, str], local: bool
) -> None:
    assert is_local(address, headers) is local


def test_an_inactive_account_is_neither_offered_nor_an_actor(service: Service) -> None:
    snapshot = service.store.snapshot()
    assert "nghi-viec@example.vn" in {one.email for one in snapshot.accounts}
    assert "nghi-viec@example.vn" not in {one.email for one in offered(snapshot)}
    assert actor_of(snapshot, "nghi-viec@example.vn") is None


def test_an_account_is_found_whatever_the_case_of_its_address(service: Service) -> None:
    found = actor_of(service.store.snapshot(), "Don-Vi-05@Example.VN")
    assert found is not None
    assert found.unit_id == "TH-05"


def test_nobody_chosen_is_nobody(service: Service) -> None:
    assert actor_of(service.store.snapshot(), None) is None
    assert actor_of(service.store.snapshot(), "") is None
