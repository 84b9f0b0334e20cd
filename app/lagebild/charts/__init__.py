"""Charts as values: what a chart says, and where its marks, ticks and labels go."""
