"""Stories that join domains."""
