"""Pages: each binds the session to fields, sentences and charts of one topic."""
