"""Who can open the store: slots, the keys of its epochs, and the invitation of another device."""
