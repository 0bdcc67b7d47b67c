"""One module per command. Each exports `command`; what it needs is imported when it runs, so that the others stay fast."""
