"""A folder of languages that is small enough to be read at a glance."""

from pathlib import Path

import pytest

FILES = {
    "languages.yml": "en: {name: English, spoken: true}\n",
    "en/nlu/process.yml": """\
version: "3.1"
nlu:
- intent: ask_how_long
  examples: |
    - how long does it take
    - when will I hear
# Of fees.
- intent: ask_fees
  examples: |
    - what are the fees
""",
    "en/responses/fields.yml": """\
responses:
  utter_wrong_email_missing:
    - text: There is no address in that.  # plainly
      buttons:
        - title: Why?
          payload: /ask_why
""",
    "en/wording/fields/skipping.yml": """\
# Leaving a field open.
lists:
  nothing: [none, "no", nothing]
tables:
  counts: {one: 1, two: 2}
pieces:
  polite: '(?:please|thanks)'
patterns:
  # With a word of politeness, or without.
  whole: |-
    (?i)(?:{nothing}
    |skip)(?: {polite}){0,2}
templates:
  none_of: 'no {about} {polite}'
ways:
  counted:
    - '({counts}) times'
    - '(\\d) times'
""",
    "en/wording/widget.json": '{\n  "send": "Send",\n  "step": "Step {step}"\n}\n',
    "en/wording/mail/closed.txt": "We have closed your complaint.\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """data/ with a language in it."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path
