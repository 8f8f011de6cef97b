"""The public vote: accepts votes, counts them, shows the board, certifies the result."""
