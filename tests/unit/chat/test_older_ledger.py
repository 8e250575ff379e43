"""A ledger that an earlier version made is brought up to date when the chat starts."""

from pathlib import Path

from sqlalchemy import inspect, text

from bot.chat.database import open_database
from bot.chat.ledger import Ledger
from bot.chat.records import Message


def test_a_missing_column_is_added_and_the_chats_stay(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'chat.db'}")
    ledger = Ledger(engine)
    ledger.create_tables()
    ledger.open_session("old", "de-AT", None, 1.0, None)
    with engine.begin() as db:
        db.execute(text("ALTER TABLE webchat_sessions DROP COLUMN timezone"))

    for _ in range(2):
        ledger.create_tables()

    columns = [one["name"] for one in inspect(engine).get_columns("webchat_sessions")]
    assert columns.count("timezone") == 1
    hello = Message("new", "1", "hello", None, "typed", (), None)
    ledger.open_session("new", None, "Asia/Tokyo", 2.0, hello)
    begun = ledger.begin_next("new", "me", 3.0, 9.0)
    assert begun is not None
    assert begun.timezone == "Asia/Tokyo"
    assert ledger.has_session("old")
