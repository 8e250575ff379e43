"""`POST /api/v1/notes`: adds a client's words to a filed complaint, once per idempotency key."""

import logging

from fastapi import APIRouter, Response, Security

from desk.api import idempotency_key
from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.idempotency_key import Key
from desk.api.pair import slow_down_guessing
from desk.cases.client_notes import NewNote, NoteReceipt
from desk.cases.errors import NoSuchPair
from desk.storage.idempotency import KeyReused
from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


@router.post(
    "/notes",
    status_code=201,
    response_model=NoteReceipt,
    responses={
        200: {
            "model": NoteReceipt,
            "description": "Added before with this key; the same answer.",
        },
        **documented(400, 401, 404, 409, 413, 422, 429, 503),
    },
)
def add_note(
    note: NewNote,
    desk: DeskDependency,
    response: Response,
    idempotency_key_: Key = None,
) -> NoteReceipt:
    """Adds a note; 404, without a reason, if reference and e-mail do not match."""
    key = idempotency_key.checked(idempotency_key_)
    slow_down_guessing(note.reference, desk)
    try:
        added = desk.notes.add(note, key, desk.now())
    except NoSuchPair:
        raise Problem(404) from None
    except KeyReused:
        raise idempotency_key.reused() from None
    if added.fresh:
        log.info("note_added")
    else:
        response.status_code = 200
        log.info("note_added_before")
    return added.receipt
