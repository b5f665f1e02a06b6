"""Who signs in, and where they work."""
