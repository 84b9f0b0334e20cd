"""Lagebild: what the DeepSeek shock means for AI costs, markets and risks, as an offline briefing that calculates."""

__version__ = "0.1.0"
