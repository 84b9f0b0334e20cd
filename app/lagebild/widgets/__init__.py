"""What pages are built from: sentences, cards, fields, tables; they take values and a Language and know no session."""
