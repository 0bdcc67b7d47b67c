"""Copies of the whole store: dated, sealed as it is, verified; and taking them back."""
