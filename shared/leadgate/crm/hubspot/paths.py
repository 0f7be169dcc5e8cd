"""Where HubSpot's endpoints are, in the two versions we speak; nothing else in the adapter knows a path.

The numbered paths end in September 2027 (associations, which are v4, in March 2027); dated ones replace them.
"""

from typing import Final, Literal

from leadgate.crm.hubspot.config import Version

# Which app a static token belongs to; HubSpot has no dated path for it.
OWN_APP_PATH: Final = "/oauth/v2/private-apps/get/access-token-info"
Family = Literal["objects", "associations", "properties", "pipelines", "scheduler"]
_NUMBERED: dict[str, str] = {"objects": "v3", "associations": "v4", "properties": "v3", "pipelines": "v3"}


def webhooks_path(version: Version, app_id: str, rest: str) -> str:
    """The webhooks of a legacy public app: `/webhooks/v3/1001/settings`, `/app-webhooks/2026-09/1001/settings`."""
    return f"/{'webhooks' if version == 'v3' else 'app-webhooks'}/{version}/{app_id}/{rest}"


def crm_path(version: Version, family: Family, rest: str) -> str:
    """`objects`, `contacts/501` → `/crm/v3/objects/contacts/501` or `/crm/objects/2026-09/contacts/501`.

    The scheduler stands outside of `/crm`: `/scheduler/v3/meetings/…`, `/scheduler/2026-09/meetings/…`.
    """
    if family == "scheduler":
        return f"/scheduler/{version}/{rest}"
    if version == "v3":
        return f"/crm/{_NUMBERED[family]}/{family}/{rest}"
    return f"/crm/{family}/{version}/{rest}"
