"""Day states, runs, totals, milestones and history of a target, as docs/guide tells them.

Written from the words of days.md and recovery-history.md, to be read beside them; it never calls the
library, and shares no code with it.
"""

import itertools

from reference import (
    DAY,
    add_months,
    date,
    days_of,
    instant,
    is_controlled,
    known_events,
    learned,
    span_of,
)

# The built-in rules: id, kind of count, unit, number. Those of years go on to years-50.
RULES = [("days-1", "run", "days", 1), ("days-3", "run", "days", 3), ("weeks-1", "run", "days", 7)]
RULES += [("weeks-2", "run", "days", 14)]
RULES += [(f"months-{n}", "run", "months", n) for n in (1, 2, 3, 6, 9)]
RULES += [("years-1", "run", "months", 12), ("months-18", "run", "months", 18)]
RULES += [(f"years-{n}", "run", "months", 12 * n) for n in range(2, 51)]
RULES += [(f"total-{n}", "total", "days", n) for n in (30, 90, 365)]


# ---- what was said of one day


def is_own(event):
    return event.get("source", "self") in ("self", "me")


def order(event):
    return learned(event), event["id"]


def last(events):
    return max(events, key=order, default=None)


class Said:
    """All that was said of one day of one target, by kind of statement."""

    def __init__(self, person, events, target, day):
        self.own_days, self.reports, self.others = [], [], []
        self.confirmed, self.answers, self.setbacks, self.free = [], [], [], []
        for one in events:
            if one["type"] == "checkin":
                self.add_answer(person, one, target, day)
            elif one.get("target") == target["id"] and one["type"] == "setback":
                self.add_setback(one, day)
            elif one.get("target") == target["id"] and one["type"] in ("use_day", "confirmed"):
                self.add_days(one, day)

    def add_answer(self, person, one, target, day):
        used = one["answers"].get("used", {}).get(target["id"])
        on = person.local(instant(one["at"])).date() if "at" in one else date(one["on"])
        if on != day or not isinstance(used, bool):
            return
        if used and is_own(one):
            self.reports.append(one)
        if used and not is_own(one):
            self.others.append(one)
        self.answers.append((one, used))

    def add_setback(self, one, day):
        if one.get("resumed") == day.isoformat():
            self.free.append(one)
        first, until = date(one["on"]), date(one["on"]) + DAY
        if one.get("extent") == "continued" and "resumed" in one:
            until = max(until, date(one["resumed"]))
        if first <= day < until:
            (self.setbacks if is_own(one) else self.others).append(one)

    def add_days(self, one, day):
        first, final = span_of(one)
        if not first <= day <= final:
            return
        length, none = (final - first).days + 1, one.get("amount") == 0 or one.get("days") == 0
        if one["type"] == "confirmed" or (none and length > 1):
            (self.confirmed if is_own(one) else self.free).append(one)
        elif length > 1 and one.get("days", 1) < length:
            return  # some days of a span, not known which
        elif is_own(one):
            self.own_days.append(one)
        else:
            (self.free if none else self.others).append(one)

    def state(self):
        """(state, the report that waits or None): the table of docs/guide/days.md, row by row."""
        uses = self.reports + self.setbacks + self.others
        if self.own_days:  # row 1
            word = last(self.own_days)
            against = last(self.confirmed if word.get("amount") != 0 else uses)
            waits = against is not None and order(against) > order(word)
            if word.get("amount") != 0:
                return ("conflicting", word["id"]) if waits else ("used", None)
            return ("conflicting", against["id"]) if waits else ("not_used", None)
        if uses and self.confirmed:  # row 2
            if order(last(self.confirmed)) > order(last(uses)):
                return "not_used", None
            return "conflicting", last(uses)["id"]
        if self.setbacks:  # row 3, against a check-in's "not used"
            return "used", None
        if self.reports:  # row 3, check-ins among themselves, in the order of the day
            final = max(self.answers, key=lambda a: (a[0].get("at", ""), a[0]["id"]))
            return ("used", None) if final[1] else ("conflicting", last(uses)["id"])
        if self.others:  # row 4
            return "conflicting", last(self.others)["id"]
        if self.confirmed or self.answers or self.free:  # row 5
            return "not_used", None
        return "unknown", None


# ---- the days of one target


