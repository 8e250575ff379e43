"""Nothing is lost or said twice: reloads, offline spells, lost answers, other tabs."""

from __future__ import annotations

import json
import random

from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.widget import Widget, check_accessibility, visit, widget
from tests.system import System

CHANNEL = "webhooks/webchat"


def test_a_reload_replays_the_chat_without_announcing_it(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.open()
        chat.press("Make a complaint")
        chat.say("maria.lopez@example.com")
        before = chat.bubbles
        chat.text.type("half a sent")
        chat.page.reload()
        expect(chat.panel).to_be_visible()
        expect(chat.host.locator("li .bubble")).to_have_count(len(before))
        chat.page.wait_for_timeout(300)
        assert chat.bubbles == before
        assert chat.announced == []
        assert chat.told == []
        assert chat.text.input_value() == "half a sent"
        chat.say("AA12 N84G WQRX 4ASV")


def test_nothing_is_kept_beyond_the_tab_unless_the_page_says_so(
    system: System, browser: Browser
) -> None:
    keep = "Object.entries(localStorage).flat().join(' ')"
    with widget(system, browser) as chat:
        chat.open()
        chat.text.type("my secret story")
        assert chat.page.evaluate(keep) == ""
        assert chat.page.context.cookies() == []
    with widget(system, browser, "persist") as chat:
        chat.open()
        chat.text.type("my secret story")
        assert "my secret story" in chat.page.evaluate(keep)
        chat.page.close()
        again = Widget(visit(chat.page.context, system, "persist"))
        expect(again.items.first).to_be_visible()
        assert again.text.input_value() == "my secret story"


def test_what_is_written_offline_is_sent_once_when_the_network_is_back(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.open()
        context = chat.page.context
        context.set_offline(True)
        notice = chat.host.locator(".notice")
        expect(notice).to_contain_text("You are offline")
        for text in ("hello one", "hello two"):
            chat.text.fill(text)
            chat.text.press("Enter")
        expect(chat.host.locator(".fate").last).to_have_text("Waits for the connection")
        check_accessibility(chat.page, "offline")
        context.set_offline(False)
        expect(chat.host.locator("li.told")).to_have_count(3)
        expect(chat.host.locator(".waiting")).to_have_count(0)
        expect(notice).to_be_hidden()
        assert chat.said == ["hello one", "hello two"]
        chat.page.wait_for_function("() => watched.additions.length === 3")


def test_lost_answers_cut_streams_and_reloads_lose_and_repeat_nothing(
    system: System, browser: Browser
) -> None:
    chance = random.Random(5)

    def lose(route: Route) -> None:
        if chance.random() < 0.4:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    with widget(system, browser) as chat:
        chat.open()
        chat.page.route("**/messages", lose)
        wanted = []
        for number in range(20):
            wanted.append(f"message number {number}")
            chat.text.fill(wanted[-1])
            chat.text.press("Enter")
            if number % 10 == 6:
                chat.page.reload()
                expect(chat.panel).to_be_visible()
            if number % 10 == 9:
                chat.page.context.set_offline(True)
                chat.page.wait_for_timeout(50)
                chat.page.context.set_offline(False)
        expect(chat.host.locator(".waiting")).to_have_count(0)
        expect(chat.host.locator("li.said")).to_have_count(20)
        chat.page.reload()
        expect(chat.host.locator("li.said")).to_have_count(20)
        assert chat.said == wanted


def test_two_tabs_stay_in_step(system: System, browser: Browser) -> None:
    with widget(system, browser) as one:
        one.open()
        two = Widget(visit(one.page.context, system))
        two.launcher.click()
        expect(two.items).to_have_count(1)
        assert two.announced == []
        two.press("Make a complaint")
        expect(one.items).to_have_count(len(two.bubbles))
        assert one.bubbles == two.bubbles
        one.say("maria.lopez@example.com")
        expect(two.items).to_have_count(len(one.bubbles))
        assert one.bubbles == two.bubbles
        _clear(one)
        expect(one.items).to_have_count(1)
        expect(two.items).to_have_count(1)
        assert two.said == []
        one.say("hello again")
        expect(two.host.locator("li.said .bubble")).to_have_text("hello again")


def test_a_cleared_chat_is_gone_on_the_server_too(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.open()
        token = chat.page.evaluate(TOKEN)
        chat.say("my secret story")
        chat.text.type("a draft")
        chat.button("Clear chat").click()
        assert chat.focused == "button Keep it"
        check_accessibility(chat.page, "clear")
        chat.page.keyboard.press("Escape")
        assert chat.focused == "button Clear chat"
        _clear(chat)
        assert chat.text.input_value() == ""
        kept = chat.page.evaluate("Object.values(sessionStorage).join()")
        assert "secret" not in kept
        assert token not in kept
        answer = chat.page.request.get(
            f"{system.chat_url}/{CHANNEL}/events",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status == 401


TOKEN = """JSON.parse(Object.entries(sessionStorage)
    .find(([name]) => name.endsWith(' session'))[1]).token"""


def _clear(chat: Widget) -> None:
    chat.button("Clear chat").click()
    with chat.turn():
        chat.button("Delete chat").click()


def test_a_chat_that_has_ended_says_so_and_gives_back_what_was_not_sent(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.open()
        chat.page.request.delete(
            f"{system.chat_url}/{CHANNEL}/sessions",
            headers={"Authorization": f"Bearer {chat.page.evaluate(TOKEN)}"},
        )
        expect(chat.host.locator(".notice")).to_contain_text("This chat has ended")
        check_accessibility(chat.page, "ended")
        # The text box, which had the focus, is gone.
        assert chat.focused == "div Conversation"
        chat.button("Start a new chat").press("Enter")
        expect(chat.items).to_have_count(1)
        assert chat.focused == "textarea Your message"
        expect(chat.host.locator(".notice")).to_be_hidden()
        chat.say("hello")
        assert chat.said == ["hello"]


def test_a_server_that_is_away_is_said_and_asked_again(
    system: System, browser: Browser
) -> None:
    reason = "The assistant is starting. Please try again in a moment."
    problem = json.dumps({"status": 503, "reason": reason})
    with widget(system, browser) as chat:
        chat.page.route(
            "**/sessions",
            lambda route: route.fulfill(
                status=503, body=problem, headers={"Retry-After": "60"}
            ),
        )
        chat.launcher.click()
        expect(chat.host.locator(".notice")).to_contain_text(reason)
        check_accessibility(chat.page, "error")
        chat.page.unroute("**/sessions")
        with chat.turn():
            chat.button("Try again").press("Enter")
        expect(chat.host.locator(".notice")).to_be_hidden()
        assert chat.focused == "textarea Your message"


def test_what_comes_to_a_closed_panel_is_counted_and_announced_when_it_opens(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as one:
        one.open()
        one.page.keyboard.press("Escape")
        two = Widget(visit(one.page.context, system))
        two.launcher.click()
        two.say("hello")
        expect(one.host.locator(".badge")).to_have_count(0)
        two.page.keyboard.press("Escape")
        _say_from_elsewhere(two.page)
        badge = one.host.locator(".badge")
        expect(badge).to_be_visible()
        count = int(badge.inner_text())
        assert count >= 1
        news = "1 new message" if count == 1 else f"{count} new messages"
        expect(one.host.get_by_role("status").filter(has_text=news)).to_have_count(1)
        check_accessibility(one.page, "unread")
        with one.turn():
            one.launcher.click()
        expect(badge).to_have_count(0)
        expect(two.host.locator(".badge")).to_have_count(0)


def _say_from_elsewhere(page: Page) -> None:
    page.evaluate(
        f"""async () => {{
            const token = {TOKEN}
            await fetch('../messages', {{method: 'POST', headers: {{
                Authorization: `Bearer ${{token}}`, 'Content-Type': 'application/json'}},
                body: JSON.stringify({{id: crypto.randomUUID(), text: 'how long does it take?'}})}})
        }}"""
    )


def test_a_client_who_has_scrolled_up_is_left_alone_and_can_jump(
    system: System, browser: Browser
) -> None:
    with widget(system, browser, viewport={"width": 900, "height": 520}) as chat:
        chat.open()
        for _ in range(3):
            chat.say("how long does it take?")
        box = chat.host.locator(".scroll")
        box.evaluate("box => box.scrollTo(0, 0)")
        chat.page.wait_for_timeout(50)
        with chat.turn():
            _say_from_elsewhere(chat.page)
        assert box.evaluate("box => box.scrollTop") == 0
        check_accessibility(chat.page, "new messages below")
        chat.button("New messages").press("Enter")
        expect(chat.button("New messages")).to_have_count(0)
        assert chat.focused == "textarea Your message"
        assert box.evaluate("b => b.scrollHeight - b.clientHeight - b.scrollTop") < 2
