"""Starting, watching, recognizing and ending processes. Knows nothing about what they do."""
