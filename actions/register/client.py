"""The only code that talks to the desk."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from actions.settings import settings

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 10.0
POOL = 10
# The problem of a complaint that is decided, closed or withdrawn (docs/contracts/desk.md).
ENDED = "urn:redress:problem:complaint-ended"


@dataclass(frozen=True)
class Receipt:
    """The desk's receipt for a complaint: its reference and three dates (ISO 8601)."""

    reference: str
    received_at: str
    acknowledge_by: str
    resolve_by: str


@dataclass(frozen=True)
class Acknowledgement:
    """The last acknowledgement by mail.

    `state` is "queued", "sent" or "failed"; `at` is when it was sent, or since when it is
    owed (ISO 8601).
    """

    state: str
    at: str


@dataclass(frozen=True)
class AcknowledgementAgain(Acknowledgement):
    """The answer to a wish for the acknowledgement once more.

    `fresh`: it goes out again now. `again_at` is from when it can (ISO 8601); None while
    one is on its way, and where the e-mail is no address.
    """

    fresh: bool
    again_at: str | None


@dataclass(frozen=True)
class CaseStanding(Receipt):
    """A receipt with the stage that the complaint has reached.

    `acknowledgement` is None where the desk does not tell.
    """

    status: str
    acknowledgement: Acknowledgement | None = None


@dataclass(frozen=True)
class WithdrawalRequest:
    """The desk's receipt for a request to withdraw; `status` is the stage, unchanged by it."""

    reference: str
    status: str
    asked_at: str


@dataclass(frozen=True)
class UploadLink:
    """The page where files are added: a path on the desk's public address, or a whole address."""

    url: str
    expires_at: str


class DeskError(Exception):
    """The desk did not confirm the complaint."""


class DeskUnavailable(DeskError):
    """No usable answer (refused, slow, 5xx, garbage). It may or may not be filed."""


class DeskConflict(DeskError):
    """This idempotency key was filed before with another body."""


