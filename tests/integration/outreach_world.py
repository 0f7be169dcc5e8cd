"""The product before a sandbox CRM, an inbox and an incoming webhook; one rep has every lead."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from standardwebhooks import Webhook

from functions.mail.app import ROUTES as MAIL
from leadgate.embedded.secrets import EnvironmentSecrets
from leadgate.http import HttpAnswer, HttpRequest, answer_to
from leadgate.outreach.smtp import SmtpMail
from leadgate.outreach.templates import FolderTemplates
from leadgate.outreach.webhooks import HttpWebhooks
from leadgate.ports.outreach import Outreach
from leadgate.sandbox.hooks import Hook
from leadgate.sandbox.inbox import Inbox
from tests.faults.product import PRODUCTS, Product, buying
from tests.faults.product_base import PUBLIC, SECRETS

REP: Final = "ava.thompson@seller.example"
_EVERY_DAY: Final = {day: ["06:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


@dataclass
class World:
    product: Product
    inbox: Inbox
    hook: Hook
    settings: dict[str, Any] = field(default_factory=dict)

    def set(self, **changes: Any) -> None:
        """Settings by section: what is not said stays as it was."""
        for name, value in changes.items():
            old = self.settings.get(name)
            self.settings[name] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
        self.product.set(**self.settings)

    def lead_buys(self, *more: Any) -> None:
        self.product.site_sends(*buying(self.product.lead), *more)
        self.product.work()

    def judge_again(self) -> None:
        """Something small happens."""
        number = self.product.assessments
        self.product.site_sends(self.product.view(number % 15, "/blog/news", 30, id=f"again-{number}"))
        self.product.work(timedelta(days=4))

    def answers(self) -> list[EmailMessage]:
        """Mail to the lead."""
        return [one for one in self.inbox.messages if one["To"] != REP]

    def answered(self) -> Any:
        return self.product.ports.store.recall(f"answered:{self.product.lead}")

    def parked(self) -> list[str]:
        return [one.reason for one in self.product.ports.store.parked() if one.source in ("first_response", "template")]

    def kinds(self) -> list[str]:
        """Of the lead's kept signals."""
        return [signal.kind for signal in self.product.ports.store.signals_of((self.product.lead,), None)]

    def call(self, method: str, path: str, token: str = "", body: bytes = b"", **headers: str) -> HttpAnswer:
        route = next(one for one in MAIL if one.method == method and one.path.split("{")[0] == path)
        request = HttpRequest(method, f"{PUBLIC}{path}{token}", headers, body, {"token": token} if token else {})
        try:
            return route.receive(request, self.product.ports)
        except Exception as error:
            return answer_to(error)

    def mail_comes_back(self, body: bytes | dict[str, Any]) -> HttpAnswer:
        """To our mailbox, and from there signed to us."""
        raw = json.dumps(body).encode() if isinstance(body, dict) else body
        now = datetime.now(UTC)
        signed = Webhook(SECRETS["MAIL_INTAKE_SECRET"]).sign("msg_1", now, raw.decode())
        headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signed}
        return self.call("POST", "/mail", body=raw, **headers)


@contextmanager
def outreach_world(crm: str, path: Path) -> Iterator[World]:
    with ExitStack() as stack:
        product, inbox, hook = (stack.enter_context(one) for one in (PRODUCTS[crm](path), Inbox(), Hook()))
        secrets = EnvironmentSecrets(SECRETS | {"SLACK_WEBHOOK_URL": hook.url, "TEAMS_WEBHOOK_URL": hook.url})
        outreach = Outreach(SmtpMail(secrets, 2.0), HttpWebhooks(), FolderTemplates(), public_url=PUBLIC)
        product.ports = replace(product.ports, secrets=secrets, outreach=outreach)
        world = World(product, inbox, hook)
        rep = {"id": product.world.other_owner, "name": "Ava Thompson", "email": REP}
        rep |= {"timezone": "America/New_York", "working_hours": _EVERY_DAY}
        world.set(
            routing={"team": {"reps": [rep]}},
            mail={"transport": "smtp", "host": "127.0.0.1", "port": inbox.port, "security": "none"},
            handoff={"webhook_hosts": [hook.host]},
            first_response={"mode": "send", "lawful_basis": "request", "company": "Seller"},
        )
        yield world