class Days:
    """States of each day from the start to today, use on days that are not known, and readings."""

    def __init__(self, person, record, target, known_at, silent):
        events = [e for e in known_events(person, record, known_at) if not is_ahead(person, e)]
        self.target, self.today, self.silent = target, person.today, silent
        self.events = events
        self.start = date(target.get("start") or goals_of(target)[0]["from"])
        self.days = days_of(self.start, person.today) if self.start <= person.today else []
        self.state, self.report = {}, {}
        for day in self.days:
            state, report = Said(person, events, target, day).state()
            if state == "unknown" and is_controlled(record, day):
                state = "controlled"
            self.state[day] = state
            if report:
                self.report[day] = report
        self.loose = self.loose_spans()
        self.over = [d for d in self.days if d < self.today]
        self.used_today = self.state.get(self.today) == "used"

    def open_days(self, first, final):
        span = [d for d in self.days if first <= d <= final]
        return [d for d in span if self.state[d] in ("unknown", "controlled")]

    def loose_spans(self):
        """(first, last, how many days of it are still to be found) of the person's own words."""
        found = {}
        for one in sorted(self.events, key=order):
            if one["type"] != "use_day" or one.get("target") != self.target["id"]:
                continue
            first, final = span_of(one)
            if first == final or not 0 < one.get("days", 1) < (final - first).days + 1:
                continue
            found[first, final] = one.get("days", 1)
        spans = []
        for (first, final), count in found.items():
            stated = [d for d in self.days if first <= d <= final and self.state[d] == "used"]
            if count > len(stated):
                spans.append((first, final, count - len(stated)))
        return spans

    # -- the three readings: for each day that is over True counts, False not, None passed over

    def placed(self):
        """value: the last open days of each span that are over, and today where they do not do."""
        found = set()
        for first, final, left in self.loose:
            inside = self.open_days(first, final)
            found |= set(sorted(inside, key=lambda d: (d < self.today, d))[-left:])
        return found

    def value(self):
        placed = self.placed()
        counts = {"used": False, "unknown": self.silent == "not_used"}
        return [counts.get(self.state[d], True) and d not in placed for d in self.over]

    def low(self):
        spans = [set(self.open_days(first, final)) for first, final, _ in self.loose]
        counts = {"not_used": True, "controlled": None}
        return [
            False if any(d in s for s in spans) else counts.get(self.state[d], False)
            for d in self.over
        ]

    def completions(self):
        """Every way in which the open days can have gone, today among them; True is use."""
        undecided = [d for d in self.days if self.state[d] in ("unknown", "controlled")]
        assert len(undecided) <= 14, "too many to try"
        for way in itertools.product((False, True), repeat=len(undecided)):
            used = dict(zip(undecided, way))
            spans = ((self.open_days(f, t), left) for f, t, left in self.loose)
            if all(sum(used[d] for d in inside) >= left for inside, left in spans):
                yield used

    def high(self):
        """(total, current, longest): the most that any way to complete the record can give."""
        if not self.loose:
            reading = [self.state[d] != "used" for d in self.over]
            return tuple(f(reading) for f in (total, current, longest))
        best = (0, 0, 0)
        for used in self.completions():
            reading = [self.state[d] != "used" and not used.get(d, False) for d in self.over]
            best = tuple(map(max, best, (total(reading), current(reading), longest(reading))))
        return best


def is_ahead(person, event):
    if "at" in event:
        return instant(event["at"]) > person.now
    return event["type"] != "void" and span_of(event)[0] > person.today


def goals_of(target):
    goals = target["goal"]
    return goals if isinstance(goals, list) else [goals]


def total(reading):
    return sum(c is True for c in reading)


def current(reading):
    run = 0
    for counts in reading:
        run = 0 if counts is False else run + (counts is True)
    return run


def longest(reading):
    return max([current(reading[: i + 1]) for i in range(len(reading))], default=0)


def measure(value, low, high):
    return value if low == high else [value, low, high]


# ---- one target


def describe(days):
    state, value, low, high = days.state, days.value(), days.low(), days.high()
    said = [d for d in days.days if state[d] == "not_used"]
    used = [d for d in days.days if state[d] == "used"]
    undecided = [d for d in days.days if state[d] not in ("used", "not_used")]
    certain = len(used)
    if days.loose:
        certain += min(sum(way.values()) for way in days.completions())
    controlled = sum(state[d] == "controlled" for d in days.over)
    now = 0 if days.used_today else measure(current(value), current(low), high[1])
    days_used = measure(len(used) + len(days.placed()), certain, len(used) + len(undecided))
    return {
        "goal": goals_of(days.target)[-1]["kind"],
        "start": days.start.isoformat(),
        "total_days": measure(total(value), total(low), high[0]),
        "current_run": now,
        "longest_run": measure(longest(value), longest(low), high[2]),
        "days_used": days_used,
        "run_start": run_start(days).isoformat(),
        "last_confirmed": said[-1].isoformat() if said else None,
        "last_use": used[-1].isoformat() if used else None,
        "silent_days": sum(state[d] in ("unknown", "controlled") for d in days.over),
        "controlled_days": controlled,
        "confirm_first": bool(days.report),
        "today": state.get(days.today, "unknown"),
    }


def run_start(days):
    """Day 0 of the run that reaches today; tomorrow after use today."""
    if days.used_today:
        return days.today + DAY
    start = days.start
    for day, counts in zip(days.over, days.value()):
        start = start if counts else day + DAY
    return start


# ---- milestones


def runs_of(days):
    """[first, last day on which a milestone of it can be reached] of each run under the policy."""
    runs, first = [], None
    for day, counts in zip(days.over + [days.today], days.value() + [False]):
        if counts and first is None:
            first = day
        elif not counts and first is not None:
            runs.append((first, day))
            first = None
    return runs


def later(start, unit, number):
    return start + number * DAY if unit == "days" else add_months(start, number)


