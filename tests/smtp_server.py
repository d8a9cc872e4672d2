"""An SMTP server on loopback that misbehaves when it is told to."""

import asyncio
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Misbehaving(SMTP):
    """Does as its handler's ``mode`` says; ``delivered`` holds what a real one would deliver."""

    async def smtp_DATA(self, arg):  # noqa: N802  # the library calls it so
        mode = self.event_handler.mode
        if mode == "no go-ahead":
            await self.push("250 fine")
            return
        if mode == "cut before the dot":
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        if mode == "dead before the dot":
            await self.push("354 go on")
            await asyncio.sleep(60)
            return
        await super().smtp_DATA(arg)


class Handler:
    def __init__(self):
        self.mode = ""
        self.delivered = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  # the library calls it so
        if self.mode == "no such user":
            return "550 no such user"
        if self.mode == "greylisted":
            return "451 come back later"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # the library calls it so
        if self.mode == "later":
            return "451 disk full"
        if self.mode == "never":
            return "554 refused"
        self.delivered.append(envelope.original_content)
        if self.mode == "cut after the dot":
            server.transport.abort()
            await asyncio.sleep(60)
        if self.mode == "hangs after the dot":
            await asyncio.sleep(60)
        if self.mode == "babbles after the dot":
            return "what? who are you?"
        if self.mode == "slow":
            await asyncio.sleep(0.05)
        return "250 kept"


class _Controller(Controller):
    def factory(self):
        return Misbehaving(self.handler, **self.SMTP_kwargs)


@contextmanager
def serving(*, tls=None, starttls=None):
    handler = Handler()
    kwargs = {} if starttls is None else {"tls_context": starttls}
    controller = _Controller(
        handler, hostname="127.0.0.1", port=free_port(), ssl_context=tls, **kwargs
    )
    controller.start()
    handler.port = controller.port
    try:
        yield handler
    finally:
        controller.stop(no_assert=True)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
