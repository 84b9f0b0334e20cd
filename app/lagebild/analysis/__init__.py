"""Pure analysis: knowledge, calculators and a briefing become Results."""
