"""A browser without JavaScript: reads the form on a page, fills it in and presses a button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx2

FORM = "/complaint"


@dataclass
class Page(HTMLParser):
    """A page as a browser understands it: its form's fields, its texts by id, its scripts."""

    html: str
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    focused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, str]] = []
        self._select = ""
        self._term = ""
        self.feed(self.html.replace("\r\n", "\n").replace("\r", "\n"))

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        given = {name: value or "" for name, value in attributes}
        self.tags.append(tag)
        name = given.get("name", "")
        if "autofocus" in given:
            self.focused.append(given.get("id", "summary"))
        if tag == "a":
            self.links.append(given["href"])
        elif tag == "button":
            self.buttons.append(given["value"])
        elif tag == "input" and given["type"] in ("radio", "checkbox"):
            self.options.setdefault(name, []).append(given["value"])
            if "checked" in given:
                self.fields[name] = given["value"]
        elif tag == "input":
            self.fields[name] = given["value"]
        elif tag == "textarea":
            self.fields[name] = ""
        elif tag == "select":
            self._select = name
            self.fields[name] = ""
        elif tag == "option":
            self.options.setdefault(self._select, []).append(given["value"])
            if "selected" in given:
                self.fields[self._select] = given["value"]
        if tag not in ("input", "meta", "link", "br"):
            self._open.append((tag, given.get("id") or given.get("name", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for tag, name in self._open:
            if tag == "textarea":
                self.fields[name] += data
            elif name:
                self.texts[name] = self.texts.get(name, "") + data
        tag = self._open[-1][0] if self._open else ""
        if tag == "dt":
            self._term = data
        elif tag == "dd":
            self.definitions.setdefault(self._term, data)
        elif tag in ("title", "h1", "strong"):
            self.texts[tag] = self.texts.get(tag, "") + data

    def close_form(self) -> dict[str, str]:
        """What a browser would send: the line break that opens a textarea is not its text."""
        return {
            name: text.removeprefix("\n")
            if f'<textarea id="{name}"' in self.html
            else text
            for name, text in self.fields.items()
        }

    def error(self, name: str) -> str:
        """The sentence beside a field."""
        return self.texts.get(f"{name}-error", "").removeprefix("Error: ")


def opened(client: httpx2.Client) -> Page:
    """The empty form."""
    answer = client.get(FORM)
    assert answer.status_code == 200
    return Page(answer.text)


def press(
    client: httpx2.Client, page: Page, step: str = "check", **typed: str
) -> tuple[int, Page]:
    """Fills in, presses a button, and gives the status and the page that follows."""
    assert step in page.buttons
    answer = send(client, {**page.close_form(), **typed, "step": step})
    return answer.status_code, Page(answer.text)


def send(client: httpx2.Client, fields: dict[str, str]) -> httpx2.Response:
    """Posts fields as browsers do, with every line break as CR LF."""
    wire = {
        name: text.replace("\r\n", "\n").replace("\n", "\r\n")
        for name, text in fields.items()
    }
    return client.post(FORM, data=wire)
