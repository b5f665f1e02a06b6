"""Answers already given, so that a repeated request gets the first reply and no second effect."""
