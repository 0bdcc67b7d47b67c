"""Everything collected, in the forms that other programs take: one module a format in `formats/`, found by looking. Pure."""
