"""HTTP and the relay: where review meets the outside."""
