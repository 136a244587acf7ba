"""Settlement lines, bank movements, and matching: which money is the same."""

from omnicli.warehouse.tables.declaration import Derivation
from omnicli.warehouse.tables.declaration import Link
from omnicli.warehouse.tables.declaration import TableSpec

_LEGS = (
    "(SELECT json_group_array(json_array(side, natural_key)) FROM (SELECT g.side, g.natural_key"
    " FROM match_legs AS g WHERE g.match_id = {0}.match_id ORDER BY 1, 2))"
)

TABLES = (
    TableSpec(
        name="settlement_lines",
        role="canonical",
        title=("baris dana", "settlement lines"),
        key=("source", "account", "line_key"),
        id_column="line_id",
        label=("kind", "order_no", "occurred_date"),
        sides={"line": "net_sen", "payout": "-net_sen"},
        order=30,
    ),
    TableSpec(
        name="bank_transactions",
        role="canonical",
        title=("mutasi bank", "bank movements"),
        key=("account_no", "posted_date", "debit_sen", "credit_sen", "seq"),
        id_column="transaction_id",
        label=("account_no", "posted_date", "description"),
        settled_later=("effective_at", "counterparty"),
        personal=("account_no", "description", "counterparty"),
        sides={"bank": "credit_sen - debit_sen"},
        order=40,
        apply="omnicli.warehouse.bank:apply",
        widen="omnicli.warehouse.bank_days:widen",
    ),
    TableSpec(
        name="bank_statements",
        role="derived",
        title=("rekening koran", "bank statements"),
        key=("account_no", "date_from", "date_to"),
        id_column="statement_id",
        order=41,
    ),
    TableSpec(
        name="payout_covers",
        role="derived",
        title=("isi penarikan", "payout covers"),
        key=("payout_line_id", "line_id", "rule"),
        links=(Link("payout_line_id", "settlement_lines"), Link("line_id", "settlement_lines")),
        order=42,
    ),
    TableSpec(
        name="matches",
        role="derived",
        title=("pasangan", "matches"),
        identity=_LEGS,
        id_column="match_id",
        # The name of a match by hand is the number of its decision.
        uncompared=("ref", "decision_id"),
        order=43,
    ),
    TableSpec(
        name="match_legs",
        role="derived",
        title=("isi pasangan", "match legs"),
        key=("match_id", "side", "natural_key"),
        links=(Link("match_id", "matches"), Link("row_id", by="table_name")),
        order=44,
    ),
    TableSpec(
        name="match_misses",
        role="derived",
        title=("yang tidak berpasangan", "near misses"),
        key=("table_name", "row_id", "nth"),
        links=(Link("row_id", by="table_name"), Link("candidate_id", by="candidate_table")),
        order=45,
    ),
    TableSpec(
        name="match_rules",
        role="derived",
        title=("aturan yang belajar", "rules that learn"),
        key=("kind", "platform", "payer", "amount_sen"),
        personal=("payer",),
        order=45,
    ),
    TableSpec(
        name="match_shadows",
        role="derived",
        title=("catatan bayangan", "shadow log"),
        key=("payout_line_id", "transaction_id", "nth"),
        links=(
            Link("payout_line_id", "settlement_lines"),
            Link("transaction_id", "bank_transactions"),
        ),
        uncompared=("decision_id",),
        order=45,
    ),
    TableSpec(
        name="wallet_proofs",
        role="derived",
        title=("bukti saldo", "wallet proofs"),
        key=("platform", "account"),
        order=46,
    ),
    TableSpec(
        name="line_orders",
        role="derived",
        title=("pesanan baris dana", "orders of settlement lines"),
        key=("line_id",),
        links=(
            Link("line_id", "settlement_lines"),
            Link("order_id", "orders"),
            Link("via_order_id", "orders"),
        ),
        order=47,
    ),
    TableSpec(
        name="sale_money",
        role="derived",
        title=("uang penjualan", "money of sales"),
        key=("order_id",),
        links=(Link("order_id", "orders"),),
        order=48,
    ),
    TableSpec(
        name="proved_charges",
        role="derived",
        title=("ongkir terbukti", "proved charges"),
        key=("platform", "account"),
        order=49,
    ),
    TableSpec(name="sale_money_stale", role="bookkeeping", key=("order_id",), order=92),
    TableSpec(name="line_orders_stale", role="bookkeeping", key=("line_id",), order=92),
    TableSpec(name="line_orders_seen", role="bookkeeping", key=("order_id",), order=92),
)

DERIVATIONS = (
    Derivation(
        name="statements",
        of=("bank_transactions",),
        run="omnicli.engine.derived:refresh_bank",
        order=20,
    ),
    Derivation(
        name="matching",
        of=("settlement_lines", "bank_transactions", "orders"),
        run="omnicli.engine.derived:match",
        before="omnicli.engine.derived:wallets_concerned",
        order=90,
    ),
    Derivation(
        name="line_orders",
        of=("orders",),
        run="omnicli.engine.derived:resolve_lines",
        order=95,
    ),
)
