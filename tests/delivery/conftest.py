"""A shop with a month of ads, and a mail server to send its reports through."""

from collections.abc import Iterator

import pytest

import mail_server
from conftest import Omni
from delivery_helpers import Configure
from omnicli.workspace import Workspace


@pytest.fixture
def server() -> Iterator[mail_server.Server]:
    with mail_server.running() as server:
        yield server


@pytest.fixture
def configure(workspace: Workspace) -> Configure:
    """Put sections at the end of omni.toml."""

    def add(text: str) -> None:
        path = workspace.config_path
        path.write_text(path.read_text("utf-8") + "\n" + text, "utf-8")

    return add


def plain(port: int) -> str:
    """The sections for a server without TLS, and an owner."""
    return f"""
[mail]
host = "127.0.0.1"
port = {port}
from = "toko@example.com"
starttls = false
timeout = 20
[[recipients]]
name = "owner"
address = "owner@example.com"
role = "owner"
"""


@pytest.fixture
def shop(
    omni: Omni,
    workspace: Workspace,
    server: mail_server.Server,
    configure: Configure,
    monkeypatch: pytest.MonkeyPatch,
) -> mail_server.Server:
    """Ads of 1 to 23 July are in, nothing of the week after; it is August."""
    monkeypatch.setenv("OMNI_NOW", "2025-08-02T03:00:00Z")
    file = workspace.root.parent / "july.csv"
    rows = [f"2025-07-{day:02d},A,1000" for day in range(1, 24)]
    file.write_text("\n".join(["Day,Campaign name,Amount spent (IDR)", *rows, ""]), "utf-8")
    assert omni("import", "meta-ads", file).code == 0
    configure(plain(server.port))
    return server
