"""A scorer of its own for the eighteen questionnaires, in exact fractions.

It knows the published rules (each named beside its lines) and nothing of the library: neither its
code nor its definitions. Used by make_instruments.py and by tests/python/test_instrument_vectors.py.
"""

from fractions import Fraction

BLANK = None


def names(count, first=1):
    return [f"q{i}" for i in range(first, first + count)]


class Form:
    """Items with the answers each has, and what is worked out from them."""

    def __init__(self, items, scores, alerts=lambda a: [], skips=lambda a: {}, asked=lambda a: {}):
        self.items, self.scores, self.alerts = items, scores, alerts
        self.skips, self.asked = skips, asked


def same(ids, values):
    return {one: list(values) for one in ids}


def summed(a, points, gaps=(0, None), divide=1, profile=None, form=None):
    """points: item -> {answer: points}. One division; low and high over every open item."""
    if profile == "va_zero":
        gaps = (10**9, "zero")
    known = {i: p[a[i]] for i, p in points.items() if a.get(i) is not BLANK}
    open_items = [i for i in points if i not in known]
    low = Fraction(sum(known.values()) + sum(min(points[i].values()) for i in open_items), divide)
    high = Fraction(sum(known.values()) + sum(max(points[i].values()) for i in open_items), divide)
    out = {"low": low, "high": high, "value": None, "reason": None}
    some = any(v is not BLANK for v in (form or a).values())
    if not known and not (profile == "va_zero" and some):
        out["reason"] = "no_answers"
    elif len(open_items) > gaps[0]:
        out["reason"] = "too_many_missing"
    elif open_items and gaps[1] != "zero":
        out["value"] = Fraction(sum(known.values()) * len(points), len(known) * divide)
    else:
        out["value"] = Fraction(sum(known.values()), divide)
    out["why"] = "+".join(str(v) for v in known.values()) or "nothing"
    if out["value"] is not None:
        if open_items and gaps[1] != "zero":
            out["why"] = f"({out['why']})*{len(points)}/{len(known)}"
        elif divide != 1:
            out["why"] = f"({out['why']})/{divide}"
        out["why"] += f" = {out['value']}"
    return out


def plain(ids, values):
    return {one: {v: v for v in values} for one in ids}


def turned(points, ids):
    for one in ids:
        least, most = min(points[one]), max(points[one])
        points[one] = {v: least + most - v for v in points[one]}
    return points


def marked(score, bands=(), cutoffs=()):
    """bands: (id, from); cutoffs: (id, test)."""
    value = score["value"]
    score["band"], score["cutoffs"] = None, []
    if value is not None:
        for band, start in bands:
            if value >= start:
                score["band"] = band
        score["cutoffs"] = [one for one, test in cutoffs if test(value)]
    return score


def reads(a, item, test):
    """True, False, or None for an open item."""
    return None if a.get(item) is BLANK else test(a[item])


def either(*parts):
    return True if True in parts else None if None in parts else False


def both(*parts):
    return False if False in parts else None if None in parts else True


def alert(name, level, truth):
    return [] if truth is False else [(name, level if truth else "review")]


# ---- PHQ-9: Kroenke 2001 (bands 0/5/10/15/20, cut-off 10); NHS Data Dictionary (1-2 missing: mean of
# the rest); Spitzer 1999 (syndrome: five or more symptoms at 2, item 9 at 1, with q1 or q2)
NINE = names(9)


def phq9(a, context, profile):
    total = summed(a, plain(NINE, range(4)), (2, "prorate"), profile=profile)
    starts = [
        ("minimal", 0),
        ("mild", 5),
        ("moderate", 10),
        ("moderately-severe", 15),
        ("severe", 20),
    ]
    cuts = [("screen-positive", lambda v: v >= 10), ("nhs-caseness", lambda v: v >= 10)]
    at = {i: {v: int(v >= (1 if i == "q9" else 2)) for v in range(4)} for i in NINE}
    symptoms = marked(summed(a, at, profile=profile, form=a))
    count = symptoms["value"]
    core = either(reads(a, "q1", lambda v: v >= 2), reads(a, "q2", lambda v: v >= 2))
    rules = [
        ("major", both(None if count is None else count >= 5, core)),
        ("other", both(None if count is None else count >= 2, core)),
        ("none", True),
    ]
    scores = {"total": marked(total, starts, cuts), "symptoms": symptoms}
    used = [a.get(i) for i in NINE]
    scores["syndrome"] = first_rule(rules, used, False)
    return scores


