"""What a training run costs, layer by layer, beside the runs that are published: inputs and lines."""

from __future__ import annotations

from lagebild.calculators.constants import LAYER, RUN, SECONDS_PER_HOUR
from lagebild.calculators.expression import Calculator, Choice, Constant, Input, Line, Lookup, divide, when
from lagebild.calculators.expression import total as total_over
from lagebild.frozen import Bilingual

FLOP_PER_PARAMETER_AND_TOKEN = Constant(
    "FLOP_PER_PARAMETER_AND_TOKEN",
    6,
    "FLOP/parameter/token",
    Bilingual(de="FLOP je Parameter und Token", en="FLOP per parameter and token"),
)
"""Two for the way forward through the model, four for the way back: the usual rule of thumb."""

RUNS = ("deepseek-v3", "deepseek-r1", "llama-3.1-405b", "gpt-4", "own")
"""The rows, in this order along RUN."""
OWN = "own"
LAYERS = ("final_run", "reinforcement_learning", "failed_runs", "staff_cost", "hardware_cost")
"""The lines that are layers, in this order along LAYER."""

_SWITCH = (Bilingual(de="zählt mit", en="counted"), Bilingual(de="bleibt weg", en="left out"))


LEAST_COST = Constant(
    "LEAST_COST", 0.01, "USD", Bilingual(de="Kosten, die als null gelten", en="cost that counts as none")
)


