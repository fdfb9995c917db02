#!/usr/bin/env python3
"""Writes days.json: day states, runs, totals, milestones and history of targets.

The expected side is worked out by reference_days.py and owes nothing to the library. README.md has
the form of a case. With --check it only tells whether the file is what it would write.
"""

import datetime as dt
import itertools
import random
import sys

from reference import DAY, Person, at, date, instant, write_cases
from reference_days import Days, describe, history, milestones

# ---- cases


CASES = []


def target(start, name="alcohol", **more):
    return {"id": name, "goal": {"kind": "abstain", "from": str(start)}, **more}


def case(name, why, targets, now, zones=None, events=(), settings=(), known_at=None, silent=None):
    zones = zones or [{"zone": "Europe/Berlin"}]
    if isinstance(targets, (str, dt.date)):
        targets = [target(targets)]
    numbered = [{"id": f"e{i:02}", **one} for i, one in enumerate(events)]
    record = {"zones": zones, "targets": targets, "events": numbered}
    if settings:
        record["settings"] = [{"id": f"s{i}", **s} for i, s in enumerate(settings)]
    person = Person(zones, instant(now))
    known = instant(known_at) if known_at else None
    by_id = sorted(targets, key=lambda t: t["id"])
    all_days = [Days(person, record, t, known, silent or "not_used") for t in by_id]
    one = {"id": name, "why": why}
    if silent:
        one["config"] = {"policies": {"silent_days": silent}}
    one.update(record=record, now=now)
    if known_at:
        one["known_at"] = known_at
    one["expect"] = {
        "targets": {d.target["id"]: describe(d) for d in all_days},
        "milestones": milestones(all_days),
        "history": {d.target["id"]: history(d) for d in all_days if d.days},
    }
    CASES.append(one)


def use(on, **more):
    return {"type": "use_day", "target": "alcohol", "on": str(on), **more}


def free(on, **more):
    return {"type": "confirmed", "target": "alcohol", "on": str(on), **more}


def free_span(first, final, **more):
    return {"type": "confirmed", "target": "alcohol", "from": str(first), "to": str(final), **more}


def setback(on, **more):
    return {"type": "setback", "target": "alcohol", "on": str(on), **more}


def answer(when, used, name="alcohol", **more):
    """A check-in that tells about use, at an instant or on a day."""
    key = "at" if "T" in str(when) else "on"
    answers = {"mood": 5, "used": {name: used}}
    return {"type": "checkin", "form": "daily", key: str(when), "answers": answers, **more}


def berlin(day, clock="12:00"):
    return at("Europe/Berlin", day, clock)


def calendar_cases():
    starts = {
        "2025-01-31": ("2025-02-27", "2025-02-28", "2025-03-01", "2025-03-31", "2026-01-30"),
        "2024-01-31": ("2024-02-28", "2024-02-29", "2024-03-31", "2025-01-30", "2025-01-31"),
        "2024-02-29": ("2024-03-29", "2025-02-27", "2025-02-28", "2025-03-01", "2028-02-29"),
        "2023-02-28": ("2023-03-28", "2024-02-27", "2024-02-28", "2024-02-29"),
        "2025-08-31": ("2025-09-30", "2025-11-30", "2026-02-28", "2026-05-31"),
        "2025-11-30": ("2025-12-30", "2026-02-27", "2026-02-28"),
        "2024-12-31": ("2025-01-01", "2025-01-31", "2025-06-30", "2025-12-31"),
        "2016-02-29": ("2026-02-28", "2026-03-01"),
    }
    for start, asked in starts.items():
        for today in asked:
            case(
                f"started {start}, on {today}",
                "Civil months and years: the same day of the month, or its last.",
                start,
                berlin(today),
            )
    named = {
        "started 31 January, one month is 28 February": ("2025-01-31", "2025-02-28"),
        "started 31 January of a leap year, one month is 29 February": ("2024-01-31", "2024-02-29"),
        "started 29 February, one year is 28 February": ("2024-02-29", "2025-02-28"),
    }
    for name, (start, today) in named.items():
        case(name, "The month's last day where it has no such day.", start, berlin(today, "00:00"))
        day_before = str(date(today) - DAY)
        case(
            f"{name}, and not the day before",
            "A minute too early.",
            start,
            berlin(day_before, "23:59"),
        )


