-- The warehouse: what was imported, what follows from it, who did what.
-- Money is INTEGER sen; instants are TEXT UTC ('2025-08-01T03:04:05Z') with a sibling _date in the
-- workspace's zone and, where SQL needs arithmetic, _day (days since 1970-01-01).

CREATE TABLE import_batches (
  batch_id    INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL,
  actor       TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('imported', 'unchanged', 'undone')),
  undone_at   TEXT,
  undone_by   TEXT
) STRICT;

CREATE TABLE import_files (
  import_id         INTEGER PRIMARY KEY,
  batch_id          INTEGER NOT NULL REFERENCES import_batches (batch_id),
  source            TEXT NOT NULL,
  spec_version      INTEGER NOT NULL,
  account           TEXT NOT NULL,
  file_name         TEXT NOT NULL,
  sha256            TEXT NOT NULL,
  size_bytes        INTEGER NOT NULL,
  format            TEXT NOT NULL,
  state             TEXT NOT NULL CHECK (state IN ('imported', 'unchanged')),
  effective_at      TEXT NOT NULL,
  first_imported_at TEXT NOT NULL,
  period_from       TEXT,
  period_to         TEXT,
  rows_read         INTEGER NOT NULL,
  rows_inserted     INTEGER NOT NULL,
  rows_updated      INTEGER NOT NULL,
  rows_unchanged    INTEGER NOT NULL,
  rows_rejected     INTEGER NOT NULL,
  rows_skipped      INTEGER NOT NULL,
  detail            TEXT NOT NULL DEFAULT '{}',
  actor             TEXT NOT NULL,
  undone_at         TEXT
) STRICT;
CREATE UNIQUE INDEX import_files_active ON import_files (sha256, account)
  WHERE state = 'imported' AND undone_at IS NULL;
CREATE INDEX import_files_batch ON import_files (batch_id);

CREATE TABLE row_origins (
  entity    TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import_files (import_id),
  row_no    INTEGER NOT NULL,
  PRIMARY KEY (entity, entity_id, import_id, row_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_issues (
  issue_id  INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import_files (import_id),
  sheet     TEXT,
  row_no    INTEGER,
  code      TEXT NOT NULL,
  severity  TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'notice')),
  "column"  TEXT,
  value     TEXT,
  key       TEXT,
  message   TEXT NOT NULL,
  hint      TEXT NOT NULL,
  fields    TEXT NOT NULL DEFAULT '{}',
  raw       TEXT,
  closed_by INTEGER REFERENCES import_files (import_id)
) STRICT;
CREATE INDEX import_issues_import ON import_issues (import_id);

CREATE TABLE decisions (
  decision_id INTEGER PRIMARY KEY,
  at          TEXT NOT NULL,
  actor       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  subject     TEXT NOT NULL,
  payload     TEXT NOT NULL DEFAULT '{}',
  reason      TEXT,
  undone_by   INTEGER REFERENCES decisions (decision_id)
) STRICT;
CREATE INDEX decisions_kind ON decisions (kind, subject);

-- A list of three or more in CHECK (x IN (…)) is built anew for every inserted row, which a large load
-- feels; the busy tables below therefore spell their alternatives out.
CREATE TABLE customers (
  customer_id  INTEGER PRIMARY KEY,
  name         TEXT,
  category     TEXT,
  province     TEXT,
  city         TEXT,
  district     TEXT,
  first_source TEXT,
  confidence   TEXT NOT NULL DEFAULT 'certain' CHECK (confidence = 'certain' OR confidence = 'probable' OR confidence = 'anonymous')
) STRICT;

