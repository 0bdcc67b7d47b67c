"""One module a format, each with `render(export)`; adding one is adding a file."""
