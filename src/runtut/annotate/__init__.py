"""Story to annotations: one file per layer. Each reads a story through a language pack."""
