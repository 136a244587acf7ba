-- needs: sales_due
-- computed once
-- What the lines' items are measured by. A courier's file may state what it collected, or the product
-- alone, or only the net: then the charges are those the order file names, or whatever is missing.
-- Before it settles, what it will keep is what the order file names.
SELECT
  d.order_id AS order_id,
  CASE WHEN d.state IN ('done', 'open') THEN 1 ELSE 0 END AS live,
  CASE
    WHEN d.state = 'lost' AND d.items_sen > 0 THEN d.items_sen
    WHEN d.state NOT IN ('done', 'open') THEN 0
    WHEN d.route = 'direct' THEN d.items_sen
    -- A sale credit may hold the buyer's shipping and insurance, which go out again as lines of their own, and the platform's
    -- share of a voucher: what it holds is proved by those lines or by the order file.
    WHEN d.route = 'marketplace' AND d.revenues = 1 AND d.items_sen > d.value_sen
     AND d.items_sen - d.value_sen IN (d.sold_shipping_sen - d.shipping_sen, d.sold_shipping_sen - d.shipping_sen + d.subsidised_sen,
                                       d.bought_sen, d.bought_sen + d.subsidised_sen, d.subsidised_sen)
     AND d.by_wallet = 1 THEN d.items_sen
    WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0
     AND d.items_sen IN (d.value_sen, d.value_sen + COALESCE(d.likely_shipping_sen, 0)) THEN d.items_sen
    WHEN d.route = 'cod' AND d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0 AND d.revenues > 1
     AND d.least_sen IN (d.value_sen, d.value_sen + COALESCE(d.likely_shipping_sen, 0)) THEN d.least_sen
    ELSE d.full_sen
  END AS base_sen,
  CASE
    -- A marketplace's wallet credits what is left after its fees, and names none; Tokopedia's names each.
    WHEN d.state IN ('done', 'open') AND d.route = 'marketplace' AND d.by_wallet = 1 AND d.platform <> 'tokopedia'
     AND d.platform_fee_sen = 0 AND d.items_sen + d.refund_line_sen + d.stated_refund_sen < d.value_sen
    THEN d.items_sen + d.refund_line_sen + d.stated_refund_sen - d.value_sen
    WHEN d.state NOT IN ('done', 'open') OR d.route <> 'cod' THEN 0
    -- No charge takes more than there is to collect.
    WHEN d.revenues = 0 THEN -MIN(d.named_sen, MAX(0, d.full_sen - d.stated_refund_sen))
    WHEN d.sold_shipping_sen + d.sold_fee_sen + d.sold_tax_sen <> 0 THEN 0
    WHEN d.named_sen <> 0 AND (d.named_shipping_sen IS NOT NULL OR d.stated_shipping_sen IS NULL
                               OR d.items_sen = d.full_sen - d.named_sen
                               OR d.items_sen = d.revenues * (d.full_sen - d.named_sen)) THEN -d.named_sen
    WHEN d.items_sen < d.full_sen THEN d.items_sen - d.full_sen
    WHEN d.revenues > 1 AND d.items_sen = d.revenues * d.least_sen AND d.least_sen < d.full_sen
    THEN d.least_sen - d.full_sen
    ELSE 0
  END AS assumed_sen
FROM sales_due AS d
