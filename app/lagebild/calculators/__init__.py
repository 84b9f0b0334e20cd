"""Calculators: the formula engine, and one module a topic that declares inputs and lines."""
