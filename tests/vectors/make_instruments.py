#!/usr/bin/env python3
"""Writes instruments.tsv: answers to the eighteen questionnaires, and what is right.

tests/vectors/make_instruments.py     needs nothing but Python's standard library

The answers are chosen by hand: ends of the range, both sides of every band and cut-off, blanks,
skips, reversed items, contexts, profiles. What is right comes from instrument_reference.py, an
implementation of its own; `why` shows the arithmetic. `error` names the item that refuses a form.
"""

import json
import pathlib

from instrument_reference import FORMS, score

COLUMNS = [
    *("id", "instrument", "answers", "context", "profile", "score", "value", "band", "reason"),
    *("cutoffs", "low", "high", "alerts", "error", "why"),
]
_ = None


def filled(instrument, total):
    """Answers of the first items that add up to `total`, the others at their least."""
    sets = FORMS[instrument].items
    answers = [min(values) for values in sets.values()]
    rest = total - sum(answers)
    for index, values in enumerate(sets.values()):
        step = max(v - answers[index] for v in values if v - answers[index] <= max(rest, 0))
        answers[index] += step
        rest -= step
    assert rest == 0
    return answers


def sums(instrument, totals, drop=0):
    return [
        (filled(instrument, t)[: len(FORMS[instrument].items) - drop], {}, None) for t in totals
    ]


def phq9(total):
    return (filled("gad-7", min(total, 21)) + filled("gad-2", max(total - 21, 0)), {}, None)


CASES = {
    "phq-9": [phq9(t) for t in (0, 4, 5, 9, 10, 14, 15, 19, 20, 27)]
    + [
        ([2, 2, 1, _, 2, 1, 1, 0, 0], {}, None),
        ([1, 1, 1, 0, 0, 0, 0, _, _], {}, None),
        ([3, 3, 3, 3, 3, 0, 0, _, _], {}, None),
        ([3, 3, 2, 2, 2, 2, 2, 2, _], {}, None),
        ([_, 2, 2, 2, 2, 2, 2, 2, 2], {}, None),
        ([1, _, _, _, 1, 1, 1, 1, 1], {}, None),
        ([_] * 9, {}, None),
        ([_, _, _, _, _, _, _, _, 3], {}, None),
        ([_, _, _, _, _, _, _, _, 0], {}, "va_zero"),
        ([1, _, _, _, 1, 1, 1, 1, 1], {}, "va_zero"),
        ([_] * 9, {}, "va_zero"),
        ([2, 0, 2, 2, 2, 0, 0, 0, 1], {}, None),
        ([0, 0, 3, 3, 3, 3, 3, 0, 0], {}, None),
        ([2, 2, 0, 0, 0, 0, 0, 0, 0], {}, None),
        ([0, 0, 0, 0, 0, 0, 0, 0, 1], {}, None),
    ],
    "gad-7": sums("gad-7", (0, 4, 5, 7, 8, 9, 10, 14, 15, 21))
    + [
        ([1, 1, 1, 1, 1, 1, _], {}, None),
        ([2, 2, 2, 2, 2, _, _], {}, None),
        ([3, 3, 3, 3, _, _, _], {}, None),
        ([_] * 7, {}, None),
    ],
    "phq-2": sums("phq-2", (0, 1, 2, 3, 6)) + [([3, _], {}, None), ([_, _], {}, None)],
    "gad-2": sums("gad-2", (0, 2, 3, 6)) + [([_, 3], {}, None)],
    "phq-4": sums("phq-4", (0, 2, 3, 5, 6, 8, 9, 12)) + [([3, 0, 0, _], {}, None)],
    "audit": sums("audit", (0, 7, 8, 15, 16, 19, 20, 32, 40))
    + [
        ([0, _, _, _, _, _, _, _, 0, 0], {}, None),
        ([0, _, _, _, _, _, _, _, 4, 2], {}, None),
        ([1, 0, 0, _, _, _, _, _, 2, 0], {}, None),
        ([1, 0, _, _, _, _, _, _, 0, 0], {}, None),
        ([_, 0, 0, _, _, _, _, _, 0, 0], {}, None),
        ([4, 1, 2, 2, 2, 0, 0, 0, 0, 0], {}, None),
        ([4, 1, 2, 2, 1, 0, 0, 0, 0, 0], {}, None),
        ([0, _, _, _, _, _, _, _, _, _], {}, None),
    ],
    "audit-c": [
        (answers, {"sex": sex} if sex else {}, None)
        for answers in ([1, 1, 0], [1, 1, 1], [2, 1, 1])
        for sex in ("female", "male", None, "not said")
    ]
    + [([0, _, _], {}, None), ([0, 4, _], {}, None), ([1, _, 0], {"sex": "male"}, None)],
    "dast-10": [([1] * n + [0] * (10 - n), {}, None) for n in (0, 1, 2, 3, 4, 6, 7, 9, 10)]
    + [([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], {}, None), ([1, 1, 0, 1, 1, 1, 1, 1, 1, 1], {}, None)]
    + [([1, 1, 0, 1, 1, 1, 0, 0, 0, 0], {}, None), ([1, 1, _, 1, 1, 1, 1, 1, 1, 1], {}, None)],
    "pacs": sums("pacs", (0, 14, 15, 20, 21, 30)) + [([6, 6, 6, 6, _], {}, None)],
    "aware": sums("aware", (28, 100, 196))
    + [([1] * 7 + [7] + [1] * 20, {}, None), ([4] * 27, {}, None)],
    "barc-10": sums("barc-10", (10, 46, 47, 60)) + [([6] * 9, {}, None), ([_] * 10, {}, None)],
    "who-5": sums("who-5", (0, 12, 13, 25)) + [([5, 5, 5, 5], {}, None)],
    "mspss": sums("mspss", (12, 43, 50, 84)) + [([7] * 11, {}, None)],
    "ucla-3": sums("ucla-3", (3, 5, 6, 9)) + [([2, 2], {}, None)],
    "lsns-6": sums("lsns-6", (0, 5, 11, 12, 30)) + [([1, 1, 1, 1, 1], {}, None)],
    "c-ssrs-screener": [
        (answers, {}, None)
        for answers in (
            [0, 0, _, _, _, 0, _],
            [1, 0, _, _, _, 0, _],
            [0, 1, 0, 0, 0, 0, _],
            [1, 1, 1, 0, 0, 0, _],
            [0, 0, _, _, _, 1, 0],
            [0, 0, _, _, _, 1, 1],
            [1, 1, 0, 1, 0, 0, _],
            [1, 1, 0, 0, 1, 0, _],
            [1, 1, 1, 1, 1, 1, 1],
            [1, 1, 1, _, 0, 0, _],
            [1, 1, _, _, _, 0, _],
            [0, _, _, _, _, 0, _],
            [0, 0, _, _, _, _, _],
            [0, 0, _, _, _, 1, _],
            [_, 0, _, _, _, 0, _],
            [_, _, _, 1, _, _, _],
            [_] * 7,
        )
    ],
}