def first_rule(rules, used, escalate):
    out = {"value": None, "rule": None, "low": None, "high": None, "band": None, "cutoffs": []}
    out["why"] = "first rule that holds"
    if used and all(v is BLANK for v in used):
        return {**out, "reason": "no_answers"}
    unknown = False
    for number, (value, truth) in enumerate(rules):
        unknown = unknown or truth is None
        if truth:
            if unknown and not (escalate and number + 1 < len(rules)):
                break
            return {**out, "rule": value, "reason": "at_least" if unknown else None}
    return {**out, "reason": "too_many_missing"}


def phq9_alerts(a):
    return alert("self-harm-thoughts", "urgent", reads(a, "q9", lambda v: v >= 1))


def phq9_asked(a):
    """q10 is asked once one of the nine is above zero."""
    return {"q10": either(*(reads(a, i, lambda v: v >= 1) for i in NINE))}


# ---- GAD-7: Spitzer 2006 (0/5/10/15, cut-off 10); up to two gaps by analogy with PHQ-9
def gad7(a, context, profile):
    starts = [("minimal", 0), ("mild", 5), ("moderate", 10), ("severe", 15)]
    total = summed(a, plain(names(7), range(4)), (2, "prorate"))
    return {"total": marked(total, starts, [("screen-positive", lambda v: v >= 10)])}


def phq2(a, context, profile):
    cuts = [("screen-positive", lambda v: v >= 3), ("sensitive", lambda v: v >= 2)]
    return {"total": marked(summed(a, plain(names(2), range(4))), (), cuts)}


def gad2(a, context, profile):  # its cut-off of 3 is unchecked: not judged
    return {"total": marked(summed(a, plain(names(2), range(4))))}


def phq4(a, context, profile):  # Kroenke 2009: 0/3/6/9; each half positive from 3
    starts = [("normal", 0), ("mild", 3), ("moderate", 6), ("severe", 9)]
    cuts = [("screen-positive", lambda v: v >= 3)]
    return {
        "total": marked(summed(a, plain(names(4), range(4))), starts),
        "anxiety": marked(summed(a, plain(names(2), range(4))), (), cuts),
        "depression": marked(summed(a, plain(names(2, 3), range(4))), (), cuts),
    }


# ---- BAM: VistA 601.91 (Use 4-6, Risk 1 2 3 8 11 15, Protective 9 10 12 13 14 16; yes = 4); BAM-R:
# YTSBAMR (ordinals 0 8 15 22 30, yes = 30); va_zero: a gap adds 0
USE = ["q4", "q5", "q6"]
RISK = ["q1", "q2", "q3", "q8", "q11", "q15"]
PROTECTIVE = ["q9", "q10", "q12", "q13", "q14", "q16"]
SEVEN = [f"q7{c}" for c in "abcdefg"]
BAM_ORDER = [*names(6), *SEVEN, *names(10, 8)]


def bam_points(ids, days, recode):
    ordinal = ("q1", "q8", "q9", "q12", "q15", "q17")
    out = {}
    for one in ids:
        if one == "q14":
            out[one] = {0: 0, 1: recode[4]}
        elif one in ordinal:
            out[one] = {v: recode[v] for v in range(5)}
        else:
            out[one] = {v: v for v in range(days + 1)}
    return out


def bam_of(days, recode):
    def scores(a, context, profile):
        def part(ids):
            return summed(a, bam_points(ids, days, recode), profile=profile, form=a)

        return {
            "use": marked(part(USE), (), [("attention", lambda v: v >= 1)]),
            "risk": marked(part(RISK)),
            "protective": marked(part(PROTECTIVE)),
        }

    return scores


