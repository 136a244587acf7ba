-- One sale told by two files, and which status may follow which.

-- A shipment, an aggregator's copy or a merged marketplace's copy of a sale, and the sale it is.
-- Derived from the orders; 'ambiguous' pairs are a worklist and change nothing.
CREATE TABLE sale_links (
  order_id      INTEGER NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  sale_order_id INTEGER NOT NULL REFERENCES orders (order_id) ON DELETE CASCADE,
  rule          TEXT NOT NULL CHECK (rule IN ('marketplace_number', 'awb', 'phone_cod_day', 'by_hand')),
  state         TEXT NOT NULL CHECK (state IN ('linked', 'ambiguous')),
  PRIMARY KEY (order_id, sale_order_id)
) STRICT, WITHOUT ROWID;

-- What the copies of a sale add to it: the parcel's courier, status and cost, the seller's notes.
CREATE TABLE sale_feeds (
  order_id          INTEGER PRIMARY KEY REFERENCES orders (order_id) ON DELETE CASCADE,
  status            TEXT,
  status_rank       INTEGER,
  return_kind       TEXT,
  delivery_problem  TEXT,
  courier           TEXT,
  awb               TEXT,
  shipped_at        TEXT,
  shipped_date      TEXT,
  shipped_day       INTEGER,
  delivered_date    TEXT,
  completed_at      TEXT,
  completed_date    TEXT,
  completed_day     INTEGER,
  returned_date     TEXT,
  shipping_cost_sen INTEGER,
  cod_fee_sen       INTEGER,
  return_fee_sen    INTEGER,
  handled_by        TEXT,
  utm_source        TEXT,
  utm_campaign      TEXT
) STRICT;

CREATE TABLE order_statuses (
  status TEXT PRIMARY KEY,
  rank   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO order_statuses (status, rank) VALUES
  ('created', 0), ('pending', 1), ('confirmed', 2), ('in_process', 3), ('ready_to_ship', 4),
  ('shipped', 5), ('completed', 6), ('canceled', 7), ('closed', 8), ('rts', 9);

CREATE INDEX orders_sale ON orders (sale_of_order_id) WHERE sale_of_order_id IS NOT NULL;

CREATE TABLE order_transitions (
  product_kind TEXT NOT NULL CHECK (product_kind IN ('physical', 'digital')),
  from_status  TEXT NOT NULL,
  to_status    TEXT NOT NULL,
  PRIMARY KEY (product_kind, from_status, to_status)
) STRICT, WITHOUT ROWID;

INSERT INTO order_transitions (product_kind, from_status, to_status) VALUES
  ('physical', 'created', 'pending'), ('physical', 'created', 'canceled'),
  ('physical', 'pending', 'confirmed'), ('physical', 'pending', 'in_process'),
  ('physical', 'pending', 'ready_to_ship'), ('physical', 'pending', 'canceled'),
  ('physical', 'pending', 'shipped'),
  ('physical', 'confirmed', 'pending'), ('physical', 'confirmed', 'in_process'),
  ('physical', 'confirmed', 'ready_to_ship'), ('physical', 'confirmed', 'canceled'),
  ('physical', 'confirmed', 'shipped'),
  ('physical', 'in_process', 'pending'), ('physical', 'in_process', 'confirmed'),
  ('physical', 'in_process', 'ready_to_ship'), ('physical', 'in_process', 'canceled'),
  ('physical', 'in_process', 'shipped'),
  ('physical', 'ready_to_ship', 'pending'), ('physical', 'ready_to_ship', 'confirmed'),
  ('physical', 'ready_to_ship', 'in_process'), ('physical', 'ready_to_ship', 'canceled'),
  ('physical', 'ready_to_ship', 'shipped'),
  ('physical', 'shipped', 'pending'), ('physical', 'shipped', 'confirmed'),
  ('physical', 'shipped', 'in_process'), ('physical', 'shipped', 'ready_to_ship'),
  ('physical', 'shipped', 'completed'), ('physical', 'shipped', 'rts'),
  ('physical', 'shipped', 'closed'),
  ('physical', 'completed', 'shipped'), ('physical', 'rts', 'shipped'),
  ('digital', 'created', 'pending'), ('digital', 'created', 'confirmed'),
  ('digital', 'created', 'canceled'),
  ('digital', 'pending', 'confirmed'), ('digital', 'pending', 'in_process'),
  ('digital', 'pending', 'completed'), ('digital', 'pending', 'canceled'),
  ('digital', 'confirmed', 'pending'), ('digital', 'confirmed', 'in_process'),
  ('digital', 'confirmed', 'completed'), ('digital', 'confirmed', 'canceled'),
  ('digital', 'in_process', 'pending'), ('digital', 'in_process', 'confirmed'),
  ('digital', 'in_process', 'completed'), ('digital', 'in_process', 'canceled');
