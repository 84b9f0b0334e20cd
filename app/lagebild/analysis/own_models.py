"""The reader's own models among those of the price list."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.prices import OWN, Offer, PriceInterval
from lagebild.state import OwnModel

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=8)
def with_own_models(knowledge: Knowledge, models: tuple[OwnModel, ...]) -> Knowledge:
    """The knowledge with these among its offers, each with one price on every day; of two with an id, the later."""
    return knowledge.with_offers({model.id: _offer(model) for model in models}) if models else knowledge.plain


def _offer(model: OwnModel) -> Offer:
    return Offer(
        model=model.id,
        name=model.name,
        vendor=model.host,
        host=model.host,
        host_region=None,
        open_weights=False,
        reasoning=model.reasoning,
        prices=(
            PriceInterval(
                valid_from=_ALWAYS,
                currency="USD",
                input=model.input,
                cached_input=model.cached_input,
                output=model.output,
                batch_input=model.batch_input,
                batch_output=model.batch_output,
                checked="assumption",
                source=OWN,
            ),
        ),
    )
