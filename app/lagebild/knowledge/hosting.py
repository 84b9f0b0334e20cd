"""What it takes to make and to run a model: training runs, servers, and how many tokens they yield."""

from __future__ import annotations

from typing import Literal

from lagebild.frozen import Bilingual, Frozen
from lagebild.knowledge.records import Id


class TrainingCost(Frozen):
    """A published cost of a run. `measure` says what was counted; the four are not comparable with each other."""

    figure: Id
    measure: Literal["rent", "amortised", "purchase", "stated"]


class TrainingRun(Frozen):
    """The final training run of a model: all numbers are figures, named by their ids."""

    id: Id
    model: Bilingual
    developer: str
    accelerator: str
    gpu_hours: Id | None = None
    rent_per_hour: Id | None = None
    costs: tuple[TrainingCost, ...]
    excludes: Id | None = None
    """The figure that says what the run leaves out."""
    article_figures: tuple[Id, ...] = ()
    """What the articles print for it."""


class Server(Frozen):
    """A server to buy or rent: figures for memory (GB), power (kW), price, rent per GPU hour, delivery (weeks)."""

    id: Id
    label: Bilingual
    accelerator: str
    accelerators: int
    memory: Id | None = None
    power: Id | None = None
    price: Id | None = None
    rent_per_gpu_hour: tuple[Id, ...] = ()
    lead_time: Id | None = None
    runs: tuple[str, ...] = ()
    """Names of the models whose weights fit into its memory."""


class Throughput(Frozen):
    """Tokens a second that were measured or promised, of one node of eight accelerators unless `per` says otherwise."""

    id: Id
    label: Bilingual
    server: Id | None = None
    figure: Id
    counts: Literal["input", "output", "both"]
    per: Literal["node", "accelerator"] = "node"
    measured_by: Literal["operator", "vendor", "independent"]
    load: Bilingual
    """Under which load: lengths of prompts and answers, speed for each reader."""
