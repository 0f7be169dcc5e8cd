"""What every sandbox shows behind the scenes: which calls it was sent, and what it has told others."""

from collections.abc import Callable

from .delivery import Deliverer
from .gateway import Answer, Gateway

Look = tuple[str, str, Callable[..., Answer]]


class Backstage:
    """Whoever inherits adds these looks to its own routes; what a handler is given does not matter to them."""

    gate: Gateway
    deliverer: Deliverer | None

    def looks(self) -> tuple[Look, ...]:
        """(method, path, handler) of each."""
        return (
            ("GET", "/sandbox/calls", self.read_calls),
            ("DELETE", "/sandbox/calls", self.reset_calls),
            ("GET", "/sandbox/deliveries", self.read_deliveries),
            ("POST", "/sandbox/deliveries/flush", self.flush_deliveries),
        )

    def read_calls(self, *_: object) -> Answer:
        return Answer(200, {"total": self.gate.calls.total(), "calls": dict(self.gate.calls)})

    def reset_calls(self, *_: object) -> Answer:
        self.gate.calls.clear()
        return Answer(204)

    def read_deliveries(self, *_: object) -> Answer:
        return Answer(
            200, self.deliverer.report() if self.deliverer else {"delivered": [], "pending": [], "failed": []}
        )

    def flush_deliveries(self, *_: object) -> Answer:
        if self.deliverer:
            self.deliverer.flush()
        return Answer(204)
