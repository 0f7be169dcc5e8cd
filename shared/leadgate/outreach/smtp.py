"""Mail through an SMTP server: one connection a letter, with limits on how long it may take."""

import smtplib
import ssl
from collections.abc import Callable
from email.policy import SMTP
from typing import Final

from leadgate.domain.settings_outreach import MailSettings
from leadgate.errors import BadInputError, LeadgateError, PermanentError, RetryableError
from leadgate.outreach.message import message_of
from leadgate.ports import Secrets
from leadgate.ports.outreach import Letter, MaybeSentError

TIMEOUT_SECONDS: Final = 20.0


class SmtpMail:
    """`ports.outreach.Mail`."""

    def __init__(self, secrets: Secrets, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._secrets = secrets
        self._timeout_seconds = timeout_seconds

    def send(self, letter: Letter, settings: MailSettings) -> str:
        content = message_of(letter).as_bytes(policy=SMTP)
        server = self._connected(settings)
        try:
            _step(lambda: server.mail(letter.sender), "the sender")
            _step(lambda: server.rcpt(letter.recipient), "the recipient")
            _hand_over(server, content)
        finally:
            server.close()
        return letter.message_id

    def _connected(self, settings: MailSettings) -> smtplib.SMTP:
        """Greeted, encrypted and logged in. Nothing of the letter has left yet, so every failure may be tried again."""
        if not settings.host:
            raise PermanentError("mail.host is not set")
        password = self._secrets.get("smtp_password") if settings.username else ""
        context = ssl.create_default_context()
        try:
            server = (
                smtplib.SMTP_SSL(settings.host, settings.port, timeout=self._timeout_seconds, context=context)
                if settings.security == "tls"
                else smtplib.SMTP(settings.host, settings.port, timeout=self._timeout_seconds)
            )
        except (OSError, smtplib.SMTPException) as error:
            raise RetryableError(f"the mail server cannot be reached: {type(error).__name__}") from error
        try:
            if settings.security == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if settings.username:
                server.login(settings.username, password)
        except (OSError, smtplib.SMTPException) as error:
            server.close()
            raise _refused(error) from error
        return server


def _step(say: Callable[[], tuple[int, bytes]], whom: str) -> None:
    """Raises BadInputError where the server refuses for good, RetryableError where it may not tomorrow."""
    try:
        code, _ = say()
    except (OSError, smtplib.SMTPException) as error:
        raise RetryableError(f"the mail server fell silent before it had the letter: {type(error).__name__}") from error
    if 200 <= code < 300:
        return
    if 400 <= code < 500:
        raise RetryableError(f"the mail server takes nothing from or for {whom} now ({code})")
    raise BadInputError(whom.removeprefix("the "), f"is refused by the mail server ({code})")


def _hand_over(server: smtplib.SMTP, content: bytes) -> None:
    """Once DATA is under way, silence may mean that the letter has left."""
    try:
        code, _ = server.data(content)
    except smtplib.SMTPDataError as error:  # DATA itself was refused
        raise _by_code(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        raise MaybeSentError from error
    if code >= 400:
        raise _by_code(code)


def _by_code(code: int) -> LeadgateError:
    if code < 500:
        return RetryableError(f"the mail server takes no letter now ({code})")
    return BadInputError("letter", f"is refused by the mail server ({code})")


def _refused(error: Exception) -> LeadgateError:
    if isinstance(
        error, smtplib.SMTPAuthenticationError | smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError
    ):
        return PermanentError(
            f"the mail server refuses us: {type(error).__name__}; see mail.security and mail.username"
        )
    return RetryableError(f"the mail server cannot be used: {type(error).__name__}")
