"""Factors with units that formulas share, and the units themselves."""

from __future__ import annotations

from lagebild.calculators.expression import Axis, Constant
from lagebild.frozen import Bilingual

MODEL = Axis("model")
MONTH = Axis("month")

TOKENS_PER_MILLION = Constant(
    "TOKENS_PER_MILLION", 1e6, "token/Mtoken", Bilingual(de="Token je Million", en="tokens per million")
)
ONE_MONTH = Constant("ONE_MONTH", 1, "month", Bilingual(de="ein Monat", en="one month"))

UNITS = """
person = [person]
request = [request]
day = [working_time]
month = [calendar_month]
token = [token]
Mtoken = 1e6 token
USD = [us_dollar]
EUR = [euro]
"""
"""Definitions for a pint registry without its own.

Working days are counted, not converted into months; US dollars and euros are different dimensions.
"""
