"""Who opens the store: which key, by which way in, and what is said while it stays locked."""
