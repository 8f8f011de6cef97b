"""Rules of the vote. Pure: no broker, no clock, no chance."""