def bam(**answers):
    return [answers.get(one, _) for one in FORMS["bam"].items]


GIVEN = dict(q1=1, q2=2, q3=3, q4=1, q5=1, q6=0, q8=2, q9=3, q10=4, q11=1, q12=2, q13=4, q14=1)
WHOLE = {**GIVEN, "q15": 1, "q16": 3, "q17": 3}
LEAST = {one: 0 for one in WHOLE}
MOST = {one: max(FORMS["bam"].items[one]) for one in WHOLE}
CASES["bam"] = [
    (bam(**given), {}, profile)
    for given in (WHOLE, LEAST, MOST, {**WHOLE, "q11": _}, {**LEAST, "q6": 1}, {"q4": 1}, {})
    for profile in (_, "va_zero")
] + [(bam(**{**WHOLE, "q14": 0}), {}, _), (bam(q4=0, q5=0), {}, _)]
DAYS = dict(q1=1, q2=10, q3=5, q4=3, q5=1, q6=0, q8=2, q9=3, q10=12, q11=4, q12=4, q13=20, q14=1)
REVISED = {**DAYS, "q15": 1, "q16": 15, "q17": 3}
ALL_DAYS = {one: max(FORMS["bam-r"].items[one]) for one in REVISED}
CASES["bam-r"] = [
    (bam(**given), {}, profile)
    for given in (REVISED, LEAST, ALL_DAYS, {**REVISED, "q9": _}, {**REVISED, "q2": _})
    for profile in (_, "va_zero")
]

WRONG = [  # what no form may hold, and the item that refuses it ("" where it has no name)
    ("phq-9", "[0,0,0,4,0,0,0,0,0]", "q4"),
    ("phq-9", "[0,0,0,-1,0,0,0,0,0]", "q4"),
    ("phq-9", "[3.5,0,0,0,0,0,0,0,0]", "q1"),
    ("phq-9", '["4",0,0,0,0,0,0,0,0]', "q1"),
    ("phq-9", "[true,0,0,0,0,0,0,0,0]", "q1"),
    ("phq-9", '{"q1":1,"q11":0}', "[1]"),
    ("phq-9", "[0,0,0,0,0,0,0,0,0,0,0]", "[10]"),
    ("gad-7", "[0,0,0,0,0,0,0,0]", "[7]"),
    ("audit", "[1,1,1,1,1,1,1,1,1,0]", "q9"),
    ("audit", "[1,1,1,1,1,1,1,1,0,3]", "q10"),
    ("barc-10", "[0,1,1,1,1,1,1,1,1,1]", "q1"),
    ("barc-10", "[1,1,1,1,1,1,1,1,1,7]", "q10"),
    ("bam", '{"q4":5}', "q4"),
    ("bam-r", '{"q4":31}', "q4"),
    ("dast-10", "[2]", "q1"),
    ("mspss", "[8]", "q1"),
    ("c-ssrs-screener", "[0,0,0,0,0,0,2]", "q6r"),
    ("who-5", "[6]", "q1"),
    ("ucla-3", "[0]", "q1"),
]


def cell(value):
    return "-" if value is None or value in ("", []) else str(value)


def rows():
    for instrument in FORMS:
        for number, (answers, context, profile) in enumerate(CASES[instrument], 1):
            scores, alerts = score(instrument, answers, context, profile)
            for name, one in scores.items():
                yield {
                    "id": f"{instrument}-{number}",
                    "instrument": instrument,
                    "answers": json.dumps(answers, separators=(",", ":")),
                    "context": ",".join(f"{k}={v}" for k, v in context.items()),
                    "profile": profile,
                    "score": name,
                    "value": one.get("rule") or one["value"],
                    "band": one["band"],
                    "reason": one["reason"],
                    "cutoffs": ",".join(one["cutoffs"]),
                    "low": one["low"],
                    "high": one["high"],
                    "alerts": ",".join(f"{a}:{level}" for a, level in alerts),
                    "why": one["why"],
                }
    for number, (instrument, answers, item) in enumerate(WRONG, 1):
        made = {"id": f"wrong-{number}", "instrument": instrument, "answers": answers}
        yield {**made, "error": item, "why": "no answer of the item's own set"}


def main():
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(cell(row.get(one)) for one in COLUMNS) for row in rows()]
    path = pathlib.Path(__file__).with_name("instruments.tsv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
