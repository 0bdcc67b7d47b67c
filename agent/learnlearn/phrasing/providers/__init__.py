"""One module a kind of server, named as the setting names it (see `phrasing/model.py`, Provider); adding one is adding a file."""
