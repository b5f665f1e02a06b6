"""Animals and the people who own them."""
