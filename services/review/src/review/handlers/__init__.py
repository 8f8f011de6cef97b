"""What review does, spoken to the outside through ports."""
