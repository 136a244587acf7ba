/*omni
like = "profit"
dim = "customer"
key = "customer_id"
*/
