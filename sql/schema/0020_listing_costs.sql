-- The cost of an item whose order names only the marketplace's listing is found by that.
CREATE INDEX product_costs_listing ON product_costs (marketplace, listing_id);
