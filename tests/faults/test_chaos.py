"""No message is lost, run twice or put out of order, though everything breaks here.

Clients write CHAOS_MESSAGES messages, a fifth of them in two tabs of a real browser. The line
loses four answers of ten after the server has taken the message, cuts event streams at random
and goes offline; clients reload; and CHAOS_KILLS times the Rasa process gets a SIGKILL, mostly
in mid-turn. `make chaos` runs 500 messages and 20 kills.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.chat import COMPLAINT
from tests.complaint import said
from tests.e2e.widget import Widget, needs_widget, serve_pages, visit
from tests.faults.persistent import Persistent
from tests.faults.records import Records
from tests.faults.wire import Wire
from tests.system import System

MESSAGES = int(os.environ.get("CHAOS_MESSAGES", "100"))
KILLS = int(os.environ.get("CHAOS_KILLS", "4"))
SEED = int(os.environ.get("CHAOS_SEED", "5"))
IN_TABS = MESSAGES // 5
REMARKS = ("how long does it take?", "hello", "who reads this?", "thank you")
AWAY_SECONDS = 180  # Rasa starts in ten on a quiet machine
LAST_SECONDS = 240


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system for this test alone, since it is killed so often."""
    system = System(Path(tmp_path_factory.mktemp("chaos")))
    yield system
    system.stop()


@pytest.fixture
def wire(own: System) -> Iterator[Wire]:
    wire = Wire(int(own.environment["CHAT_PORT"]), SEED)
    yield wire
    wire.close()


@pytest.mark.timeout(1_500)
def test_nothing_is_lost_or_run_twice_or_out_of_order(
    own: System, wire: Wire, browser: Browser
) -> None:
    records = Records(own.var)
    clients = _clients(wire)
    for client in clients:
        client.start()
    tabs = Tabs(wire, browser)
    killer = Killer(own, records, clients, tabs)
    killer.start()
    try:
        _until(lambda: tabs.go_on(killer.share) or killer.fault != "", 1_300)
        killer.join(LAST_SECONDS)
        assert killer.fault == ""
        _until(lambda: all(client.is_done() for client in clients), LAST_SECONDS)
        tabs.settle()
        print(
            f"\nchaos: {sum(len(c.written) for c in clients) + len(tabs.written)} messages, "
            f"{wire.lost} of {wire.answers} answers lost, {wire.cut} streams cut, "
            f"{killer.kills} kills of which {killer.in_mid_turn} in mid-turn, "
            f"{tabs.reloads + sum(c.reloads for c in clients)} reloads, "
            f"{tabs.spells + killer.spells} offline spells, {killer.seconds:.0f} s"
        )
    finally:
        killer.stopping = True
        for client in clients:
            client.stop()
    for client in clients:
        _check_client(client, records, own)
    tabs.check(records)
    assert killer.kills == KILLS
    assert killer.in_mid_turn > 0


