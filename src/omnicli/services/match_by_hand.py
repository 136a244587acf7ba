"""`omni match`: what people say is the same money, what they say is not, and taking it back."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from omnicli.domain.errors import OmniError
from omnicli.engine.closed_guard import refuse_covered
from omnicli.engine.match_all import rematch
from omnicli.engine.rules import rules_of
from omnicli.services import match_rules
from omnicli.services.deciding import decide
from omnicli.services.deciding import deciding
from omnicli.session import Session
from omnicli.warehouse import decisions
from omnicli.warehouse import earned_store
from omnicli.warehouse import match_store
from omnicli.warehouse.match_store import Leg
from omnicli.warehouse.money_facts import wallets_of_lines
from omnicli.warehouse.records import Record
from omnicli.warehouse.records import ask
from omnicli.warehouse.references import resolve

_UNDONE = ("sudah dibatalkan", "is undone already")
_BOOKED = ("sudah dibukukan sebagai", "is booked already, as")
_RULED_OUT = ("sudah dinyatakan bukan pasangan, sebagai", "is ruled out, as")
_LETTERS = {match_store.KIND: "H", match_store.NEVER: "N", match_store.NEVER_RULE: "N"}
"""Kind of decision → the letter its name begins with."""
_ALLOWED = ({"payout", "bank"}, {"line", "bank"}, {"payout", "line"}, {"order", "line"})


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision made: the match's name, what became of it, and what rules learned of it."""

    ref: str
    outcome: str
    lessons: list[Record]


def add_match(session: Session, named: Sequence[tuple[str, str]], *, reason: str) -> Decided:
    """Decide that the objects, named as (side, reference), are the same money.

    Raises E_MATCH_SIDES, E_MATCH_TAKEN, E_MATCH_REASON, E_MONTH_CLOSED for a payout, or lines, that
    a closing covers, or what `resolve` says of a reference.
    """
    _require_reason(reason)
    with deciding(session) as db:
        legs = sorted(
            {resolve(db, side, text) for side, text in named}, key=lambda leg: (leg.side, leg.text)
        )
        _check_sides(legs)
        _check_free(db, legs)
        return _book(session, db, legs, reason)


def accept_match(session: Session, ref: str, *, reason: str) -> Decided:
    """Book what is suggested, as if its objects had been named. Raises E_MATCH_ID."""
    _require_reason(reason)
    with deciding(session) as db:
        legs = match_store.legs_called(db, ref, state="suggested")
        if not legs:
            raise _no_match(db, ref)
        return _book(session, db, legs, reason, suggestion=ref)


def undo_match(session: Session, ref: str, *, reason: str) -> Decided:
    """Take a match back; says what that made of it. Raises E_MATCH_ID.

    One made by hand is `undone`; one of the rules, or a suggestion, is `ruled_out`, and so is a
    rule that learns (`rule_out`); what was ruled out is `allowed` again.
    """
    _require_reason(reason)
    with deciding(session) as db:
        before = match_rules.standing(db)
        entry, rule = _decision(db, ref), earned_store.rule_called(db, ref)
        legs: Sequence[Leg] = ()
        if entry is not None:
            made = f"{entry['kind']}_undone"
            decide(session, db, made, entry["subject"], reason=reason, instead_of=[entry])
            legs = match_store.legs_of(db, entry["payload"])
            outcome = "undone" if entry["kind"] == match_store.KIND else "allowed"
        elif rule is not None and before[ref]["ruled_out_as"] is None:
            payload = earned_store.payload_of(rule, ref)
            subject = " ".join(str(part) for part in rule if part)
            decide(session, db, match_store.NEVER_RULE, subject, payload, reason=reason)
            outcome = "rule_out"
        else:
            legs = match_store.legs_called(db, ref)
            if not legs:
                raise _no_match(db, ref)
            subject = " ≠ ".join(leg.text for leg in legs)
            payload = {**match_store.payload_of(legs), "match": ref}
            decide(session, db, match_store.NEVER, subject, payload, reason=reason)
            outcome = "ruled_out"
        learned = _derive(session, db, legs, before)
        texts = [f"{leg.side} {leg.text}" for leg in legs]
        session.finish(
            match=ref, reason=reason, outcome_of_match=outcome, legs=texts, rules=_audited(learned)
        )
    return Decided(ref, outcome, learned)


def list_matches(db: sqlite3.Connection, *, whole: bool = False) -> list[Record]:
    """Matches made by hand, dangling, suggested and ruled out; with `whole` the rules' own too."""
    rows = ask(db, "match_legs", {"whole": whole})
    found = [_summed(list(legs)) for _, legs in groupby(rows, key=lambda row: row["match_id"])]
    return [*found, *(_ruled_out(db, entry) for entry in decisions.standing(db, match_store.NEVER))]


def list_open(db: sqlite3.Connection) -> list[Record]:
    """Payouts and credits without a partner, with their candidates and the tests those failed."""
    return [
        {**row, "explanation": json.loads(str(row["explanation"]))} for row in ask(db, "match_open")
    ]


