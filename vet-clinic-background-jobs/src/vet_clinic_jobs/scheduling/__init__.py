"""What the calendar needs done behind its back."""
