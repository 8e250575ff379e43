"""The card shows typed words to the last character, and nothing said can run."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.e2e.widget import SKIPS, widget
from tests.system import System

SPECIALS = (
    "  _it_ *said* **wait** & <b>3 weeks</b> [here](https://a.example) \"quoted\" 'x' `c`\n"
    "\n"
    "second\tparagraph — 👩🏽‍⚖️ 🇵🇹 é é ﬁ \\n %s {name} ${x} https://a.example/?q=1&b=<2>\n"
    "<script>alert(1)</script> javascript:alert(1)  "
)


@pytest.mark.parametrize("name", ["محمد بن سلمان", "שָׂרָה כֹּהֵן", "María López-Ortiz"])
def test_values_on_the_card_are_what_was_typed(
    system: System, browser: Browser, name: str
) -> None:
    answers = {
        "email": "maria.lopez@example.com",
        "full_name": name,
        "country": "Portugal",
        "category": "other",
        "description": SPECIALS,
        "actions_taken": 'I *wrote* & <called> [twice] "politely" _so_ 🙂',
        "desired_resolution": "<i>release</i> it & **say** [sorry](javascript:alert(1))",
    }
    with widget(system, browser) as chat:
        chat.open()
        chat.file(answers)
        values = chat.values
        assert values["Full name"] == name
        assert values["What happened"] == SPECIALS
        assert answers["actions_taken"] in values.values()
        assert answers["desired_resolution"] in values.values()
        assert SPECIALS in chat.said
        formatted = chat.host.locator(".value *, li.said .bubble *")
        expect(formatted).to_have_count(0)
        chat.press("Submit complaint")
        reference = chat.host.locator(".reference strong").text_content()
        entry = system.register_entry(str(reference))
        assert entry["description"] == SPECIALS
        assert entry["full_name"] == name


TOLD = """**bold** <b>not bold</b> <img src=x onerror="watched.ran = 1">
[one](javascript:watched.ran=1) [two](data:text/html,<script>1</script>) [three](https://a.example)
[four](JAVASCRIPT:watched.ran=1) https://b.example/x. mailto:c@d.example tel:+35312345678
<a href="javascript:watched.ran=1">five</a> vbscript:x file:///etc/passwd //e.example"""


def test_the_assistants_texts_become_bold_and_safe_links_and_nothing_else(
    system: System, browser: Browser
) -> None:
    support = {
        "type": "support",
        "topic": "x",
        "title": "Bad",
        "url": "javascript:watched.ran=1",
    }
    messages = [{"text": TOLD}, {"text": "And this.", "card": support}]
    with widget(system, browser) as chat:
        chat.page.route("**/events*", lambda route: _tell(route, messages))
        chat.launcher.click()
        expect(chat.items).to_have_count(2)
        bubble = chat.host.locator(".bubble").first
        assert bubble.locator("strong").all_text_contents() == ["bold"]
        assert bubble.locator("a").evaluate_all("all => all.map(a => a.href)") == [
            "https://a.example/",
            "https://b.example/x",
            "mailto:c@d.example",
            "tel:+35312345678",
        ]
        assert bubble.locator("*:not(a, strong)").count() == 0
        assert bubble.text_content() == (
            TOLD.replace("**bold**", "bold")
            .replace("[three](https://a.example)", "three")
            .replace("mailto:", "")
            .replace("tel:", "")
        )
        for link in bubble.locator("a[target]").all():
            assert link.get_attribute("rel") == "noopener noreferrer"
        expect(chat.host.locator(".card")).to_have_text("Bad")
        assert chat.host.locator(".card a").count() == 0
        assert chat.page.evaluate("watched.ran") is None


def _tell(route: Route, messages: list[dict[str, object]]) -> None:
    """Serves the messages as the server would to a client that has none yet."""
    if "after=0" not in route.request.url:
        route.fulfill(body=": \n\n", content_type="text/event-stream")
        return
    frames = [
        f"id: {number}\nevent: message\ndata: {json.dumps(message)}\n\n"
        for number, message in enumerate(messages, 1)
    ]
    route.fulfill(body="".join(frames), content_type="text/event-stream")


def test_the_reason_of_a_refusal_is_shown_and_the_text_comes_back(
    system: System, browser: Browser
) -> None:
    long = "x" * 8001
    with widget(system, browser) as chat:
        chat.open()
        chat.text.fill(long)
        chat.text.press("Enter")
        fate = chat.host.locator(".refused")
        expect(fate).to_contain_text("Not sent. The message is too long.")
        chat.button("Change and send again").click()
        assert chat.text.input_value() == long
        assert chat.focused == "textarea Your message"
        assert chat.said == []
        chat.say("short")
        assert chat.said == ["short"]


def test_used_buttons_stay_closed_and_marked_and_after_a_reload_too(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.open()
        chat.press("Make a complaint")
        for _ in range(2):
            first = chat.host.locator(".choices").first.locator("button")
            expect(first).to_have_count(2)
            assert [b.is_disabled() for b in first.all()] == [True, True]
            assert first.all_text_contents()[0].split() == [
                "Make",
                "a",
                "complaint",
                "(chosen)",
            ]
            assert "chosen" not in first.all_text_contents()[1]
            chat.page.reload()
            expect(chat.items.last).to_be_visible()
        assert set(SKIPS.values()).isdisjoint(chat.said)


def test_steps_typing_and_times_are_shown(system: System, browser: Browser) -> None:
    with widget(system, browser) as chat:
        chat.open()
        progress = chat.host.locator(".progress")
        expect(progress).to_have_count(0)
        chat.host.evaluate(
            """host => new MutationObserver(() => {
                watched.typing ||= Boolean(host.shadowRoot.querySelector('.typing'))
            }).observe(host.shadowRoot, {childList: true, subtree: true})"""
        )
        chat.press("Make a complaint")
        expect(progress).to_contain_text("Step 1 of 12")
        assert chat.page.evaluate("watched.typing") is True
        expect(chat.host.locator(".typing")).to_have_count(0)
        chat.say("maria.lopez@example.com")
        expect(progress).to_contain_text("Step 2 of 12")
        minutes = chat.host.locator("time.at").last.evaluate(
            "time => (Date.now() - Date.parse(time.dateTime)) / 60000"
        )
        assert 0 <= minutes < 1
