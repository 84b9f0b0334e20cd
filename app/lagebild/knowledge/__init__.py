"""What is known: sources, figures, claims, prices, market closes, events, options; loaded and cross-checked once."""
