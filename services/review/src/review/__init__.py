"""Review: from the entries as they came to the one that was decided."""