def _clients(wire: Wire) -> list[Persistent]:
    """As many clients as leave each enough messages to file a complaint and talk on."""
    left = MESSAGES - IN_TABS
    count = max(1, min(8, left // (len(COMPLAINT) + 8)))
    clients = []
    for number in range(count):
        mine = left // count + (number < left % count)
        remarks = mine - len(COMPLAINT) - 1
        after = [f"{REMARKS[n % len(REMARKS)]}" for n in range(remarks)]
        chance = random.Random(SEED * 100 + number)
        clients.append(Persistent(wire.chat_url, list(COMPLAINT), after, chance))
    return clients


def _check_client(client: Persistent, records: Records, system: System) -> None:
    assert client.faults == []
    wanted = [message["id"] for message in client.written]
    _check_session(client.session, wanted, records)
    assert client.ended() == wanted
    assert sorted(client.heard) == list(range(1, len(client.heard) + 1))
    (complaint,) = system.complaints(client.session)
    assert complaint["full_name"] == said("full_name").kept
    assert complaint["description"] == COMPLAINT[6]


def _check_session(session: str, wanted: list[str], records: Records) -> None:
    """Checks that messages were taken, run and answered once each, in writing order."""
    assert records.taken(session) == wanted
    ended = records.ended(session)
    assert ended[1:] == wanted  # the first is the greeting's
    heard = records.heard(session)
    assert [message for message, _ in heard] == ended
    told = records.answers(session)
    for message, answers in heard:
        assert answers, message
        assert told[message] == answers, message


class Tabs:
    """Two tabs of a browser with one chat, into which the test types by turns."""

    def __init__(self, wire: Wire, browser: Browser) -> None:
        needs_widget()
        self.context = browser.new_context()
        self.context.set_default_timeout(AWAY_SECONDS * 1000)
        serve_pages(self.context, wire)
        self.wire = wire
        self.chance = random.Random(SEED + 1)
        self.written: list[tuple[int, str]] = []
        self.reloads = 0
        self.spells = 0
        first = Widget(visit(self.context, wire))
        first.launcher.click()
        expect(first.items).to_have_count(1, timeout=AWAY_SECONDS * 1000)
        second = Widget(visit(self.context, wire))
        second.launcher.click()
        expect(second.items).to_have_count(1, timeout=AWAY_SECONDS * 1000)
        self.both = (first, second)
        self.session: str = first.page.evaluate(SESSION)

    def go_on(self, share: float) -> bool:
        """Types the messages due at this share of all; True when all are typed."""
        if len(self.written) < IN_TABS * share:
            self._type()
            if self.chance.random() < 0.1:
                self._reload()
            if self.chance.random() < 0.1:
                self._go_offline()
        else:
            self.both[0].page.wait_for_timeout(50)
        return len(self.written) == IN_TABS

    def _type(self) -> None:
        number = self.chance.randrange(2)
        text = f"remark {len(self.written)} of tab {number}"
        self.both[number].text.fill(text)
        self.both[number].text.press("Enter")
        self.written.append((number, text))

    def _reload(self) -> None:
        tab = self.chance.choice(self.both)
        tab.page.reload()
        expect(tab.panel).to_be_visible(timeout=AWAY_SECONDS * 1000)
        self.reloads += 1

    def _go_offline(self) -> None:
        self.context.set_offline(True)
        self._type_if_due()
        self.both[0].page.wait_for_timeout(self.chance.randint(50, 1_500))
        self.context.set_offline(False)
        self.spells += 1

    def _type_if_due(self) -> None:
        if len(self.written) < IN_TABS:
            self._type()

    def settle(self) -> None:
        """Waits until both tabs show everything as taken, over a line that is still bad."""
        for tab in self.both:
            wait = AWAY_SECONDS * 1000
            expect(tab.host.locator("li.said")).to_have_count(IN_TABS, timeout=wait)
            expect(tab.host.locator(".waiting")).to_have_count(0, timeout=wait)

    def check(self, records: Records) -> None:
        """Checks that both tabs show the ledger's order, which keeps each tab's own."""
        one, two = self.both
        said = one.said
        assert two.said == said
        for number in range(2):
            mine = [text for tab, text in self.written if tab == number]
            assert [text for text in said if text in mine] == mine
        assert sorted(said) == sorted(text for _, text in self.written)
        one.page.reload()
        self.settle()
        assert one.said == said
        _check_session(self.session, records.taken(self.session), records)
        self.context.close()


SESSION = """JSON.parse(Object.entries(sessionStorage)
    .find(([name]) => name.endsWith(' session'))[1]).session"""


class Killer(threading.Thread):
    """Kills the Rasa process again and again, and lets the clients write in between."""

    def __init__(
        self, system: System, records: Records, clients: list[Persistent], tabs: Tabs
    ) -> None:
        super().__init__(daemon=True)
        self._system = system
        self._records = records
        self._clients = clients
        self._wire = tabs.wire
        self._chance = random.Random(SEED + 2)
        self.stopping = False
        self.share = 0.0  # the part of all messages that should be written by now
        self.kills = 0
        self.in_mid_turn = 0
        self.spells = 0
        self.seconds = 0.0
        self.fault = ""

    def run(self) -> None:
        began = time.monotonic()
        try:
            for number in range(KILLS):
                if self.stopping:
                    return
                self._round(number)
            self._wait_for_rasa()
            self._let_write(1.0)
            _until(self._all_written, LAST_SECONDS)
        except Exception as error:  # noqa: BLE001  told by the test, whatever it is
            self.fault = repr(error)
        self.seconds = time.monotonic() - began

    def _round(self, number: int) -> None:
        """Lets clients write while the server is away and after, and then kills it."""
        self._let_write((number + 0.5) / (KILLS + 1))
        self._wait_for_rasa()
        done = self._records.done()
        self._let_write((number + 1) / (KILLS + 1))
        self._disturb()
        # No message should die three times: then it would rightly be given up.
        enough = done + len(self._clients) + 1
        patience = time.monotonic() + 5
        while self._records.done() < enough and time.monotonic() < patience:
            time.sleep(0.005)
        time.sleep(self._chance.uniform(0, 0.2))
        os.kill(self._system.process_id("rasa"), signal.SIGKILL)
        self.in_mid_turn += self._records.begun() > 0
        self.kills += 1

    def _let_write(self, share: float) -> None:
        self.share = share
        for client in self._clients:
            total = len(client.written) + client.wants_to_write
            while len(client.written) < round(total * share) and client.write():
                pass

    def _all_written(self) -> bool:
        self._let_write(1.0)
        return not any(client.wants_to_write for client in self._clients)

    def _disturb(self) -> None:
        for client in self._clients:
            if self._chance.random() < 0.1:
                client.reload()
        if self._chance.random() < 0.2:
            self._wire.go_offline()
            time.sleep(self._chance.uniform(0.1, 1.0))
            self._wire.offline = False
            self.spells += 1

    def _wait_for_rasa(self) -> None:
        _until(lambda: _answers(self._system.chat_url), AWAY_SECONDS)


def _answers(chat_url: str) -> bool:
    try:
        return requests.get(f"{chat_url}/webhooks/webchat/", timeout=2).ok
    except requests.RequestException:
        return False


def _until(is_so: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {is_so}")
        time.sleep(0.05)
