"""Handing events on and making each effect happen once."""
