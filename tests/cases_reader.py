"""The cases of `cases/*.toml`: leads as a rep would tell them, each with the verdict it must get.

A case names a lead, an account (a name of `accounts.toml`, a table, or a table with `like`), colleagues, opportunities
and signals, or a `dossier` file. `like` takes over another case's; `without` drops signals of it by id,
`more_signals` adds some. A signal's `d` is its age in days, or a list of ages; the words of `SHORT` name its kind
and main property at once (`view = "/pricing"`), `s` is seconds, `by` the colleague, or "account". `renews_in` and
`revisit_in` are days from now. What else a signal has are its properties.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from leadgate.domain.dossier import Dossier
from leadgate.domain.dossier_json import parse_dossier

FOLDER = Path(__file__).parent / "cases"
AS_OF = datetime(2026, 11, 23, 17, tzinfo=UTC)
SITE = "https://www.example.com"

SHORT: Mapping[str, tuple[str, str]] = {
    "view": ("page_view", "url"),
    "download": ("content_download", "asset"),
    "open": ("email_open", "campaign"),
    "click": ("email_click", "campaign"),
    "reply": ("email_reply", "text"),
    "bounce": ("email_bounce", "campaign"),
    "unsubscribe": ("email_unsubscribe", "campaign"),
    "form": ("form_submission", "form"),
    "chat": ("chat_message", "text"),
    "event": ("event_attendance", "name"),
    "review": ("review_site_visit", "site"),
    "rival": ("competitor_research", "competitor"),
    "hiring": ("job_posting", "title"),
    "social": ("social_engagement", "network"),
    "surge": ("category_surge", "percent"),
    "news": ("news", "type"),
    "contract": ("contract", "vendor"),
    "referral": ("referral", "referrer"),
    "intro": ("introduction_request", "referrer"),
    "partner": ("partner_touch", "referrer"),
    "answered": ("campaign_response", "campaign"),
    "knows": ("customer_connection", "referrer"),
    "sales": ("sales_activity", "type"),
    "ticket": ("support_ticket", "subject"),
    "firm": ("firmographic", "provider"),
    "tech": ("technographic", "provider"),
    "person": ("person_enrichment", "provider"),
    "changed": ("crm_change", "property"),
    "outcome": ("outcome", "type"),
}
_OF_THE_ACCOUNT = frozenset(("category_surge", "news", "contract", "job_posting", "firmographic", "technographic"))
_DATES = {"renews_in": "renews_on", "revisit_in": "revisit_on"}
_FRAME = frozenset(("id", "d", "by", "s", "source", "burst", "within", "views", *SHORT, *_DATES))


@dataclass(frozen=True)
class Case:
    """A lead and what an experienced rep says of it. `expect` is read by `cases_checks`."""

    id: str
    file: str
    capabilities: tuple[str, ...]
    why: str
    dossier: Dossier
    expect: Mapping[str, Any]


def read_cases(folder: Path = FOLDER) -> dict[str, Case]:
    """All cases by id, in the order of their files."""
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            if row["id"] in rows:
                raise ValueError(f"{path.name}: case {row['id']} stands twice")
            rows[row["id"]] = row | {"file": path.name}
    accounts = tomllib.loads((folder / "accounts.toml").read_text(encoding="utf-8"))
    return {id_: _case(_inherited(row, rows), accounts, folder) for id_, row in rows.items()}


def _case(row: Mapping[str, Any], accounts: Mapping[str, Any], folder: Path) -> Case:
    if "dossier" in row:
        written = json.loads((folder / row["dossier"]).read_text(encoding="utf-8"))
    else:
        written = _dossier_json(row, accounts)
    return Case(row["id"], row["file"], tuple(row["capabilities"]), row["why"], parse_dossier(written), row["expect"])


def _inherited(row: dict[str, Any], rows: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    base = _inherited(rows[row["like"]], rows) if "like" in row else {}
    told = {name: value for name, value in base.items() if name in ("account", "colleagues", "opportunities")}
    kept = [s for s in row.get("signals", base.get("signals", ())) if s.get("id") not in row.get("without", ())]
    return {
        **told,
        **row,
        "lead": base.get("lead", {}) | row.get("lead", {}),
        "signals": [*kept, *row.get("more_signals", ())],
    }


def _dossier_json(row: Mapping[str, Any], accounts: Mapping[str, Any]) -> dict[str, Any]:
    account = _account(row.get("account"), accounts)
    return {
        "as_of": AS_OF.isoformat(),
        "lead": {"id": "lead", **row["lead"]},
        "account": account and {"id": "account", **account},
        "colleagues": row.get("colleagues", ()),
        "opportunities": [_opportunity(deal) for deal in row.get("opportunities", ())],
        "signals": [signal for number, told in enumerate(row["signals"]) for signal in _signals(told, number)],
    }


def _account(told: str | Mapping[str, Any] | None, accounts: Mapping[str, Any]) -> dict[str, Any] | None:
    if told is None:
        return None
    if isinstance(told, str):
        return dict(accounts[told])
    return {**accounts.get(told.get("like", ""), {}), **{name: value for name, value in told.items() if name != "like"}}


def _opportunity(told: Mapping[str, Any]) -> dict[str, Any]:
    days = {"created_d": "created_at", "closed_d": "closed_at"}
    return {days.get(name, name): _days_ago(value) if name in days else value for name, value in told.items()}


def _signals(told: Mapping[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """One signal, one for each age of a list, or a `burst` of page views within so many seconds."""
    name = told.get("id", f"s{number:02}")
    if "burst" in told:
        for count in range(told["burst"]):
            age = told["d"] - count * told["within"] / told["burst"] / 86_400
            yield _signal({"view": told["views"][count % len(told["views"])]}, f"{name}-{count}", age)
        return
    ages = told["d"] if isinstance(told["d"], list) else [told["d"]]
    for count, age in enumerate(ages):
        yield _signal(told, f"{name}-{count}" if len(ages) > 1 else name, age)


def _signal(told: Mapping[str, Any], name: str, age_days: float) -> dict[str, Any]:
    word = next(word for word in told if word in SHORT)
    kind, main = SHORT[word]
    properties = {main: told[word], **{key: value for key, value in told.items() if key not in _FRAME}}
    if kind == "page_view":
        properties["url"] = SITE + told[word]
    if "s" in told:
        properties["seconds"] = told["s"]
    if kind == "chat_message":
        properties.setdefault("author", "visitor")
    for key in _DATES.keys() & told.keys():
        properties[_DATES[key]] = (AS_OF + timedelta(days=told[key])).date().isoformat()
    by = told.get("by", "account" if kind in _OF_THE_ACCOUNT else "lead")
    whose = {"account_id": "account"} if by == "account" else {"lead_id": by}
    return {
        "id": name,
        "kind": kind,
        "occurred_at": _days_ago(age_days),
        **whose,
        "source": told.get("source", ""),
        "properties": properties,
    }


def _days_ago(days: float) -> str:
    return (AS_OF - timedelta(days=days)).isoformat()
