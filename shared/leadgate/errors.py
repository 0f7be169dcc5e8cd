"""The three ways things go wrong; each entry point knows how to answer them.

Messages say what, where and what is allowed, and carry no personal data.
"""

from typing import Self


def without_value(problem: str) -> str:
    """What is wrong and what is allowed, for logs: the value that was sent stands behind `, not `, maybe personal;
    in settings behind `(got `."""
    return problem.partition(", not ")[0].partition(" (got ")[0]


class LeadgateError(Exception):
    """Any failure we foresaw. Anything else is a bug."""


class BadInputError(LeadgateError):
    """The sender must change what was sent."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem

    def under(self, prefix: str) -> Self:
        """The same error seen from one level further out: `signals[3]` + `kind`."""
        joined = prefix if not self.path else f"{prefix}{'' if self.path.startswith('[') else '.'}{self.path}"
        return type(self)(joined, self.problem)


class UnverifiedError(BadInputError):
    """Nobody can tell who sent this: signature, key or timestamp is missing, wrong or stale."""


class RetryableError(LeadgateError):
    """Throttled, timed out or down: the same call may work later."""

    def __init__(self, problem: str, after_seconds: float | None = None) -> None:
        super().__init__(problem)
        self.after_seconds = after_seconds


class NotYetError(RetryableError):
    """Nothing failed: it is to be done later."""


class PermanentError(LeadgateError):
    """A person must act: token revoked, field gone, bundle refused."""
