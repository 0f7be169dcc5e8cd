"""What is done about a judged lead beside its record: a rep is told, the lead is answered.

Each errand is a message of its own in the queue of leads, so that a channel that is down holds up no verdict, and is
tried again for more than a day. Done twice it does nothing the second time.
"""

from typing import Literal

from leadgate.domain.assessment import Assessment
from leadgate.domain.ids import errand_id
from leadgate.ports import Ports
from leadgate.service.first_response import answer_lead
from leadgate.service.stop import refuse_if_stopped
from leadgate.service.telling import channels_on, tell_reps

ErrandResult = Literal["told", "nothing_new", "answered", "not_answered"]


def send_errands(assessment: Assessment, version: int, ports: Ports) -> None:
    """Those that the settings ask for; nothing of it while Leadgate only observes."""
    settings = ports.settings.current()
    if assessment.decision.autonomy == "observe":
        return
    errands = ["tell"] if channels_on(settings) else []
    if settings.first_response.mode != "off" and assessment.decision.status == "sales_ready":
        errands.append("answer")
    if errands:
        ports.queue.send_all([(errand_id(errand, assessment.lead_id), version) for errand in errands])


def run_errand(errand: str, lead_id: str, ports: Ports) -> ErrandResult:
    """Raises what the ports raise, and NotYetError where it is to be done later."""
    refuse_if_stopped(ports)
    if errand == "answer":
        return "answered" if answer_lead(lead_id, ports) else "not_answered"
    return "told" if tell_reps(lead_id, ports) else "nothing_new"