def day_of_total(days, number):
    sum_of = itertools.accumulate(1 if counts else 0 for counts in days.value())
    return next((d + DAY for d, n in zip(days.over, sum_of) if n == number), None)


def acknowledged(days, rule, on, is_first):
    """By a word of that day or later; the first time a rule is reached, by any word about it."""
    for one in days.events:
        meant = one["type"] == "acknowledged" and one["milestone"] == rule
        meant = meant and one.get("target", days.target["id"]) == days.target["id"]
        if meant and (is_first or date(one["on"]) >= on):
            return True
    return False


def reached_dates(days, rule):
    """(day 0, civil date) of each time the rule was full."""
    _, kind, unit, number = rule
    if kind == "total":
        on = day_of_total(days, number)
        return [(days.start, on)] if on else []
    ends = [(first, later(first, unit, number), final) for first, final in runs_of(days)]
    return [(first, on) for first, on, final in ends if on <= final]


def next_of(days, kind):
    """The nearest rule ahead of one kind of count."""
    found = []
    for name, its_kind, unit, number in RULES:
        if its_kind != kind:
            continue
        if kind == "run":
            on = later(run_start(days), unit, number)
        else:
            left = number - total(days.value())
            on = days.today + (left + days.used_today) * DAY if left > 0 else days.today
        if on > days.today:
            found.append((on, name))
    return min(found, key=lambda f: f[0], default=None)


def milestones(all_days):
    reached, held, ahead = [], [], []
    for days in all_days:
        if not days.days:
            continue
        for rule in RULES:
            for number, (first, on) in enumerate(reached_dates(days, rule)):
                known = acknowledged(days, rule[0], on, number == 0)
                one = {"id": rule[0], "target": days.target["id"], "on": on.isoformat()}
                waits = [d for d in days.report if first <= d < on]
                (held if waits and not known else reached).append({**one, "acknowledged": known})
        for kind in ("run", "total"):
            found = next_of(days, kind)
            if found:
                to_go = (found[0] - days.today).days
                one = {"id": found[1], "target": days.target["id"], "on": found[0].isoformat()}
                ahead.append({**one, "days_to_go": to_go})
    by_day = {"key": lambda m: m["on"]}  # sorted() keeps targets and rules in their order
    return {
        "reached": sorted(reached, **by_day),
        "unacknowledged": sorted([m for m in reached if not m["acknowledged"]], **by_day),
        "confirm_first": sorted(held, **by_day),
        "next": sorted(ahead, **by_day),
    }


# ---- history: from the start to today, both included


def history(days):
    state = days.state
    counts = {s: sum(v == s for v in state.values()) for s in STATES}
    at_risk = len(days.days) - counts["controlled"]
    counted = days.silent == "not_used"
    placed = days.placed()
    placed_at_risk = sum(state[d] == "unknown" for d in placed)
    sure = (
        min(
            (sum(u for d, u in way.items() if state[d] == "unknown") for way in days.completions()),
            default=0,
        )
        if days.loose
        else 0
    )
    value = counts["not_used"] + counts["conflicting"]
    value += counts["unknown"] - placed_at_risk if counted else 0
    low, high = counts["not_used"], at_risk - counts["used"] - sure
    spoken = at_risk if counted else counts["not_used"] + counts["used"] + counts["conflicting"]
    abstinent, percent = "not_applicable", "not_applicable"
    if at_risk:
        abstinent = measure(value, low, high)
        percent = (
            measure(100 * value / spoken, 100 * low / at_risk, 100 * high / at_risk)
            if spoken
            else "unknown"
        )
    return {
        "from": days.start.isoformat(),
        "until": (days.today + DAY).isoformat(),
        "days": len(days.days),
        **counts,
        "placed": len(placed),
        "days_abstinent": abstinent,
        "percent_days_abstinent": percent,
        "runs": [told_run(days, run) for run in runs_of(days)],
        "episodes": (told := episodes(days)),
        "returns": sum(e["is_return"] for e in told),
    }


STATES = ("not_used", "used", "unknown", "controlled", "conflicting")


def told_run(days, run):
    first, until = run
    inside = days_of(first, until - DAY)
    return {
        "from": first.isoformat(),
        "until": until.isoformat(),
        "days": len(inside),
        "silent_days": sum(days.state[d] in ("unknown", "controlled") for d in inside),
        "goes_on": until == days.today and not days.used_today,
    }


def episodes(days):
    found, value = [], dict(zip(days.over, days.value()))
    for day in days.days:
        if days.state[day] != "used" or days.state.get(day - DAY) == "used":
            continue
        after = day
        while days.state.get(after) == "used":
            after += DAY
        back = after
        while days.state.get(back) not in (None, "used", "not_used"):
            back += DAY
        is_back = days.state.get(back) == "not_used"
        least, most = (after - day).days, (back - day).days
        found.append(
            {
                "from": day.isoformat(),
                "until": after.isoformat(),
                "days": least,
                "is_return": any(value[d] for d in days.over if d < day),
                "reengage_days": measure(most, least, most) if is_back else "unknown",
            }
        )
    return found
