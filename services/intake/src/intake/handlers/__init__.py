"""The use cases of intake. They know ports, not libraries."""
