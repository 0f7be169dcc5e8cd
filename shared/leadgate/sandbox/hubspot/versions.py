"""Every path version HubSpot serves, in one place: the classic numbers and the dates that replace them."""

DATED_VERSIONS = ("2025-09", "2026-03", "2026-09")


def crm_paths(family: str, rest: str, *classic: str) -> tuple[str, ...]:
    """The paths of one CRM endpoint: `/crm/v3/objects/x` and, the version moved, `/crm/objects/2026-09/x`."""
    old = tuple(f"/crm/{version}/{family}{rest}" for version in classic)
    return old + tuple(f"/crm/{family}/{version}{rest}" for version in DATED_VERSIONS)


def oauth_paths(rest: str, *classic: str) -> tuple[str, ...]:
    """`/oauth/v1/token` and `/oauth/2026-09/token`."""
    return tuple(f"/oauth/{version}{rest}" for version in (*classic, *DATED_VERSIONS))


def is_dated(path: str) -> bool:
    return any(f"/{version}" in path for version in DATED_VERSIONS)