def _summed(legs: list[Record]) -> Record:
    """The legs of one match as one row."""
    first = legs[0]
    explanation = json.loads(str(first["explanation"]))
    if first["score"] is not None:
        explanation["score"] = {
            part: first[f"{part}_score"] for part in ("amount", "payer", "days")
        }
    sides = [leg for leg in legs if leg["side"] != "bank"]
    banks = [leg for leg in legs if leg["side"] == "bank"]
    ours = [leg for leg in sides if leg["side"] != "order"] or sides
    return {
        "id": first["ref"],
        "state": first["state"],
        "rule": first["rule"],
        "what": [f"{leg['side']} {leg['natural_key']}" for leg in sides],
        "bank": [leg["natural_key"] for leg in banks],
        "missing": [leg["natural_key"] for leg in legs if leg["row_id"] is None],
        "date": min((str(leg["date"]) for leg in ours if leg["date"]), default=None),
        "amount_sen": sum(int(str(leg["amount_sen"])) for leg in ours),
        "fee_sen": first["fee_sen"],
        "difference_sen": first["difference_sen"],
        "days": first["days"],
        "score": first["score"],
        "reason": explanation.get("reason"),
        "explanation": explanation,
    }


def _ruled_out(db: sqlite3.Connection, entry: decisions.Entry) -> Record:
    legs = match_store.legs_of(db, entry["payload"])
    return {
        "id": f"N{entry['decision_id']}",
        "state": "ruled_out",
        "rule": "by_hand",
        "what": [f"{leg.side} {leg.text}" for leg in legs if leg.side != "bank"],
        "bank": [leg.text for leg in legs if leg.side == "bank"],
        "missing": [leg.text for leg in legs if leg.row_id is None],
        "date": None,
        "amount_sen": sum(leg.amount_sen for leg in legs if leg.side != "bank"),
        "fee_sen": 0,
        "difference_sen": 0,
        "days": None,
        "score": None,
        "reason": entry["reason"],
        "explanation": {"actor": entry["actor"], "at": entry["at"]},
    }


def _book(
    session: Session,
    db: sqlite3.Connection,
    legs: Sequence[Leg],
    reason: str,
    suggestion: str | None = None,
) -> Decided:
    before = match_rules.standing(db)
    subject = " = ".join(leg.text for leg in legs)
    payload = {**match_store.payload_of(legs), **({"match": suggestion} if suggestion else {})}
    number = decide(session, db, match_store.KIND, subject, payload, reason=reason)
    learned = _derive(session, db, legs, before)
    texts = [f"{leg.side} {leg.text}" for leg in legs]
    session.finish(match=f"H{number}", reason=reason, legs=texts, rules=_audited(learned))
    return Decided(f"H{number}", "added", learned)


def _audited(learned: Sequence[Record]) -> list[Record]:
    """What the audit keeps of what rules learned."""
    names = ("ref", "state", "confirmations", "needed", "booked_before", "booked")
    return [{name: row[name] for name in names} for row in learned]


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise OmniError("E_MATCH_REASON")


def _check_sides(legs: Sequence[Leg]) -> None:
    sides = {leg.side for leg in legs}
    orders = sum(leg.side == "order" for leg in legs)
    if sides not in _ALLOWED or orders > 1:
        raise OmniError("E_MATCH_SIDES", value=" + ".join(sorted(leg.side for leg in legs)) or "–")


def _check_free(db: sqlite3.Connection, legs: Sequence[Leg]) -> None:
    """Money goes one way once: what a person matched already has no second partner of the kind."""
    wanted = {(leg.side, leg.key) for leg in legs}
    sides = {leg.side for leg in legs}
    for match in match_store.by_hand(db):
        others = {leg.side for leg in match.legs}
        for leg in match.legs:
            if (leg.side, leg.key) not in wanted or leg.side == "order":
                continue
            both_out = leg.side == "line" and "order" not in sides | others
            if others == sides or leg.side == "bank" or both_out:
                raise OmniError("E_MATCH_TAKEN", value=leg.text, other=match.ref)


def _decision(db: sqlite3.Connection, ref: str) -> decisions.Entry | None:
    """The standing decision behind `H12` or `N12`."""
    kinds = [kind for kind, letter in _LETTERS.items() if letter == ref[:1]]
    made = [entry for kind in kinds for entry in decisions.standing(db, kind)]
    return next((e for e in made if str(e["decision_id"]) == ref[1:]), None)


def _no_match(db: sqlite3.Connection, ref: str) -> OmniError:
    """Why there is no such match: what became of it, or that there never was one."""
    for entry in decisions.of_kinds(db, _LETTERS):
        own = f"{_LETTERS[entry['kind']]}{entry['decision_id']}"
        if ref == own and entry["undone_by"] is not None:
            return OmniError("E_MATCH_DONE", value=ref, done=_UNDONE)
        if ref == entry["payload"].get("match") and entry["undone_by"] is None:
            done = _BOOKED if entry["kind"] == match_store.KIND else _RULED_OUT
            return OmniError("E_MATCH_DONE", value=ref, done=tuple(f"{d} {own}" for d in done))
    return OmniError("E_MATCH_ID", value=ref)


def _derive(
    session: Session, db: sqlite3.Connection, legs: Sequence[Leg], before: match_rules.Rules
) -> list[Record]:
    """Match again after a decision; gives what rules learned of it."""
    refuse_covered(db, legs)
    ids = [leg.row_id for leg in legs if leg.table == "settlement_lines" and leg.row_id]
    rematch(db, rules_of(session.workspace.settings).matching, wallets_of_lines(db, ids))
    return match_rules.lessons(before, match_rules.standing(db))