def clock_cases():
    changes = [
        ("America/New_York", "2025-03-09", "02:30"),
        ("America/New_York", "2025-11-02", "01:30"),
        ("Europe/London", "2025-03-30", "01:30"),
        ("Europe/London", "2025-10-26", "01:30"),
        ("Australia/Lord_Howe", "2025-04-06", "01:45"),
        ("Australia/Lord_Howe", "2025-10-05", "02:15"),
        ("Antarctica/Troll", "2025-03-30", "01:30"),
        ("Antarctica/Troll", "2025-10-26", "01:30"),
        ("Africa/Cairo", "2026-04-24", "00:30"),
    ]
    for zone, day, clock in changes:
        start = date(day) - 7 * DAY
        for days, asked in ((0, "00:00"), (0, "23:59"), (1, "00:00")):
            case(
                f"a week up to {day} in {zone}, {days} days later at {asked}",
                "A day of 22 to 26 hours is a day.",
                start,
                at(zone, date(day) + days * DAY, asked),
                [{"zone": zone}],
                [answer(at(zone, date(day) - DAY, "23:59"), False)],
            )
        case(
            f"use told at {day}T{clock} in {zone}, where the clocks change",
            "The time that is skipped, or comes twice, is of that local day.",
            start,
            at(zone, date(day) + 3 * DAY, "12:00"),
            [{"zone": zone}],
            [answer(at(zone, day, clock), True), answer(at(zone, date(day) + DAY, "00:00"), False)],
        )
    zone = "Pacific/Apia"
    for day, clock in (("2011-12-29", "23:59"), ("2011-12-31", "00:00"), ("2012-01-06", "12:00")):
        for told in (False, True):
            events = [answer(at(zone, d, "20:00"), False) for d in ("2011-12-29", "2011-12-31")]
            case(
                f"Samoa without 30 December 2011, on {day} at {clock}{', told' if told else ''}",
                "Days are dates: the one that was skipped is a date of which nothing was said.",
                "2011-12-23",
                at(zone, day, clock),
                [{"zone": zone}],
                events if told else (),
            )


def move_cases():
    moves = [
        ("America/New_York", "Europe/Berlin", "2026-02-28T20:30Z"),
        ("Europe/Berlin", "America/New_York", "2026-02-28T23:30Z"),
        ("Pacific/Auckland", "Pacific/Honolulu", "2026-02-10T05:00Z"),
        ("Pacific/Honolulu", "Pacific/Auckland", "2026-02-10T05:00Z"),
        ("Pacific/Kiritimati", "Pacific/Honolulu", "2026-02-10T09:45Z"),
    ]
    for old, new, moved in moves:
        zones = [{"zone": old}, {"zone": new, "from": moved}]
        before = instant(moved) - dt.timedelta(minutes=30)
        after = instant(moved) + dt.timedelta(minutes=30)
        for hours in (-2, 1, 30, 200):
            now = instant(moved) + dt.timedelta(hours=hours)
            case(
                f"a move from {old} to {new}, {hours} hours after it",
                "Each word is of the day that the clock of its moment showed; today is the present clock's.",
                "2026-01-31",
                now.isoformat().replace("+00:00", "Z"),
                zones,
                [
                    answer(before.isoformat().replace("+00:00", "Z"), True),
                    answer(after.isoformat().replace("+00:00", "Z"), False),
                ],
            )


def word_cases():
    """Every pair of words about one day, in both orders of learning."""
    day = "2026-02-10"
    words = {
        "use_day": use(day),
        "a day without use": use(day, amount=0),
        "confirmed": free(day),
        "check-in: used": answer(f"{day}T08:00+01:00", True),
        "check-in: not used": answer(f"{day}T20:00+01:00", False),
        "setback": setback(day),
        "a partner's report": use(day, source="partner"),
        "a partner's word that there was none": use(day, amount=0, source="partner"),
    }
    for (first, one), (second, other) in itertools.permutations(words.items(), 2):
        case(
            f"{first}, then {second}",
            "The table of docs/guide/days.md; what was learned last, is named last.",
            "2026-02-01",
            berlin("2026-03-04"),
            events=[
                {**one, "recorded_at": "2026-02-11T09:00+01:00"},
                {**other, "recorded_at": "2026-02-12T09:00+01:00"},
            ],
        )


