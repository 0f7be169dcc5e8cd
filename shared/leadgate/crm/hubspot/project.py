"""The HubSpot project of a portal's app (folder `hubspot/`): what follows from the code. The card is written there.

Shapes: HubSpot's developer platform, version 2026.03. What differs from one installation to another is a variable of
the profile (`hsprofile.<name>.json`), so nobody edits the files.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from leadgate.crm.hubspot.subscriptions import MOST_AT_ONCE, PRIVACY, SUBSCRIPTIONS, Subscription

PLATFORM_VERSION: Final = "2026.03"
URL: Final = "${LEADGATE_URL}"
SCOPES: Final = (
    "crm.objects.contacts.read",
    "crm.objects.contacts.write",
    "crm.objects.companies.read",
    "crm.objects.companies.write",
    "crm.objects.deals.read",
    "crm.objects.owners.read",
    "crm.schemas.contacts.read",
    "crm.schemas.contacts.write",
    "crm.schemas.companies.read",
    "crm.schemas.companies.write",
    "crm.schemas.deals.read",
)


def project_files() -> Mapping[str, str]:
    """Path below the folder → content."""
    return {
        "hsproject.json": _json({"name": "leadgate", "srcDir": "src", "platformVersion": PLATFORM_VERSION}),
        "src/app/app-hsmeta.json": _component("leadgate_app", "app", _app()),
        "src/app/webhooks/webhooks-hsmeta.json": _component("leadgate_webhooks", "webhooks", _webhooks()),
        "src/app/cards/verdict-hsmeta.json": _component("leadgate_verdict", "card", _card()),
    }


def _app() -> Mapping[str, Any]:
    return {
        "name": "Leadgate",
        "description": "Says for every contact whether sales should talk to that person now, and why.",
        "distribution": "private",
        "auth": {
            "type": "static",
            "requiredScopes": list(SCOPES),
            "optionalScopes": [],
            "conditionallyRequiredScopes": [],
        },
        "permittedUrls": {"fetch": [URL], "iframe": [], "img": []},
    }


def _webhooks() -> Mapping[str, Any]:
    """In the classic words, whose bodies are known; the generic ones are read as well, should HubSpot send them."""
    return {
        "settings": {"targetUrl": f"{URL}/webhooks/hubspot", "maxConcurrentRequests": MOST_AT_ONCE},
        "subscriptions": {
            "crmObjects": [],
            "legacyCrmObjects": [_subscription(one) for one in SUBSCRIPTIONS],
            "hubEvents": [_subscription(PRIVACY)],
        },
    }


def _subscription(one: Subscription) -> Mapping[str, Any]:
    named = {"propertyName": one.property_name} if one.property_name else {}
    return {"subscriptionType": one.type, **named, "active": True}


def _card() -> Mapping[str, Any]:
    return {
        "name": "Leadgate",
        "description": "The verdict on this contact, why, and who else is involved.",
        "location": "crm.record.sidebar",
        "entrypoint": "/app/cards/Verdict.jsx",
        "objectTypes": ["contacts"],
    }


def _component(uid: str, kind: str, config: Mapping[str, Any]) -> str:
    return _json({"uid": uid, "type": kind, "config": config})


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2) + "\n"
