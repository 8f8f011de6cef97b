"""What the product is measured against; each is a program of its own."""
