"""Ten million PHQ-9 as columns of int8, 1 % missing (-1), beside pandas in the same process: best of
seven, taken in turns, and the answers compared to the bit. Both sides make the same columns: all that
a study keeps; who screens positive and whom to ask about item 9; who has which band, or why none."""

import sys
import time

import recovery_support as rs

try:
    import numpy as np
    import pandas as pd
except ImportError:
    print("questionnaires beside pandas\tskipped: pandas is not installed")
    sys.exit()

ROWS, ROUNDS = 10_000_000, 7
ITEMS = [f"q{i}" for i in range(1, 10)]
NO_ANSWERS, TOO_MANY_MISSING = 1, 2


def drawn():
    source = np.random.default_rng(20)
    columns = {}
    for item in ITEMS:
        column = source.integers(0, 4, ROWS, dtype="int8")
        column[source.random(ROWS, dtype="float32") < 0.01] = -1
        columns[item] = column
    return pd.DataFrame(columns)


def by_pandas(frame, outputs):
    """What one would write: a mean of the answered for up to two gaps, bands, and item 9."""
    answered = frame.ge(0)
    count = answered.sum(axis=1)
    total = (frame.where(answered, 0).sum(axis=1) * 9 / count).where(count >= 7)
    made = {"value": total.to_numpy()}
    made["band"] = np.searchsorted([5, 10, 15, 20], made["value"], side="right").astype("int8")
    made["band"][total.isna()] = -1
    if "reason" in outputs:
        made["reason"] = np.where(count == 0, NO_ANSWERS, np.where(count < 7, TOO_MANY_MISSING, 0))
    if "alerts" in outputs:
        made["alerts"] = frame["q9"].gt(0).to_numpy()
    return made


def by_columns(frame, outputs, into):
    return phq9.score_columns(
        frame, scores=["total"], outputs=outputs, blank_below_zero=True, into=into
    )


def timed(job, *given):
    start = time.perf_counter()
    made = job(*given)
    return time.perf_counter() - start, made


def compare(outputs):
    kept = None  # later rounds write over the columns of the first
    ours, theirs = [], []
    for _ in range(ROUNDS):
        seconds, expected = timed(by_pandas, frame, outputs)
        theirs.append(seconds)
        seconds, kept = timed(by_columns, frame, outputs, kept)
        ours.append(seconds)
        for name in outputs:
            made = getattr(kept if name == "alerts" else kept.scores["total"], name)
            same = np.array_equal(made, expected[name], equal_nan=name == "value")
            assert same, "two answers differ"
    best, median = min(ours), sorted(ours)[ROUNDS // 2]
    print(
        f"10M x phq-9 from Python: {', '.join(outputs)}\t{ROUNDS}\t{best * 1e6:.0f}\t{median * 1e6:.0f}"
        f"\t\tpandas\t{best / min(theirs):.4f}\t\t>= 80 times as fast: {min(theirs) / best:.0f}",
        flush=True,
    )


phq9, frame = rs.Instrument.load("phq-9"), drawn()
compare(("value", "band", "alerts"))
compare(("band", "alerts"))
compare(("band", "reason"))
