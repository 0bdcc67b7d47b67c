"""Learnlearn: what two people truly share, and what to ask. See agent/README.md for the map of the house."""

__version__ = "0.1.0"
