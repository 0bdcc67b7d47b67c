"""One person's words become interests with their evidence: what they do, love, know and need, and what only looks like it. Pure."""
