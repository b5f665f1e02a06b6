"""How HTTP asks for time: services, slots, holds and appointments."""
