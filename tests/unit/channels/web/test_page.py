"""The page: its files, its policy, and the widget as it was built."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from bot.channels.web.pages import SCRIPT, pages_of
from bot.channels.web.settings import WIDGET, read_settings
from bot.chat.settings import SettingsError
from tests.patience import SECONDS
from tests.unit.channels.web.conftest import Server

ROOT = Path(__file__).parents[4]


def test_the_page_comes_with_a_strict_policy(serve: Callable[..., Server]) -> None:
    server = serve(title="Complaints <& more>")
    answer = requests.get(f"{server.base}/", timeout=SECONDS)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<title>Complaints &lt;&amp; more&gt; - Kraken</title>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "require-trusted-types-for 'script'" in policy
    assert policy.endswith("trusted-types lit-html")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_address_without_a_slash_leads_to_the_page(server: Server) -> None:
    answer = requests.get(server.base, timeout=SECONDS)
    assert (answer.status_code, answer.url) == (200, f"{server.base}/")


def test_every_file_that_the_page_names_is_served(server: Server) -> None:
    index = requests.get(f"{server.base}/", timeout=SECONDS).text
    names = set(re.findall(r'"(page/[\w.]+|redress-chat\.js)"', index))
    assert {"page/demo.js", "page/demo.css", SCRIPT} <= names
    for name in names:
        answer = requests.get(f"{server.base}/{name}", timeout=SECONDS)
        assert answer.status_code == 200, name
        assert "javascript" in answer.headers["Content-Type"] or not name.endswith(
            ".js"
        )


@pytest.mark.parametrize(
    "path",
    ["page/demo.html", "page/..%2fpackage.json", "page/none.js", "page/package.json"],
)
def test_nothing_else_is_served(server: Server, path: str) -> None:
    assert requests.get(f"{server.base}/{path}", timeout=SECONDS).status_code == 404


def test_the_widget_is_served_as_it_was_built_to_any_page(server: Server) -> None:
    answer = requests.get(f"{server.base}/{SCRIPT}", timeout=SECONDS)
    assert answer.content == (WIDGET / "dist" / SCRIPT).read_bytes()
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "javascript" in answer.headers["Content-Type"]


def test_the_built_widget_is_what_its_sources_make() -> None:
    """Compares the fingerprint of the sources; where npm is, builds it again."""
    check = ROOT / "deploy" / "local" / "widget.sh"
    done = subprocess.run(
        ["bash", str(check), "--check"],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * 4,
    )
    assert done.returncode == 0, done.stderr


def test_the_page_tells_the_firms_facts_and_leads_to_the_form_without_scripts() -> None:
    form = "https://desk.example.com/complaint"
    settings = read_settings({}, {"COMPLAINT_FORM_URL": form})
    shown = pages_of(settings, "Complaints").index().body.decode()
    assert "Kraken" in shown
    assert "{{" not in shown
    without_scripts = shown[shown.index("<noscript>") : shown.index("</noscript>")]
    assert f'href="{form}"' in without_scripts


def test_without_the_built_widget_the_server_says_what_is_missing(
    tmp_path: Path,
) -> None:
    settings = read_settings({"widget": str(tmp_path)}, {})
    with pytest.raises(SettingsError, match=r"redress-chat\.js is missing; run"):
        pages_of(settings, "Complaints")
