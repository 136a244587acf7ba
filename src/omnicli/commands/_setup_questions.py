"""The questions of `omni setup` at a terminal: each is checked at once and can be put right."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from omnicli.domain.addresses import is_address
from omnicli.domain.errors import OmniError
from omnicli.settings.delivery import ROLES
from omnicli.ui.state import say
from omnicli.ui.text import t

if TYPE_CHECKING:
    from omnicli.services.wizard import Answers
    from omnicli.services.wizard import Receiver

Question = Callable[["Answers", str], "Answers"]


def asked(given: "Answers", language: str) -> "Answers":
    """The answers, once the person says that they are right; nothing is written before.

    What an option has answered is not asked, but shown with the rest.
    """
    answers = given
    known = (given.shop, given.inbox, given.to, given.host, given.lang)
    for question, answer in zip(QUESTIONS, known, strict=True):
        answers = answers if answer else question(answers, language)
    while True:
        for number, line in enumerate(_summary(answers, language), 1):
            say(f"  {number}  {line}")
        chosen = _ask("right", language)
        if not chosen:
            return answers
        if chosen in {"1", "2", "3", "4", "5"}:
            answers = QUESTIONS[int(chosen) - 1](answers, language)
            language = answers.lang or language


def _ask(key: str, language: str, default: str = "", *, hide: bool = False) -> str:
    text = t(f"setup.ask_{key}", language)
    shown = bool(default) and not hide
    return str(typer.prompt(text, default=default, hide_input=hide, show_default=shown)).strip()


def _right(key: str, language: str, default: str, fill: Callable[[str], "Answers"]) -> "Answers":
    """Ask until what `fill` makes of the answer can be used."""
    from omnicli.services import wizard

    while True:
        try:
            found = fill(_ask(key, language, default))
            wizard.check(found)
        except OmniError as error:
            say(f"  {error.message(language)}. {error.hint(language)}")
        else:
            return found


def _shop(answers: "Answers", language: str) -> "Answers":
    return _right("shop", language, answers.shop or "", lambda x: replace(answers, shop=x))


def _inbox(answers: "Answers", language: str) -> "Answers":
    default = answers.inbox or "inbox"
    return _right("inbox", language, default, lambda x: replace(answers, inbox=x))


def _mails(answers: "Answers", language: str) -> "Answers":
    """One person after the other: address, rights, reports, hour; until an empty address."""
    from omnicli.services import wizard

    before, found = answers.to, replace(answers, to=())
    while True:
        number = len(found.to)
        old = before[number] if number < len(before) else None
        # An empty line ends the list, so what was answered before is offered to the first only.
        default = old.address if old and not number else ""
        key = "to_next" if number else "to"

        def add(text: str, number: int = number, kept: "Answers" = found) -> "Answers":
            more = [wizard.receiver(text, first=not number)] if text else []
            return replace(kept, to=(*kept.to, *more))

        some = _right(key, language, default, add)
        if len(some.to) == number:
            return some
        found = _one(some, language, old)


def _one(answers: "Answers", language: str, old: "Receiver | None") -> "Answers":
    """What the person named last gets, when, and with whose rights."""
    *others, last = answers.to

    def put(one: "Receiver") -> "Answers":
        return replace(answers, to=(*others, one))

    def role(text: str) -> "Answers":
        if text not in ROLES:
            raise OmniError("E_SETUP_ANSWER", value=text, allowed=", ".join(ROLES))
        return put(replace(last, role=text))

    if others:
        last = _right("role", language, (old or last).role, role).to[-1]
    reports = " ".join((old or last).reports)
    last = _right(
        "report", language, reports, lambda x: put(replace(last, reports=tuple(x.split())))
    ).to[-1]
    return _right("at", language, (old or last).at, lambda x: put(replace(last, at=x)))


def _server(answers: "Answers", language: str) -> "Answers":
    """Host and login, tried at once: a wrong password is found here, not tomorrow at seven."""
    from omnicli.services import wizard

    def place(text: str) -> "Answers":
        host, _, port = text.partition(":")
        if port and not (port.isdecimal() and 0 < int(port) < 65_536):
            raise OmniError("E_SETUP_ANSWER", value=text, allowed="smtp.example.com:587")
        # The sender is asked below.
        sender = answers.sender or answers.user or "toko@example.com"
        return replace(answers, host=host or None, port=int(port or 587), sender=sender)

    default = f"{answers.host}:{answers.port}" if answers.host else ""
    some = _right("host", language, default, place)
    if not some.host:
        return replace(some, user=None, sender=None, password=None)
    user = _ask("user", language, answers.user or "") or None
    password = _ask("password", language, hide=True) or None if user else None
    some = replace(some, user=user, password=password, sender=None)
    if not is_address(user):
        default = answers.sender or ""
        some = _right("from", language, default, lambda x: replace(some, sender=x))
    say(t("setup.trying", language, host=some.host, port=some.port))
    problem = wizard.problem_of(some)
    if not problem:
        say(t("setup.accepted", language))
        return some
    say(t("setup.refused", language, detail=problem))
    return some if _ask("again", language) == "-" else _server(some, language)


def _lang(answers: "Answers", language: str) -> "Answers":
    default = answers.lang or language
    return _right("lang", language, default, lambda x: replace(answers, lang=x))


QUESTIONS: tuple[Question, ...] = (_shop, _inbox, _mails, _server, _lang)


def _summary(answers: "Answers", language: str) -> list[str]:
    none = t("setup.none", language)
    mails = "; ".join(
        t("setup.mails", language, report=", ".join(one.reports), to=one.address, at=one.at)
        for one in answers.to
    )
    server = f"{answers.host}:{answers.port} · {answers.sender or answers.user}"
    return [
        str(answers.shop),
        str(answers.inbox),
        mails if answers.to else none,
        server if answers.host else none,
        str(answers.lang),
    ]
