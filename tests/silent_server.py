"""A mail server that falls silent at one step of a delivery, so that a test can act just there."""

import socket
import threading

ANSWERS = {
    "greeting": b"220 uji",
    "ehlo": b"250 uji",
    "mail": b"250 OK",
    "rcpt": b"250 OK",
    "data": b"354 go on",
    "content": b"",
    "answer": b"250 taken",
    "quit": b"221 bye",
}
"""Steps of a delivery; `content` has taken a part of the message, `answer` all of it."""
BEFORE = ("greeting", "ehlo", "mail", "rcpt")
"""The server has nothing of the mail yet: it goes with the next run."""


class Silent(threading.Thread):
    """A server for one line. At its step it answers no more and sets `reached`."""

    def __init__(self, step: str) -> None:
        super().__init__(daemon=True)
        self.step, self.taken = step, 0
        self.reached, self.released = threading.Event(), threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listener.getsockname()[1])

    def run(self) -> None:
        """Answer until the step; hold the line until the other side has been killed."""
        line, _ = self.listener.accept()
        with self.listener, line, line.makefile("rb") as heard:
            for step, answer in ANSWERS.items():
                if step == "content":
                    heard.read(1000)
                elif step == "answer":
                    while heard.readline() != b".\r\n":
                        pass
                    self.taken += 1
                elif step != "greeting":
                    heard.readline()
                if step == self.step:
                    self.reached.set()
                    self.released.wait(60)
                    return
                if answer:
                    line.sendall(answer + b"\r\n")
