"""Shares of a whole as they are shown: whole per cent that add up to a hundred."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

_K = TypeVar("_K", bound=Hashable)


def whole_shares(points: Mapping[_K, float]) -> dict[_K, int]:
    """Whole per cent of each; nothing where all points are zero."""
    total = sum(points.values())
    if not total:
        return {}
    exact = {key: 100 * one / total for key, one in points.items()}
    whole = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(points, key=lambda key: whole[key] - exact[key])
    for key in by_remainder[: 100 - sum(whole.values())]:
        whole[key] += 1
    return whole


def settled_share(coverage: float) -> float:
    """How much is settled, in whole per cent that are reached: what is just short of enough does not read as enough."""
    return math.floor(coverage * 100 + 1e-9) / 100
