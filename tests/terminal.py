"""A program at a terminal of its own, driven as a person drives it: read, then type."""

import fcntl
import os
import pty
import select
import subprocess
import termios
from collections.abc import Mapping
from collections.abc import Sequence

PATIENCE = 60
"""Seconds after which a prompt will not come any more."""


class Terminal:
    """A process whose keyboard and screen are a pseudo-terminal."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str]) -> None:
        self.screen, child = pty.openpty()
        self.shown = ""
        self.seen = 0

        def own() -> None:
            os.setsid()
            fcntl.ioctl(child, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            words,
            stdin=child,
            stdout=child,
            stderr=child,
            env=dict(env),
            preexec_fn=own,  # noqa: PLW1509 - the terminal is the child's own
        )
        os.close(child)

    def __enter__(self) -> "Terminal":
        """The terminal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind when a test fails."""
        self.process.kill()
        self.process.wait()

    def until(self, text: str) -> str:
        """Wait for a text after the one waited for last; what was shown up to it."""
        while text not in self.shown[self.seen :]:
            if not self._read():
                raise AssertionError(f"{text!r} did not come after: {self.shown[self.seen :]!r}")
        end = self.shown.index(text, self.seen) + len(text)
        part, self.seen = self.shown[self.seen : end], end
        return part

    def type(self, text: str) -> None:
        """Type a line, or a control character."""
        os.write(self.screen, text.encode())

    def answer(self, prompt: str, line: str) -> None:
        """Wait for a prompt and type a line."""
        self.until(prompt)
        self.type(line + "\n")

    def interrupt(self) -> None:
        """Press Ctrl-C as a person does: again while nothing happens.

        Python holds a press that falls between printing a prompt and reading its answer until the
        next key.
        """
        for _ in range(PATIENCE):
            self.type("\x03")
            try:
                self.process.wait(1)
            except subprocess.TimeoutExpired:
                continue
            return

    def end(self) -> int:
        """The exit status, once the program has ended."""
        while self._read():
            pass
        os.close(self.screen)
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        ready, _, _ = select.select([self.screen], [], [], PATIENCE)
        try:
            data = os.read(self.screen, 65_536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)
