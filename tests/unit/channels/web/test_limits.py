"""Limits answer 429 with a sentence and the seconds to wait."""

import http.client
import uuid
from collections.abc import Callable
from contextlib import nullcontext

import pytest
import requests

from bot.channels.web.limits import Buckets, Gate
from bot.channels.web.problems import Problem
from bot.channels.web.settings import Limits, Rate
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Server

SLOW = {"burst": 2, "per_minute": 1}


def test_a_bucket_gives_its_burst_then_its_rate() -> None:
    buckets = Buckets(Rate(burst=2, per_minute=60))
    assert [buckets.wait("a", 0) for _ in range(3)] == [0, 0, 1]
    assert buckets.wait("b", 0) == 0
    assert buckets.wait("a", 1.1) == 0
    assert buckets.wait("a", 1.2) == 1


def test_a_clock_that_goes_back_fills_no_bucket() -> None:
    buckets = Buckets(Rate(burst=1, per_minute=60))
    buckets.wait("a", 100)
    assert buckets.wait("a", 50) > 0


def _refusal(answer: requests.Response) -> tuple[int, str]:
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Retry-After"] in answer.json()["reason"]
    return answer.status_code, answer.json()["code"]


def test_a_session_sends_no_faster_than_its_rate(serve: Callable[..., Server]) -> None:
    client = serve(limits={"session_messages": SLOW}).open()
    first = client.send("one")
    client.send("two")
    refused = client.post({"id": str(uuid.uuid4()), "text": "three"})
    assert _refusal(refused) == (429, "too_many_messages")
    # A message that was taken is never refused when it is sent again.
    assert client.post({"id": first, "text": "one"}).status_code == 202


def test_an_address_sends_no_faster_than_its_rate(serve: Callable[..., Server]) -> None:
    server = serve(limits={"address_messages": SLOW, "exempt": []})
    server.open().send("one")
    server.open().send("two")
    refused = server.open().post({"id": str(uuid.uuid4()), "text": "three"})
    assert _refusal(refused) == (429, "too_many_messages")


def test_an_address_opens_no_more_sessions_than_its_rate(
    serve: Callable[..., Server],
) -> None:
    server = serve(limits={"address_sessions": SLOW, "exempt": []})
    server.open()
    server.open()
    refused = requests.post(f"{server.base}/sessions", timeout=SECONDS)
    assert _refusal(refused) == (429, "too_many_sessions")


@pytest.mark.parametrize(("proxies", "status"), [(1, 201), (0, 429)])
def test_only_a_trusted_proxy_says_whose_address_it_is(
    serve: Callable[..., Server], proxies: int, status: int
) -> None:
    server = serve(proxies=proxies, limits={"address_sessions": SLOW, "exempt": []})
    for last in range(3):
        answer = requests.post(
            f"{server.base}/sessions",
            headers={"X-Forwarded-For": f"203.0.113.99, 198.51.100.{last}"},
            timeout=SECONDS,
        )
    assert answer.status_code == status


def test_the_machine_itself_is_not_limited_by_address(
    serve: Callable[..., Server],
) -> None:
    server = serve(limits={"address_sessions": SLOW})
    for _ in range(5):
        server.open()


def test_a_line_that_the_client_made_up_above_the_proxys_own_is_not_believed(
    serve: Callable[..., Server],
) -> None:
    server = serve(proxies=1, limits={"address_sessions": SLOW})
    for made_up in ("127.0.0.1", "203.0.113.1", "203.0.113.2"):
        connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, timeout=SECONDS
        )
        connection.putrequest("POST", "/webhooks/webchat/sessions")
        connection.putheader("X-Forwarded-For", made_up)
        connection.putheader("X-Forwarded-For", "198.51.100.7")
        connection.putheader("Content-Length", "0")
        connection.endheaders()
        status = connection.getresponse().status
        connection.close()
    assert status == 429


@pytest.mark.parametrize(
    ("addresses", "refused"),
    [
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::3"], True),
        (["2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:4::1"], False),
        (["::ffff:198.51.100.1", "::ffff:198.51.100.2", "::ffff:198.51.100.3"], False),
        (["unknown", "unknown", "unknown"], True),
    ],
)
def test_all_ipv6_addresses_of_a_household_are_one(
    addresses: list[str], refused: bool
) -> None:
    gate = Gate(Limits(address_sessions=Rate(burst=2, per_minute=1)))
    for address in addresses[:2]:
        gate.admit_session(address, 0.0)
    with pytest.raises(Problem) if refused else nullcontext():
        gate.admit_session(addresses[2], 0.0)
