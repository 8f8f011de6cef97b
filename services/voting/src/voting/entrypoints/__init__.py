"""The processes of voting."""
