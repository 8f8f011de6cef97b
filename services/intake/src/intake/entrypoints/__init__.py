"""The processes of intake."""
