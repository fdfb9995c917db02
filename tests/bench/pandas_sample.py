"""Ten million PHQ-9 as columns of int8, 1 % missing (-1), beside pandas in the same process: best of
five, taken in turns, and the answers compared to the bit."""

import sys
import time

import recovery_support as rs

try:
    import numpy as np
    import pandas as pd
except ImportError:
    print("questionnaires beside pandas\tskipped: pandas is not installed")
    sys.exit()

ROWS, ROUNDS = 10_000_000, 5
ITEMS = [f"q{i}" for i in range(1, 10)]


def drawn():
    source = np.random.default_rng(20)
    columns = {}
    for item in ITEMS:
        column = source.integers(0, 4, ROWS, dtype="int8")
        column[source.random(ROWS, dtype="float32") < 0.01] = -1
        columns[item] = column
    return pd.DataFrame(columns)


def by_pandas(frame):
    """What one would write: a mean of the answered for up to two gaps, bands, and item 9."""
    answered = frame.ge(0)
    count = answered.sum(axis=1)
    total = (frame.where(answered, 0).sum(axis=1) * 9 / count).where(count >= 7)
    band = np.searchsorted([5, 10, 15, 20], total.to_numpy(), side="right").astype("int8")
    band[total.isna()] = -1
    return total.to_numpy(), band, frame["q9"].gt(0).to_numpy()


def by_columns(frame):
    wanted = ("value", "band", "alerts")
    found = phq9.score_columns(
        frame, scores=["total"], outputs=wanted, blank_below_zero=True, into=kept
    )
    return found


def timed(job, frame):
    start = time.perf_counter()
    made = job(frame)
    return time.perf_counter() - start, made


kept = None  # later rounds write over the columns of the first
phq9, frame = rs.Instrument.load("phq-9"), drawn()
ours, theirs = [], []
for _ in range(ROUNDS):
    seconds, expected = timed(by_pandas, frame)
    theirs.append(seconds)
    seconds, made = timed(by_columns, frame)
    kept = made
    ours.append(seconds)
    total = made.scores["total"]
    assert np.array_equal(total.value, expected[0], equal_nan=True), "two answers differ"
    assert np.array_equal(total.band, expected[1]), "two answers differ"
    assert np.array_equal(made.alerts, expected[2]), "two answers differ"
print(
    f"10M x phq-9 from Python\t{ROUNDS}\t{min(ours) * 1e6:.0f}\t{sorted(ours)[ROUNDS // 2] * 1e6:.0f}"
    f"\t\tpandas\t{min(ours) / min(theirs):.4f}\t\t>= 80 times as fast: {min(theirs) / min(ours):.0f}"
)
