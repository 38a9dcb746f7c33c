"""What editors write, and the life that every text has: draft, review, published, withdrawn."""
