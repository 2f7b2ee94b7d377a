"""The planning library: documents, rule book, model, checks and answers."""
