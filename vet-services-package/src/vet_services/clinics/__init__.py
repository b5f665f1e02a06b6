"""Clinics, the people who work there and when they are open."""
