"""The only files that speak SMTP."""
