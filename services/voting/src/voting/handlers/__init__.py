"""Use cases of the vote, and the ports they need."""
