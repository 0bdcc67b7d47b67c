"""One module a kind of server, named as the setting names it (see `language_model/model.py`, Provider); adding one is adding a file."""
