"""The tales as a seed of the sandbox Salesforce."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from leadgate.demo.history.tale import Addresses, Tale
from leadgate.domain.reading import render_instant
from leadgate.domain.signals import Signal
from leadgate.sandbox.salesforce import record_id

Json = dict[str, Any]
# What an admin who wants to learn from the org's past has told it to remember.
TRACKED: Final = (
    *(f"Lead.{name}" for name in ("Status", "Title", "Industry", "NumberOfEmployees", "Country", "LeadSource")),
    *(f"Account.{name}" for name in ("Type", "Industry", "NumberOfEmployees", "BillingCountry", "Website")),
    *("Contact.Title", "Opportunity.StageName", "Opportunity.Amount"),
)
_PREFIXES: Final = {
    "Account": "001",
    "Contact": "003",
    "Lead": "00Q",
    "Opportunity": "006",
    "Task": "00T",
    "Event": "00U",
    "Campaign": "701",
    "CampaignMember": "00v",
    "OpportunityContactRole": "00K",
}
_CAMPAIGNS: Final = {
    "form_submission": "Website: {form}",
    "content_download": "Library: {asset}",
    "event_attendance": "Event: {name}",
    "campaign_response": "Campaign: {campaign}",
}
_RESULTS: Final = {
    "connected": "Connected",
    "no_answer": "No answer",
    "not_interested": "Not interested",
    "interested": "Interested",
    "timing": "Call back later",
}


def salesforce_seed(tales: Iterable[Tale]) -> Json:
    """What `leadgate sandbox salesforce --seed` reads."""
    seed = _Seed()
    for tale in sorted(tales, key=lambda tale: tale.created_at):
        seed.tell(tale)
    return {"records": seed.records, "tracked": list(TRACKED)}


class _Seed:
    def __init__(self) -> None:
        self.records: dict[str, list[Json]] = {name: [] for name in _PREFIXES}
        self._addresses = Addresses()
        self._campaigns: dict[str, str] = {}

    def tell(self, tale: Tale) -> None:
        account_id = self._account(tale, tale.company_at) if tale.dossier.account.id else ""
        for colleague in tale.dossier.colleagues if account_id else ():
            signals = [signal for signal in tale.dossier.signals if signal.lead_id == colleague.id]
            first = tale.first_seen_at(colleague.id)
            known = {"FirstName": colleague.first_name, "LastName": colleague.last_name, "Title": colleague.title}
            mail = self._addresses.one(colleague.email)
            contact = self._add("Contact", first, {**known, "Email": mail, "AccountId": account_id})
            self._write_signals(tale, signals, str(contact["Id"]), "ContactId")
        lead = self._lead(tale)
        contact_id = self._convert(tale, lead, account_id) if tale.deal_at else ""
        self._write_signals(tale, tale.dossier.own_signals, contact_id or str(lead["Id"]), "LeadId", str(lead["Id"]))

    def _account(self, tale: Tale, created_at: datetime) -> str:
        known, real = tale.dossier.account, tale.state.company
        account = self._add(
            "Account",
            created_at,
            {
                "Name": known.name or real.name,
                "Website": known.domain or real.domain,
                "Industry": known.industry,
                "NumberOfEmployees": int(known.employees) if known.employees else None,
                "BillingCountry": known.country,
                "Type": "Prospect",
            },
        )
        if tale.won:
            _later(account, tale.closed_at, Type="Customer - Direct")
        return str(account["Id"])

    def _lead(self, tale: Tale) -> Json:
        known, real, account = tale.dossier.lead, tale.state, tale.dossier.account
        lead = self._add(
            "Lead",
            tale.created_at,
            {
                "FirstName": known.first_name,
                "LastName": known.last_name,
                "Email": self._addresses.one(known.email),
                "Title": known.title,
                "Company": account.name or "unknown",
                "Country": known.country,
                "Industry": account.industry,
                "NumberOfEmployees": int(account.employees) if account.employees else None,
                "LeadSource": "Web",
                "Status": "Open - Not Contacted",
            },
        )
        _later(lead, tale.met_at if tale.handed_on else None, Status="Working - Contacted")
        if not account.employees:
            _later(lead, tale.filled_in_at, NumberOfEmployees=real.company.employees)
        if not known.title:
            _later(lead, tale.filled_in_at, Title=real.person.title)
        _later(lead, tale.given_up_at, Status="Closed - Not Converted")
        return lead

    def _convert(self, tale: Tale, lead: Json, account_id: str) -> str:
        assert tale.deal_at is not None
        account_id = account_id or self._account(tale, tale.deal_at)
        named: Json = {name: lead[name] for name in ("FirstName", "LastName", "Email") if name in lead}
        contact = self._add("Contact", tale.deal_at, {**named, "AccountId": account_id})
        closes_on = (tale.closed_at or tale.deal_at + timedelta(days=90)).date().isoformat()
        deal = self._add(
            "Opportunity",
            tale.deal_at,
            {
                "Name": f"Deal {tale.number}",
                "AccountId": account_id,
                "StageName": "Qualification",
                "Amount": tale.amount,
                "CloseDate": closes_on,
            },
        )
        _later(deal, tale.closed_at, StageName="Closed Won" if tale.won else "Closed Lost")
        role = {"OpportunityId": deal["Id"], "ContactId": contact["Id"]}
        self._add("OpportunityContactRole", tale.deal_at, role)
        _later(lead, tale.deal_at, ConvertedContactId=contact["Id"], ConvertedOpportunityId=deal["Id"])
        meeting = {"WhoId": contact["Id"], "Subject": "First meeting", "StartDateTime": render_instant(tale.deal_at)}
        self._add("Event", tale.deal_at, meeting)
        return str(contact["Id"])

    def _write_signals(
        self, tale: Tale, signals: Iterable[Signal], who_id: str, member_key: str, member_id: str = ""
    ) -> None:
        """member_id: whose campaign responses they are, where not who has the tasks."""
        answered: set[str] = set()
        for signal in signals:
            occurred_at, known_at = tale.at(signal)
            if signal.kind in ("sales_activity", "email_reply"):
                self._add("Task", known_at, {"WhoId": who_id, **_task(signal, occurred_at)})
            elif signal.kind in _CAMPAIGNS:
                campaign = self._campaign(_CAMPAIGNS[signal.kind].format_map(signal.properties))
                if campaign not in answered:
                    answered.add(campaign)
                    response = {"CampaignId": campaign, "Status": "Responded", "HasResponded": True}
                    day = {"FirstRespondedDate": occurred_at.date().isoformat()}
                    self._add("CampaignMember", known_at, {**response, **day, member_key: member_id or who_id})

    def _campaign(self, name: str) -> str:
        if name not in self._campaigns:
            made_at = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
            self._campaigns[name] = str(self._add("Campaign", made_at, {"Name": name})["Id"])
        return self._campaigns[name]

    def _add(self, name: str, created_at: datetime, fields: Mapping[str, Any]) -> Json:
        known = {key: value for key, value in fields.items() if value not in ("", None)}
        made = {"Id": record_id(_PREFIXES[name], 10_001 + len(self.records[name]))}
        record: Json = {**made, "CreatedDate": render_instant(created_at), **known}
        self.records[name].append(record)
        return record


def _task(signal: Signal, occurred_at: datetime) -> Json:
    replied = signal.kind == "email_reply"
    revisit_on = signal.text("revisit_on")
    return {
        "Subject": "Email" if replied else "Call",
        "TaskSubtype": "Email" if replied else "Call",
        "Status": "Completed",
        "CallDisposition": _RESULTS.get(signal.text("result"), ""),
        "Description": signal.text("text") or (f"Call back on {revisit_on}." if revisit_on else ""),
        "CompletedDateTime": render_instant(occurred_at),
    }


def _later(record: Json, at: datetime | None, **fields: Any) -> None:
    if at is not None:
        record.setdefault("Later", []).append({"At": render_instant(at), **fields})
