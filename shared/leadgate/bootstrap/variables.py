"""The environment variables that are read, each with what it is for."""

import os
from collections.abc import Mapping
from typing import Final

from leadgate.errors import BadInputError

HUBSPOT_URL: Final = "https://api.hubapi.com"

VARIABLES: Final[Mapping[str, str]] = {
    "HUBSPOT_BASE_URL": f"Where HubSpot's API is; default {HUBSPOT_URL}.",
    "HUBSPOT_ACCESS_TOKEN": "Static token of the HubSpot app (secret `hubspot_access_token`).",
    "HUBSPOT_CLIENT_SECRET": "Client secret of the HubSpot app: signs its webhooks (secret `hubspot_client_secret`).",
    "HUBSPOT_DEVELOPER_KEY": "API key of the developer account that owns a legacy public app, for `crm setup` alone.",
    "SALESFORCE_INSTANCE_URL": "Your org's My Domain, such as https://acme.my.salesforce.com.",
    "SALESFORCE_PRIVATE_KEY": "Key (PEM) that signs our assertions (secret `salesforce_private_key`).",
    "SALESFORCE_CONSUMER_SECRET": "Client credentials instead of assertions (secret `salesforce_consumer_secret`).",
    "SALESFORCE_WEBHOOK_SECRET": "Shown or signed with by senders to POST /webhooks/salesforce, base64"
    " (secret `salesforce_webhook_secret`).",
    "TRACKER_WRITE_KEY": "Key that senders of POST /signals show (secret `tracker_write_key`).",
    "ENRICHMENT_WEBHOOK_SECRET": "Standard Webhooks secret of POST /enrichment (secret `enrichment_webhook_secret`).",
    "BOOKING_SECRET": "Signs the links by which leads book a meeting (secret `booking_secret`).",
    "CALDAV_PASSWORD": "Password of reps' CalDAV calendars (secret `caldav_password`, or what the team file names).",
    "MAIL_INTAKE_SECRET": "Standard Webhooks secret of POST /mail (secret `mail_intake_secret`).",
    "OUTREACH_SIGNING_KEY": "Any long random text: signs links to unsubscribe (secret `outreach_signing_key`).",
    "SLACK_WEBHOOK_URL": "Incoming webhook that handoffs are posted to (secret `slack_webhook_url`).",
    "TEAMS_WEBHOOK_URL": "Workflow webhook that handoffs are posted to (secret `teams_webhook_url`).",
    "SMTP_PASSWORD": "Password of `mail.username` (secret `smtp_password`).",
    "LEADGATE_PUBLIC_URL": "URL under which senders reach us, where it is not the Host they name.",
    "LEADGATE_MODEL_DIR": "Folder of the one model bundle that judges, whatever is promoted.",
    "LEADGATE_MODELS": "Where promoted models are: a folder, or s3://bucket/prefix; on one machine the data folder's.",
    "LEADGATE_STAGE": "AWS: stage whose SSM parameters and secrets are used.",
    "LEADGATE_TABLE": "AWS: name of the DynamoDB table.",
    "LEADGATE_QUEUE_URL": "AWS: URL of the FIFO queue of leads.",
    "LEADGATE_DEAD_LETTERS_URL": "AWS: URL of its dead-letter queue.",
    "LEADGATE_WAKE_ROLE_ARN": "AWS: ARN of the role in which EventBridge sends leads to the queue at a set time.",
    "AWS_ENDPOINT_URL": "AWS: another endpoint than the real one.",
}


def variable(name: str) -> str:
    """Its value. Raises BadInputError where it is not set."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise BadInputError(name, f"is not set: {VARIABLES[name]}")
    return value