def bam_alerts(a):
    return alert("use-reported", "attention", either(*(reads(a, i, lambda v: v >= 1) for i in USE)))


def bam_items(days):
    items = {one: list(range(days + 1)) for one in BAM_ORDER}
    items.update(same(("q1", "q8", "q9", "q12", "q15", "q17"), range(5)))
    items["q14"] = [0, 1]
    return items


# ---- AUDIT: WHO manual 2001 (zones 0/8/16/20; q1 = 0 skips to 9, q2 = q3 = 0 skips to 9)
AUDIT = {**same(names(8), range(5)), **same(("q9", "q10"), (0, 2, 4))}


def audit(a, context, profile):
    starts = [("zone-1", 0), ("zone-2", 8), ("zone-3", 16), ("zone-4", 20)]

    def part(ids):
        return summed(a, {i: {v: v for v in AUDIT[i]} for i in ids})

    return {
        "total": marked(part(names(10)), starts),
        "consumption": marked(part(names(3))),
        "dependence": marked(part(names(3, 4)), (), [("assess-dependence", lambda v: v >= 4)]),
        "problems": marked(part(names(4, 7))),
    }


def audit_skips(a):
    filled = {}
    if a.get("q1") == 0:
        filled.update(same_value(names(7, 2), 0))
    after = {**filled, **{k: v for k, v in a.items() if v is not BLANK}}
    if after.get("q2") == 0 and after.get("q3") == 0:
        filled.update(same_value(names(5, 4), 0))
    return filled


def same_value(ids, value):
    return {one: value for one in ids}


def audit_c(a, context, profile):  # VistA YTSAUDTC: women from 3, men from 4; unknown: the lower
    least = 4 if context.get("sex") == "male" else 3
    total = summed(a, plain(names(3), range(5)))
    return {"total": marked(total, (), [("positive", lambda v: v >= least)])}


def dast(a, context, profile):  # Skinner 1982: item 3 reversed; 0, 1-2, 3-5, 6-8, 9-10
    starts = [("none", 0), ("low", 1), ("moderate", 3), ("substantial", 6), ("severe", 9)]
    return {"total": marked(summed(a, turned(plain(names(10), (0, 1)), ["q3"])), starts)}


def pacs(a, context, profile):  # Hartwell 2019: above 20; 15 in the community
    cuts = [("craving-criterion", lambda v: v > 20), ("community", lambda v: v >= 15)]
    return {"total": marked(summed(a, plain(names(5), range(7))), (), cuts)}


def aware(a, context, profile):  # Miller & Harris 2000: 8, 14, 20, 24, 26 reversed; table to 69
    points = turned(plain(names(28), range(1, 8)), ["q8", "q14", "q20", "q24", "q26"])
    total = marked(summed(a, points))
    return {"total": total}


def barc(a, context, profile):  # Vilsaint 2017: 10-60, 47
    cuts = [("sustained-remission", lambda v: v >= 47)]
    return {"total": marked(summed(a, plain(names(10), range(1, 7))), (), cuts)}


def who5(a, context, profile):  # WHO 2024: raw below 13; percent = raw * 4, below 50
    raw = summed(a, plain(names(5), range(6)))
    percent = {**raw, "why": f"4 * ({raw['why']})"}
    for key in ("value", "low", "high"):
        percent[key] = None if raw[key] is None else raw[key] * 4
    return {
        "raw": marked(raw, (), [("poor-wellbeing", lambda v: v < 13)]),
        "percent": marked(percent, (), [("poor-wellbeing", lambda v: v < 50)]),
    }


def mspss(a, context, profile):  # Zimet 1988: means
    parts = {
        "total": range(1, 13),
        "significant_other": (1, 2, 5, 10),
        "family": (3, 4, 8, 11),
        "friends": (6, 7, 9, 12),
    }
    return {
        name: marked(summed(a, plain([f"q{i}" for i in ids], range(1, 8)), divide=len(ids)))
        for name, ids in parts.items()
    }


def ucla(a, context, profile):  # Hughes 2004; the cut-off of 6 is unchecked: not judged
    return {"total": marked(summed(a, plain(names(3), (1, 2, 3))))}


