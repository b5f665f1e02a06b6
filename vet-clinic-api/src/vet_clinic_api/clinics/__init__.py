"""How HTTP asks for clinics and the people who work there."""
