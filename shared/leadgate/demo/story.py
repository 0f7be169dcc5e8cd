"""The demo's traffic, as sites, forms, feeds and people would send it: when, through which door, and what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

JENNIFER: Final = "Jennifer"
CFO: Final = "the CFO"
COMPETITOR: Final = "the competitor"
STUDENT: Final = "the student"
ACME: Final = "Acme"
SITE: Final = "https://www.example.com"

Door = Literal["tracker", "enrichment"]


@dataclass(frozen=True, slots=True)
class Event:
    """days: how long before the demo it happened; door: through which it comes in; about: a name of the story's."""

    days: float
    door: Door
    kind: str
    about: str
    properties: dict[str, Any]

    def signal(self, now: datetime, number: int, ids: Mapping[str, str]) -> dict[str, Any]:
        """ids: what the CRM calls whom the story is about."""
        whose = "account_id" if self.about == ACME else "lead_id"
        occurred_at = (now - timedelta(days=self.days)).isoformat().replace("+00:00", "Z")
        return {
            "id": f"demo-{number}",
            "kind": self.kind,
            "occurred_at": occurred_at,
            whose: ids[self.about],
            "properties": self.properties,
        }


def _view(days: float, who: str, path: str, seconds: float) -> Event:
    return Event(days, "tracker", "page_view", who, {"url": f"{SITE}{path}", "seconds": seconds})


def _form(days: float, who: str, form: str, message: str = "") -> Event:
    return Event(days, "tracker", "form_submission", who, {"form": form, "message": message})


def _download(days: float, who: str, asset: str) -> Event:
    return Event(days, "tracker", "content_download", who, {"asset": asset, "stage": "educational"})


STORY: Final[tuple[Event, ...]] = (
    Event(40, "enrichment", "firmographic", ACME, {"provider": "demo", "employees": 500, "annual_revenue": 120e6}),
    Event(
        40, "enrichment", "technographic", ACME, {"provider": "demo", "technologies": ["SAP ERP", "Siemens MindSphere"]}
    ),
    Event(
        42,
        "enrichment",
        "news",
        ACME,
        {
            "type": "leadership_change",
            "headline": "Acme Manufacturing names a new VP Manufacturing",
            "person_title": "VP Manufacturing",
        },
    ),
    Event(3, "enrichment", "category_surge", ACME, {"percent": 340, "topic": "production monitoring"}),
    _download(32, JENNIFER, "Guide to predictive maintenance"),
    _view(19, JENNIFER, "/blog/what-is-oee", 95),
    _view(6.4, JENNIFER, "/guides/downtime-costs", 210),
    _download(6.39, JENNIFER, "Downtime cost checklist"),
    _view(5.2, JENNIFER, "/case-studies/industrial-pumps", 340),
    _view(5.19, JENNIFER, "/solutions/manufacturing", 150),
    Event(4.4, "tracker", "email_click", JENNIFER, {"campaign": "plant-managers-q4"}),
    _view(4.39, JENNIFER, "/product/line-monitoring", 275),
    _view(3.3, JENNIFER, "/roi-calculator", 480),
    _view(3.29, JENNIFER, "/product/integrations-overview", 130),
    _view(2.1, JENNIFER, "/pricing", 125),
    _view(1.3, JENNIFER, "/resources/implementation-guide", 720),
    _view(1.2, CFO, "/pricing", 190),
    _view(0.02, JENNIFER, "/demo", 60),
    _form(0.01, JENNIFER, "demo_request", "We want to see this on our second line before the budget closes."),
    _view(2.0, COMPETITOR, "/pricing", 300),
    _form(0.05, COMPETITOR, "demo_request"),
    _download(9.0, STUDENT, "Guide to predictive maintenance"),
    _form(0.3, STUDENT, "content", "For my thesis."),
)
