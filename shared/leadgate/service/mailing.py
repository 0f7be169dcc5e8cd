"""Letters as they leave: from whom, how many a minute, and which addresses nobody writes to."""

import hashlib

from email_validator import EmailNotValidError, validate_email

from leadgate.domain.settings import Settings
from leadgate.domain.team import Rep
from leadgate.errors import BadInputError, RetryableError
from leadgate.ports import Ports
from leadgate.ports.outreach import Letter


def check_address(name: str, address: str) -> str:
    """The address in its plain form. Raises BadInputError without repeating what is personal."""
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized
    except (EmailNotValidError, ValueError) as error:
        raise BadInputError(name, "is no address that mail can be sent to") from error


def sender_of(rep: Rep, settings: Settings) -> tuple[str, str]:
    """(address, name): the one that the settings name, else the rep's own."""
    return settings.mail.sender or rep.email, rep.name or rep.email


def send_letter(letter: Letter, ports: Ports) -> str:
    """Raises RetryableError where too many went in this minute; else what `Mail.send` raises."""
    settings = ports.settings.current().mail
    check_address("sender", letter.sender)
    check_address("recipient", letter.recipient)
    wait = ports.store.take_token("mail", settings.per_minute, 60.0, ports.clock.now())
    if wait > 0:
        raise RetryableError("as much mail has left as mail.per_minute allows", after_seconds=wait)
    return ports.outreach.mail.send(letter, settings)


def suppress(address: str, ports: Ports) -> None:
    """Nobody writes to the address any more, whoever it belongs to by then."""
    ports.store.remember(_suppressed(address), {"at": ports.clock.now().isoformat()})


def is_suppressed(address: str, ports: Ports) -> bool:
    return ports.store.recall(_suppressed(address)) is not None


def _suppressed(address: str) -> str:
    """By a hash, so that whoever asked to be forgotten is still left in peace."""
    return f"suppressed:{hashlib.sha256(address.strip().casefold().encode()).hexdigest()}"
