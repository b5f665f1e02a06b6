"""When a visit can take place, and whose it becomes."""
