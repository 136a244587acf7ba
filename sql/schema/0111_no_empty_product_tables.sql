-- The first tables of products, which nothing ever filled or read: the register of products (product_costs) is what they were for.
DROP TABLE product_listings;
DROP TABLE products;
