"""The store's folder: what lies where, how it is sealed, and how what several devices wrote is read as one."""
