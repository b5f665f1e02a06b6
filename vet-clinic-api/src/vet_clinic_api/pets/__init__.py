"""How HTTP asks for pets."""
