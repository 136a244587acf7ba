-- Whether any order is of the months from :first to :last (2025-08): a look-up, where their list reads every order.
SELECT EXISTS (
  SELECT 1
  FROM v_orders AS o
  WHERE o.is_test = 0 AND o.ordered_date >= :first || '-01' AND o.ordered_date <= :last || '-31'
);
