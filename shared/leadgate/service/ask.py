"""Questions to a provider of enrichment: asked where the answer may change the verdict, seldom, within a budget.

A question that is asked is kept in the store, with what it costs, in one stroke; `send_questions` posts it from there
as often as it takes. Answers come by POST /enrichment or its queue, whenever they come.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.assess import assess_all
from leadgate.domain.assessment import Assessment
from leadgate.domain.dossier import Dossier
from leadgate.domain.enrichment_settings import EnrichmentSettings
from leadgate.domain.ids import content_id
from leadgate.domain.inquiry import Worth, answers_to, open_questions, worth_asking, worth_of
from leadgate.domain.reading import parse_instant, render_instant
from leadgate.errors import RetryableError
from leadgate.ports import Ports, Store, Swap
from leadgate.service.contention import OvertakenError, until_first
from leadgate.service.forgotten import forgotten_among
from leadgate.webhook_out import post_signed

_OUTBOX: Final = "enrichment:questions"
_MOST_WAITING: Final = 500
_logger = logging.getLogger(__name__)
Row = Mapping[str, Any]


def asked_key(lead_id: str) -> str:
    """Under which it is remembered what of a lead was asked, and when."""
    return f"enrichment:asked:{lead_id}"


def ask_where_it_matters(dossier: Dossier, assessment: Assessment, ports: Ports) -> tuple[str, ...]:
    """Ask for fields whose answer may change the verdict; their names. Nothing of a lead that is disqualified."""
    settings = ports.settings.current()
    if not settings.enrichment.url or assessment.decision.status == "disqualified":
        return ()
    now, lead_id = ports.clock.now(), assessment.lead_id
    lately = _asked_lately(ports.store.recall(asked_key(lead_id)), settings.enrichment, now)
    wanted = worth_asking(_worths(dossier, assessment, lately, ports))
    return until_first(lambda: _ask(wanted, lead_id, settings.enrichment, now, ports.store)) if wanted else ()


def _worths(dossier: Dossier, assessment: Assessment, lately: Row, ports: Ports) -> list[Worth]:
    """Of every open question that was not asked lately, by judging the lead anew with each plausible answer."""
    settings, status = ports.settings.current(), assessment.decision.status
    asked = [
        (question, tuple(answers_to(question, dossier, settings)))
        for question in open_questions(dossier)
        if question.field not in lately
    ]
    judged = iter(assess_all([one for _, then in asked for one in then], settings, ports.models.current()))
    return [
        worth_of(question, status, [next(judged).decision.status for _ in then], settings.enrichment)
        for question, then in asked
    ]


def _asked_lately(row: Row | None, settings: EnrichmentSettings, now: datetime) -> dict[str, Any]:
    since = now - timedelta(days=settings.again_after_days)
    asked = ((field, at, parse_instant(at)) for field, at in (row or {}).items())
    return {field: at for field, at, instant in asked if instant is not None and instant > since}


def _ask(
    wanted: tuple[Worth, ...], lead_id: str, settings: EnrichmentSettings, now: datetime, store: Store
) -> tuple[str, ...]:
    key, today = asked_key(lead_id), now.date().isoformat()
    outbox, asked = store.recall(_OUTBOX), store.recall(key)
    lately = _asked_lately(asked, settings, now)
    waiting = list((outbox or {}).get("waiting", ()))
    spent = float((outbox or {}).get("spent", 0.0)) if (outbox or {}).get("day") == today else 0.0
    taken: list[str] = []
    for worth in wanted:
        field = worth.question.field
        if field in lately or spent + worth.cost > settings.budget_a_day or len(waiting) >= _MOST_WAITING:
            continue
        spent += worth.cost
        taken.append(field)
        at = render_instant(now)
        waiting.append({"id": content_id(lead_id, field, at), "lead_id": lead_id, "field": field, "asked_at": at})
    if not taken:
        return ()
    told = lately | dict.fromkeys(taken, render_instant(now))
    row = {"day": today, "spent": spent, "waiting": waiting}
    if not store.commit([Swap(_OUTBOX, outbox, row), Swap(key, asked, told)]):
        raise OvertakenError("another question was asked at the same time")
    return tuple(taken)


def send_questions(ports: Ports) -> int:
    """Post what waits; how many were taken. What is not taken waits for the next time, under the same `webhook-id`."""
    settings = ports.settings.current().enrichment
    waiting = (ports.store.recall(_OUTBOX) or {}).get("waiting", ()) if settings.url else ()
    done: list[str] = []
    sent = 0
    try:
        for one in waiting:
            question = _question(one, ports)
            if question is not None:
                secret = ports.secrets.get("enrichment_webhook_secret")
                post_signed(settings.url, secret, one["id"], json.dumps(question).encode(), ports.clock.now())
                sent += 1
            done.append(one["id"])
    except RetryableError as error:
        _logger.warning("%d questions to the provider wait: %s", len(waiting) - len(done), error)
    finally:
        if done:
            until_first(lambda: _take_off(frozenset(done), ports.store))
    return sent


def _question(one: Row, ports: Ports) -> Row | None:
    """Whom and what: read from the standing verdict when it is sent. None for who is gone or forgotten by then."""
    lead_id = one.get("lead_id") or ""
    verdict = ports.store.verdict_of(lead_id)
    lead, account = ((verdict.row.get(name) or {}) if verdict else {} for name in ("lead", "account"))
    if not lead.get("id") or forgotten_among((lead_id,), ports.store):
        return None
    return {
        "id": one["id"],
        "asked_at": one["asked_at"],
        "field": one["field"],
        "lead_id": lead_id,
        "account_id": account.get("id") or None,
        "email": lead.get("email") or None,
        "domain": account.get("domain") or None,
        "company": account.get("name") or None,
    }


def _take_off(done: frozenset[str], store: Store) -> None:
    outbox = store.recall(_OUTBOX) or {}
    left = [one for one in outbox.get("waiting", ()) if one["id"] not in done]
    if not store.swap(_OUTBOX, outbox, {**outbox, "waiting": left}):
        raise OvertakenError("another question was asked at the same time")
