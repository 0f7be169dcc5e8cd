"""Ids as they come from outside: only what can be a record of the CRM in use comes in, and so into logs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from leadgate.errors import BadInputError


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    words: str


_LEADS: Final[Mapping[str, _Form]] = {
    "hubspot": _Form(re.compile("hubspot:contact:[0-9]{1,20}"), "hubspot:contact:<number>"),
    "salesforce": _Form(re.compile("salesforce:(lead|contact):[0-9A-Za-z]{15,18}"), "salesforce:lead:<id>"),
}
_OTHERS: Final[Mapping[str, _Form]] = {
    "hubspot": _Form(re.compile("hubspot:(company|deal):[0-9]{1,20}"), "hubspot:company:<number>"),
    "salesforce": _Form(re.compile("salesforce:(account|opportunity):[0-9A-Za-z]{15,18}"), "salesforce:account:<id>"),
}


def check_lead_id(lead_id: str, crm: str) -> None:
    """Raises BadInputError where no person of this CRM can have the id; the id itself is not repeated."""
    _check("lead_id", lead_id, _LEADS[crm])


def check_account_id(account_id: str, crm: str) -> None:
    """The same for a company, or a deal of it."""
    _check("account_id", account_id, _OTHERS[crm])


def _check(name: str, record_id: str, form: _Form) -> None:
    if form.pattern.fullmatch(record_id) is None:
        raise BadInputError(name, f"{form.words} is needed")
