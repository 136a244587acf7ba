-- A buyer's first counted order is stored with the buyer's other facts (customer_facts.first_date): nothing looks for it here.
DROP INDEX orders_first;
DROP INDEX orders_first_leads;