def known_cases():
    records = {
        "use entered two weeks later": [use("2026-02-10", recorded_at="2026-02-24T09:00+01:00")],
        "use entered late, then retracted": [
            use("2026-02-10", recorded_at="2026-02-12T09:00+01:00"),
            {"type": "void", "of": "e00", "recorded_at": "2026-02-24T09:00+01:00"},
        ],
        "use moved to another day by a correction": [
            use("2026-02-10", id="u", recorded_at="2026-02-11T09:00+01:00"),
            use("2026-02-20", id="u", revision=1, recorded_at="2026-02-24T09:00+01:00"),
        ],
        "use corrected to none, then back": [
            use("2026-02-10", id="u", recorded_at="2026-02-11T09:00+01:00"),
            use("2026-02-10", id="u", revision=1, amount=0, recorded_at="2026-02-18T09:00+01:00"),
            use("2026-02-10", id="u", revision=2, recorded_at="2026-02-24T09:00+01:00"),
        ],
        "a setback of three days, entered in pieces": [
            setback("2026-02-10", id="s", recorded_at="2026-02-10T22:00+01:00"),
            setback(
                "2026-02-10",
                id="s",
                revision=1,
                extent="continued",
                resumed="2026-02-13",
                recorded_at="2026-02-24T09:00+01:00",
            ),
        ],
        "a partner's report, answered later": [
            use("2026-02-10", source="partner", recorded_at="2026-02-12T09:00+01:00"),
            free("2026-02-10", recorded_at="2026-02-24T09:00+01:00"),
        ],
        "back-dated confirmations": [
            free_span("2026-01-31", "2026-02-28", recorded_at="2026-03-01T09:00+01:00"),
            use("2026-02-28", recorded_at="2026-03-02T09:00+01:00"),
        ],
    }
    for name, events in records.items():
        for known in ("2026-02-15", "2026-02-24", "2026-03-01", None):
            known_at = berlin(known) if known else None
            case(
                f"{name}, as known {known or 'today'}",
                "Only what the record had learned by then.",
                "2026-01-31",
                berlin("2026-03-04"),
                events=events,
                known_at=known_at,
            )


def setting_cases():
    stays = {
        "over a month end": [{"kind": "controlled", "from": "2026-01-29", "to": "2026-02-02"}],
        "that has not ended": [{"kind": "controlled", "from": "2026-02-25"}],
        "with a day in the community": [
            {"kind": "controlled", "from": "2026-02-05", "to": "2026-02-15"},
            {"kind": "community", "from": "2026-02-10", "to": "2026-02-10"},
        ],
        "on the first days": [{"kind": "controlled", "from": "2026-01-10", "to": "2026-01-25"}],
    }
    for name, settings in stays.items():
        for told in (False, True):
            for silent in (None, "unknown"):
                events = [
                    free_span("2026-01-20", "2026-01-31"),
                    free_span("2026-02-03", "2026-02-20"),
                    use("2026-02-07"),
                ]
                case(
                    f"a controlled setting {name}, {'some days told' if told else 'nothing told'}, "
                    f"silent days {silent or 'not_used'}",
                    "Silent days in it are not time at risk, and in no certain count.",
                    "2026-01-20",
                    berlin("2026-03-01"),
                    events=events if told else (),
                    settings=settings,
                    silent=silent,
                )


def two_target_cases():
    targets = [target("2026-01-31"), target("2024-02-29", "opioids")]
    events = [
        answer("2026-02-10T20:00+01:00", True),
        answer("2026-02-12T20:00+01:00", True, "opioids"),
        use("2026-02-12"),
        {**use("2026-02-20"), "target": "opioids", "source": "partner"},
        {"type": "acknowledged", "milestone": "years-1", "target": "opioids", "on": "2025-03-01"},
        {"type": "acknowledged", "milestone": "days-1", "on": "2026-02-02"},
    ]
    for count in range(len(events) + 1):
        for today in ("2026-02-13", "2026-03-01"):
            case(
                f"two targets, {count} words, on {today}",
                "Each has its own days, runs and milestones.",
                targets,
                berlin(today),
                events=events[:count],
            )


def milestone_cases():
    for used in (
        "2026-02-06",
        "2026-02-07",
        "2026-02-08",
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
    ):
        for shown in dict.fromkeys((None, "2026-02-06", "2026-02-09", used)):
            events = [use(used, recorded_at="2026-03-05T09:00+01:00")]
            if shown:
                events += [
                    {"type": "acknowledged", "milestone": m, "on": shown}
                    for m in ("days-1", "weeks-1", "months-1", "total-30")
                ]
            case(
                f"use on {used}, milestones acknowledged on {shown or 'no day'}",
                "A week is full on 8 February, thirty days on 3 March: reached up to the day of use.",
                "2026-02-01",
                berlin("2026-03-05"),
                events=events,
            )
    for report in ("2026-02-03", "2026-02-08", "2026-03-01"):
        for shown in (None, "2026-03-01"):
            events = [use(report, source="partner")]
            if shown:
                events.append({"type": "acknowledged", "milestone": "months-1", "on": shown})
            case(
                f"a report of {report} waits, a month acknowledged on {shown or 'no day'}",
                "What lies after it waits, except what was acknowledged.",
                "2026-02-01",
                berlin("2026-03-05"),
                events=events,
            )


