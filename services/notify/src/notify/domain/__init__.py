"""What is told to whom, and which certificates exist. Pure: no clock, no randomness, no library of the outside."""
