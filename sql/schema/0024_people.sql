-- Lists of people, parcels and swiftlet houses: each table is what `python -m omnicli.registers NAME` prints.

CREATE TABLE rbw (
  rbw_id INTEGER PRIMARY KEY,
  rbw_no TEXT NOT NULL,
  building TEXT,
  owner TEXT,
  owner_phone TEXT,
  status TEXT,
  location TEXT,
  area_m2 INTEGER,
  height_m TEXT,
  last_harvest_date TEXT,
  period_days INTEGER,
  spec TEXT,
  registered_date TEXT,
  last_harvest_day INTEGER GENERATED ALWAYS AS (CAST(julianday(last_harvest_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  registered_day INTEGER GENERATED ALWAYS AS (CAST(julianday(registered_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (rbw_no)
) STRICT;

CREATE TABLE rbw_harvests (
  rbw_harvest_id INTEGER PRIMARY KEY,
  harvest_date TEXT NOT NULL,
  rbw_no TEXT NOT NULL,
  location TEXT,
  harvest_type TEXT NOT NULL CHECK (harvest_type IN ('rampasan', 'buang_telur', 'selektif', 'other')),
  status TEXT CHECK (status IN ('planned', 'done', 'sold')),
  weight_gram INTEGER,
  value_sen INTEGER,
  seq TEXT NOT NULL,
  harvest_day INTEGER GENERATED ALWAYS AS (CAST(julianday(harvest_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (rbw_no, harvest_date, harvest_type, seq)
) STRICT;

CREATE TABLE app_users (
  app_user_id INTEGER PRIMARY KEY,
  name TEXT,
  phone TEXT NOT NULL,
  registered_date TEXT,
  registered_day INTEGER GENERATED ALWAYS AS (CAST(julianday(registered_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (phone)
) STRICT;

CREATE TABLE return_scans (
  return_scan_id INTEGER PRIMARY KEY,
  parcel_no TEXT NOT NULL,
  received_date TEXT NOT NULL,
  condition TEXT NOT NULL CHECK (condition IN ('good', 'damaged', 'empty')),
  quantity INTEGER,
  note TEXT,
  received_day INTEGER GENERATED ALWAYS AS (CAST(julianday(received_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (parcel_no, received_date, condition)
) STRICT;

CREATE TABLE opt_outs (
  opt_out_id INTEGER PRIMARY KEY,
  phone TEXT NOT NULL,
  since_date TEXT,
  why TEXT,
  since_day INTEGER GENERATED ALWAYS AS (CAST(julianday(since_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (phone)
) STRICT;

CREATE TABLE leads (
  lead_id INTEGER PRIMARY KEY,
  contact_id TEXT NOT NULL,
  name TEXT,
  phone TEXT,
  pipeline TEXT,
  stage_status TEXT,
  labels TEXT,
  handled_by TEXT,
  inbox TEXT,
  city TEXT,
  rbw TEXT,
  note TEXT,
  first_message TEXT,
  created_at TEXT,
  created_date TEXT,
  last_message_at TEXT,
  last_message_date TEXT,
  created_day INTEGER GENERATED ALWAYS AS (CAST(julianday(created_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  last_message_day INTEGER GENERATED ALWAYS AS (CAST(julianday(last_message_date) - 2440587.5 AS INTEGER)) VIRTUAL,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (contact_id)
) STRICT;

CREATE TABLE customer_profiles (
  customer_profile_id INTEGER PRIMARY KEY,
  category TEXT CHECK (category IN ('leads', 'pelanggan', 'reseller', 'dropshiper', 'agen', 'distributor')),
  name TEXT,
  gender TEXT CHECK (gender IN ('pria', 'wanita')),
  phone TEXT NOT NULL,
  email TEXT,
  province TEXT,
  city TEXT,
  district TEXT,
  postcode TEXT,
  street TEXT,
  house_no TEXT,
  rt_rw TEXT,
  facebook TEXT,
  instagram TEXT,
  line TEXT,
  whatsapp TEXT,
  discount_percent INTEGER,
  note TEXT,
  is_deleted INTEGER NOT NULL DEFAULT 0 CHECK (is_deleted IN (0, 1)),
  effective_at TEXT NOT NULL,
  UNIQUE (phone)
) STRICT;
