"""Factors with units that formulas share, and the units themselves."""

from __future__ import annotations

from lagebild.calculators.expression import Axis, Constant
from lagebild.frozen import Bilingual

MODEL = Axis("model")
MONTH = Axis("month")
RUN = Axis("run")
LAYER = Axis("layer")
WORKLOAD = Axis("workload")
HOLDING = Axis("holding")

TOKENS_PER_MILLION = Constant(
    "TOKENS_PER_MILLION", 1e6, "token/Mtoken", Bilingual(de="Token je Million", en="tokens per million")
)
ONE_MONTH = Constant("ONE_MONTH", 1, "month", Bilingual(de="ein Monat", en="one month"))
ONE_YEAR = Constant("ONE_YEAR", 1, "year", Bilingual(de="ein Jahr", en="one year"))
MONTHS_PER_YEAR = Constant("MONTHS_PER_YEAR", 12, "month/year", Bilingual(de="Monate im Jahr", en="months a year"))
HOURS_PER_YEAR = Constant("HOURS_PER_YEAR", 8760, "hour/year", Bilingual(de="Stunden im Jahr", en="hours a year"))
SECONDS_PER_HOUR = Constant(
    "SECONDS_PER_HOUR", 3600, "second/hour", Bilingual(de="Sekunden je Stunde", en="seconds an hour")
)
NEGLIGIBLE_RATE = Constant(
    "NEGLIGIBLE_RATE", 1e-8, "", Bilingual(de="Satz, der als null gilt", en="rate that counts as zero")
)
"""Below it the closed forms of annuities and growth would lose more to rounding than the plain sum is off."""

UNITS = """
person = [person]
request = [request]
task = [task]
day = [working_time]
month = [calendar_month]
year = [calendar_year]
second = [time]
hour = 3600 second
kW = [power]
kWh = kW * hour
GPU = [gpu]
node = [node]
seat = [seat]
FTE = [full_time_post]
token = [token]
Mtoken = 1e6 token
parameter = [parameter]
FLOP = [floating_point_operation]
USD = [us_dollar]
EUR = [euro]
"""
"""Definitions for a pint registry without its own.

Working days are counted, not converted into months, nor months into years; US dollars and euros are different
dimensions.
"""
