-- needs: order_money
-- Payers of whom any settlement is known by as_of.
SELECT m.payer AS platform FROM order_money AS m GROUP BY m.payer
