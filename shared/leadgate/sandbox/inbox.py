"""A mail server that keeps what it is sent, for demos and tests: nothing leaves this machine."""

import asyncio
import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass
class Inbox:
    """A context manager. messages: what has come, the oldest first.

    refuses: addresses that are not taken. answer: what DATA is answered with. silent_seconds: how long it falls silent
    once it has a whole letter, before it answers.
    """

    messages: list[EmailMessage] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    answer: str = "250 kept"
    silent_seconds: float = 0.0
    _controller: Controller | None = None

    @property
    def port(self) -> int:
        assert self._controller is not None
        return _port_of(self._controller)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        del server, session, options
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        del server, session
        if self.answer.startswith("2"):
            self.messages.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        await asyncio.sleep(self.silent_seconds)
        return self.answer

    def __enter__(self) -> Self:
        self._controller = _Listening(self, hostname="127.0.0.1", port=0)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._controller is not None
        self._controller.stop()


class _Listening(Controller):
    """On whatever port is free: the controller itself would knock at port 0 to see whether it listens."""

    def _trigger_server(self) -> None:
        self.port = _port_of(self)
        super()._trigger_server()  # type: ignore[no-untyped-call]  # the library's


def _port_of(controller: Controller) -> int:
    assert isinstance(controller.server, asyncio.Server)
    return int(controller.server.sockets[0].getsockname()[1])
