"""What a code of an error means, and what a metric does."""

import difflib
from dataclasses import asdict
from dataclasses import dataclass

from omnicli.domain.errors import OmniError
from omnicli.domain.errors import catalog
from omnicli.metrics import catalog as metrics


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code or a metric in words. Codes have an exit status, metrics a formula."""

    kind: str
    name: str
    meaning: str
    advice: str
    exit_code: int | None = None
    formula: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The explanation as `--json` prints it."""
        return {key: value for key, value in asdict(self).items() if value is not None}


def explain(topic: str, lang: str) -> Explanation:
    """Explain an error code (`E_BUSY`, `busy`) or a metric (`roas`, `roas@1`)."""
    codes = catalog()
    wanted = topic.strip().upper()
    code = next((name for name in (wanted, f"E_{wanted}") if name in codes), None)
    if code is not None:
        return explain_code(code, lang)
    try:
        return explain_metric(topic.strip(), lang)
    except OmniError as error:
        if error.code != "E_METRIC_UNKNOWN":
            raise
    names = {name.lower(): name for name in (*codes, *(name for name, _ in metrics.catalog()))}
    short = {name.removeprefix("e_"): full for name, full in names.items()}
    near = difflib.get_close_matches(topic.lower(), [*names, *short], 3, 0.4)
    found = dict.fromkeys({**short, **names}[name] for name in near)
    raise OmniError("E_UNKNOWN_CODE", value=topic, nearest=", ".join(found) or "–")


def explain_code(code: str, lang: str) -> Explanation:
    """The catalogue entry of a code; its placeholders stay visible."""
    entry = catalog()[code]
    english = lang == "en"
    return Explanation(
        kind="error",
        name=code,
        meaning=entry.message[english],
        advice=entry.hint[english],
        exit_code=int(entry.exit),
    )


def explain_metric(reference: str, lang: str) -> Explanation:
    """Title, formula and how to read a metric."""
    spec = metrics.get(reference)
    english = lang == "en"
    return Explanation(
        kind="metric",
        name=f"{spec.name}@{spec.version}",
        meaning=spec.title[english],
        advice=spec.how_to_read[english],
        formula=spec.formula[english],
    )


def explain_all(lang: str) -> list[Explanation]:
    """Every code, by name."""
    return [explain_code(code, lang) for code in catalog()]
