"""Clinics, their opening hours, and the veterinarians who work there."""
