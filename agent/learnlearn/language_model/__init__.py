"""A language model that the user has switched on: where it is, how it is spoken to, and the consent without which no text goes to another machine.

What it is asked for stands elsewhere: `phrasing/` and `second/`.
"""
