"""The demo world: three clinics in three time zones and the people around them, the same for everybody.

Made by the services themselves, action by action in the order of time, so that everything which happens behind a
booking has happened here too.
"""
