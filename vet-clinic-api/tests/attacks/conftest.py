"""Attacks run on the stage of the matrix: both sides' rows stand there, and every trace is seen."""

from tests.access.conftest import addresses, own_clerk, stage

__all__ = ["addresses", "own_clerk", "stage"]
