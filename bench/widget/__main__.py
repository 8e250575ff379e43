"""Measures the widget's size, first bubble and accessibility: `python -m bench.widget`.

Starts the real system on free ports and opens the page that the channel serves. Size: the
built script, gzipped at level 9. First bubble: the time from the press on the launcher
to the assistant's first message in the document, in a fresh browser context each time,
after three that warm the server. Lighthouse: the accessibility score of the page with
the panel open. `npx` fetches Lighthouse, so it is left out without a network.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.system import ROOT, System

SCRIPT = ROOT / "widget" / "dist" / "redress-chat.js"
LIGHTHOUSE = "lighthouse@12.8.2"
WARM_UPS = 3

FIRST_BUBBLE = """() => new Promise(done => {
    const root = document.querySelector('redress-chat').shadowRoot
    const start = performance.now()
    new MutationObserver((_, observer) => {
        if (!root.querySelector('li .bubble')) return
        observer.disconnect()
        requestAnimationFrame(() => done(performance.now() - start))
    }).observe(root, {childList: true, subtree: true})
    root.querySelector('.launcher').click()
})"""


def size() -> int:
    """Bytes of the built script, gzipped."""
    return len(gzip.compress(SCRIPT.read_bytes(), 9))


def first_bubbles(browser: Browser, url: str, times: int) -> list[float]:
    """Milliseconds from the press to the first bubble on the screen."""
    found = []
    for _ in range(times):
        context = browser.new_context()
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        found.append(float(page.evaluate(FIRST_BUBBLE)))
        context.close()
    return found


def lighthouse(url: str, chromium: str) -> int | None:
    """The accessibility score from 0 to 100, or None when the tool could not run."""
    if shutil.which("npx") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *("npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json"),
            *("--only-categories=accessibility", f"--output-path={report}"),
            "--chrome-flags=--headless=new --no-sandbox",
        ]
        ran = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if ran.returncode or not report.exists():
            print(ran.stderr.strip().splitlines()[-1:], file=sys.stderr)
            return None
        found = json.loads(report.read_text("utf-8"))
    _print_failures(found)
    score: float = found["categories"]["accessibility"]["score"]
    return round(score * 100)


def _print_failures(found: dict[str, dict[str, dict[str, object]]]) -> None:
    for name, audit in found["audits"].items():
        if audit["score"] == 0:
            print(f"Lighthouse: {name}: {audit['title']}")


def main() -> None:
    """Prints the three figures, and what each should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--url", help="a page that is served already, with the chat")
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("bench.widget needs Chromium (Debian: apt install chromium)")
    if options.url:
        return measure(options.url, chromium, options.times)
    with tempfile.TemporaryDirectory() as folder:
        system = System(Path(folder))
        try:
            page = f"{system.chat_url}/webhooks/webchat/"
            measure(page, chromium, options.times)
        finally:
            system.stop()


def measure(url: str, chromium: str, times: int) -> None:
    """Measures the page at `url` and prints what was found."""
    print(f"Size: {size():,} bytes gzipped with Lit (at most 20,000)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        found = first_bubbles(browser, url, WARM_UPS + times)[WARM_UPS:]
        browser.close()
    middle, slowest = statistics.median(found), max(found)
    print(
        f"First bubble: {middle:.0f} ms in the middle, {slowest:.0f} ms at most, "
        f"of {times} (at most 300 ms)"
    )
    score = lighthouse(f"{url}#chat", chromium)
    told = "not run" if score is None else f"{score} with the panel open (100)"
    print(f"Lighthouse accessibility: {told}")


if __name__ == "__main__":
    main()
