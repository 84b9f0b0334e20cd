"""Sentences: Results and a Language become headlines, findings and explanations."""