class DeskEnded(DeskError):
    """The complaint has ended; `stage` is "resolved", "closed" or "withdrawn"."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


class DeskRefused(DeskError):
    """The desk says the complaint is not acceptable (4xx); repeating it will not help."""


class DeskClient:
    """Posts complaints to the desk; one pooled session a process.

    `requests` is synchronous and the action server has one event loop, so each call
    runs in a thread: a slow desk stalls one conversation, not all of them.
    """

    def __init__(
        self, url: str, token: str, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._url = url.rstrip("/")
        self._timeout = (CONNECT_SECONDS, answer_seconds)
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.mount("http://", HTTPAdapter(pool_maxsize=POOL))
        self._session.mount("https://", HTTPAdapter(pool_maxsize=POOL))

    async def file_complaint(self, key: str, body: dict[str, Any]) -> Receipt:
        """File `body` under the idempotency `key`; the same pair always gives one receipt.

        Raises DeskUnavailable, DeskConflict or DeskRefused.
        """
        return await asyncio.to_thread(self._post_complaint, key, body)

    async def status(self, reference: str, email: str) -> CaseStanding | None:
        """The standing of a complaint; None for a pair that the desk does not know.

        Raises DeskUnavailable or DeskRefused.
        """
        question = {"reference": reference, "email": email}
        answer = await asyncio.to_thread(self._post, "status", question)
        return None if answer.status_code == 404 else _standing(answer)

    async def add_note(self, key: str, reference: str, email: str, text: str) -> bool:
        """Add the client's words to a filed complaint; False for an unknown pair.

        Raises DeskUnavailable or DeskRefused.
        """
        note = {"reference": reference, "email": email, "text": text}
        answer = await asyncio.to_thread(self._post, "notes", note, key)
        return answer.status_code != 404

    async def request_withdrawal(
        self, key: str, reference: str, email: str, text: str
    ) -> WithdrawalRequest | None:
        """Ask to withdraw a filed complaint, in the client's words; None for an unknown pair.

        An official decides on it. Raises DeskEnded, DeskConflict, DeskUnavailable or
        DeskRefused.
        """
        request = {"reference": reference, "email": email, "text": text}
        answer = await asyncio.to_thread(self._post, "withdrawals", request, key)
        return None if answer.status_code == 404 else _withdrawal(answer)

    async def send_acknowledgement_again(
        self, reference: str, email: str
    ) -> AcknowledgementAgain | None:
        """Have the acknowledgement mailed again, at most once in ten minutes; None for an
        unknown pair.

        Raises DeskUnavailable or DeskRefused.
        """
        pair = {"reference": reference, "email": email}
        answer = await asyncio.to_thread(self._post, "acknowledgements", pair)
        return None if answer.status_code == 404 else _again(answer)

    async def upload_link(self, reference: str, email: str) -> UploadLink | None:
        """A link to add files to a filed complaint; None for an unknown pair.

        Raises DeskUnavailable or DeskRefused.
        """
        question = {"reference": reference, "email": email}
        answer = await asyncio.to_thread(self._post, "upload-links", question)
        return None if answer.status_code == 404 else _upload_link(answer)

    def report_events(self, events: list[dict[str, str]]) -> None:
        """Tell the desk the steps of chats.

        Waits for its answer, so it is not for the event loop. Raises DeskUnavailable or
        DeskRefused.
        """
        if self._post("events", {"events": events}).status_code == 404:
            raise DeskRefused("404")

    def _post_complaint(self, key: str, body: dict[str, Any]) -> Receipt:
        return _receipt(self._post("complaints", body, key))

    def _post(
        self, path: str, body: dict[str, Any], key: str | None = None
    ) -> requests.Response:
        try:
            answer = self._session.post(
                f"{self._url}/api/v1/{path}",
                json=body,
                headers={"Idempotency-Key": key} if key else {},
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise DeskUnavailable(type(error).__name__) from error
        if answer.status_code in (200, 201, 202) or (
            answer.status_code == 404 and path != "complaints"
        ):
            return answer
        if answer.status_code == 409:
            raise _conflict(answer)
        if answer.status_code in (400, 413, 422):
            raise DeskRefused(str(answer.status_code))
        # 401 and 403 mean a wrong token: ours to mend, and the client can try again.
        raise DeskUnavailable(str(answer.status_code))


@lru_cache(maxsize=1)
def desk() -> DeskClient:
    """The client of this process."""
    return DeskClient(settings().desk_url, settings().desk_token)


def _receipt(answer: requests.Response) -> Receipt:
    try:
        told = answer.json()
        return Receipt(
            reference=str(told["reference"]),
            received_at=str(told["received_at"]),
            acknowledge_by=str(told["acknowledge_by"]),
            resolve_by=str(told["resolve_by"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DeskUnavailable("unreadable answer") from error


def _conflict(answer: requests.Response) -> DeskConflict | DeskEnded:
    try:
        told = answer.json()
        if told["type"] == ENDED:
            return DeskEnded(str(told["stage"]))
    except (ValueError, KeyError, TypeError):
        pass  # a desk that says no more than 409
    return DeskConflict("409")


def _standing(answer: requests.Response) -> CaseStanding:
    receipt = _receipt(answer)
    told = answer.json()
    return CaseStanding(
        **vars(receipt),
        status=str(told.get("status", "")),
        acknowledgement=_acknowledgement(told.get("acknowledgement")),
    )


def _acknowledgement(told: Any) -> Acknowledgement | None:
    try:
        return Acknowledgement(state=str(told["state"]), at=str(told["at"]))
    except (KeyError, TypeError):
        return None


def _again(answer: requests.Response) -> AcknowledgementAgain:
    try:
        told = answer.json()
        again_at = told["again_at"]
        return AcknowledgementAgain(
            state=str(told["state"]),
            at=str(told["at"]),
            fresh=answer.status_code == 202,
            again_at=None if again_at is None else str(again_at),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DeskUnavailable("unreadable answer") from error


def _withdrawal(answer: requests.Response) -> WithdrawalRequest:
    try:
        told = answer.json()
        return WithdrawalRequest(
            reference=str(told["reference"]),
            status=str(told["status"]),
            asked_at=str(told["asked_at"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DeskUnavailable("unreadable answer") from error


def _upload_link(answer: requests.Response) -> UploadLink:
    try:
        told = answer.json()
        return UploadLink(url=str(told["url"]), expires_at=str(told["expires_at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DeskUnavailable("unreadable answer") from error
