"""Serves a client's built files and tells it where the platform is. Production has a real web server instead."""
