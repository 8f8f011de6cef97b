"""A second opinion on every cut and every yuan: worked out from the log by other code than that which decided."""
