"""Pets and their owners."""
