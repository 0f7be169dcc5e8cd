"""The templates in force, and one line for the admin about each that is bad, however often it is used."""

import logging

from leadgate.domain.ids import content_id
from leadgate.ports import Parked, Ports
from leadgate.render.filling import BadTemplate, Templates

_logger = logging.getLogger(__name__)


def templates_of(ports: Ports) -> Templates:
    def tell(problem: BadTemplate) -> None:
        fact = {"template": problem.place, "line": problem.line, "reason": problem.reason}
        key = f"template-told:{content_id(fact)}"
        if ports.store.recall(key) is None:
            ports.store.park(Parked(content_id(fact), "template", problem.words, fact, ports.clock.now()))
            ports.store.remember(key, fact)
            _logger.error("%s", problem.words)

    place = ports.settings.current().handoff.templates
    return Templates(ports.outreach.templates, place, tell)
