"""What the vote does at its peak, measured beside what others do: `make bench`."""
