"""One module a network: `recognises` its archive by the names in it, and `read` it. Found by looking."""
