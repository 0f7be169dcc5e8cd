"""OAuth tokens: got by a code or a refresh token, looked into, revoked. Static tokens can be looked into too."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from .errors import ApiError, Json
from .http import Answer, Call, Endpoint
from .people import Grant
from .state import State
from .versions import oauth_paths

TOKEN_SECONDS = 1800


@dataclass
class OAuthApp:
    """The one app that may ask for tokens here. Any code is accepted; refresh tokens are those it was given."""

    app_id: int
    client_id: str
    client_secret: str
    refresh_tokens: set[str] = field(default_factory=set)

    def give_token(self, state: State, call: Call) -> Answer:
        self._check_client(call)
        granted = call.form.get("grant_type")
        if granted == "refresh_token":
            refresh = call.form.get("refresh_token", "")
            if refresh not in self.refresh_tokens:
                raise _bad("BAD_REFRESH_TOKEN", "missing or unknown refresh token")
        elif granted == "authorization_code" and call.form.get("code"):
            refresh = secrets.token_urlsafe(24)
            self.refresh_tokens.add(refresh)
        else:
            raise _bad("BAD_GRANT_TYPE", "missing or unknown grant type")
        return Answer(200, self._issue(state, refresh))

    def introspect(self, state: State, call: Call) -> Answer:
        self._check_client(call)
        token = call.form.get("token", "")
        grant = _live(state, token)
        if grant is None:
            return Answer(200, {"active": token in self.refresh_tokens})
        return Answer(200, {"active": True, **_token_body(state, token, grant)})

    def revoke(self, state: State, call: Call) -> Answer:
        self._check_client(call)
        token = call.form.get("token", "")
        self.refresh_tokens.discard(token)
        state.grants.pop(token, None)
        return Answer(204)

    def _issue(self, state: State, refresh: str) -> Json:
        token = secrets.token_urlsafe(24)
        state.grants[token] = Grant(self.app_id, state.clock.now() + timedelta(seconds=TOKEN_SECONDS))
        return {
            "token_type": "bearer",
            "access_token": token,
            "refresh_token": refresh,
            "expires_in": TOKEN_SECONDS,
            "hub_id": state.portal_id,
        }

    def _check_client(self, call: Call) -> None:
        if call.form.get("client_id") != self.client_id:
            raise _bad("BAD_CLIENT_ID", "missing or unknown client id")
        if call.form.get("client_secret") != self.client_secret:
            raise _bad("BAD_CLIENT_SECRET", "missing or invalid client secret")


def read_access_token(state: State, call: Call) -> Answer:
    token = call.params["token"]
    grant = _live(state, token)
    if grant is None:
        raise ApiError(404, "access token unknown or expired", "OBJECT_NOT_FOUND")
    return Answer(200, _token_body(state, token, grant))


def read_static_token(state: State, call: Call) -> Answer:
    """How an app that holds a static token learns its own app id."""
    grant = _live(state, str(call.json().get("tokenKey", "")))
    if grant is None:
        raise ApiError(404, "access token unknown or expired", "OBJECT_NOT_FOUND")
    body: Json = {"userId": 1, "hubId": state.portal_id, "appId": grant.app_id, "scopes": list(grant.scopes)}
    return Answer(200, body)


def endpoints(app: OAuthApp) -> tuple[Endpoint, ...]:
    return (
        Endpoint("POST", oauth_paths("/token", "v1", "v3"), app.give_token, needs_token=False),
        Endpoint("POST", oauth_paths("/token/introspect", "v3"), app.introspect, needs_token=False),
        Endpoint("POST", oauth_paths("/token/revoke", "v3"), app.revoke, needs_token=False),
        Endpoint("GET", ("/oauth/v1/access-tokens/{token}",), read_access_token, needs_token=False),
        Endpoint("POST", ("/oauth/v2/private-apps/get/access-token-info",), read_static_token),
    )


def _live(state: State, token: str) -> Grant | None:
    grant = state.grants.get(token)
    if grant and grant.expires_at is not None and grant.expires_at <= state.clock.now():
        return None
    return grant


def _token_body(state: State, token: str, grant: Grant) -> Json:
    left = (grant.expires_at - state.clock.now()).total_seconds() if grant.expires_at else TOKEN_SECONDS
    return {
        "token": token,
        "user": "admin@sandbox.example",
        "hub_domain": "sandbox.example",
        "scopes": list(grant.scopes),
        "hub_id": state.portal_id,
        "app_id": grant.app_id,
        "expires_in": int(left),
        "user_id": 1,
        "token_type": "access",
    }


def _bad(status: str, message: str) -> ApiError:
    return ApiError(400, message, status, extra={"status": status})
