"""Sessions for those who show who they are: a signed assertion, or the client's own credentials."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import jwt
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .http import Gate, form_of

JWT_BEARER: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCES: Final = ("https://login.salesforce.com", "https://test.salesforce.com")
LONGEST_ASSERTION: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class ClientApp:
    """The External Client App. public_key: PEM that assertions are checked with; empty, any signature will do."""

    consumer_key: str = "sandbox-consumer"
    consumer_secret: str = "sandbox-secret"  # noqa: S105 - the sandbox's own, known to all
    username: str = "leadgate@org.example"
    public_key: str = ""


class _NoGrantError(Exception):
    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error


def respond(gate: Gate, app: ClientApp, request: Request, raw: bytes, fault: str | None) -> Response:
    """`POST /services/oauth2/token`."""
    if fault:
        return JSONResponse({"error": "unknown_error", "error_description": "retry your request"}, int(fault))
    form = form_of(raw)
    try:
        if form.get("grant_type") == JWT_BEARER:
            _check_assertion(app, form.get("assertion", ""), gate)
        elif form.get("grant_type") == "client_credentials":
            _check_client(app, form, request.headers.get("authorization", ""))
        else:
            raise _NoGrantError("unsupported_grant_type", "grant type not supported")
        _check_user(gate)
    except _NoGrantError as error:
        return JSONResponse({"error": error.error, "error_description": str(error)}, 400)
    return JSONResponse(grant(gate, str(request.base_url).rstrip("/")))


def _check_user(gate: Gate) -> None:
    with gate.org.lock:
        if not gate.org.records["User"][gate.org.integration_user]["IsActive"]:
            raise _NoGrantError("invalid_grant", "inactive user")


def grant(gate: Gate, base_url: str) -> dict[str, Any]:
    """A new session of the integration user."""
    with gate.org.lock:
        token = f"{gate.org.org_id[:15]}!{secrets.token_urlsafe(48)}"
        ends_at = gate.org.clock.now() + timedelta(seconds=gate.limits.session_seconds)
        gate.sessions[token] = gate.org.integration_user, ends_at
        return {
            "access_token": token,
            "instance_url": base_url,
            "id": f"{base_url}/id/{gate.org.org_id}/{gate.org.integration_user}",
            "scope": "api",
            "token_type": "Bearer",
        }


def _check_assertion(app: ClientApp, assertion: str, gate: Gate) -> None:
    try:
        claims = jwt.decode(
            assertion,
            app.public_key,
            algorithms=["RS256"],
            options={
                "verify_signature": bool(app.public_key),
                "verify_exp": False,
                "verify_aud": False,
            },
        )
    except jwt.PyJWTError as error:
        raise _NoGrantError("invalid_grant", "invalid assertion") from error
    left = timedelta(seconds=float(claims.get("exp", 0)) - gate.org.clock.now().timestamp())
    if not timedelta(0) < left <= LONGEST_ASSERTION:
        raise _NoGrantError("invalid_grant", "expired authorization code")
    if claims.get("aud") not in AUDIENCES:
        raise _NoGrantError("invalid_grant", "audience is invalid")
    if claims.get("iss") != app.consumer_key:
        raise _NoGrantError("invalid_client_id", "client identifier invalid")
    if claims.get("sub") != app.username:
        raise _NoGrantError("invalid_grant", "user hasn't approved this consumer")


def _check_client(app: ClientApp, form: Mapping[str, str], authorization: str) -> None:
    given = (form.get("client_id", ""), form.get("client_secret", ""))
    if authorization.startswith("Basic "):
        try:
            user, _, password = base64.b64decode(authorization[6:]).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as error:
            raise _NoGrantError("invalid_client", "invalid client credentials") from error
        given = (user, password)
    if given != (app.consumer_key, app.consumer_secret):
        raise _NoGrantError("invalid_client", "invalid client credentials")
