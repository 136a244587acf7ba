"""Reading and verifying the audit trail."""

import json
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

from omnicli.access import trail
from omnicli.domain.errors import Exit
from omnicli.domain.errors import OmniError
from omnicli.session import Session


@dataclass(frozen=True)
class Verified:
    """The result of a verification, with the head to keep as an anchor."""

    verdict: trail.Verdict
    anchor: trail.Anchor | None

    @property
    def ok(self) -> bool:
        """Whether the chain holds."""
        return self.verdict.broken is None

    def to_dict(self) -> dict[str, object]:
        """The result as `--json` prints it; `head` serves as the next anchor."""
        return {
            "ok": self.ok,
            "rows": self.verdict.rows,
            "head": asdict(self.verdict.head),
            "broken": asdict(self.verdict.broken) if self.verdict.broken else None,
            "anchor": asdict(self.anchor) if self.anchor else None,
        }


def list_runs(
    session: Session, *, last: int, user: str | None, action: str | None
) -> list[dict[str, object]]:
    """The newest commands as `--json` prints them, without the one that asks."""
    found = trail.runs(session.db, last=last, user=user, action=action, besides=session.run_id)
    return [{**asdict(run), "detail": json.loads(run.detail)} for run in found]


def verify(session: Session, anchor_file: Path | None) -> Verified:
    """Verify the chain up to now, against the anchor if one is given."""
    anchor = read_anchor(anchor_file) if anchor_file else None
    verdict = trail.verify(session.db, anchor)
    session.finish(
        exit_code=int(Exit.INTEGRITY) if verdict.broken else 0,
        rows=verdict.rows,
        head=verdict.head.hash,
    )
    return Verified(verdict, anchor)


def read_anchor(path: Path) -> trail.Anchor:
    """The head in a file made by `omni audit verify --json`, or a line `SEQ HASH`."""
    try:
        text = path.read_text("utf-8").strip()
        if text.startswith("{"):
            body = json.loads(text)
            head = body.get("head", body)
            seq, digest = head["seq"], head["hash"]
        else:
            seq, digest = text.split()
        anchor = trail.Anchor(int(seq), str(digest))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise OmniError("E_AUDIT_ANCHOR", file=str(path), detail=detail) from error
    return anchor
