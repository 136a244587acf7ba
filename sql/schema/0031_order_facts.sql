-- What people record of orders at the order desk, fact by fact. Orders are derived from it and from
-- what files tell of them.
CREATE TABLE order_facts (
  order_fact_id     INTEGER PRIMARY KEY,
  platform          TEXT NOT NULL,
  account           TEXT NOT NULL,
  order_no          TEXT NOT NULL,
  noted_at          TEXT NOT NULL,
  status            TEXT CHECK (status IN ('created', 'pending', 'confirmed', 'in_process', 'ready_to_ship',
                        'shipped', 'completed', 'rts', 'canceled', 'closed')),
  cancel_reason     TEXT,
  return_kind       TEXT CHECK (return_kind IN ('refused_undelivered', 'returned_after_receipt', 'lost', 'unknown')),
  paid_at           TEXT,
  paid_date         TEXT,
  confirmed_at      TEXT,
  confirmed_date    TEXT,
  ready_at          TEXT,
  ready_date        TEXT,
  shipped_at        TEXT,
  shipped_date      TEXT,
  completed_at      TEXT,
  completed_date    TEXT,
  canceled_at       TEXT,
  canceled_date     TEXT,
  returned_at       TEXT,
  returned_date     TEXT,
  payment_status    TEXT CHECK (payment_status IN ('unpaid', 'paid', 'partially_refunded', 'refunded')),
  payment_method    TEXT,
  is_cod            INTEGER CHECK (is_cod IN (0, 1)),
  awb               TEXT,
  courier           TEXT,
  courier_service   TEXT,
  product_kind      TEXT CHECK (product_kind IN ('physical', 'digital')),
  recipient_name    TEXT,
  recipient_phone   TEXT,
  recipient_email   TEXT,
  recipient_address TEXT,
  province          TEXT,
  city              TEXT,
  district          TEXT,
  handled_by        TEXT,
  is_deleted        INTEGER CHECK (is_deleted IN (0, 1)),
  effective_at      TEXT NOT NULL,
  UNIQUE (platform, account, order_no, noted_at)
) STRICT;

ALTER TABLE orders ADD COLUMN recipient_email TEXT;
ALTER TABLE orders ADD COLUMN recipient_address TEXT;
-- Taken off the lists at the order desk; holds only while the order is created or canceled (v_sales).
ALTER TABLE orders ADD COLUMN is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1));
