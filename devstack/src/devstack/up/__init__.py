"""Bring a whole platform up, say so as it goes, keep it up, and take it down again."""