def span_cases():
    """Use on unknown days of a span: short records, whose every completion is tried."""
    spans = {
        "two days of five": [
            use("2026-02-01", **{"from": "2026-02-03", "to": "2026-02-07", "days": 2})
        ],
        "three of five, one told": [
            use("2026-02-01", **{"from": "2026-02-03", "to": "2026-02-07", "days": 3}),
            use("2026-02-05"),
        ],
        "two spans that overlap": [
            use("2026-02-01", **{"from": "2026-02-02", "to": "2026-02-06", "days": 2}),
            use("2026-02-01", **{"from": "2026-02-05", "to": "2026-02-08", "days": 2}),
        ],
        "a span within a span": [
            use("2026-02-01", **{"from": "2026-02-02", "to": "2026-02-09", "days": 3}),
            use("2026-02-01", **{"from": "2026-02-04", "to": "2026-02-06", "days": 2}),
        ],
        "two spans that end on the same day": [
            use("2026-02-01", **{"from": "2026-02-02", "to": "2026-02-06", "days": 2}),
            use("2026-02-01", **{"from": "2026-02-04", "to": "2026-02-06", "days": 2}),
        ],
        "a span that reaches today": [
            use("2026-02-01", **{"from": "2026-02-08", "to": "2026-02-10", "days": 1}),
        ],
    }
    for name, events in spans.items():
        for one in events:
            if "from" in one:
                one.pop("on")
        for today in ("2026-02-10", "2026-02-11"):
            for told in ((), (free("2026-02-04"), free("2026-02-09"))):
                case(
                    f"{name}, {len(told)} days told, on {today}",
                    "value: the last open days; high: the best of all ways it can have gone.",
                    "2026-02-01",
                    berlin(today),
                    events=[*events, *told],
                )


def random_cases():
    rng = random.Random(20260304)
    zones = ["Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"]
    for number in range(70):
        zone = rng.choice(zones)
        length = rng.choice((5, 20, 45, 120, 400))
        today = date("2024-01-01") + rng.randint(0, 800) * DAY
        start, events = today - length * DAY, []
        for _ in range(rng.randint(0, min(length, 25))):
            day = start + rng.randint(-2, length) * DAY
            learned_on = at(zone, day + rng.randint(0, 10) * DAY, f"{rng.randint(0, 23):02}:30")
            late = {"recorded_at": max(learned_on, at(zone, day, "23:59"))}
            kind = rng.randint(0, 6)
            if kind == 0:
                events.append(use(day, **late))
            elif kind == 1:
                events.append(
                    answer(at(zone, day, f"{rng.randint(0, 23):02}:15"), rng.random() < 0.3)
                )
            elif kind in (2, 3):
                events.append(free_span(day, day + rng.randint(0, 9) * DAY, **late))
            elif kind == 4:
                events.append(setback(day, extent="single", **late))
            elif kind == 5:
                events.append(use(day, source="partner", **late))
            else:
                names = ("days-3", "weeks-1", "months-1", "total-30")
                events.append(
                    {"type": "acknowledged", "milestone": rng.choice(names), "on": str(day), **late}
                )
        stays = [{"kind": "controlled", "from": str(start + 3 * DAY), "to": str(start + 6 * DAY)}]
        case(
            f"at random, {number}",
            "Drawn with a seed.",
            start,
            (now := at(zone, today, f"{rng.randint(0, 23):02}:05")),
            [{"zone": zone}],
            events,
            stays if rng.random() < 0.3 else (),
            at(zone, today - rng.randint(1, 15) * DAY, "12:00") if rng.random() < 0.4 else now,
            rng.choice((None, None, "unknown")),
        )


def main():
    for make in (
        calendar_cases,
        clock_cases,
        move_cases,
        word_cases,
        known_cases,
        setting_cases,
        two_target_cases,
        milestone_cases,
        span_cases,
        random_cases,
    ):
        make()
    return write_cases("days.json", CASES, check="--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(not main())
