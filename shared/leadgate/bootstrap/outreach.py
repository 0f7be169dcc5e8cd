"""How people are reached: each way is made when it is first used, for most commands and functions reach nobody."""

import os

from leadgate.domain.settings_outreach import MailSettings
from leadgate.errors import PermanentError
from leadgate.outreach.webhooks import HttpWebhooks
from leadgate.ports import Secrets
from leadgate.ports.outreach import FoundTemplate, Letter, Mail, Outreach, TemplateSource


def outreach_of(secrets: Secrets) -> Outreach:
    public_url = os.environ.get("LEADGATE_PUBLIC_URL", "").strip().rstrip("/")
    return Outreach(ChosenMail(secrets), HttpWebhooks(), ChosenTemplates(), public_url=public_url)


class ChosenMail:
    """`ports.outreach.Mail`: the transport that the settings name at the time."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._made: dict[str, Mail] = {}

    def send(self, letter: Letter, settings: MailSettings) -> str:
        if settings.transport == "off":
            raise PermanentError("mail.transport is off: no mail can leave")
        if settings.transport not in self._made:
            self._made[settings.transport] = self._make(settings.transport)
        return self._made[settings.transport].send(letter, settings)

    def _make(self, transport: str) -> Mail:
        if transport == "ses":
            from leadgate.aws.ses import SesMail

            return SesMail(os.environ.get("AWS_ENDPOINT_URL"))
        from leadgate.outreach.smtp import SmtpMail

        return SmtpMail(self._secrets)


class ChosenTemplates:
    """`ports.outreach.TemplateSource`: a folder or a bucket, by what the place looks like."""

    def __init__(self) -> None:
        self._bucket: TemplateSource | None = None

    def read(self, place: str, name: str) -> FoundTemplate | None:
        if not place.startswith("s3://"):
            from leadgate.outreach.templates import FolderTemplates

            return FolderTemplates().read(place, name)
        if self._bucket is None:
            from leadgate.aws.templates import S3Templates

            self._bucket = S3Templates(os.environ.get("AWS_ENDPOINT_URL"))
        return self._bucket.read(place, name)
