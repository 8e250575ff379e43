"""The page: its files, its policy, and no way to write HTML."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from bot.webchat.pages import FOLDER, SCRIPT, pages_of
from tests.patience import SECONDS
from tests.unit.webchat.conftest import Server


def test_the_page_comes_with_a_strict_policy(serve: Callable[..., Server]) -> None:
    server = serve(title="Complaints <& more>")
    answer = requests.get(f"{server.base}/", timeout=SECONDS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<title>Complaints &lt;&amp; more&gt;</title>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_address_without_a_slash_leads_to_the_page(server: Server) -> None:
    answer = requests.get(server.base, timeout=SECONDS)
    assert (answer.status_code, answer.url) == (200, f"{server.base}/")


def test_every_file_that_the_page_names_is_served(server: Server) -> None:
    index = requests.get(f"{server.base}/", timeout=SECONDS).text
    names = set(re.findall(r'"(page/[\w.]+)"', index))
    names |= {
        f"page/{name}"
        for module in FOLDER.glob("*.js")
        for name in re.findall(r'from "\./([\w.]+)"', module.read_text("utf-8"))
    }
    assert "page/main.js" in names
    for name in names:
        answer = requests.get(f"{server.base}/{name}", timeout=SECONDS)
        assert answer.status_code == 200, name
        assert "javascript" in answer.headers["Content-Type"] or not name.endswith(
            ".js"
        )


@pytest.mark.parametrize(
    "path",
    ["page/index.html", "page/..%2fchannel.py", "page/none.js", "redress-chat.js"],
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert requests.get(f"{server.base}/{path}", timeout=SECONDS).status_code == 404


def test_the_page_writes_no_html_and_keeps_nothing_in_local_storage() -> None:
    for module in FOLDER.glob("*.js"):
        code = re.sub(r"//.*", "", module.read_text("utf-8"))
        for forbidden in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "localStorage",
        ):
            assert forbidden not in code, f"{module.name}: {forbidden}"


def test_a_built_widget_brings_its_own_page_with_the_firms_facts(
    tmp_path: Path,
) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / SCRIPT).write_text("/* the widget */", "utf-8")
    (tmp_path / "demo.html").write_text("<h1>{{firm}}</h1>{{contact_email}}", "utf-8")
    pages = pages_of("Complaints", tmp_path)
    shown = pages.index()
    assert b"Kraken" in shown.body
    assert b"{{" not in shown.body
    assert shown.headers["Content-Security-Policy"].endswith("trusted-types lit-html")
    script = pages.script()
    assert script is not None
    assert script.body == b"/* the widget */"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_without_a_built_widget_the_plain_page_is_served(tmp_path: Path) -> None:
    pages = pages_of("Complaints", tmp_path)
    assert b"main.js" in pages.index().body
    assert pages.script() is None
