"""People as the sign-in vendor tells of them."""
