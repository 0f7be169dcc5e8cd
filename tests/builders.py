"""Dossiers that start valid and say only what matters: `a_lead().with_title("CFO").viewed("pricing", seconds=4)`.

Builders are frozen: each step gives a new one, so that a table can share its beginnings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Self

from leadgate.assess import measure
from leadgate.domain.case import Case
from leadgate.domain.dossier import Account, Colleague, Dossier, Lead, Opportunity, as_known_at
from leadgate.domain.dossier_json import render_dossier
from leadgate.domain.settings import Settings
from leadgate.domain.signals import Signal

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE: Final = "https://www.seller.example"
PAGES: Final[Mapping[str, str]] = {
    "educational": "/blog/what-is-oee",
    "evaluation": "/case-studies/pumps",
    "pricing": "/pricing",
    "implementation": "/docs/setup",
    "competitive": "/compare/us-vs-them",
    "careers": "/careers/welder",
    "support": "/support/reset",
}


@dataclass(frozen=True)
class DossierBuilder:
    """Every `days_ago` counts back from `as_of`. `by`: a colleague's id or title; one not there yet joins."""

    lead: Lead
    as_of: datetime = NOON
    account: Account = field(default_factory=Account)
    colleagues: tuple[Colleague, ...] = ()
    signals: tuple[Signal, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    numbered: int = 0

    # Who it is

    def with_lead(self, **fields: Any) -> Self:
        return replace(self, lead=replace(self.lead, **fields))

    def with_title(self, title: str) -> Self:
        return self.with_lead(title=title)

    def with_email(self, email: str) -> Self:
        return self.with_lead(email=email)

    def named(self, first_name: str, last_name: str = "") -> Self:
        return self.with_lead(first_name=first_name, last_name=last_name)

    def at_company(self, name: str = "Acme Manufacturing", **fields: Any) -> Self:
        """The company's name and whatever else is known of it; it gets an id where it has none."""
        account_id = self.account.id or "hubspot:company:77"
        return replace(self, account=replace(self.account, **{"id": account_id, "name": name} | fields))

    def with_colleague(self, title: str = "", **fields: Any) -> Self:
        given = {"id": f"hubspot:contact:{600 + len(self.colleagues)}", "title": title} | fields
        return replace(self, colleagues=(*self.colleagues, Colleague(**given)))

    def with_deal(self, **fields: Any) -> Self:
        given = {"id": f"hubspot:deal:{900 + len(self.opportunities)}"} | fields
        return replace(self, opportunities=(*self.opportunities, Opportunity(**given)))

    def seen_at(self, as_of: datetime) -> Self:
        return replace(self, as_of=as_of)

    # What happened

    def did(
        self,
        kind: str,
        *,
        days_ago: float = 1.0,
        by: str | None = None,
        id: str | None = None,  # noqa: A002  # the field's name
        received_days_ago: float | None = None,
        source: str = "test",
        **properties: Any,
    ) -> Self:
        """One signal of any kind; properties that are None are left out."""
        builder = self._joined_by(by)
        person = builder.lead.id if by is None else builder._colleague(by).id
        return builder._with_signal(
            kind, days_ago, received_days_ago, id=id, lead_id=person, source=source, properties=_known(properties)
        )

    def company_had(self, kind: str, *, days_ago: float = 1.0, **properties: Any) -> Self:
        """A fact about the account alone, such as news or a category surge."""
        builder = self if self.account.id else self.at_company()
        return builder._with_signal(kind, days_ago, None, lead_id=None, properties=_known(properties))

    def viewed(self, page: str, *, seconds: float | None = 60.0, days_ago: float = 1.0, by: str | None = None) -> Self:
        """page: a stage (`pricing`), a path (`/docs/api`) or a URL. seconds None: nobody measured it."""
        path = PAGES.get(page, page)
        url = path if "://" in path else f"{SITE}{path}"
        return self.did("page_view", days_ago=days_ago, by=by, url=url, seconds=seconds)

    def downloaded(
        self, asset: str, stage: str | None = "educational", *, days_ago: float = 1.0, by: str | None = None
    ) -> Self:
        return self.did("content_download", days_ago=days_ago, by=by, asset=asset, stage=stage)

    def sent_form(self, form: str, message: str | None = None, *, days_ago: float = 1.0, by: str | None = None) -> Self:
        return self.did("form_submission", days_ago=days_ago, by=by, form=form, message=message)

    def chatted(self, text: str, *, author: str = "visitor", days_ago: float = 1.0) -> Self:
        return self.did("chat_message", days_ago=days_ago, author=author, text=text)

    def clicked(self, campaign: str | None = None, *, days_ago: float = 1.0, by: str | None = None) -> Self:
        return self.did("email_click", days_ago=days_ago, by=by, campaign=campaign)

    def replied(self, text: str | None = None, *, days_ago: float = 1.0) -> Self:
        return self.did("email_reply", days_ago=days_ago, text=text)

    def heard_by_sales(self, result: str, *, days_ago: float = 1.0, **properties: Any) -> Self:
        """A call of ours and what came of it."""
        return self.did("sales_activity", days_ago=days_ago, type="call", result=result, **properties)

    def often(
        self,
        kind: str,
        times: int,
        *,
        from_days_ago: float,
        to_days_ago: float = 0.1,
        by: str | None = None,
        **properties: Any,
    ) -> Self:
        """The same so many times, spread evenly, the oldest first."""
        step = (from_days_ago - to_days_ago) / max(1, times - 1)
        builder = self
        for number in range(times):
            builder = builder.did(kind, days_ago=from_days_ago - number * step, by=by, **properties)
        return builder

    # What comes of it

    def build(self) -> Dossier:
        return Dossier(
            as_of=self.as_of,
            lead=self.lead,
            account=self.account,
            colleagues=self.colleagues,
            signals=as_known_at(self.signals, self.as_of),
            opportunities=self.opportunities,
        )

    def row(self) -> dict[str, Any]:
        """The dossier as the JSON object that users write; signals after `as_of` are in it."""
        return render_dossier(replace(self.build(), signals=self.signals))

    def _with_signal(self, kind: str, days_ago: float, received_days_ago: float | None, **fields: Any) -> Self:
        signal = Signal(
            kind=kind,
            occurred_at=self._ago(days_ago),
            received_at=self._ago(days_ago if received_days_ago is None else received_days_ago),
            account_id=self.account.id or None,
            **fields | {"id": fields.get("id") or f"s{self.numbered + 1:03}"},
        )
        return replace(self, signals=(*self.signals, signal), numbered=self.numbered + 1)

    def _ago(self, days: float) -> datetime:
        return self.as_of - timedelta(days=days)

    def _joined_by(self, by: str | None) -> Self:
        known = {name for colleague in self.colleagues for name in (colleague.id, colleague.title)}
        return self if by is None or by in known else self.with_colleague(by)

    def _colleague(self, by: str) -> Colleague:
        return next(colleague for colleague in self.colleagues if by in (colleague.id, colleague.title))


def a_lead(lead_id: str = "hubspot:contact:501", **fields: Any) -> DossierBuilder:
    """Somebody of whom nothing is known but the id, and whatever is said."""
    return DossierBuilder(lead=Lead(lead_id, **fields))


def a_buyer() -> DossierBuilder:
    """A director of a fitting manufacturer who reads, calculates, returns to pricing and asks for a demo."""
    return (
        a_lead(email="jennifer.martinez@acme-manufacturing.example", title="Director of Operations")
        .named("Jennifer", "Martinez")
        .with_lead(country="United States", region="Ohio")
        .at_company(
            domain="acme-manufacturing.example",
            employees=500.0,
            industry="Industrial Automation",
            country="United States",
            technologies=("SAP ERP",),
        )
        .viewed("educational", seconds=95, days_ago=19)
        .viewed("evaluation", seconds=340, days_ago=5)
        .viewed("/roi-calculator", seconds=480, days_ago=3)
        .viewed("pricing", seconds=125, days_ago=2)
        .viewed("pricing", seconds=90, days_ago=1, by="Chief Financial Officer")
        .viewed("implementation", seconds=720, days_ago=1)
        .sent_form("demo_request", days_ago=0.1)
    )


def case_of(builder: DossierBuilder, settings: Settings | None = None) -> Case:
    """What is read and measured of it, by the default settings where none are given."""
    return measure((builder.build(),), settings or Settings())[0]


def _known(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
