-- needs: v_money_lines
-- Each rupiah once (v_money_lines), put where it counts: what the items brought, and what came off or on top.
-- The parts of a line always add up to its net.
--
-- order_key   what the line calls the order, for lines whose order no file tells of
-- buyer_shipping_sen, shipping_subsidy_sen   parts of shipping_sen that the file names; 0 where it names none
-- fee_tax_sen  the tax inside the fee_sen of a line that is a fee and nothing else (Tokopedia prints both)
-- topup_sen, financing_sen  the seller's own money and loans, both ways: in no figure of sales, settled or profit
-- kind        given_back: a charge that a courier refunds; its refund is money to the seller, not to the buyer
-- is_market   1 where a marketplace settles: its fees are platform fees, a courier's are COD fees
CREATE VIEW v_money_steps AS
SELECT
  m.line_id,
  m.source,
  m.platform,
  m.account,
  m.ledger,
  m.kind,
  m.order_id,
  m.rule,
  m.order_no,
  m.awb,
  COALESCE(m.order_no, m.awb) AS order_key,
  m.occurred_date,
  m.occurred_day,
  m.description,
  m.net_sen,
  m.is_market,
  CASE WHEN m.kind IN ('revenue', 'payment_from')
       THEN m.gross_sen + m.other_sen
          - COALESCE(m.refund_sen, 0) ELSE 0 END AS items_sen,
  CASE WHEN m.kind = 'refund' THEN m.net_sen
       WHEN m.kind IN ('revenue', 'payment_from')
       THEN COALESCE(m.refund_sen, 0) ELSE 0 END AS refund_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from') THEN m.shipping_sen
       WHEN m.kind IN ('payment_for', 'given_back') THEN m.net_sen - m.fee_sen - m.tax_sen ELSE 0 END AS shipping_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from')
       THEN COALESCE(m.buyer_shipping_sen, 0) ELSE 0 END AS buyer_shipping_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from')
       THEN COALESCE(m.shipping_subsidy_sen, 0) ELSE 0 END AS shipping_subsidy_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from', 'payment_for', 'given_back') THEN m.fee_sen
       WHEN m.kind = 'fee' THEN m.net_sen ELSE 0 END AS fee_sen,
  CASE WHEN m.kind = 'fee' THEN m.tax_sen ELSE 0 END AS fee_tax_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from', 'payment_for', 'given_back') THEN m.tax_sen ELSE 0 END AS tax_sen,
  CASE WHEN m.kind = 'shipping_cashback' THEN m.net_sen ELSE 0 END AS cashback_sen,
  CASE WHEN m.kind IN ('claim_lost', 'claim_freeshipping', 'claim_other') THEN m.net_sen ELSE 0 END AS claims_sen,
  CASE WHEN m.kind = 'ads_topup' THEN m.net_sen ELSE 0 END AS ads_sen,
  CASE WHEN m.kind = 'rounding' THEN m.net_sen ELSE 0 END AS rounding_sen,
  CASE WHEN m.kind = 'adjustment' THEN m.net_sen ELSE 0 END AS adjustment_sen,
  CASE WHEN m.kind = 'add_balance' THEN m.net_sen ELSE 0 END AS topup_sen,
  CASE WHEN m.kind = 'financing' THEN m.net_sen ELSE 0 END AS financing_sen,
  CASE WHEN m.kind IN ('revenue', 'payment_from', 'payment_for', 'given_back', 'refund', 'fee', 'shipping_cashback',
                       'claim_lost', 'claim_freeshipping', 'claim_other', 'ads_topup', 'rounding',
                       'adjustment', 'add_balance', 'financing')
       THEN 0 ELSE m.net_sen END AS unclassified_sen
FROM (
  SELECT
    l.line_id, l.source, l.ledger, l.platform, l.account, l.order_id, l.rule, l.order_no, l.awb,
    l.occurred_date, l.occurred_day, l.description, l.gross_sen, l.shipping_sen, l.fee_sen, l.tax_sen, l.other_sen, l.net_sen,
    l.refund_sen, l.buyer_shipping_sen, l.shipping_subsidy_sen,
    CASE WHEN l.platform IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
         THEN 1 ELSE 0 END AS is_market,
    CASE WHEN l.kind = 'refund' AND l.net_sen > 0
          AND l.platform NOT IN ('shopee', 'tiktok', 'tokopedia', 'lazada', 'blibli', 'bukalapak', 'zalora')
         THEN 'given_back' ELSE l.kind END AS kind
  FROM v_money_lines AS l
) AS m;
