"""What a mail shows at a glance, as one phone screen of HTML and as plain text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from omnicli.domain.errors import OmniError

MOST_BYTES = 90_000
"""Mail programs cut a page off at about 100 KB."""
_WORDS = {
    "needs": ("Yang perlu Anda lakukan", "What needs you"),
    "was": ("sebelumnya", "was"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure; `before` is what the last mail had, where that was something else."""

    label: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The contents of one mail, every text in the recipient's language.

    `changed` compares with the last mail to this reader, `moved` says what moved figures that
    anybody was shown with another value. `marks` say what the figures lack, `needs` what a person
    has to do, `notes` stand at the end: what was checked, what is attached.
    """

    store: str
    title: str
    subject: str
    marks: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    figures: tuple[Shown, ...] = ()
    changed: str = ""
    moved: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


def render_page(digest: Digest, templates: Path, lang: str) -> str:
    """The HTML part: styles in the elements, nothing to load. E_REPORT_TEMPLATE if it is too long.

    A table that does not fit is cut by `rows`, never by the mail program.
    """
    from jinja2 import FileSystemLoader
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    env = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(templates), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = {name: pair[lang == "en"] for name, pair in _WORDS.items()}
    page = env.get_template("_mail.html").render(digest=digest, words=words, lang=lang)
    if len(page.encode()) > MOST_BYTES:
        detail = f"{len(page.encode())} > {MOST_BYTES} bytes"
        raise OmniError("E_REPORT_TEMPLATE", file="_mail.html", detail=detail)
    return page


def render_text(digest: Digest, lang: str) -> str:
    """The text part: the same, for readers without HTML."""
    return "\n".join(_lines(digest, lang)).rstrip() + "\n"


def _lines(digest: Digest, lang: str) -> Iterator[str]:
    second = lang == "en"
    yield f"{digest.store}: {digest.title}" if digest.store else digest.title
    yield ""
    for mark in digest.marks:
        yield f"! {mark}"
    yield from digest.verdict
    wide = max((len(figure.label) for figure in digest.figures), default=0)
    for figure in digest.figures:
        was = f"  ({_WORDS['was'][second]} {figure.before})" if figure.before else ""
        yield f"{figure.label:<{wide}}  {figure.value}{was}"
    yield ""
    if digest.changed or digest.moved:
        yield from filter(None, (digest.changed, *digest.moved))
        yield ""
    if digest.needs:
        yield f"{_WORDS['needs'][second]}:"
        yield from (f"- {need}" for need in digest.needs)
        yield ""
    if digest.rows:
        yield " | ".join(digest.heads)
        yield from (" | ".join(row) for row in digest.rows)
        yield ""
    yield from digest.notes
