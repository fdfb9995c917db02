#!/usr/bin/env python3
"""Makes tests/vectors/risk_scores.tsv: scores that every language must give.

    tests/vectors/make_risk_scores.py > tests/vectors/risk_scores.tsv

Independent of the library: reads the model files with PyYAML (every scalar a text), adds the terms in the order of the
file in Python floats, and takes exp, expm1, log and log1p from the math module. Where a machine's libm and the library
differ by an ulp in one of these, the results differ in the last bits; the suites allow 2 ulp for `lp` and 4 for `risk`
(a difference of one ulp in lp = -4 is one of four ulps in e^lp). Columns, separated by tabs: name, model (a path, or
"default"), row as JSON, horizon and elapsed ("-" for none), lp and risk as hex doubles ("-" when there is no value).
"""

import json
import math
import pathlib
import random

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = {
    "default": "lib/risk/default-model.yaml",
    "ctn": "tests/risk/models/model-ctn-hazard.yaml",
    "logit30": "tests/risk/models/model-helprct-logit30.yaml",
    "cox": "tests/risk/models/model-helprct.yaml",
}


def step(value, op):
    name = op["op"]
    if name == "log":
        return math.log(value)
    if name == "log1p":
        return math.log1p(value)
    if name == "scale":
        return value / float(op["by"])
    if name == "clip":
        return min(max(value, float(op["lo"])), float(op["hi"]))
    if name == "standardize":
        return (value - float(op["mean"])) / float(op["sd"])
    if name == "level":
        return 1.0 if value == op["is"] else 0.0
    raise SystemExit("no such transform: " + name)


def transformed(value, ops):
    for op in ops:
        value = step(value, op)
    return value


class Model:
    def __init__(self, path):
        self.file = yaml.load((ROOT / path).read_text(encoding="utf-8"), yaml.BaseLoader)
        self.inputs = {entry["name"]: entry for entry in self.file["inputs"]}
        self.family = self.file["model"]
        self.refers = self.file["reference"]

    def reference(self, term):
        values = self.refers["values"]
        if self.refers["mode"] == "term_means":
            return float(values[term["name"]])
        value = values[term["input"]]
        return transformed(
            value if "levels" in self.inputs[term["input"]] else float(value), term["transform"]
        )

    def value(self, term, row, period):
        spec = self.inputs[term["input"]]
        value = row.get(term["input"])
        if "levels" in spec:
            return (
                transformed(value, term["transform"])
                if value in spec["levels"]
                else self.reference(term)
            )
        if value is None:
            policy = spec["missing"]
            if policy == "reference":
                return self.reference(term)
            value = policy["value"]
        value = float(value)
        clip = spec.get("out_of_range") == "clip"
        low, high = (float(bound) for bound in spec["range"])
        value = min(max(value, low), high) if clip else value
        if "evolves" in spec:
            value += float(spec["evolves"]["per_period"]) * period
            value = min(max(value, low), high) if clip else value
        return transformed(value, term["transform"])

    def lp(self, row, period=0):
        lp = float(self.family.get("intercept", 0))
        for term in self.file["terms"]:
            lp += float(term["coef"]) * self.value(term, row, period)
        return lp

    def hazard_at(self, time):
        baseline = self.family["baseline"]
        steps = [
            float(h)
            for t, h in zip(baseline["time"], baseline["cumhaz"], strict=True)
            if float(t) <= time
        ]
        return steps[-1] if steps else 0.0

    def risk(self, row, horizon, elapsed):
        kind = self.family["family"]
        if kind == "cox":
            before = self.hazard_at(elapsed) if elapsed > 0 else 0.0  # at 0 the clock has not begun
            hazard = self.hazard_at(elapsed + horizon) - before
            return -math.expm1(-hazard * math.exp(self.lp(row)))
        if kind == "logistic":
            return 1 / (1 + math.exp(-self.lp(row)))
        risk = 0.0
        for period in range(int(elapsed), int(elapsed + horizon)):
            risk += (1 - risk) * -math.expm1(-math.exp(self.lp(row, period)))
        return risk

    def score(self, row, horizon, elapsed):
        known = sum(row.get(term["input"]) is not None for term in self.file["terms"])
        if known < int(self.file.get("coverage", {}).get("min_terms", 0)):
            return None, None
        ahead = float(self.file["outcome"]["horizon"]["length"]) if horizon is None else horizon
        period = (elapsed or 0) if self.family["family"] == "hazard" else 0
        return self.lp(row, period), self.risk(row, ahead, elapsed or 0)


def helprct_row(rng):
    row = {
        "age": rng.randint(18, 60), "female": rng.randint(0, 1), "homeless": rng.choice(["housed", "homeless"]),
        "substance": rng.choice(["alcohol", "cocaine", "heroin"]), "i1": rng.randint(0, 142),
        "cesd": rng.randint(1, 60), "pss_fr": rng.randint(0, 14), "indtot": rng.randint(4, 45),
        "satreat": rng.choice(["no", "yes"]), "treat": rng.choice(["no", "yes"]),
    }  # fmt: skip
    for name in rng.sample(sorted(row), rng.randint(0, 2)):
        row[name] = None
    return row


def ctn_row(rng):
    row = {
        "weeks_since_use": rng.randint(1, 24), "use4": rng.randint(0, 3), "age": rng.randint(18, 70),
        "male": rng.randint(0, 1), "iv": rng.randint(0, 1), "unstable": rng.randint(0, 1), "dep": rng.randint(0, 1),
    }  # fmt: skip
    return {
        key: value
        for key, value in row.items()
        if key in ("weeks_since_use", "use4") or rng.random() < 0.8
    }


def default_row(rng):
    row = {
        "weeks_since_use": rng.choice([0.2857142857142857, 1, 3.5, 12, 60, 600]), "use_weeks_4": rng.randint(0, 4),
        "craving_z": round(rng.gauss(0, 2), 3), "confidence_z": round(rng.gauss(0, 2), 3),
        "mood_z": round(rng.gauss(0, 2), 3), "risky_situation": rng.randint(0, 1), "coped": rng.randint(0, 1),
        "phq9": rng.randint(0, 27), "prior_treatments": rng.randint(0, 20), "net_support": rng.random(),
        "net_using": rng.random(), "meetings_week": rng.randint(0, 9), "missed_last": rng.randint(0, 1),
    }  # fmt: skip
    return {
        key: value for key, value in row.items() if key == "weeks_since_use" or rng.random() < 0.7
    }


def text(value):
    return "-" if value is None else float(value).hex()


def main():
    rng = random.Random(20260304)
    made = [
        ("logit30", helprct_row, [None], [None]),
        ("cox", helprct_row, [None, 7, 90, 180], [None, 0, 30]),
        ("ctn", ctn_row, [None, 4, 26], [None, 0, 3]),
        ("default", default_row, [None, 1, 13], [None, 0, 5]),
    ]
    print(
        "# Made by tests/vectors/make_risk_scores.py: name, model, row, horizon, elapsed, lp, risk"
    )
    for name, make, horizons, elapsed in made:
        model = Model(MODELS[name])
        for index in range(30):
            row, ahead, gone = make(rng), rng.choice(horizons), rng.choice(elapsed)
            lp, risk = model.score(row, ahead, gone)
            path = "default" if name == "default" else MODELS[name]
            print(
                "\t".join(
                    [
                        f"{name}-{index + 1}",
                        path,
                        json.dumps(row),
                        "-" if ahead is None else str(ahead),
                        "-" if gone is None else str(gone),
                        text(lp),
                        text(risk),
                    ]
                )
            )


if __name__ == "__main__":
    main()
