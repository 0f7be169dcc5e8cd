"""What the use cases need to reach people: mail, incoming webhooks, the admin's templates.

Nothing is reached by the defaults: whoever makes the ports says how.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from leadgate.domain.settings_outreach import MailSettings
from leadgate.errors import PermanentError


class MaybeSentError(Exception):
    """Nobody can tell whether the message left: the other side was silent after it had all of it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to one person. sender, recipient: bare addresses. headers: more of them, such as List-Unsubscribe.

    message_id: ours, without the angle brackets.
    """

    sender: str
    sender_name: str
    recipient: str
    subject: str
    text: str
    html: str
    message_id: str
    reply_to: str = ""
    headers: Mapping[str, str] | None = None


class Mail(Protocol):
    def send(self, letter: Letter, settings: MailSettings) -> str:
        """The id that the answer, a bounce or a complaint will name, without the angle brackets.

        Raises BadInputError where an address is refused for good; MaybeSentError where it may have left; any other
        error means that it did not.
        """


class Webhooks(Protocol):
    def post(self, url: str, body: Mapping[str, Any]) -> None:
        """Post JSON; no redirect is followed."""


@dataclass(frozen=True, slots=True)
class FoundTemplate:
    """place: where a person finds it."""

    place: str
    text: str


class TemplateSource(Protocol):
    def read(self, place: str, name: str) -> FoundTemplate | None:
        """The admin's template of that name at the place that the settings name; None where there is none."""


class NoMail:
    def send(self, letter: Letter, settings: MailSettings) -> str:  # noqa: ARG002
        raise PermanentError("mail.transport is off: no mail can leave")


class NoWebhooks:
    def post(self, url: str, body: Mapping[str, Any]) -> None:  # noqa: ARG002
        raise PermanentError("no webhooks can be reached from here")


class NoTemplates:
    def read(self, place: str, name: str) -> FoundTemplate | None:  # noqa: ARG002
        return None


@dataclass(frozen=True, slots=True)
class Outreach:
    """public_url: under which recipients reach us, such as https://leads.example.com; empty where nobody has said."""

    mail: Mail = field(default_factory=NoMail)
    webhooks: Webhooks = field(default_factory=NoWebhooks)
    templates: TemplateSource = field(default_factory=NoTemplates)
    public_url: str = ""
