"""What notify does, spoken to the outside through ports."""
