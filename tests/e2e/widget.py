"""Drives `<redress-chat>` in a browser as a client would, and watches what it announces."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.patience import MILLISECONDS
from tests.system import ROOT

PAGES = Path(__file__).with_name("widget_pages")
SCRIPT = ROOT / "widget" / "dist" / "redress-chat.js"
AXE = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
FOLDER = "webhooks/webchat/pages"

# Runs before any script of a page, in its frames too. It counts every element that is
# added to a live log, in any shadow root, and keeps the events that the page hears.
WATCH = """
window.watched = {additions: [], violations: [], printed: [], told: []};
addEventListener('securitypolicyviolation', (event) =>
  watched.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
window.print = () => top.watched.printed.push(document.body.innerText);
for (const name of ['opened', 'closed', 'filed', 'message', 'cleared'])
  addEventListener(`redress:${name}`, (event) => watched.told.push([name, event.detail]));
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  const root = attach.call(this, options);
  new MutationObserver((records) => {
    for (const {target, addedNodes} of records)
      for (const node of addedNodes)
        if (node.nodeType === 1 && target.closest?.('[role=log], [aria-live=polite]'))
          watched.additions.push(node.textContent);
  }).observe(root, {childList: true, subtree: true});
  return root;
};
"""

DEEP_FOCUS = """
let found = document.activeElement;
while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
"""


class Widget:
    """The first chat element of a page."""

    def __init__(self, page: Page, nth: int = 0) -> None:
        self.page = page
        self.host = page.locator("redress-chat").nth(nth)
        self.launcher = self.host.locator("button.launcher")
        self.panel = self.host.get_by_role("dialog")
        self.text = self.host.get_by_role("textbox")
        self.items = self.host.locator("li")

    def open(self) -> None:
        """Press the launcher and wait for the greeting."""
        with self.turn():
            self.launcher.click()

    @contextmanager
    def turn(self, wait: float = MILLISECONDS) -> Iterator[None]:
        """Waits for the answer to what is done inside; it must be announced once."""
        before = len(self.announced)
        yield
        self.page.wait_for_function(
            "count => watched.additions.length > count", arg=before, timeout=wait
        )
        self.page.wait_for_timeout(60)
        announced = self.announced[before:]
        assert len(announced) == 1, announced

    def say(self, text: str) -> None:
        """Type a message, send it, and wait for its answer."""
        self.text.fill(text)
        with self.turn():
            self.text.press("Enter")

    def press(self, title: str) -> None:
        """Press the newest button with this name and wait for the answer."""
        with self.turn():
            self.button(title).click()

    def button(self, title: str) -> Locator:
        return self.host.get_by_role("button", name=title, exact=True).last

    def file(self, answers: dict[str, str]) -> str:
        """File a complaint, one question at a time; the review card stays for the caller."""
        self.press("Make a complaint")
        for _ in range(20):
            asks = self.asks
            if asks == "submit":
                return asks
            self.answer(str(asks), answers)
        raise AssertionError(f"no review after 20 answers, still asking {self.asks}")

    def answer(self, asks: str, answers: dict[str, str]) -> None:
        if asks in answers:
            self.say(answers[asks])
        else:
            self.press(SKIPS[asks])

    @property
    def asks(self) -> str | None:
        """The field that the assistant asks for now, as the host page was told."""
        told: str | None = self.page.evaluate(
            "watched.told.findLast(([name, detail]) => detail.from === 'assistant')[1].asks"
        )
        return told

    @property
    def announced(self) -> list[str]:
        lines: list[str] = self.page.evaluate("watched.additions")
        return lines

    @property
    def told(self) -> list[list[Any]]:
        """The events that the page heard: [name, detail]."""
        events: list[list[Any]] = self.page.evaluate("watched.told")
        return events

    @property
    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("watched.violations")
        return found

    @property
    def said(self) -> list[str]:
        """The client's own messages on the screen, in their order."""
        return self.host.locator("li.said .bubble").all_text_contents()

    @property
    def bubbles(self) -> list[str]:
        """Everybody's messages on the screen."""
        return self.host.locator("li .bubble").all_text_contents()

    @property
    def values(self) -> dict[str, str]:
        """The newest review card: value by label, to the last character."""
        rows: list[list[str]] = self.host.locator(".review").last.evaluate(
            """card => [...card.querySelectorAll('.row')].map(row =>
                [row.querySelector('dt').textContent, row.querySelector('.value').textContent])"""
        )
        return {label: value for label, value in rows}

    @property
    def focused(self) -> str:
        """Tag and name of the focused element, such as "button Submit complaint"."""
        name: str = self.page.evaluate(
            f"""() => {{ {DEEP_FOCUS}
                const label = found.getAttribute('aria-label') ?? found.labels?.[0]?.textContent
                    ?? found.textContent
                return `${{found.localName}} ${{label.replace(/\\s+/g, ' ').trim()}}` }}"""
        )
        return name


SKIPS = {
    "account_id": "No account",
    "ticket_numbers": "No ticket",
    "occurred": "I don't know",
    "individuals": "Nobody",
    "actions_taken": "Nothing yet",
    "desired_resolution": "Leave it out",
}


