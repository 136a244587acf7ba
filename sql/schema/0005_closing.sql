-- Closed months: what was frozen of each, so that later files move nothing in it but add adjustments.
-- All of it follows from the standing decisions `month_closed` and the snapshots they name.

CREATE TABLE closed_months (
  month           TEXT PRIMARY KEY,
  from_date       TEXT NOT NULL,
  to_date         TEXT NOT NULL,
  closed_at       TEXT NOT NULL,
  actor           TEXT NOT NULL,
  reason          TEXT,
  decision_id     INTEGER NOT NULL UNIQUE,
  figures_sha256  TEXT NOT NULL,
  orders          INTEGER NOT NULL,
  net_revenue_sen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The rows that the metrics of the month gave, values as stored, in the order of the metric's columns.
CREATE TABLE frozen_figures (
  month   TEXT NOT NULL REFERENCES closed_months (month) ON DELETE CASCADE,
  metric  TEXT NOT NULL,
  version INTEGER NOT NULL,
  basis   TEXT NOT NULL DEFAULT '',
  row_no  INTEGER NOT NULL,
  cells   TEXT NOT NULL,
  PRIMARY KEY (month, metric, version, basis, row_no)
) STRICT, WITHOUT ROWID;

-- Each order of the month by its natural key. A later closing books the adjustments that stand by then:
-- it freezes the orders they moved again, under its own `decision_id`. A row without a status says that
-- the order left the month.
CREATE TABLE frozen_orders (
  month       TEXT NOT NULL,
  platform    TEXT NOT NULL,
  account     TEXT NOT NULL,
  order_no    TEXT NOT NULL,
  decision_id INTEGER NOT NULL REFERENCES closed_months (decision_id) ON DELETE CASCADE,
  status                TEXT,
  return_kind           TEXT,
  payment_status        TEXT,
  ordered_date          TEXT,
  shipped_date          TEXT,
  delivered_date        TEXT,
  completed_date        TEXT,
  canceled_date         TEXT,
  returned_date         TEXT,
  is_test               INTEGER,
  quantity              INTEGER,
  product_gross_sen     INTEGER,
  seller_discount_sen   INTEGER,
  platform_discount_sen INTEGER,
  buyer_shipping_sen    INTEGER,
  buyer_total_sen       INTEGER,
  shipping_cost_sen     INTEGER,
  net_revenue_sen       INTEGER,
  refund_sen            INTEGER,
  delivered_revenue_sen INTEGER,
  cod_value_sen         INTEGER,
  cod_fee_sen           INTEGER,
  return_fee_sen        INTEGER,
  cogs_sen              INTEGER,
  settled_sen           INTEGER,
  PRIMARY KEY (month, platform, account, order_no, decision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX frozen_orders_closing ON frozen_orders (decision_id);

-- Money of the month that is no order's alone: settlement lines by kind, ad spend. Booked like orders.
CREATE TABLE frozen_sums (
  month       TEXT NOT NULL,
  subject     TEXT NOT NULL CHECK (subject = 'settlement' OR subject = 'ads'),
  platform    TEXT NOT NULL,
  account     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  decision_id INTEGER NOT NULL REFERENCES closed_months (decision_id) ON DELETE CASCADE,
  amount_sen  INTEGER NOT NULL,
  PRIMARY KEY (month, subject, platform, account, kind, decision_id)
) STRICT, WITHOUT ROWID;
