"""Prompts in other words by a language model: off unless switched on. It may only rephrase; `conversation/checks.py` judges what it says."""
