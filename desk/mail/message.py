"""A letter as an e-mail: headers, a text part and an HTML part."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from desk.complaint.formats import mail_address
from desk.mail.drafts import DRAFTED
from desk.mail.letter import Letter
from desk.models import OutboxMail
from firm import Firm


class NoAddress(Exception):
    """The client's e-mail is no address (it was flagged), so no mail can go to it."""


def compose(
    letter: Letter,
    mail: OutboxMail,
    typed_address: str,
    firm: Firm,
    earlier: Sequence[str] = (),
) -> EmailMessage:
    """The mail, the same at every attempt: its row has its Message-ID and date.

    `earlier` are the Message-IDs of the mails before it, oldest first, so that mail
    programs show them all as one conversation (RFC 5322, 3.6.4).

    The client's address is the only text of theirs in a header, and only as the
    validator took it apart and put it together. Raises NoAddress.
    """
    address = mail_address(typed_address)
    if address is None:
        raise NoAddress
    # With 7bit the email package encodes every line that a server on the way could
    # fold, trim or refuse. utf8 is for addresses whose local part has no ASCII form
    # (RFC 6531).
    message = EmailMessage(SMTP.clone(cte_type="7bit", utf8=not address.isascii()))
    message["From"] = Address(firm.mail.sender_name, addr_spec=firm.mail.sender)
    # Not `addr_spec`, which refuses a local part beyond ASCII.
    username, _, domain = address.rpartition("@")
    message["To"] = Address(username=username, domain=domain)
    message["Reply-To"] = Address(addr_spec=firm.mail.reply_to)
    message["Subject"] = letter.subject
    message["Date"] = mail.created_at
    message["Message-ID"] = mail.message_id
    if earlier:
        message["In-Reply-To"] = earlier[-1]
        message["References"] = " ".join(earlier)
    if mail.kind not in DRAFTED:
        # RFC 3834: keeps holiday notices from answering the mail. An official who asked
        # a question wants to see such notices.
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte=_encoding(letter.text))
    message.add_alternative(letter.html, subtype="html", cte=_encoding(letter.html))
    return message


def _encoding(text: str) -> str:
    """The shorter encoding: both keep trailing spaces and long lines; 7bit may not."""
    beyond = sum(not sign.isascii() for sign in text)
    return "base64" if beyond > len(text) / 8 else "quoted-printable"