def needs_widget() -> None:
    """Skips loudly, or fails in CI, when the built widget or axe-core is not there."""
    for path in (SCRIPT, AXE):
        if not path.exists():
            reason = f"SKIPPED: {path.relative_to(ROOT)} is missing, run `make widget`"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)


class Served(Protocol):
    """The address of a chat: of a system, or of a wire in front of one."""

    @property
    def chat_url(self) -> str: ...


def serve_pages(context: BrowserContext, system: Served, policy: str = "") -> None:
    """Serves the pages of widget_pages beside the channel, with the built script."""

    def page(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1].partition("?")[0]
        headers = {"Content-Security-Policy": policy} if policy else {}
        body = (PAGES / name).read_text("utf-8")
        route.fulfill(
            body=body, headers={"Content-Type": "text/html; charset=utf-8", **headers}
        )

    context.route(f"{system.chat_url}/{FOLDER}/*", page)
    context.route(
        f"{system.chat_url}/webhooks/webchat/redress-chat.js",
        lambda route: route.fulfill(path=SCRIPT, content_type="text/javascript"),
    )


@contextmanager
def widget(
    system: Served,
    browser: Browser,
    name: str = "plain",
    policy: str = "",
    **settings: Any,
) -> Iterator[Widget]:
    """A widget on one of the pages. `settings` are those of a browser context."""
    needs_widget()
    context = browser.new_context(**settings)
    context.set_default_timeout(MILLISECONDS)
    context.add_init_script(WATCH)
    serve_pages(context, system, policy)
    yield Widget(visit(context, system, name))
    context.close()


def visit(context: BrowserContext, system: Served, name: str = "plain") -> Page:
    """Another tab. What the page logs as an error fails the test that opened it."""
    page = context.new_page()
    page.on("pageerror", _fail)
    page.goto(f"{system.chat_url}/{FOLDER}/{name}.html")
    return page


def _fail(error: Exception) -> None:
    raise AssertionError(f"the page threw: {error}")


def check_accessibility(page: Page, state: str) -> None:
    """Runs check_page when the chats on the page have come to rest."""
    come_to_rest(page)
    check_page(page, state)


def come_to_rest(page: Page) -> None:
    """Waits until no animation has run in any chat for three frames, since one may be
    about to begin."""
    page.evaluate(
        """async () => {
            const moves = () => [...document.querySelectorAll('redress-chat')].some(host =>
                host.shadowRoot.getAnimations().some(({playState}) => playState === 'running'))
            for (let calm = 0; calm < 3; calm = moves() ? 0 : calm + 1)
                await new Promise(requestAnimationFrame)
        }"""
    )


def check_page(page: Page, state: str) -> None:
    """Checks that axe-core finds nothing wrong, and leaves no contrast undecided."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """async () => {
            const found = await axe.run(document, {resultTypes: ['violations', 'incomplete']})
            const brief = ({id, nodes}) => [id, nodes.map(n => [n.target, n.any.map(c => c.message)])]
            return {violations: found.violations.map(brief), undecided: found.incomplete
                .filter(({id}) => id.startsWith('color-contrast')).map(brief)}
        }"""
    )
    assert found == {"violations": [], "undecided": []}, (state, found)


def check_targets(widget: Widget) -> None:
    """Checks that everything that can be pressed is at least 44 by 44 pixels.

    A link within a sentence is as tall as its line (WCAG 2.2, 2.5.5: inline targets).
    """
    come_to_rest(widget.page)
    small = widget.host.evaluate(
        """host => [...host.shadowRoot.querySelectorAll('button, :not(.bubble) > a, textarea')]
            .filter(e => e.checkVisibility())
            .map(e => [e.textContent.trim() || e.ariaLabel, e.getBoundingClientRect()])
            .filter(([name, {width, height}]) => width < 44 || height < 44)
            .map(([name, {width, height}]) => [name, width, height])"""
    )
    assert small == [], small


def check_fits(widget: Widget) -> None:
    """Checks that nothing is wider than its place, so that no page scrolls in two
    directions (WCAG 2.2, 1.4.10)."""
    wide = widget.host.evaluate(
        """host => [...host.shadowRoot.querySelectorAll('dialog, dialog *')]
            .filter(e => e.checkVisibility() && !e.closest('.unseen, textarea'))
            .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
                && getComputedStyle(e).display !== 'inline' && !e.closest('svg'))
            .map(e => [e.localName, e.className, e.scrollWidth, e.clientWidth])"""
    )
    assert wide == [], wide


def check_sides(widget: Widget) -> None:
    """Checks that each value of the review card stands under its label, in any script.

    The space at which a line is broken hangs over the end of the line by its own width.
    """
    apart = widget.host.locator(".row").evaluate_all(
        """rows => rows.map(row => {
            const side = getComputedStyle(row).direction === 'rtl' ? 'right' : 'left'
            const [label, value] = ['dt', '.value'].map(part => {
                const range = document.createRange()
                range.selectNodeContents(row.querySelector(part))
                return range.getBoundingClientRect()[side]
            })
            return [row.textContent, value - label]
        }).filter(([row, far]) => Math.abs(far) > 8)"""
    )
    assert apart == [], apart


def expect_open(widget: Widget, opened: bool) -> None:
    expect(widget.panel).to_have_count(1 if opened else 0)
    expect(widget.launcher).to_be_visible(visible=not opened)
