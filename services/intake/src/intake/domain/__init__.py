"""What intake is about: pure rules, no clock, no chance, no library of a broker or a server."""
