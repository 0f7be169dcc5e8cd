"""Secrets from environment variables: `hubspot_client_secret` is HUBSPOT_CLIENT_SECRET."""

from collections.abc import Mapping

from leadgate.errors import PermanentError


class EnvironmentSecrets:
    """`ports.Secrets` over the environment that it is given; shows none of it when printed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def get(self, name: str) -> str:
        variable = name.upper().replace("-", "_").replace("/", "_")
        value = self._environment.get(variable, "").strip()
        if not value:
            raise PermanentError(f"secret {name} is missing: set the environment variable {variable}")
        return value
