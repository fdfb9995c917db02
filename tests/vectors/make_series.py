#!/usr/bin/env python3
"""Writes series.tsv: what a series of check-in answers says over a window, by exact fractions.

tests/vectors/make_series.py     needs nothing but Python's standard library

An implementation of its own: it knows the definitions in checkin.h and nothing of the code. Sums
are fractions; sd and the weighted mean are rounded once, at the end (60 digits before that).
"""

import pathlib
import random
from datetime import datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

BERLIN, UTC = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
COLUMNS = [
    "id",
    "window_kind",
    "window_days",
    "half_life",
    "baseline_days",
    "baseline_least",
    "now",
    "answers",
    "n",
    "mean",
    "min",
    "max",
    "sd",
    "slope",
    "last",
    "last_age_days",
    "days_since",
    "weighted_mean",
    "baseline_n",
    "change",
    "change_in_sd",
]


def root(fraction):
    with localcontext() as context:
        context.prec = 60
        return float((Decimal(fraction.numerator) / Decimal(fraction.denominator)).sqrt())


def variance(values):
    mean = Fraction(sum(values), len(values))
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)


def slope(times, values):
    if len(set(times)) < 2:
        return None
    middle, mean = sum(times) / Fraction(len(times)), Fraction(sum(values), len(values))
    along = sum((t - middle) * (v - mean) for t, v in zip(times, values))
    return float(along / sum((t - middle) ** 2 for t in times))


def weighted_mean(ages, values, half_life):
    with localcontext() as context:
        context.prec = 60
        weights = [
            Decimal(2) ** -(Decimal(a.numerator) / Decimal(a.denominator) / Decimal(half_life))
            for a in map(Fraction, ages)
        ]
        return float(sum(w * v for w, v in zip(weights, values)) / sum(weights))


def expected(kind, days, half_life, base_days, least, now, answers):
    def age(at):  # whole local days, or days of 24 hours
        if kind == "calendar_days":
            return Fraction((now.date() - at.date()).days)
        passed = now.astimezone(UTC) - at.astimezone(UTC)
        return Fraction(passed // timedelta(milliseconds=1), 86_400_000)

    aged = [(age(at), value) for at, value in answers]
    inside = [(a, v) for a, v in aged if a < days]
    base = [v for a, v in aged if days <= a < days + base_days]
    values = [v for _, v in inside]
    n, mean = len(values), Fraction(sum(values), len(values)) if values else None
    last_at, last = answers[-1]
    since = last_at.astimezone(UTC)
    change = mean - Fraction(sum(base), len(base)) if values and len(base) >= least else None
    spread = variance(base) if len(base) >= 2 else 0
    return [
        n,
        None if mean is None else float(mean),
        min(values, default=None),
        max(values, default=None),
        root(variance(values)) if n >= 2 else None,
        slope([-a for a, _ in inside], values),
        last,
        (now.date() - last_at.date()).days,
        float(Fraction((now.astimezone(UTC) - since) // timedelta(milliseconds=1), 86_400_000)),
        weighted_mean([a for a, _ in aged], [v for _, v in aged], half_life),
        len(base),
        None if change is None else float(change),
        float(change) / root(spread) if change is not None and spread else None,
    ]


def invent(dice, number):
    """Answers on some of the 150 days before a day near a change of the clocks."""
    now = datetime(2026, dice.choice((3, 4, 10, 11)), dice.randint(1, 28), dice.randint(0, 23))
    now = now.replace(minute=dice.choice((0, 30)), tzinfo=BERLIN)
    kept, answers = dice.choice((0.05, 0.2, 0.5)), set()
    for back in range(150):
        for _ in range(dice.choice((1, 1, 2))):
            clock = timedelta(
                hours=dice.choice((0, 2, 8, 20, 23)), minutes=dice.choice((0, 30, 59))
            )
            at = datetime(now.year, now.month, now.day) - timedelta(days=back) + clock
            at = at.replace(tzinfo=BERLIN).astimezone(UTC).astimezone(BERLIN)
            if at.astimezone(UTC) <= now.astimezone(UTC) and dice.random() < kept:
                answers.add(at.astimezone(UTC))
    answers = sorted(answers) or [now.astimezone(UTC)]
    flat = number % 9 == 0
    answered = [(at.astimezone(BERLIN), 5 if flat else dice.randint(0, 10)) for at in answers]
    kind = ("calendar_days", "hours_24")[number % 2]
    asked = dice.choice((1, 3, 7, 30)), dice.choice((1, 7, 14)), dice.choice((30, 90))
    return kind, *asked, dice.choice((3, 14)), now, answered


def shown(value):
    return "-" if value is None else repr(value)


def main():
    dice, lines = random.Random(4), ["\t".join(COLUMNS)]
    for number in range(60):
        case = invent(dice, number)
        kind, days, half_life, base_days, least, now, answers = case
        told = ";".join(f"{at.isoformat(timespec='minutes')}={v}" for at, v in answers)
        asked = [f"s{number}", kind, days, half_life, base_days, least]
        given = [*map(str, asked), now.isoformat(timespec="minutes"), told]
        lines.append("\t".join(given + [shown(v) for v in expected(*case)]))
    path = pathlib.Path(__file__).with_name("series.tsv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
