"""Scheduling's housekeeping. Bookings never wait for it: they remove expired holds in their own way themselves."""

from __future__ import annotations
