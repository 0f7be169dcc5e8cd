"""Which addresses a handoff may be posted to: those of Slack and Microsoft, and hosts that the admin names."""

import ipaddress
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from leadgate.errors import PermanentError

_HOSTS: Final[Mapping[str, tuple[str, ...]]] = {
    "slack": ("hooks.slack.com", "hooks.slack-gov.com"),
    "teams": (".logic.azure.com", ".api.powerplatform.com", ".webhook.office.com"),
}


def check_webhook_url(name: str, url: str, more_hosts: Sequence[str]) -> None:
    """Raises PermanentError, without the URL, which is a secret. Plain http only to this machine itself, if named."""
    secret = f"secret {name}_webhook_url"
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").casefold(), parts.port
    except ValueError as error:
        raise PermanentError(f"{secret}: an https URL is needed") from error
    if parts.username or parts.password:
        raise PermanentError(f"{secret}: user and password are not allowed in it")
    named = host in more_hosts or f"{host}:{port}" in more_hosts
    if not named and not any(host == one or (one[0] == "." and host.endswith(one)) for one in _HOSTS[name]):
        allowed = ", ".join(one.lstrip(".") for one in _HOSTS[name])
        raise PermanentError(
            f"{secret}: its host is none of {allowed}; name it in handoff.webhook_hosts if it is yours"
        )
    if parts.scheme != "https" and not (named and parts.scheme == "http" and _is_this_machine(host)):
        raise PermanentError(f"{secret}: an https URL is needed")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
