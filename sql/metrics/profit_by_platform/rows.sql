/*omni
like = "profit"
*/
