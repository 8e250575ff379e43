"""The ledger's statements, built once: building them for every message would cost more
than running them. `:this` is a session, `:me` a message's id, `:as_holder` a process.
"""

from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.chat.tables import events, messages, offers, sessions

_this = bindparam("this")
_me = bindparam("me")
_holder = bindparam("as_holder")
_now = bindparam("now")
_until = bindparam("until")

_this_session = sessions.c.session == _this
_this_message = (messages.c.session == _this, messages.c.id == _me)
_is_free = or_(sessions.c.holder.is_(None), sessions.c.held_until < _now)
_unfinished = messages.c.done == 0

# Sessions
new_session = insert(sessions)
session_row = select(
    sessions.c.last_message, sessions.c.last_event, sessions.c.holder
).where(_this_session)
idle_sessions = (
    select(sessions.c.session)
    .where(sessions.c.seen_at < bindparam("before"))
    .limit(500)
)
delete_sessions = tuple(
    delete(table).where(table.c.session.in_(bindparam("gone", expanding=True)))
    for table in (sessions, messages, events, offers)
)

# Messages in
count_message = (
    update(sessions)
    .where(_this_session)
    .values(last_message=sessions.c.last_message + 1, seen_at=_now)
)
new_message = insert(messages)
message_id = select(messages.c.id).where(*_this_message)
said_after = (
    select(messages)
    .where(
        messages.c.session == _this,
        messages.c.after_event >= bindparam("event"),
        messages.c.number > bindparam("above"),
        messages.c.kind != "internal",
    )
    .order_by(messages.c.number)
    .limit(bindparam("most"))
)

# Running them
hold = (
    update(sessions)
    .where(_this_session, or_(_is_free, sessions.c.holder == _holder))
    .values(holder=_holder, held_until=_until)
)
keep_holding = (
    update(sessions)
    .where(_this_session, sessions.c.holder == _holder)
    .values(held_until=_until)
)
let_go = (
    update(sessions)
    .where(_this_session, sessions.c.holder == _holder)
    .values(holder=None, held_until=0.0)
)
let_all_go = (
    update(sessions)
    .where(sessions.c.holder == _holder)
    .values(holder=None, held_until=0.0)
)
void_all_holds = update(sessions).values(holder=None, held_until=0.0)
next_message = (
    select(messages, sessions.c.locale, sessions.c.timezone)
    .join(sessions, sessions.c.session == messages.c.session)
    .where(messages.c.session == _this, _unfinished)
    .order_by(messages.c.number)
    .limit(1)
)
count_attempt = (
    update(messages).where(*_this_message).values(attempts=messages.c.attempts + 1)
)
mark_done = update(messages).where(*_this_message, _unfinished).values(done=1)
# From the few unfinished messages to their chats, not through all chats.
waiting_sessions = select(sessions.c.session).where(
    sessions.c.session.in_(select(messages.c.session).where(_unfinished)), _is_free
)

# Events out
count_event = (
    update(sessions)
    .where(_this_session)
    .values(last_event=sessions.c.last_event + 1, seen_at=_now)
)
new_event = insert(events)
events_after = (
    select(events)
    .where(events.c.session == _this, events.c.number > bindparam("after"))
    .order_by(events.c.number)
    .limit(bindparam("most"))
)
replies_to = (
    select(events.c.body)
    .where(
        events.c.session == _this,
        events.c.in_reply_to == _me,
        events.c.name == "message",
    )
    .order_by(events.c.number)
)

# Offers
withdraw_offers = delete(offers).where(
    offers.c.session == _this,
    offers.c.digest.in_(bindparam("digests", expanding=True)),
)
new_offers = insert(offers)
offered_title = select(offers.c.title).where(
    offers.c.session == _this, offers.c.digest == bindparam("of_payload")
)
