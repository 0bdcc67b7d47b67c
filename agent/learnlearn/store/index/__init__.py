"""What lists and searches need without opening the files, kept in memory."""
