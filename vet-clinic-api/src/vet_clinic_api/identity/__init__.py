"""How HTTP asks who somebody is."""
