"""`/sandbox/…`: act as a person in Salesforce's own pages, and look behind the scenes. No session, limits or faults."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadgate.sandbox.backstage import Backstage
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.gateway import to_response

from .delivery import Deliverer
from .errors import ApiError, Json, refused
from .http import Answer, Gate
from .org import Org, Rule
from .schema import SObject
from .writing import convert, create, delete, merge, update


@dataclass
class Control(Backstage):
    org: Org
    gate: Gate
    deliverer: Deliverer | None

    def routes(self) -> list[Route]:
        one = "/sandbox/ui/{name}/{id}"
        table: tuple[tuple[str, str, Callable[[Request, Json], Answer]], ...] = (
            ("GET", one, self.read),
            ("POST", one, self.edit),
            ("DELETE", one, self.delete),
            ("POST", f"{one}/merge", self.merge),
            ("POST", f"{one}/convert", self.convert),
            ("POST", "/sandbox/ui/{name}", self.create),
            *self.looks(),
            ("PUT", "/sandbox/faults", self.set_faults),
            ("PUT", "/sandbox/rules", self.set_rules),
        )
        return [Route(path, self._answering(handler), methods=[method]) for method, path, handler in table]

    def read(self, request: Request, _: Json) -> Answer:
        return Answer(200, dict(self.org.get(self._kind(request), request.path_params["id"])))

    def create(self, request: Request, body: Json) -> Answer:
        return Answer(201, {"id": create(self.org, self._kind(request), body, self.org.admin)["Id"]})

    def edit(self, request: Request, body: Json) -> Answer:
        kind = self._kind(request)
        update(self.org, kind, self.org.get(kind, request.path_params["id"]), body, self.org.admin)
        return Answer(204)

    def delete(self, request: Request, _: Json) -> Answer:
        kind = self._kind(request)
        delete(self.org, kind, self.org.get(kind, request.path_params["id"]), self.org.admin)
        return Answer(204)

    def merge(self, request: Request, body: Json) -> Answer:
        """`{"gone": id}` is merged into this record."""
        kind = self._kind(request)
        left = self.org.get(kind, request.path_params["id"])
        merge(self.org, kind, left, self.org.get(kind, str(body.get("gone"))), self.org.admin)
        return Answer(204)

    def convert(self, request: Request, body: Json) -> Answer:
        """A lead becomes `{"contact": id}`, with `"opportunity"` where there is one."""
        lead = self.org.get(self.org.schema.get("Lead"), request.path_params["id"])
        contact = self.org.get(self.org.schema.get("Contact"), str(body.get("contact")))
        convert(self.org, lead, contact, body.get("opportunity"), self.org.admin)
        return Answer(204)

    def set_faults(self, _: Request, body: Json) -> Answer:
        """`{"spec": "503:0.1,timeout:0.01"}`."""
        try:
            self.gate.faults = Faults.parse(str(body.get("spec", "")))
        except ValueError as error:
            raise refused("INVALID_INPUT", str(error)) from error
        return Answer(204)

    def set_rules(self, _: Request, body: Json) -> Answer:
        """`{"rules": [{"object", "field", "message", "field_named"?}]}`; replaces all."""
        try:
            self.org.rules = [Rule(**one) for one in body.get("rules", [])]
        except TypeError as error:
            raise refused("INVALID_INPUT", str(error)) from error
        return Answer(204)

    def _kind(self, request: Request) -> SObject:
        return self.org.schema.get(request.path_params["name"])

    def _answering(self, handler: Callable[[Request, Json], Answer]) -> Callable[[Request], object]:
        def respond(request: Request, raw: bytes) -> Response:
            with self.org.lock:
                try:
                    answer = handler(request, json.loads(raw or b"{}"))
                except ApiError as error:
                    answer = Answer(error.status, error.body())
                except ValueError as error:
                    answer = Answer(400, refused("JSON_PARSER_ERROR", str(error)).body())
            return to_response(answer)

        async def answer(request: Request) -> Response:
            return await run_in_threadpool(respond, request, await request.body())

        return answer
