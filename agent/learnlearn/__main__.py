"""`python -m learnlearn` is `learnlearn`."""

from learnlearn.cli import main

main()
