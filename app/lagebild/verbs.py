"""The verbs of the command line by name: known before anything is loaded that only they need."""

VERBS = ("charts", "export", "deck", "results", "check", "screens")
