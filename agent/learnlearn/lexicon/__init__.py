"""The open lexicon of common ground: what people share, as data, and what finds it in text."""