class TrainingCosts(Calculator, topic="training_costs"):
    """Published training runs and one of the reader's own, each with the layers that are known of it."""

    # the own run
    own_run_given = Choice(
        Bilingual(de="Eigener Lauf, berechnet aus", en="Own run, computed from"),
        (Bilingual(de="GPU-Stunden", en="GPU hours"), Bilingual(de="Parametern × Token", en="parameters × tokens")),
        default="own-run-given",
    )
    gpu_hours = Input(
        Bilingual(de="GPU-Stunden des letzten Laufs", en="GPU hours of the final run"),
        "GPU*hour",
        default="v3-gpu-hours",
        low=1,
        high=1_000_000_000,
        step=1000,
        scale="logarithmic",
        shown="Mh",
        digits=3,
    )
    price_per_gpu_hour = Input(
        Bilingual(de="Miete je GPU-Stunde", en="Rent per GPU hour"),
        "USD/GPU/hour",
        default="v3-rent",
        low=0,
        high=100,
        step=0.05,
        shown="USD",
        digits=2,
    )
    active_parameters = Input(
        Bilingual(de="Aktive Parameter", en="Active parameters"),
        "parameter",
        default="v3-params-active",
        low=1_000_000,
        high=100_000_000_000_000,
        step=1_000_000_000,
        scale="logarithmic",
        shown="bn parameter",
        digits=1,
        hint=Bilingual(
            de="Nur die Parameter, die je Token mitrechnen.", en="Only the parameters at work for each token."
        ),
    )
    training_tokens = Input(
        Bilingual(de="Trainingstoken", en="Training tokens"),
        "token",
        default="v3-tokens",
        low=1_000_000,
        high=1_000_000_000_000_000,
        step=100_000_000_000,
        scale="logarithmic",
        shown="tn token",
        digits=2,
        hint=Bilingual(
            de="Token, die das Modell im Training verarbeitet.", en="Tokens that the model takes in during training."
        ),
    )
    peak_flops = Input(
        Bilingual(de="FLOP je GPU und Sekunde, Höchstwert", en="FLOP per GPU and second, peak"),
        "FLOP/GPU/second",
        default="h800-peak-bf16",
        low=1_000_000_000_000,
        high=100_000_000_000_000_000,
        step=1_000_000_000_000,
        scale="logarithmic",
        shown="tn",
        digits=1,
        hint=Bilingual(
            de="Laut Datenblatt, für die Genauigkeit, in der trainiert wird.",
            en="By the data sheet, for the precision used in training.",
        ),
    )
    utilisation = Input(
        Bilingual(de="Rechenausbeute", en="Utilisation"),
        "",
        default="own-run-utilisation",
        low=0.01,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(
            de="Anteil vom Höchstwert der GPU, der beim Modell ankommt (MFU).",
            en="Share of the GPU’s peak that reaches the model (MFU).",
        ),
    )
    reinforcement_gpu_hours = Input(
        Bilingual(de="GPU-Stunden für bestärkendes Lernen", en="GPU hours of reinforcement learning"),
        "GPU*hour",
        default="r1-gpu-hours",
        low=0,
        high=1_000_000_000,
        step=1000,
        scale="logarithmic",
        shown="Mh",
        digits=3,
    )
    failed_runs_factor = Input(
        Bilingual(de="Fehlläufe und Forschung", en="Failed runs and research"),
        "",
        default="own-run-failed-factor",
        low=0,
        high=20,
        step=0.1,
        digits=1,
        hint=Bilingual(
            de="Als Vielfaches des letzten Laufs, das hinzukommt.",
            en="As a multiple of the final run, on top of it.",
        ),
    )
    staff = Input(
        Bilingual(de="Personal der Entwicklung", en="Development staff"),
        "USD",
        default="own-run-staff",
        low=0,
        high=100_000_000_000,
        step=100_000,
        scale="logarithmic",
        shown="USD m",
        digits=1,
    )
    hardware = Input(
        Bilingual(de="Kauf der Hardware", en="Purchase of the hardware"),
        "USD",
        default="own-run-hardware",
        low=0,
        high=1_000_000_000_000,
        step=1_000_000,
        scale="logarithmic",
        shown="USD m",
        hint=Bilingual(
            de="Kaufpreis, nicht abgeschrieben. Wer den Lauf mietet, zahlt ihn schon mit der Stunde.",
            en="Purchase price, not written off. Whoever rents the run pays for it with the hour.",
        ),
    )

    # which layers count, in every row
    counts_final_run = Choice(Bilingual(de="Letzter Lauf", en="Final run"), _SWITCH, default="training-layer-counted")
    counts_reinforcement_learning = Choice(
        Bilingual(de="Bestärkendes Lernen", en="Reinforcement learning"), _SWITCH, default="training-layer-counted"
    )
    counts_failed_runs = Choice(
        Bilingual(de="Fehlläufe und Forschung", en="Failed runs and research"),
        _SWITCH,
        default="training-layer-counted",
    )
    counts_staff = Choice(Bilingual(de="Personal", en="Staff"), _SWITCH, default="training-layer-counted")
    counts_hardware = Choice(
        Bilingual(de="Kauf der Hardware", en="Purchase of the hardware"), _SWITCH, default="training-layer-left-out"
    )

    # looked up before the formula: what is published of each run, 0 where nothing is
    is_own = Lookup(Bilingual(de="eigener Lauf", en="own run"), "", (RUN,))
    is_compared = Lookup(Bilingual(de="Lauf, mit dem verglichen wird", en="run compared with"), "", (RUN,))
    known_gpu_hours = Lookup(Bilingual(de="veröffentlichte GPU-Stunden", en="published GPU hours"), "GPU*hour", (RUN,))
    known_price = Lookup(Bilingual(de="angesetzte Miete", en="assumed rent"), "USD/GPU/hour", (RUN,))
    known_parameters = Lookup(
        Bilingual(de="veröffentlichte aktive Parameter", en="published active parameters"), "parameter", (RUN,)
    )
    known_tokens = Lookup(Bilingual(de="veröffentlichte Token", en="published tokens"), "token", (RUN,))
    known_peak_flops = Lookup(
        Bilingual(de="Höchstwert der GPU des Laufs", en="peak of the run’s GPU"), "FLOP/GPU/second", (RUN,)
    )
    known_pretraining_hours = Lookup(
        Bilingual(de="GPU-Stunden, in denen die Token verarbeitet wurden", en="GPU hours that took in the tokens"),
        "GPU*hour",
        (RUN,),
    )
    known_reinforcement_hours = Lookup(
        Bilingual(
            de="veröffentlichte GPU-Stunden für bestärkendes Lernen", en="published GPU hours of reinforcement learning"
        ),
        "GPU*hour",
        (RUN,),
    )
    published_rent = Lookup(
        Bilingual(de="geschätzte Miete ohne Stunden", en="estimated rent without hours"), "USD", (RUN,)
    )
    published_low = Lookup(Bilingual(de="niedrigste Angabe", en="lowest statement"), "USD", (RUN,))
    published_high = Lookup(Bilingual(de="höchste Angabe", en="highest statement"), "USD", (RUN,))
    known_staff = Lookup(Bilingual(de="geschätztes Personal", en="estimated staff"), "USD", (RUN,))
    known_hardware = Lookup(Bilingual(de="geschätzter Kaufpreis", en="estimated purchase price"), "USD", (RUN,))
    evidenced = Lookup(Bilingual(de="Ebene ist belegt", en="layer is evidenced"), "", (RUN, LAYER))
    is_final_run = Lookup(Bilingual(de="letzter Lauf", en="final run"), "", (LAYER,))
    is_reinforcement_learning = Lookup(Bilingual(de="bestärkendes Lernen", en="reinforcement learning"), "", (LAYER,))
    is_failed_runs = Lookup(Bilingual(de="Fehlläufe und Forschung", en="failed runs and research"), "", (LAYER,))
    is_staff = Lookup(Bilingual(de="Personal", en="staff"), "", (LAYER,))
    is_hardware = Lookup(Bilingual(de="Kauf der Hardware", en="purchase of the hardware"), "", (LAYER,))

    # computing power
    parameters_of_run = Line(
        Bilingual(de="Aktive Parameter", en="Active parameters"),
        "parameter",
        when(is_own > 0, active_parameters, known_parameters),
        over=(RUN,),
    )
    tokens_of_run = Line(
        Bilingual(de="Trainingstoken", en="Training tokens"),
        "token",
        when(is_own > 0, training_tokens, known_tokens),
        over=(RUN,),
    )
    peak_of_run = Line(
        Bilingual(de="Höchstwert je GPU und Sekunde", en="Peak per GPU and second"),
        "FLOP/GPU/second",
        when(is_own > 0, peak_flops, known_peak_flops),
        over=(RUN,),
    )
    flop = Line(
        Bilingual(de="Rechenaufwand in FLOP", en="Computing effort in FLOP"),
        "FLOP",
        FLOP_PER_PARAMETER_AND_TOKEN * parameters_of_run * tokens_of_run,
        over=(RUN,),
    )
    gpu_hours_from_flop = Line(
        Bilingual(de="GPU-Stunden aus dem Rechenaufwand", en="GPU hours from the computing effort"),
        "GPU*hour",
        divide(flop, peak_of_run * utilisation * SECONDS_PER_HOUR, 0),
        over=(RUN,),
        shown="hour",
        digits=0,
    )
    hours_of_run = Line(
        Bilingual(de="GPU-Stunden", en="GPU hours"),
        "GPU*hour",
        when(is_own > 0, when(own_run_given < 1, gpu_hours, gpu_hours_from_flop), known_gpu_hours),
        over=(RUN,),
        shown="hour",
        digits=0,
    )
    hours_for_tokens = Line(
        Bilingual(de="GPU-Stunden, in denen die Token verarbeitet wurden", en="GPU hours that took in the tokens"),
        "GPU*hour",
        when(is_own > 0, hours_of_run, known_pretraining_hours),
        over=(RUN,),
        shown="hour",
        digits=0,
    )
    implied_utilisation = Line(
        Bilingual(de="Rechenausbeute, aus den Stunden erschlossen", en="Utilisation, inferred from the hours"),
        "",
        divide(flop, hours_for_tokens * SECONDS_PER_HOUR * peak_of_run, 0),
        over=(RUN,),
        shown="share",
    )

    # the layers
    price_of_run = Line(
        Bilingual(de="Miete je GPU-Stunde", en="Rent per GPU hour"),
        "USD/GPU/hour",
        when(is_own > 0, price_per_gpu_hour, known_price),
        over=(RUN,),
        shown="USD",
        digits=2,
    )
    final_run = Line(
        Bilingual(de="Letzter Lauf, als Miete", en="Final run, as rent"),
        "USD",
        # a run without published hours has an estimate of its rent
        when(published_rent > 0, published_rent, hours_of_run * price_of_run),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    final_run_low = Line(
        Bilingual(de="Letzter Lauf, niedrigste Angabe", en="Final run, lowest statement"),
        "USD",
        when(published_low > 0, published_low, final_run),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    final_run_high = Line(
        Bilingual(de="Letzter Lauf, höchste Angabe", en="Final run, highest statement"),
        "USD",
        when(published_high > 0, published_high, final_run),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    reinforcement_hours = Line(
        Bilingual(de="GPU-Stunden für bestärkendes Lernen", en="GPU hours of reinforcement learning"),
        "GPU*hour",
        when(is_own > 0, reinforcement_gpu_hours, known_reinforcement_hours),
        over=(RUN,),
        shown="hour",
        digits=0,
    )
    reinforcement_learning = Line(
        Bilingual(de="Bestärkendes Lernen, als Miete", en="Reinforcement learning, as rent"),
        "USD",
        reinforcement_hours * price_of_run,
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    failed_runs = Line(
        Bilingual(de="Fehlläufe und Forschung", en="Failed runs and research"),
        "USD",
        # nobody states a factor for a published run
        is_own * final_run * failed_runs_factor,
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    staff_cost = Line(
        Bilingual(de="Personal", en="Staff"),
        "USD",
        when(is_own > 0, staff, known_staff),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    hardware_cost = Line(
        Bilingual(de="Kauf der Hardware", en="Purchase of the hardware"),
        "USD",
        when(is_own > 0, hardware, known_hardware),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    cost_of_layer = Line(
        Bilingual(de="Kosten der Ebene", en="Cost of the layer"),
        "USD",
        is_final_run * final_run
        + is_reinforcement_learning * reinforcement_learning
        + is_failed_runs * failed_runs
        + is_staff * staff_cost
        + is_hardware * hardware_cost,
        over=(RUN, LAYER),
        shown="USD",
        digits=0,
    )
    layer_counts = Line(
        Bilingual(de="Ebene zählt mit", en="Layer is counted"),
        "",
        is_final_run * (1 - counts_final_run)
        + is_reinforcement_learning * (1 - counts_reinforcement_learning)
        + is_failed_runs * (1 - counts_failed_runs)
        + is_staff * (1 - counts_staff)
        + is_hardware * (1 - counts_hardware),
        over=(LAYER,),
    )
    counted = Line(
        Bilingual(de="Kosten der Ebene, soweit sie mitzählt", en="Cost of the layer as far as it is counted"),
        "USD",
        cost_of_layer * layer_counts,
        over=(RUN, LAYER),
        shown="USD",
        digits=0,
    )
    total = Line(
        Bilingual(de="Summe der belegten Ebenen", en="Sum of the layers with evidence"),
        "USD",
        total_over(counted, over=LAYER),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    total_of_own = Line(
        Bilingual(de="Summe, nur beim eigenen Lauf", en="Sum, of the own run only"),
        "USD",
        is_own * total,
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    own_total = Line(
        Bilingual(de="Eigener Lauf, Summe", en="Own run, sum"),
        "USD",
        total_over(total_of_own, over=RUN),
        shown="USD",
        digits=0,
    )

    # against one of the other runs: a layer counts only where both have it, so no rent meets a purchase
    layer_of_compared = Line(
        Bilingual(de="Ebene des Vergleichslaufs", en="Layer of the run compared with"),
        "USD",
        is_compared * counted,
        over=(RUN, LAYER),
        shown="USD",
        digits=0,
    )
    compared_layer = Line(
        Bilingual(de="Vergleichslauf, Kosten der Ebene", en="Run compared with, cost of the layer"),
        "USD",
        total_over(layer_of_compared, over=RUN),
        over=(LAYER,),
        shown="USD",
        digits=0,
    )
    evidence_of_compared = Line(
        Bilingual(de="Beleg des Vergleichslaufs", en="Evidence for the run compared with"),
        "",
        is_compared * evidenced,
        over=(RUN, LAYER),
    )
    comparable_layer = Line(
        Bilingual(de="Ebene ist beim Vergleichslauf belegt", en="Layer is evidenced for the run compared with"),
        "",
        total_over(evidence_of_compared, over=RUN),
        over=(LAYER,),
    )
    shared_layer = Line(
        Bilingual(de="Kosten der gemeinsamen Ebene", en="Cost of the shared layer"),
        "USD",
        counted * comparable_layer,
        over=(RUN, LAYER),
        shown="USD",
        digits=0,
    )
    compared_shared_layer = Line(
        Bilingual(de="Vergleichslauf, gemeinsame Ebene", en="Run compared with, shared layer"),
        "USD",
        evidenced * compared_layer,
        over=(RUN, LAYER),
        shown="USD",
        digits=0,
    )
    shared_cost = Line(
        Bilingual(de="Kosten der gemeinsamen Ebenen", en="Cost of the shared layers"),
        "USD",
        total_over(shared_layer, over=LAYER),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    compared_cost = Line(
        Bilingual(de="Vergleichslauf, gemeinsame Ebenen", en="Run compared with, shared layers"),
        "USD",
        total_over(compared_shared_layer, over=LAYER),
        over=(RUN,),
        shown="USD",
        digits=0,
    )
    ratio_to = Line(
        Bilingual(de="Vielfaches des Vergleichslaufs", en="Multiple of the run compared with"),
        "",
        when(compared_cost > LEAST_COST, shared_cost / compared_cost, 0),
        over=(RUN,),
        shown="times",
    )
