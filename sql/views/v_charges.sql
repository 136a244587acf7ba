-- What each settlement line took, by the names of its file; amount_sen is negative where money is taken, positive where some of it
-- is given back at once. A line whose file names no parts has one charge, 'fees'. Affiliates' commission is none of them.
CREATE VIEW v_charges AS
SELECT l.line_id, c.key AS charge, c.value AS amount_sen
FROM settlement_lines AS l,
  json_each(CASE WHEN l.charges IS NOT NULL THEN l.charges
                 WHEN l.fee_sen <> COALESCE(l.affiliate_sen, 0) THEN '{"fees":' || (l.fee_sen - COALESCE(l.affiliate_sen, 0)) || '}'
                 ELSE '{}' END) AS c;
