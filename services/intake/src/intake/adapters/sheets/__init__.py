"""汇总表 files: .xlsx, .xls and .csv into plain cells, and plain cells into .xlsx. Nothing in a file is ever run."""
