-- What a buyer's receipt says of one order.
SELECT
  v.order_no, v.platform, v.ordered_date, v.status, v.payment_status, v.payment_method, v.is_cod,
  v.courier, v.awb, v.recipient_name, v.recipient_phone, o.recipient_address, v.city, v.province, v.district,
  v.product_gross_sen, v.seller_discount_sen, v.buyer_shipping_sen, v.buyer_total_sen, v.cod_value_sen,
  v.net_revenue_sen, v.order_id
FROM v_sales AS v
JOIN orders AS o ON o.order_id = v.order_id
WHERE v.platform = :platform AND v.account = :account AND v.order_no = :order_no;
