"""News for open screens: each signed-in person hears of what concerns them or the clinics they work at, as it happens.

The relay writes one Redis stream; every process reads it once and hands each event to the connections it concerns.
"""
