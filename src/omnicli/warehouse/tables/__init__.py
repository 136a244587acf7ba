"""One declaration per table: what loading, undo, rebuild, comparing, matching and masking read.

No engine module names a table; whoever needs to know which tables there are asks the catalog
(`omnicli.warehouse.tables.catalog`), and whoever needs to know how a table behaves reads its
`TableSpec` (`declaration.py` explains every field).

**To add a table** declare it once. A module in this folder, or in `omnicli/registers/`, that has a
constant `TABLES` is found by itself; no list is edited:

    TABLES = (
        TableSpec(
            name="stock_snapshots",
            role="canonical",                    # files fill it
            title=("stok", "stock rows"),        # "3 stok baru" in the account of an import
            key=("sku", "as_of_date"),           # natural key: UNIQUE in the schema
            id_column="stock_id",                # INTEGER PRIMARY KEY, given by the engine
            label=("sku", "as_of_date"),         # how a message calls a row
        ),
    )

The migration (`sql/schema/NNNN_*.sql`) makes it STRICT with the id column, the key columns (TEXT
or INTEGER, NOT NULL, UNIQUE together), `effective_at TEXT NOT NULL`, and whatever the source's
`Part.columns` name; columns of a record that the table lacks are not stored. Day numbers are
generated columns. A source loads into it by `Part(target="stock_snapshots", key=("sku",
"as_of_date"), …)`; `platform`, `account` and `source` are there for every record and are stored
where the table has a column of that name.

From the declaration come, without further code: newest-value resolution per column (maskable and
status columns as declared), insert/update/delete with row origins, conservation counts, undo, redo,
rebuild with its differences, doctor's checks, the canonical comparison of the tests, the wording of
changes, and `kind()`, `personal`, `label_of()` for exports and masking.

Where rows need more than that (items, days that share a row), `apply` names a function of the
shape of `warehouse/flat.py: apply`. What follows from whole tables is a `Derivation`: it names the
tables it follows `of` and a function that runs after any of them changed; constants called
`DERIVATIONS` are found like `TABLES`. Tables it fills have the role `derived` and hang on their
rows by a foreign key with ON DELETE CASCADE, or are written anew whole.
"""
