"""People and notes on disk, behind one protocol (`base.Store`)."""
