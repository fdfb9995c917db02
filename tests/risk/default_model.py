#!/usr/bin/env python3
"""Makes, or checks, the test rows and the digest of lib/risk/default-model.yaml.

Independent of the library: the linear predictor and the risk of each row are computed here from the file's own
coefficients, in decimal arithmetic of 50 digits (exp and ln of the decimal module), and rounded once to the nearest
double. The digest is the SHA-256 of the document without its key `digest`, as JSON with sorted keys, no spaces, and
numbers as the shortest text that reads back.

    tests/risk/default_model.py            exit 1 when the file differs from what is computed here
    tests/risk/default_model.py --write    rewrite the part below the marker
"""

import hashlib
import json
import pathlib
import re
import sys
from decimal import Decimal, getcontext

import yaml

getcontext().prec = 50
PATH = pathlib.Path(__file__).resolve().parents[2] / "lib/risk/default-model.yaml"
MARKER = "# ---- made by tests/risk/default_model.py --write; do not edit below\n"
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")

# Inputs of the rows; what is absent is missing. `ahead`: the horizons; `elapsed`: weeks already gone.
ROWS = [
    {"input": {"weeks_since_use": 4, "craving_z": 0, "confidence_z": 0, "net_support": 0.5}},
    {
        "input": {
            "weeks_since_use": 12,
            "use_weeks_4": 0,
            "craving_z": 1.5,
            "confidence_z": -0.5,
            "mood_z": -1,
            "risky_situation": 1,
            "coped": 0,
            "phq9": 11,
            "prior_treatments": 3,
            "net_support": 0.75,
            "net_using": 0.125,
            "meetings_week": 2,
            "missed_last": 0,
        },
        "ahead": [1, 4],
    },
    {
        "input": {"weeks_since_use": 0.5, "craving_z": 2, "missed_last": 1, "meetings_week": 0}
    },  # clipped to 1 week
    {
        "input": {
            "weeks_since_use": 26,
            "prior_treatments": 14,
            "meetings_week": 5,
            "net_using": 0,
        },
        "ahead": [1, 13],
    },
    {
        "input": {
            "weeks_since_use": 52,
            "craving_z": -6,
            "confidence_z": 5,
            "mood_z": 2,
            "phq9": 0,
            "coped": 1,
        }
    },
    {
        "input": {"weeks_since_use": 104, "net_support": 1, "net_using": 0, "meetings_week": 3},
        "ahead": [1, 52],
    },
    {
        "input": {"weeks_since_use": 515, "risky_situation": 1, "phq9": 27, "missed_last": 1},
        "ahead": [1, 10],
    },
    {
        "input": {"weeks_since_use": 8, "craving_z": 0.25, "mood_z": -0.75, "phq9": 7},
        "ahead": [2],
        "elapsed": 6,
    },
    {
        "input": {"weeks_since_use": 30, "use_weeks_4": 1},
        "ahead": [1],
    },  # two terms: refused, coverage is 4
]


def transformed(value, transforms):
    for step in transforms:
        number = {key: Decimal(text) for key, text in step.items() if key != "op"}
        if step["op"] == "log":
            value = value.ln()
        elif step["op"] == "clip":
            value = min(max(value, number["lo"]), number["hi"])
        elif step["op"] == "standardize":
            value = (value - number["mean"]) / number["sd"]
        else:
            raise SystemExit("default_model.py does not know " + step["op"])
    return value


def predictor(model, row, period):
    lp = Decimal(model["model"]["intercept"])
    inputs = {entry["name"]: entry for entry in model["inputs"]}
    for term in model["terms"]:
        spec = inputs[term["input"]]
        if term["input"] in row:
            low, high = (Decimal(bound) for bound in spec["range"])
            value = min(max(Decimal(repr(row[term["input"]])), low), high)
            value += Decimal(spec.get("evolves", {}).get("per_period", "0")) * period
            value = min(max(value, low), high)
        else:
            value = Decimal(model["reference"]["values"][term["input"]])
        lp += Decimal(term["coef"]) * transformed(value, term["transform"])
    return lp


def risk(model, row, ahead, elapsed):
    stays = Decimal(1)
    for period in range(elapsed, elapsed + ahead):
        stays *= (-predictor(model, row, period).exp()).exp()
    return 1 - stays


def rows_text(model):
    lines = ["tests:"]
    least = int(model["coverage"]["min_terms"])
    for row in ROWS:
        elapsed = row.get("elapsed", 0)
        known = sum(term["input"] in row["input"] for term in model["terms"])
        refused = known < least
        lp = "null" if refused else repr(float(predictor(model, row["input"], elapsed)))
        risks = ", ".join(
            f"{ahead}: "
            + ("null" if refused else repr(float(risk(model, row["input"], ahead, elapsed))))
            for ahead in row.get("ahead", [1])
        )
        lines.append(
            "  - input: {"
            + ", ".join(f"{key}: {value}" for key, value in row["input"].items())
            + "}"
        )
        if elapsed:
            lines.append(f"    elapsed: {elapsed}")
        lines.append(f"    expect: {{lp: {lp}, risk: {{{risks}}}, rtol: 1.0e-12}}")
    return "\n".join(lines) + "\n"


def canonical(node):
    if isinstance(node, yaml.MappingNode):
        pairs = sorted(
            (key.value.encode(), canonical(value))
            for key, value in node.value
            if key.value != "digest"
        )
        return (
            "{"
            + ",".join(
                json.dumps(key.decode(), ensure_ascii=False) + ":" + value for key, value in pairs
            )
            + "}"
        )
    if isinstance(node, yaml.SequenceNode):
        return "[" + ",".join(canonical(value) for value in node.value) + "]"
    if node.style is None and node.value in ("null", "~", ""):
        return "null"
    if node.style is None and node.value in ("true", "false"):
        return node.value
    if node.style is None and NUMBER.match(node.value):
        number = float(node.value)
        return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)
    return json.dumps(node.value, ensure_ascii=False)


def main():
    text = PATH.read_text(encoding="utf-8")
    head = text[: text.index(MARKER)] + MARKER
    made = head + rows_text(yaml.load(head, yaml.BaseLoader))
    digest = hashlib.sha256(canonical(yaml.compose(made)).encode()).hexdigest()
    made += f'digest: "sha256:{digest}"\n'
    if "--write" in sys.argv[1:]:
        PATH.write_text(made, encoding="utf-8")
    elif made != text:
        raise SystemExit(
            "lib/risk/default-model.yaml is not what tests/risk/default_model.py makes of it"
        )


if __name__ == "__main__":
    main()