CREATE TABLE customer_keys (
  key         TEXT PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (customer_id),
  confidence  TEXT NOT NULL DEFAULT 'certain' CHECK (confidence = 'certain' OR confidence = 'probable' OR confidence = 'anonymous')
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_keys_customer ON customer_keys (customer_id);

CREATE TABLE products (
  product_id INTEGER PRIMARY KEY,
  sku        TEXT UNIQUE,
  name       TEXT NOT NULL,
  variation  TEXT,
  category   TEXT,
  kind       TEXT NOT NULL DEFAULT 'physical' CHECK (kind IN ('physical', 'digital')),
  weight_g   INTEGER,
  price_sen  INTEGER,
  cogs_sen   INTEGER
) STRICT;

CREATE TABLE product_listings (
  platform    TEXT NOT NULL,
  listing_key TEXT NOT NULL,
  product_id  INTEGER NOT NULL REFERENCES products (product_id),
  sku         TEXT,
  name        TEXT,
  variation   TEXT,
  price_sen   INTEGER,
  PRIMARY KEY (platform, listing_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  order_id              INTEGER PRIMARY KEY,
  platform              TEXT NOT NULL,
  account               TEXT NOT NULL,
  order_no              TEXT NOT NULL,
  source                TEXT NOT NULL,
  channel               TEXT,
  customer_id           INTEGER NOT NULL REFERENCES customers (customer_id),
  customer_key          TEXT NOT NULL,
  ordered_at            TEXT,
  ordered_date          TEXT,
  ordered_day           INTEGER,
  paid_at               TEXT,
  paid_date             TEXT,
  confirmed_at          TEXT,
  confirmed_date        TEXT,
  ready_at              TEXT,
  ready_date            TEXT,
  shipped_at            TEXT,
  shipped_date          TEXT,
  shipped_day           INTEGER,
  delivered_at          TEXT,
  delivered_date        TEXT,
  completed_at          TEXT,
  completed_date        TEXT,
  completed_day         INTEGER,
  canceled_at           TEXT,
  canceled_date         TEXT,
  returned_at           TEXT,
  returned_date         TEXT,
  status                TEXT NOT NULL CHECK (status = 'created' OR status = 'pending' OR status = 'confirmed' OR
                            status = 'in_process' OR status = 'ready_to_ship' OR status = 'shipped' OR
                            status = 'completed' OR status = 'rts' OR status = 'canceled' OR status = 'closed'),
  raw_status            TEXT,
  cancel_reason         TEXT,
  return_kind           TEXT CHECK (return_kind = 'refused_undelivered' OR
                            return_kind = 'returned_after_receipt' OR return_kind = 'lost' OR
                            return_kind = 'unknown'),
  delivery_problem      TEXT,
  return_in_process     INTEGER NOT NULL DEFAULT 0 CHECK (return_in_process IN (0, 1)),
  payment_status        TEXT CHECK (payment_status = 'unpaid' OR payment_status = 'paid' OR
                            payment_status = 'partially_refunded' OR payment_status = 'refunded' OR
                            payment_status = 'conflict'),
  payment_method        TEXT,
  is_cod                INTEGER NOT NULL DEFAULT 0 CHECK (is_cod IN (0, 1)),
  is_test               INTEGER NOT NULL DEFAULT 0 CHECK (is_test IN (0, 1)),
  is_incomplete         INTEGER NOT NULL DEFAULT 0 CHECK (is_incomplete IN (0, 1)),
  account_clash         INTEGER NOT NULL DEFAULT 0 CHECK (account_clash IN (0, 1)),
  product_kind          TEXT NOT NULL DEFAULT 'physical' CHECK (product_kind IN ('physical', 'digital')),
  courier               TEXT,
  courier_service       TEXT,
  awb                   TEXT,
  buyer_username        TEXT,
  recipient_name        TEXT,
  recipient_phone       TEXT,
  province              TEXT,
  city                  TEXT,
  district              TEXT,
  warehouse             TEXT,
  quantity              INTEGER,
  returned_quantity     INTEGER,
  product_gross_sen     INTEGER,
  seller_discount_sen   INTEGER,
  platform_discount_sen INTEGER,
  item_subtotal_sen     INTEGER,
  buyer_shipping_sen    INTEGER,
  shipping_cost_sen     INTEGER,
  buyer_total_sen       INTEGER,
  net_revenue_sen       INTEGER,
  refund_sen            INTEGER NOT NULL DEFAULT 0,
  refund_unknown        INTEGER NOT NULL DEFAULT 0 CHECK (refund_unknown IN (0, 1)),
  cod_value_sen         INTEGER,
  cod_fee_sen           INTEGER,
  return_fee_sen        INTEGER,
  cogs_sen              INTEGER,
  handled_by            TEXT,
  utm_source            TEXT,
  utm_campaign          TEXT,
  external_no           TEXT,
  sale_of_order_id      INTEGER REFERENCES orders (order_id) ON DELETE SET NULL,
  effective_at          TEXT NOT NULL,
  UNIQUE (platform, account, order_no)
) STRICT;
CREATE INDEX orders_ordered_date ON orders (ordered_date);
CREATE INDEX orders_customer ON orders (customer_id, ordered_at);

CREATE TABLE order_items (
  order_id          INTEGER NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  line_no           INTEGER NOT NULL,
  listing_key       TEXT NOT NULL,
  sku               TEXT,
  parent_sku        TEXT,
  product_name      TEXT,
  variation         TEXT,
  quantity          INTEGER NOT NULL,
  returned_quantity INTEGER,
  list_price_sen    INTEGER,
  unit_price_sen    INTEGER,
  subtotal_sen      INTEGER,
  seller_discount_sen   INTEGER,
  platform_discount_sen INTEGER,
  weight_g          INTEGER,
  is_bump           INTEGER NOT NULL DEFAULT 0 CHECK (is_bump IN (0, 1)),
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_events (
  order_id  INTEGER NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  seq       INTEGER NOT NULL,
  status    TEXT NOT NULL,
  at        TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES import_files (import_id),
  PRIMARY KEY (order_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE ad_performance (
  ad_row_id    INTEGER PRIMARY KEY,
  platform     TEXT NOT NULL,
  account      TEXT NOT NULL,
  level        TEXT NOT NULL CHECK (level IN ('account', 'campaign', 'adset', 'ad')),
  campaign     TEXT NOT NULL DEFAULT '',
  adset        TEXT NOT NULL DEFAULT '',
  ad           TEXT NOT NULL DEFAULT '',
  date_from    TEXT NOT NULL,
  date_to      TEXT NOT NULL,
  from_day     INTEGER NOT NULL,
  to_day       INTEGER NOT NULL,
  source       TEXT NOT NULL,
  spend_sen    INTEGER NOT NULL,
  impressions  INTEGER,
  reach        INTEGER,
  clicks       INTEGER,
  results      INTEGER,
  result_type  TEXT,
  conversions  INTEGER,
  revenue_sen  INTEGER,
  effective_at TEXT NOT NULL,
  UNIQUE (platform, account, level, campaign, adset, ad, date_from, date_to)
) STRICT;

-- One row per day and entity: which ad row speaks for that day (the finest), and its share of a
-- wider row, so that overlapping exports never count a rupiah twice. Derived from ad_performance.
CREATE TABLE ad_days (
  platform    TEXT NOT NULL,
  account     TEXT NOT NULL,
  ad_day      INTEGER NOT NULL,
  ad_date     TEXT NOT NULL,
  level       TEXT NOT NULL,
  campaign    TEXT NOT NULL,
  adset       TEXT NOT NULL,
  ad          TEXT NOT NULL,
  ad_row_id   INTEGER NOT NULL REFERENCES ad_performance (ad_row_id) ON DELETE CASCADE,
  estimated   INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  spend_sen   INTEGER NOT NULL,
  impressions INTEGER,
  clicks      INTEGER,
  results     INTEGER,
  conversions INTEGER,
  revenue_sen INTEGER,
  PRIMARY KEY (platform, account, ad_day, campaign, adset, ad)
) STRICT, WITHOUT ROWID;
CREATE INDEX ad_days_date ON ad_days (ad_date);

CREATE TABLE settlement_lines (
  line_id      INTEGER PRIMARY KEY,
  source       TEXT NOT NULL,
  account      TEXT NOT NULL,
  line_key     TEXT NOT NULL,
  ledger       TEXT NOT NULL CHECK (ledger IN ('detail', 'wallet')),
  kind         TEXT NOT NULL,
  platform     TEXT NOT NULL,
  order_no     TEXT,
  awb          TEXT,
  gross_sen    INTEGER NOT NULL DEFAULT 0,
  shipping_sen INTEGER NOT NULL DEFAULT 0,
  fee_sen      INTEGER NOT NULL DEFAULT 0,
  tax_sen      INTEGER NOT NULL DEFAULT 0,
  other_sen    INTEGER NOT NULL DEFAULT 0,
  net_sen      INTEGER NOT NULL,
  occurred_at  TEXT,
  occurred_date TEXT NOT NULL,
  payout_ref   TEXT,
  balance_sen  INTEGER,
  description  TEXT,
  courier      TEXT,
  payment_method TEXT,
  effective_at TEXT NOT NULL,
  UNIQUE (source, account, line_key),
  CHECK (gross_sen + shipping_sen + fee_sen + tax_sen + other_sen = net_sen)
) STRICT;
CREATE INDEX settlement_lines_order ON settlement_lines (platform, account, order_no);

CREATE TABLE roles (
  role        TEXT PRIMARY KEY,
  description TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE role_grants (
  role   TEXT NOT NULL REFERENCES roles (role),
  action TEXT NOT NULL,
  PRIMARY KEY (role, action)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  username   TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  jabatan    TEXT,
  role       TEXT NOT NULL REFERENCES roles (role),
  status     TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  os_user    TEXT,
  pw_hash    TEXT,
  created_at TEXT NOT NULL,
  last_login TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_os_user ON users (os_user) WHERE os_user IS NOT NULL AND status = 'active';

CREATE TABLE audit_log (
  seq         INTEGER PRIMARY KEY,
  run_id      TEXT NOT NULL,
  phase       TEXT NOT NULL CHECK (phase IN ('start', 'end')),
  at          TEXT NOT NULL,
  actor       TEXT NOT NULL,
  os_user     TEXT NOT NULL,
  role        TEXT,
  host        TEXT NOT NULL,
  ip          TEXT,
  tty         TEXT,
  pid         INTEGER NOT NULL,
  command     TEXT NOT NULL,
  action      TEXT NOT NULL,
  target      TEXT,
  detail      TEXT NOT NULL DEFAULT '{}',
  outcome     TEXT CHECK (outcome IN ('ok', 'findings', 'denied', 'error', 'aborted')),
  exit_code   INTEGER,
  duration_ms INTEGER,
  omni_version TEXT NOT NULL,
  prev_hash   TEXT NOT NULL,
  hash        TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
  BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
