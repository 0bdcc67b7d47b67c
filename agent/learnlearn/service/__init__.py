"""The agent as a background service of the user: systemd, launchd or Task Scheduler, whichever this machine has."""
