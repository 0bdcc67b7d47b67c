"""The data key: random, kept by the operating system's keyring, or in a file when the user chose that explicitly."""
