/*omni
like = "rts_by_product"
*/
