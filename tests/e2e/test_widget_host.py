"""The widget and its host page: strict policies, hostile styles, neighbours, coming and going."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.e2e.test_widget_filing import ANSWERS
from tests.e2e.widget import SCRIPT, Widget, check_targets, needs_widget, widget
from tests.system import System

# No inline style, no eval, no frame, no HTML from strings but through Lit's own policy.
STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)


def test_a_strict_policy_is_kept_and_no_third_party_is_asked(
    system: System, browser: Browser
) -> None:
    with widget(system, browser, policy=STRICT) as chat:
        asked: set[str] = set()
        chat.page.context.on("request", lambda r: asked.add(urlsplit(r.url).netloc))
        logged: list[str] = []
        chat.page.on("console", lambda m: logged.append(m.text))
        chat.page.reload()
        chat.open()
        chat.file(ANSWERS)
        chat.press("Submit complaint")
        chat.button("Copy reference").click()
        expect(chat.host.locator(".copied")).not_to_be_empty()
        chat.button("Print").click()
        assert len(chat.page.evaluate("watched.printed")) == 1
        chat.button("Clear chat").click()
        chat.button("Keep it").click()
        chat.page.keyboard.press("Escape")
        assert chat.violations == []
        assert [line for line in logged if "Content Security" in line] == []
        assert asked == {urlsplit(system.chat_url).netloc}


def _measures(chat: Widget) -> list[Any]:
    """The looks of each element in the panel: its place, size, colours and type."""
    measures: list[Any] = chat.host.evaluate(
        """host => [...host.shadowRoot.querySelectorAll('*')]
            .filter(e => !e.matches('style, time') && !e.closest('[role=log]'))
            .map(e => {
                const {x, y, width, height} = e.getBoundingClientRect()
                const style = getComputedStyle(e)
                const names = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'lineHeight',
                    'letterSpacing', 'textTransform', 'visibility', 'display', 'cursor', 'opacity']
                return [e.localName, e.className?.baseVal ?? e.className, innerWidth - x,
                    innerHeight - y, width, height, ...names.map(name => style[name])]
            })"""
    )
    return measures


def test_a_hostile_style_sheet_changes_nothing(
    system: System, browser: Browser
) -> None:
    looks = []
    for name in ("plain", "hostile"):
        with widget(
            system, browser, name, viewport={"width": 1000, "height": 800}
        ) as chat:
            chat.open()
            chat.press("Make a complaint")
            chat.page.wait_for_timeout(400)
            check_targets(chat)
            looks.append(_measures(chat))
    assert len(looks[0]) == len(looks[1])
    different = [pair for pair in zip(*looks, strict=True) if pair[0] != pair[1]]
    assert different == []


def test_two_widgets_on_a_page_work_side_by_side(
    system: System, browser: Browser
) -> None:
    with widget(system, browser, "two", viewport={"width": 1000, "height": 800}) as one:
        two = Widget(one.page, 1)
        one.open()
        two.launcher.click()
        expect(two.items).to_have_count(1)
        left, right = one.panel.bounding_box(), two.panel.bounding_box()
        assert left is not None
        assert right is not None
        assert left["x"] + left["width"] < right["x"]
        one.text.fill("said on the left")
        one.text.press("Enter")
        expect(two.host.locator("li.said .bubble")).to_have_text("said on the left")
        two.text.press("Escape")
        expect(two.launcher).to_be_focused()
        expect(one.panel).to_be_visible()


def test_coming_and_going_twenty_times_leaves_nothing_behind(
    system: System, browser: Browser
) -> None:
    with widget(system, browser, "empty") as chat:
        page = chat.page
        streams: list[str] = []
        page.on(
            "request", lambda r: streams.append(r.url) if "/events" in r.url else None
        )
        ended: list[str] = []
        for event in ("requestfailed", "requestfinished"):
            page.on(
                event, lambda r: ended.append(r.url) if "/events" in r.url else None
            )
        tools = page.context.new_cdp_session(page)
        _mount(page, 2)
        before = _census(tools)
        _mount(page, 20)
        after = _census(tools)
        assert page.evaluate("refs.filter(ref => ref.deref()).length") == 0
        assert after["Nodes"] <= before["Nodes"] + 5, (before, after)
        assert after["JSEventListeners"] <= before["JSEventListeners"] + 2, (
            before,
            after,
        )
        page.wait_for_timeout(200)
        assert len(streams) == len(ended) == 22


def _mount(page: Any, times: int) -> None:
    page.evaluate(
        """async times => {
            window.refs ??= []
            for (let n = 0; n < times; n++) {
                const chat = document.createElement('redress-chat')
                refs.push(new WeakRef(chat))
                document.body.append(chat)
                chat.show()
                for (let m = 0; m < 200 && !chat.shadowRoot?.querySelector('li'); m++)
                    await new Promise(done => setTimeout(done, 25))
                if (!chat.shadowRoot.querySelector('li')) throw new Error('no greeting')
                chat.remove()
            }
        }""",
        times,
    )
    page.evaluate("watched.told.length = watched.additions.length = 0")


def _census(tools: Any) -> dict[str, int]:
    tools.send("Performance.enable")
    for _ in range(3):
        tools.send("HeapProfiler.collectGarbage")
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return {metric["name"]: metric["value"] for metric in metrics}


def test_the_page_is_told_and_can_open_and_close(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        with chat.turn():
            chat.host.evaluate("chat => chat.show()")
        assert chat.focused == "textarea Your message"
        chat.say("hello")
        chat.host.evaluate("chat => chat.hide()")
        expect(chat.launcher).to_be_focused()
        names = [name for name, _ in chat.told]
        assert names == ["opened", "message", "message", "message", "closed"]
        assert "hello" not in str(chat.told)
        chat.host.evaluate("chat => { chat.open = true }")
        expect(chat.panel).to_be_visible()
        chat.host.evaluate("chat => { chat.hidden = true }")
        expect(chat.panel).to_be_hidden()


def test_a_page_brings_its_own_words_and_colours(
    system: System, browser: Browser
) -> None:
    with widget(system, browser) as chat:
        chat.host.evaluate(
            """chat => {
                chat.setAttribute('strings', JSON.stringify({launcher: 'Beschwerde', send: 'Senden'}))
                chat.setAttribute('hours', 'Mo bis Fr, 9 bis 17 Uhr')
                chat.style.setProperty('--redress-accent', 'rgb(90, 30, 110)')
            }"""
        )
        expect(chat.launcher).to_have_text("Beschwerde")
        expect(chat.launcher).to_have_css("background-color", "rgb(90, 30, 110)")
        chat.open()
        expect(chat.button("Senden")).to_be_visible()
        expect(chat.host.locator(".hours")).to_have_text("Mo bis Fr, 9 bis 17 Uhr")


def test_a_page_that_turns_narrow_keeps_the_chat_open(
    system: System, browser: Browser
) -> None:
    with widget(system, browser, viewport={"width": 1000, "height": 800}) as chat:
        chat.open()
        chat.text.type("half a")
        chat.page.set_viewport_size({"width": 320, "height": 600})
        expect(chat.panel).to_have_css("width", "320px")
        chat.text.type(" word")
        assert chat.text.input_value() == "half a word"
        for _ in range(12):  # modal: the page behind cannot be reached
            chat.page.keyboard.press("Tab")
            assert not chat.focused.startswith("a A link")
        chat.page.set_viewport_size({"width": 1000, "height": 800})
        expect(chat.panel).to_have_css("width", "416px")
        assert chat.told[-1][0] == "message"


def test_the_script_is_one_file_of_at_most_20_kB_gzipped() -> None:
    needs_widget()
    scripts = [path.name for path in SCRIPT.parent.glob("*.js")]
    assert scripts == ["redress-chat.js"]
    assert len(gzip.compress(SCRIPT.read_bytes(), 6)) <= 20_000
