"""Reading text without understanding it: folding, words, sentences, language. Pure; knows nothing of interests."""
