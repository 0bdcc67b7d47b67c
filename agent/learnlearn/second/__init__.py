"""A second reader of both pages, after the first answer was given: off unless switched on. `matching/second.py` proves what it says."""
