"""`/sandbox/…`: act as a person in HubSpot's own pages, and look behind the scenes. No token, no limits, no faults."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leadgate.sandbox.backstage import Backstage
from leadgate.sandbox.faults import Faults
from leadgate.sandbox.gateway import to_response

from .archiving import archive
from .associating import associate, dissociate
from .delivery import Deliverer
from .errors import ApiError, Json, invalid
from .events import subscriptions_from
from .http import Answer, Call, Gate, read_call
from .links import End
from .merging import forget_person, merge_records
from .object_routes import link, properties_of, read_links
from .object_types import OBJECT_TYPES, object_type
from .reading import View, render
from .records import Source, crm_user
from .rules import rule_from_json
from .shapes import objects, whole
from .state import State
from .writing import check, create, update

DEFAULT_USER_ID = 9_001


@dataclass
class Control(Backstage):
    state: State
    gate: Gate
    deliverer: Deliverer | None

    def routes(self) -> list[Route]:
        one = "/sandbox/ui/{object_type}/{object_id}"
        table: tuple[tuple[str, str, Callable[[Call], Answer]], ...] = (
            ("POST", "/sandbox/ui/associations", self.associate),
            ("GET", one, self.read),
            ("POST", one, self.edit),
            ("DELETE", one, self.delete),
            ("POST", f"{one}/merge", self.merge),
            ("POST", f"{one}/privacy-delete", self.privacy_delete),
            ("POST", "/sandbox/ui/{object_type}", self.create),
            *self.looks(),
            ("PUT", "/sandbox/faults", self.set_faults),
            ("PUT", "/sandbox/rules", self.set_rules),
            ("PUT", "/sandbox/subscriptions", self.set_subscriptions),
        )
        return [Route(path, self._answering(handler), methods=[method]) for method, path, handler in table]

    def read(self, call: Call) -> Answer:
        """The whole record: every value it has, with history and associations."""
        kind = object_type(call.params["object_type"])
        record = self.state.get(kind, call.params["object_id"])
        others = [one.name for one in OBJECT_TYPES if one.name != kind.name]
        names = list(record.history)
        return Answer(200, render(self.state, kind, record, View(names, names, others)))

    def create(self, call: Call) -> Answer:
        kind = object_type(call.params["object_type"])
        body = call.json()
        values = check(self.state, kind, properties_of(body))
        links = read_links(self.state, kind, body.get("associations"))
        record = create(self.state, kind, values, _user(body))
        link(self.state, (kind.name, record.id), links, _user(body))
        return Answer(201, render(self.state, kind, record, View(list(values))))

    def edit(self, call: Call) -> Answer:
        kind = object_type(call.params["object_type"])
        body = call.json()
        record = self.state.get(kind, call.params["object_id"])
        values = check(self.state, kind, properties_of(body), record)
        update(self.state, record, values, _user(body))
        return Answer(200, render(self.state, kind, record, View(list(values))))

    def delete(self, call: Call) -> Answer:
        kind = object_type(call.params["object_type"])
        archive(self.state, self.state.get(kind, call.params["object_id"]), _user(call.json()))
        return Answer(204)

    def merge(self, call: Call) -> Answer:
        kind = object_type(call.params["object_type"])
        body = call.json()
        primary = self.state.get(kind, call.params["object_id"])
        other = self.state.get(kind, str(body.get("objectIdToMerge", "")))
        record = merge_records(self.state, kind, primary, other, _user(body))
        return Answer(200, render(self.state, kind, record, View()))

    def privacy_delete(self, call: Call) -> Answer:
        kind = object_type(call.params["object_type"])
        forget_person(self.state, self.state.get(kind, call.params["object_id"]), _user(call.json()))
        return Answer(204)

    def associate(self, call: Call) -> Answer:
        """`{"from": "contacts/501", "to": "companies/77", "remove"?}`."""
        body = call.json()
        start, end = _end(body, "from"), _end(body, "to")
        if body.get("remove"):
            dissociate(self.state, start, end, None, _user(body))
        else:
            associate(self.state, start, end, [], _user(body))
        return Answer(204)

    def set_faults(self, call: Call) -> Answer:
        """`{"spec": "503:0.1,timeout:0.01", "seed"?}`."""
        body = call.json()
        try:
            self.gate.faults = Faults.parse(str(body.get("spec", "")), whole(body, "seed", 0))
        except ValueError as error:
            raise invalid(str(error)) from error
        return Answer(204)

    def set_rules(self, call: Call) -> Answer:
        """`{"rules": [{"objectType", "propertyName", "kind", "pattern"?, "message"}]}`; replaces all."""
        self.state.rules = [rule_from_json(body) for body in objects(call.json(), "rules")]
        return Answer(204)

    def set_subscriptions(self, call: Call) -> Answer:
        """`{"subscriptions": [{"subscriptionType", "propertyName"?}]}`; replaces all."""
        subscriptions = subscriptions_from(objects(call.json(), "subscriptions"))
        if self.deliverer:
            self.deliverer.subscribe(subscriptions)
        return Answer(200, {"subscriptions": [one.body() for one in subscriptions]})

    def _answering(self, handler: Callable[[Call], Answer]) -> Callable[[Request], object]:
        def respond(call: Call) -> Answer:
            with self.state.lock:
                try:
                    return handler(call)
                except ApiError as error:
                    return Answer(error.status, error.body())

        async def answer(request: Request) -> Response:
            call = read_call(request, await request.body(), 0)
            return to_response(await run_in_threadpool(respond, call))

        return answer


def _user(body: Json) -> Source:
    return crm_user(whole(body, "userId", DEFAULT_USER_ID))


def _end(body: Json, name: str) -> End:
    type_name, _, record_id = str(body.get(name, "")).partition("/")
    return object_type(type_name).name, record_id
