"""The only files that speak Clerk's language."""
