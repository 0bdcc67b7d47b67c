"""What somebody can do here, whoever asks: over the store and the stages, without a word of HTTP."""
