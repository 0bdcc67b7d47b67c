"""What stands in the files, and what a reader makes of it. Pure: tables in, values out."""
