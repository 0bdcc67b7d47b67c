"""Messages that only this user's own commands send; the published schemas leave them out."""
