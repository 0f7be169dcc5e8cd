"""What may say what a message is about: the bundled classifier, or a language model in front of it."""

import logging
from dataclasses import dataclass
from typing import Protocol

from leadgate.domain.conversation.said import Opinion
from leadgate.errors import LeadgateError

_logger = logging.getLogger(__name__)


class Converser(Protocol):
    """Only an opinion on a text: rules, thresholds, replies and what is written to the CRM are out of its reach."""

    def opinion_of(self, text: str) -> Opinion:
        """How much the text speaks for each intent (all of them, none below 0, summing to 1), and for readiness.

        The text is a stranger's: whatever it asks for, nothing but these numbers comes back. Raises RetryableError or
        PermanentError where no opinion can be had.
        """


@dataclass(frozen=True)
class WithFallback:
    """`first`, and where it cannot answer, `second`: a chat does not wait for a model that is down."""

    first: Converser
    second: Converser

    def opinion_of(self, text: str) -> Opinion:
        try:
            return self.first.opinion_of(text)
        except LeadgateError as error:
            _logger.warning("the model in front gave no opinion, the bundled classifier answers: %s", error)
            return self.second.opinion_of(text)
