"""Appointment types, rosters, holds and appointments: who is busy when."""
