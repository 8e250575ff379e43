"""What a message names, and that each span is where the words stand."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.entities.mention import Mention, resolved
from bot.nlu.entity_extractor import MentionExtractor
from firm import load_firm

ROOT = Path(__file__).parents[3]
BITCOIN = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
SOLANA = "5h6xBEauJ3PK6SWCZ1PGjBvj8vDdWG3KpwATGy1ARAXFSDwt8GFXM7W5Ncn16wmqokgpiKRLuS83KUxyZyv2sUYv"


@pytest.fixture(scope="module")
def extractor() -> MentionExtractor:
    pattern = load_firm(ROOT / "firm.yml").account_id.pattern
    return MentionExtractor(re.compile(pattern))


# Text, kind, the words as they stand in it, the value.
NAMED = [
    ("I am jo.bloggs+x@Example.COM, hello", "email", "jo.bloggs+x@Example.COM", "jo.bloggs+x@example.com"),
    ("(mail:ann@example.co.uk).", "email", "ann@example.co.uk", "ann@example.co.uk"),
    ("my id is AA12N84GWQRX4ASV.", "account_id", "AA12N84GWQRX4ASV", "AA12N84GWQRX4ASV"),
    ("id: aa12 n84g wqrx 4asv thanks", "account_id", "aa12 n84g wqrx 4asv", "AA12N84GWQRX4ASV"),
    ("AA12-N84G-WQRX-4ASV is mine", "account_id", "AA12-N84G-WQRX-4ASV", "AA12N84GWQRX4ASV"),
    ("I opened ticket 4471203 in May", "ticket", "4471203", "4471203"),
    ("see case no. CS-99812, please", "ticket", "CS-99812", "CS-99812"),
    ("it is #883451 again", "ticket", "883451", "883451"),
    ("tickets 123456 and 654321", "ticket", "654321", "654321"),
    (f"tx {BITCOIN} never came", "transaction_hash", BITCOIN, BITCOIN),
    (f"hash 0x{BITCOIN}", "transaction_hash", f"0x{BITCOIN}", f"0x{BITCOIN}"),
    (f"signature {SOLANA} ok", "transaction_hash", SOLANA, SOLANA),
    ("they kept $1,600.50 of mine", "amount", "$1,600.50", {"number": "1600.50", "asset": "USD"}),
    ("1.600,50 € are gone", "amount", "1.600,50 €", {"number": "1600.50", "asset": "EUR"}),
    ("I sent 0.25 btc to you", "amount", "0.25 btc", {"number": "0.25", "asset": "BTC"}),
    ("about 2k usdt", "amount", "2k usdt", {"number": "2000", "asset": "USDT"}),
    ("I hold BTC with you", "asset", "BTC", "BTC"),
    ("on 3 March 2026 it froze", "date", "3 March 2026", "3 March 2026"),
    ("it broke on 2026-03-03 early", "date", "2026-03-03", "2026-03-03"),
    ("since yesterday nothing works", "date", "yesterday", "yesterday"),
    ("two weeks ago I wrote", "date", "two weeks ago", "two weeks ago"),
    ("it was at 4:15 pm", "time", "4:15 pm", "4:15 pm"),
    ("I spoke with Maria Lopez about it.", "person", "Maria Lopez", "Maria Lopez"),
    ("I live in portugal now", "place", "portugal", "portugal"),
    ("we moved to New Zealand", "place", "New Zealand", "New Zealand"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "written", "value"), NAMED)
def test_it_is_found_where_it_stands(
    text: str, kind: str, written: str, value: object, extractor: MentionExtractor
) -> None:
    found = [
        (text[one.start : one.end], one.value)
        for one in extractor.mentions(text)
        if one.entity == kind
    ]
    assert (written, value) in found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to me @home or at jo@example", "email"),
        ("IBAN DE89 AA12N84GWQRX4ASVXX", "account_id"),
        ("I waited 300 days and 20 hours", "ticket"),
        ("request: 300 euros back", "ticket"),
        ("address 0x52908400098527886E0F7030069857D2E4169EE7", "transaction_hash"),
        ("I called 3 times", "amount"),
        ("please link my dot com account", "asset"),
        ("you may march on", "date"),
        ("I waited two days", "date"),
        ("is there a guinea pig in chad's garden", "place"),
    ],
)
def test_what_only_looks_like_it_is_left(
    text: str, kind: str, extractor: MentionExtractor
) -> None:
    assert kind not in [one.entity for one in extractor.mentions(text)]


def test_a_whole_story_is_mined_in_order(extractor: MentionExtractor) -> None:
    story = (
        "On 3 March 2026 I sent 1,200 USDT from AA12 N84G WQRX 4ASV. Ticket 4471203 "
        f"was closed, transaction {BITCOIN}. Answer to ann@example.com."
    )
    found = [one.entity for one in extractor.mentions(story)]
    wanted = ["date", "amount", "account_id", "ticket", "transaction_hash", "email"]
    assert [kind for kind in found if kind in wanted] == wanted


@given(st.text(alphabet="aA1 2@.#-/:$€é😀\n0xb", max_size=60))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    last = 0
    for one in _plain_extractor().mentions(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end


def _plain_extractor() -> MentionExtractor:
    return MentionExtractor(re.compile(r"AA[A-Z0-9]{14}"))


def test_of_two_that_overlap_the_surer_kind_stays() -> None:
    name, mail = Mention("person", 0, 12, "x"), Mention("email", 4, 20, "y")
    later = Mention("place", 30, 34, "z")
    assert resolved([later, name, mail]) == [mail, later]
