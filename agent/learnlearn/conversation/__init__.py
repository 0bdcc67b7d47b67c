"""Common ground becomes a conversation: what to learn, share, connect by and return to, and what is better left alone. Pure."""
