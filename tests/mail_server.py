"""A mail server in this process that answers as a test scripts it."""

import asyncio
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from aiosmtpd.smtp import LoginPassword

USER, PASSWORD = "toko", "rahasia-uji"


@dataclass
class Server:
    """What the server does next, and what it took. `rcpt`, `data`: answers in place of 250."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """`drop` loses the line after the content arrived; `slow` answers too late."""

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails that were taken, parsed."""
        return [message_from_bytes(m, policy=default) for m in self.taken]

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Accept a recipient, or answer as scripted."""
        if self.rcpt:
            return self.rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a message, or answer as scripted."""
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "drop":
            self.taken.append(envelope.content)
            server.transport.abort()
            return "250 OK"
        if answer == "slow":
            self.taken.append(envelope.content)
            await asyncio.sleep(2.5)
            return "250 OK"
        if answer.startswith("250"):
            self.taken.append(envelope.content)
        return answer


def _login(
    _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword
) -> AuthResult:
    right = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    # What is not handled here is answered with 535; else the client waits until its time is up.
    return AuthResult(success=right, handled=False)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(cert: Path | None = None) -> Iterator[Server]:
    """A server on a free port: with STARTTLS and AUTH where it has a certificate."""
    server = Server(port=_free_port())
    options: dict[str, Any] = {}
    if cert is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, cert.with_suffix(".key"))
        options = {
            "tls_context": context,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": _login,
        }
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def certificate(folder: Path) -> Path:
    """A certificate of `localhost` that signs itself; skips without openssl."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    cert = folder / "localhost.pem"
    line = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        f" -subj /CN=localhost -addext subjectAltName=DNS:localhost -out {cert}"
        f" -keyout {cert.with_suffix('.key')}"
    )
    subprocess.run(line.split(), check=True, capture_output=True)
    return cert
