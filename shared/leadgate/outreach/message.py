"""A letter as it travels, whoever carries it."""

from email.message import EmailMessage
from email.utils import formataddr

from leadgate.ports.outreach import Letter


def message_of(letter: Letter) -> EmailMessage:
    """As it travels. Raises ValueError where a header would hold a line end: the library lets none through."""
    message = EmailMessage()
    message["From"] = formataddr((letter.sender_name, letter.sender))
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{letter.message_id}>"
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    for name, value in (letter.headers or {}).items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
