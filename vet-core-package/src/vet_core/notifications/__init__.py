"""Messages that are due, and what became of them."""