def lsns(a, context, profile):  # Lubben 2006: below 12; the halves' 6 is unchecked: not judged
    cuts = [("at-risk-isolation", lambda v: v < 12)]
    return {
        "total": marked(summed(a, plain(names(6), range(6))), (), cuts),
        "family": marked(summed(a, plain(names(3), range(6)))),
        "friends": marked(summed(a, plain(names(3, 4), range(6)))),
    }


# ---- C-SSRS screener: Columbia triage (4, 5 or recent behaviour high; 3 or 6 moderate; 1-2 low)
def yes(a, item):
    value = a.get(item)
    if value is BLANK and cssrs_asked(a).get(item) is False:
        return False
    return None if value is BLANK else value == 1


def cssrs_asked(a):
    two, six = (reads(a, i, lambda v: v == 1) for i in ("q2", "q6"))
    return {"q3": two, "q4": two, "q5": two, "q6r": six}


def cssrs(a, context, profile):
    high = either(yes(a, "q4"), yes(a, "q5"), yes(a, "q6r"))
    moderate = either(yes(a, "q3"), yes(a, "q6"))
    low = either(yes(a, "q1"), yes(a, "q2"))
    positive = either(yes(a, "q3"), high)
    asked = cssrs_asked(a)
    to_ask = [i for i in a if not (a[i] is BLANK and asked.get(i) is False)]
    values = [a[i] for i in to_ask]
    triage = [("high", high), ("moderate", moderate), ("low", low), ("none", True)]
    some = [a[i] for i in to_ask if i in ("q3", "q4", "q5", "q6r")]
    return {
        "triage": first_rule(triage, values, True),
        "va_positive": first_rule([("positive", positive), ("negative", True)], some, True),
    }


def cssrs_alerts(a):
    urgent = either(yes(a, "q4"), yes(a, "q5"), yes(a, "q6r"))
    anyone = either(*(yes(a, i) for i in ("q1", "q2", "q3", "q6")))
    return alert("imminent", "urgent", urgent) + alert("any-positive", "attention", anyone)


FORMS = {
    "phq-9": Form(same(names(10), range(4)), phq9, phq9_alerts, asked=phq9_asked),
    "gad-7": Form(same(names(7), range(4)), gad7),
    "phq-2": Form(same(names(2), range(4)), phq2),
    "gad-2": Form(same(names(2), range(4)), gad2),
    "phq-4": Form(same(names(4), range(4)), phq4),
    "bam": Form({**bam_items(4)}, bam_of(4, range(5)), bam_alerts),
    "bam-r": Form(bam_items(30), bam_of(30, (0, 8, 15, 22, 30)), bam_alerts),
    "audit": Form(AUDIT, audit, skips=audit_skips),
    "audit-c": Form(
        same(names(3), range(5)),
        audit_c,
        skips=lambda a: {"q2": 0, "q3": 0} if a.get("q1") == 0 else {},
    ),
    "dast-10": Form(same(names(10), (0, 1)), dast),
    "pacs": Form(same(names(5), range(7)), pacs),
    "aware": Form(same(names(28), range(1, 8)), aware),
    "barc-10": Form(same(names(10), range(1, 7)), barc),
    "who-5": Form(same(names(5), range(6)), who5),
    "mspss": Form(same(names(12), range(1, 8)), mspss),
    "ucla-3": Form(same(names(3), (1, 2, 3)), ucla),
    "lsns-6": Form(same(names(6), range(6)), lsns),
    "c-ssrs-screener": Form(same([*names(6), "q6r"], (0, 1)), cssrs, cssrs_alerts),
}


def score(instrument, answers, context=None, profile=None):
    """(scores by id, alerts) of a list in the order of the items; None is a blank."""
    form = FORMS[instrument]
    raw = dict(zip(form.items, [*answers, *[BLANK] * (len(form.items) - len(answers))]))
    alerts = form.alerts(raw)
    filled = {**raw, **{i: v for i, v in form.skips(raw).items() if raw[i] is BLANK}}
    return form.scores(filled, context or {}, profile), alerts
