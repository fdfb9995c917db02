#!/usr/bin/env python3
"""Writes schedules.json: what became of planned check-ins, across clocks, moves, calendars and pauses.

The expected side is worked out here, by brute force over the standard library's zoneinfo and
calendar, and owes nothing to the library. README.md has the form of a case.
"""

import calendar
import datetime as dt
import random
import sys

from reference import (
    DAY,
    UTC,
    Person,
    at,
    instant,
    is_controlled,
    known_events,
    text,
    write_cases,
)

NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ITEMS = [{"id": "mood", "kind": "scale", "min": 0, "max": 10}]
ONCE = {"opens": "06:00", "due": "21:00", "closes": "24:00", "late_minutes": 720}
THRICE = [
    {"id": "morning", "opens": "07:00", "due": "09:00", "closes": "10:00", "late_minutes": 60},
    {"id": "noon", "opens": "12:00", "due": "13:00", "closes": "14:30", "late_minutes": 0},
    {"id": "night", "opens": "20:00", "due": "22:00", "closes": "24:00", "late_minutes": 480},
]


# ---- calendar


def weekday_name(day):
    return calendar.day_name[day.weekday()].lower()


def names(days):
    days = [days] if isinstance(days, str) else days
    groups = {
        "daily": range(7),
        "weekdays": range(5),
        "weekends": range(5, 7),
    }
    found = set()
    for one in days:
        found |= {calendar.day_name[i].lower() for i in groups[one]} if one in groups else {one}
    return found


def is_nth(day, which):
    """Lists the month's days of this weekday, as a calendar on the wall has them."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    same = [
        d for week in weeks for d in week if d.month == day.month and d.weekday() == day.weekday()
    ]
    if which == "last":
        return day == same[-1]
    return len(same) >= NTH[which] and day == same[NTH[which] - 1]


def planned(form, day):
    if "days" in form:
        return weekday_name(day) in names(form["days"])
    rule, iso = form["schedule"], day.isoformat()
    if iso in rule.get("except", []) or iso < rule.get("from", "") or iso > rule.get("until", "9"):
        return False
    if "dates" in rule:
        return iso in rule["dates"]
    start = dt.date.fromisoformat(rule["from"]) if "from" in rule else None
    if "every_days" in rule:
        return (day - start).days % rule["every_days"] == 0
    if weekday_name(day) not in names(rule["days"]):
        return False
    if "every_weeks" in rule:
        weeks = (day - DAY * day.weekday() - (start - DAY * start.weekday())).days // 7
        return weeks % rule["every_weeks"] == 0
    return is_nth(day, rule["of_month"]) if "of_month" in rule else True


def times_of(form):
    rule = form.get("schedule", {})
    out = []
    for one in rule.get("times") or [dict(form, id=None)]:
        minutes = [int(one[k][:2]) * 60 + int(one[k][3:]) for k in ("opens", "due", "closes")]
        out.append((one["id"], *minutes, minutes[2] + one.get("late_minutes", 0)))
    return out


# ---- occasions


def is_excused(events, record, day):
    iso = day.isoformat()
    for one in events:
        if one["type"] == "excuse" and one["from"] <= iso <= one.get("to", "9"):
            return True
    return is_controlled(record, day)


def entries(person, events):
    """(day, minute or None, shown) of the check-ins up to now, in order of time."""
    found = []
    for one in events:
        if one["type"] != "checkin":
            continue
        if "at" in one:
            local = person.local(instant(one["at"]))
            if instant(one["at"]) <= person.now:
                found.append(
                    (
                        instant(one["at"]),
                        local.date(),
                        local.hour * 60 + local.minute,
                        one.get("shown", True),
                    )
                )
        elif dt.date.fromisoformat(one["on"]) <= person.today:
            day = dt.date.fromisoformat(one["on"])
            found.append(
                (dt.datetime.combine(day, dt.time(), UTC), day, None, one.get("shown", True))
            )
    return [e[1:] for e in sorted(found, key=lambda e: (e[1], e[2] is not None, e[0]))]


def answer(person, form, times, first, taken, day, minute):
    """Where an entry with an hour goes: (day, slot, state), or None."""
    for slot, (_, opens, _, closes, _) in enumerate(times):
        if opens <= minute < closes:
            return day, slot, "done"
    before = [i for i, t in enumerate(times) if t[3] <= minute]
    last_night = (day - DAY, len(times) - 1, minute + 1440)
    wanted = (day, before[-1], minute) if before else last_night
    waits = planned(form, wanted[0]) and person.exists(wanted[0]) and wanted[:2] not in taken
    late = wanted[0] >= first and waits
    if late and wanted[2] < times[wanted[1]][4]:
        return wanted[0], wanted[1], "late"
    return None if before else (day, 0, "done")


def take_hourless(times, shown, taken):
    """Of several a day: each for the first that nothing else answers."""
    for day, minute, _ in shown:
        free = [s for s in range(len(times)) if (day, s) not in taken]
        if minute is None and free:
            taken[day, free[0]] = "done"


def take_not_shown(times, given, first, taken):
    for day, minute, was_shown in given:
        ahead = [s for s in range(len(times)) if minute is None or minute < times[s][3]]
        meant = ahead if minute is None else ahead[:1]
        for slot in meant if not was_shown and day >= first else ():
            taken.setdefault((day, slot), "not_asked")


def answers(person, form, events):
    times, given, taken = times_of(form), entries(person, events), {}
    shown = [e for e in given if e[2]]
    if not shown:
        return None, taken
    first = shown[0][0]
    all_day = times[0][1] == 0 and times[0][3] >= 1440
    for day, minute, _ in shown:
        hourless = minute is None or (len(times) == 1 and all_day)
        if hourless and len(times) > 1:
            continue
        place = (
            (day, 0, "done") if hourless else answer(person, form, times, first, taken, day, minute)
        )
        if place and taken.get(place[:2]) != "done":
            taken[place[:2]] = place[2]
    if len(times) > 1:
        take_hourless(times, shown, taken)
    take_not_shown(times, given, first, taken)
    return first, taken


def occasions(person, form, record, start, known_at=None):
    """All planned occasions of days that are, from `start` or the first check-in up to today."""
    events = known_events(person, record, known_at)
    first, taken = answers(person, form, events)
    out, day = [], min(start, first or start)
    while day <= person.today:
        for slot, (name, opens, due, closes, late) in enumerate(times_of(form)):
            if not planned(form, day) or not person.exists(day):
                continue
            marks = [person.instant(day, m) for m in (opens, due, closes, late)]
            if first is None or day < first:
                state = "due" if day == person.today else "not_asked"
            elif (day, slot) in taken:
                state = taken[day, slot]
            elif is_excused(events, record, day):
                state = "excused"
            else:
                state = "due" if person.now < marks[3][0] else "missed"
            seconds = [str(int(m[0].timestamp())) for m in marks]
            words = [
                day.isoformat(),
                name or "-",
                state,
                *seconds,
                "dst" if any(m[1] for m in marks) else "-",
            ]
            out.append({"date": day.isoformat(), "state": state, "line": " ".join(words)})
        day += DAY
    return out


def kept(all_of, start, half_life, policy="excused_neutral"):
    window = [o["state"] for o in all_of if o["date"] >= start.isoformat()]
    counts = {s: window.count(s) for s in ("done", "late", "missed", "excused", "not_asked")}
    runs, strength, counted = [[]], 0.0, False
    good = {"done", "late"} if policy == "late_counts" else {"done"}
    bad = {"missed", "late", "excused"} if policy == "strict" else {"missed"}
    for one in all_of:
        if one["state"] in good:
            runs[-1].append(one["date"])
        elif one["state"] in bad:
            runs.append([])
        if one["state"] in (good | bad) - {"excused"}:
            counted = True
            strength *= 0.5 ** (1 / half_life)
            strength += (1 - 0.5 ** (1 / half_life)) * (one["state"] in good)
    longest = max(runs, key=len)
    top = counts["done"] + (counts["late"] if policy == "late_counts" else 0)
    below = (
        counts["done"]
        + counts["late"]
        + counts["missed"]
        + (counts["excused"] if policy == "strict" else 0)
    )
    return {
        **counts,
        "policy": policy,
        "numerator": top,
        "denominator": below,
        "rate": top / below if below else None,
        "streak": len(runs[-1]),
        "streak_from": runs[-1][0] if runs[-1] else None,
        "streak_until": runs[-1][-1] if runs[-1] else None,
        "longest_streak": len(longest),
        "longest_from": longest[0] if longest else None,
        "longest_until": longest[-1] if longest else None,
        "strength": strength if counted else None,
    }


# ---- cases


CASES = []


def case(
    name,
    why,
    form,
    now,
    zones=None,
    events=(),
    window=7,
    settings=(),
    policy=None,
    half_life=14,
    known_at=None,
):
    zones = zones or [{"zone": "Europe/Berlin"}]
    form = {"id": "f", "version": 1, **form, "items": ITEMS}
    record = {"zones": zones, "events": []}
    for i, one in enumerate(events):
        one = {"type": "checkin", **one}
        if one["type"] == "checkin":
            one = {"form": "f", "answers": {"mood": 5} if one.get("shown", True) else {}, **one}
        record["events"].append({"id": f"e{i}", **one})
    if settings:
        record["settings"] = [{"id": f"s{i}", **s} for i, s in enumerate(settings)]
    person = Person(zones, instant(now))
    start = person.today - DAY * (window - 1)
    known = instant(known_at) if known_at else None
    all_of = occasions(person, form, record, start, known)
    policies = {"adherence_days": window, "strength_half_life": half_life}
    if policy:
        policies["adherence"] = policy
    one = {
        "id": name,
        "why": why,
        "config": {"forms": [form], "policies": policies},
        "record": record,
        "now": now,
    }
    if known_at:
        one["known_at"] = known_at
    one["expect"] = {
        "occasions": [o["line"] for o in all_of if o["date"] >= start.isoformat()],
        "adherence": {"f": kept(all_of, start, half_life, policy or "excused_neutral")},
    }
    CASES.append(one)


def clock_cases():
    changes = [
        ("America/New_York", "2025-03-09"),
        ("America/New_York", "2025-11-02"),
        ("Europe/London", "2025-03-30"),
        ("Europe/London", "2025-10-26"),
        ("Australia/Lord_Howe", "2025-04-06"),
        ("Australia/Lord_Howe", "2025-10-05"),
        ("Antarctica/Troll", "2025-03-30"),
        ("Antarctica/Troll", "2025-10-26"),
    ]
    touched = {
        "days": "daily",
        "opens": "01:30",
        "due": "02:15",
        "closes": "02:30",
        "late_minutes": 1380,
    }
    for zone, day in changes:
        date = dt.date.fromisoformat(day)
        events = [{"at": at(zone, date - 2 * DAY, "02:20")}, {"at": at(zone, date, "02:29")}]
        for days, clock in ((0, "00:40"), (0, "12:00"), (1, "01:00"), (1, "02:00")):
            case(
                f"{zone} {day}, asked {days} days later at {clock}",
                "Opens, is due and closes where the clocks change.",
                touched,
                at(zone, date + DAY * days, clock),
                [{"zone": zone}],
                events,
            )


def line_cases():
    zone = "Pacific/Apia"
    for day, clock in (
        ("2011-12-29", "23:59"),
        ("2011-12-31", "00:00"),
        ("2011-12-31", "11:59"),
        ("2012-01-02", "09:00"),
    ):
        for label, form in (
            ("once", {"days": "daily", **ONCE}),
            ("thrice", {"schedule": {"days": "daily", "times": THRICE}}),
        ):
            case(
                f"Samoa without 30 December 2011, {label} a day, {day} {clock}",
                "That day does not exist, and has no occasion; the streak goes on over it.",
                form,
                at(zone, day, clock),
                [{"zone": zone}],
                [
                    {"at": at(zone, d, "08:00")}
                    for d in ("2011-12-27", "2011-12-28", "2011-12-29", "2011-12-31")
                ],
            )


def after_the_line_cases():
    """Early entries on the day after a date that the calendar jumped over."""
    for label, form in (
        ("once", {"days": "daily", **ONCE}),
        ("thrice", {"schedule": {"days": "daily", "times": THRICE}}),
    ):
        for clock in ("00:40", "05:59", "06:30"):
            case(
                f"Samoa, {label} a day, an entry at {clock} of 31 December 2011",
                "The day before it in the calendar does not exist, and waits for nothing.",
                form,
                at("Pacific/Apia", "2012-01-01", "23:00"),
                [{"zone": "Pacific/Apia"}],
                [{"at": at("Pacific/Apia", "2011-12-28", "08:00")}]
                + [{"at": at("Pacific/Apia", "2011-12-31", clock)}],
            )


def move_cases():
    moves = [
        ("America/New_York", "Europe/Berlin", "2026-02-10T08:30Z"),
        ("Europe/Berlin", "America/New_York", "2026-02-10T16:00Z"),
        ("Pacific/Auckland", "Pacific/Honolulu", "2026-02-10T05:00Z"),
        ("Pacific/Honolulu", "Pacific/Auckland", "2026-02-10T05:00Z"),
        ("Pacific/Honolulu", "Pacific/Kiritimati", "2026-02-10T09:45Z"),
        ("Pacific/Kiritimati", "Pacific/Honolulu", "2026-02-10T09:45Z"),
        ("Europe/London", "America/New_York", "2026-03-09T12:00Z"),
        ("Europe/London", "Europe/Berlin", "2026-02-10T11:30Z"),
    ]
    for old, new, moved in moves:
        zones = [{"zone": old}, {"zone": new, "from": moved}]
        day = instant(moved).date()
        events = [{"at": at(old, day - k * DAY, "19:00")} for k in (2, 3, 4)]
        events += [{"at": at(new, day + k * DAY, "07:15")} for k in (2, 3)]
        for hours in (-20, 3, 15, 40, 90):
            case(
                f"a move from {old} to {new}, asked {hours} hours after it",
                "The days before keep the old clock, the days after have the new one.",
                {"days": "daily", **ONCE},
                text(instant(moved) + dt.timedelta(hours=hours)),
                zones,
                events,
            )


def rule_cases():
    for which in (*NTH, "last"):
        for weekday, now in (
            ("friday", "2026-02-28"),
            ("sunday", "2024-03-31"),
            ("thursday", "2024-02-29"),
        ):
            case(
                f"the {which} {weekday} of the month, up to {now}",
                "Counted in the month, as on a wall calendar.",
                {"schedule": {"days": weekday, "of_month": which}, **ONCE},
                at("Europe/Berlin", now, "22:00"),
                events=[{"on": "2023-11-01"}],
                window=75,
            )
    rules = {
        "every 3 days over a leap day": {"every_days": 3, "from": "2024-02-20"},
        "every 10 days over a leap day, until 20 March": {
            "every_days": 10,
            "from": "2024-02-09",
            "until": "2024-03-20",
        },
        "every second week, two days": {
            "every_weeks": 2,
            "days": ["tuesday", "sunday"],
            "from": "2024-02-08",
        },
        "every third week": {"every_weeks": 3, "days": "monday", "from": "2024-01-03"},
        "every week from a day": {"every_weeks": 1, "days": "daily", "from": "2024-03-14"},
        "listed dates": {"dates": ["2024-03-31", "2024-02-29", "2024-01-31", "2024-03-01"]},
        "weekdays but for a holiday": {"days": "weekdays", "except": ["2024-03-29", "2024-03-19"]},
        "weekends, valid for February": {
            "days": "weekends",
            "from": "2024-02-01",
            "until": "2024-02-29",
        },
        "month ends on their dates": {
            "dates": ["2024-01-31", "2024-02-29", "2024-03-31", "2023-12-31"],
            "except": ["2024-01-31"],
        },
    }
    for name, rule in rules.items():
        for now in ("2024-02-29", "2024-03-31"):
            case(
                f"{name}, up to {now}",
                "By the calendar of the standard library.",
                {"schedule": rule, **ONCE},
                at("Europe/Berlin", now, "13:00"),
                events=[{"on": "2024-01-01"}, {"on": "2024-02-26"}, {"on": "2024-02-29"}],
                window=60,
            )


def several_cases():
    form = {"schedule": {"days": "daily", "times": THRICE}}
    start = {"at": at("Europe/Berlin", "2026-03-01", "08:00")}
    clocks = [
        "00:00",
        "03:59",
        "06:59",
        "07:00",
        "09:59",
        "10:00",
        "10:59",
        "11:00",
        "11:59",
        "12:00",
        "14:29",
    ]
    clocks += ["14:30", "19:59", "20:00", "23:59"]
    for clock in clocks:
        for kept_before in (False, True):
            events = [start, {"at": at("Europe/Berlin", "2026-03-04", clock)}]
            if kept_before:
                events += [
                    {"at": at("Europe/Berlin", "2026-03-03", "21:00")},
                    {"at": at("Europe/Berlin", "2026-03-04", "07:30")},
                ]
            case(
                f"three a day, an entry at {clock}"
                + (", the ones before kept" if kept_before else ""),
                "In an open time: done. After one: late for it. Before the first: late for last night.",
                form,
                at("Europe/Berlin", "2026-03-05", "15:00"),
                events=events,
                window=3,
            )
    for count in (1, 2, 3, 4):
        case(
            f"three a day, {count} entries that know only their day",
            "Each counts for the first that nothing else answers.",
            form,
            at("Europe/Berlin", "2026-03-05", "05:00"),
            events=[start, {"at": at("Europe/Berlin", "2026-03-04", "12:30")}]
            + [{"on": "2026-03-04"}] * count,
            window=3,
        )


def pause_cases():
    days = {"days": "daily", **ONCE}
    answered = [
        {"on": d} for d in ("2026-01-27", "2026-01-28", "2026-02-03", "2026-02-04", "2026-02-06")
    ]
    pauses = {
        "a pause over a month end": [{"type": "excuse", "from": "2026-01-29", "to": "2026-02-02"}],
        "pauses that overlap": [
            {"type": "excuse", "from": "2026-01-29", "to": "2026-02-01"},
            {"type": "excuse", "form": "f", "from": "2026-01-31", "to": "2026-02-02"},
        ],
        "a pause without an end": [{"type": "excuse", "from": "2026-02-05"}],
        "a pause on answered days": [{"type": "excuse", "from": "2026-01-26", "to": "2026-02-10"}],
        "not shown on two days": [
            {"on": "2026-01-30", "shown": False},
            {"on": "2026-02-05", "shown": False},
        ],
        "not shown, and answered all the same": [{"on": "2026-02-03", "shown": False}],
    }
    for name, events in pauses.items():
        for policy in ("excused_neutral", "strict", "late_counts"):
            late = [{"at": at("Europe/Berlin", "2026-02-08", "00:30")}]
            case(
                f"{name}, {policy}",
                "A paused day is excused, however many pauses cover it; what was not shown was not asked.",
                days,
                at("Europe/Berlin", "2026-02-08", "22:00"),
                events=answered + late + events,
                window=14,
                policy=policy,
                half_life=3,
            )
    for kind in ("controlled", "community"):
        case(
            f"a {kind} setting",
            "A controlled setting is out of time: never missed.",
            days,
            at("Europe/Berlin", "2026-02-08", "22:00"),
            events=answered,
            window=14,
            settings=[{"kind": kind, "from": "2026-01-29", "to": "2026-02-02"}],
        )


def named_cases():
    """The moments that go wrong elsewhere, each by its name."""
    moments = [
        (
            "2025-03-09T02:30 in New York, which does not exist",
            "America/New_York",
            "2025-03-09",
            "02:30",
        ),
        ("2025-10-26T01:30 in London, which comes twice", "Europe/London", "2025-10-26", "01:30"),
        ("Lord Howe's half hour, skipped", "Australia/Lord_Howe", "2025-10-05", "02:15"),
        ("Lord Howe's half hour, twice", "Australia/Lord_Howe", "2025-04-06", "01:45"),
        ("Troll's two hours, skipped", "Antarctica/Troll", "2025-03-30", "01:30"),
        ("Troll's two hours, twice", "Antarctica/Troll", "2025-10-26", "01:30"),
        ("Samoa's missing 30 December 2011", "Pacific/Apia", "2011-12-30", "12:00"),
    ]
    for name, zone, day, clock in moments:
        date = dt.date.fromisoformat(day)
        opens = f"{int(clock[:2]) - 1:02}{clock[2:]}"
        closes = f"{int(clock[:2]) + 1:02}{clock[2:]}"
        times = {"opens": opens, "due": clock, "closes": closes, "late_minutes": 60}
        answered = [{"at": at(zone, date + DAY * k, clock)} for k in (-2, -1, 1)]
        for label, events in (
            ("kept around it", answered),
            ("kept then", [{"at": at(zone, day, clock)}]),
        ):
            case(
                f"{name}: due then, {label}",
                "RFC 5545: a skipped time has the offset before the change, of two the first counts.",
                {"days": "daily", **times},
                at(zone, date + 2 * DAY, "09:00"),
                [{"zone": zone}],
                events,
                window=5,
            )


def stamped_cases():
    """Check-ins whose own clock shows a time that the person's clocks skip, or show twice."""
    day = dt.date(2025, 3, 9)
    times = {"opens": "02:00", "due": "02:45", "closes": "03:00", "late_minutes": 90}
    stamps = {
        "stamped 02:30 with the offset before the gap": "2025-03-09T02:30:00-05:00",
        "stamped 02:30 with the offset after the gap": "2025-03-09T02:30:00-04:00",
        "stamped as the gap begins": "2025-03-09T02:00:00-05:00",
        "stamped in another zone's offset": "2025-03-09T07:30:00+00:00",
    }
    for name, stamp in stamps.items():
        for form in ({"days": "daily", **times}, {"days": "daily", **ONCE}):
            case(
                f"a check-in {name}, form of {form['opens']}",
                "Its instant decides: the person's clock shows 03:30, or 01:30.",
                form,
                at("America/New_York", day + DAY, "12:00"),
                [{"zone": "America/New_York"}],
                [{"at": at("America/New_York", day - 2 * DAY, "02:30")}, {"at": stamp}],
                window=4,
            )


def known_cases():
    """What the record learned later, or was told otherwise."""
    berlin = "Europe/Berlin"
    learned = {"recorded_at": at(berlin, "2026-02-03", "09:00")}
    first = {"at": at(berlin, "2026-01-28", "20:00")}
    kept_days = [{"at": at(berlin, d, "20:00")} for d in ("2026-01-30", "2026-02-02")]
    records = {
        "an entry that arrived late": [{"at": at(berlin, "2026-01-31", "20:00"), **learned}],
        "a back-dated entry": [{"on": "2026-01-31", **learned}],
        "a retracted entry": [
            {"id": "x", "at": at(berlin, "2026-01-31", "20:00")},
            {"type": "void", "id": "v", "of": "x", **learned},
        ],
        "an entry moved to another day": [
            {"id": "x", "at": at(berlin, "2026-01-31", "20:00")},
            {"id": "x", "revision": 1, "on": "2026-02-01", **learned},
        ],
        "an entry corrected to not shown": [
            {"id": "x", "at": at(berlin, "2026-01-31", "20:00")},
            {"id": "x", "revision": 1, "on": "2026-01-31", "shown": False, **learned},
        ],
        "a pause over a month end, told afterwards": [
            {"type": "excuse", "from": "2026-01-31", "to": "2026-02-01", **learned}
        ],
        "a pause taken back": [
            {"type": "excuse", "id": "x", "from": "2026-01-29", "to": "2026-02-04"},
            {"type": "void", "id": "v", "of": "x", **learned},
        ],
        "a pause made shorter": [
            {"type": "excuse", "id": "x", "from": "2026-01-29", "to": "2026-02-04"},
            {
                "type": "excuse",
                "id": "x",
                "revision": 1,
                "from": "2026-01-29",
                "to": "2026-01-31",
                **learned,
            },
        ],
        "the first entry of all, told afterwards": [{"on": "2026-01-26", **learned}],
    }
    for name, events in records.items():
        for known in ("2026-02-02", "2026-02-03", None):
            case(
                f"{name}, as known {known or 'today'}",
                "Only what the record had learned by then; the highest revision of it.",
                {"days": "daily", **ONCE},
                at(berlin, "2026-02-05", "13:00"),
                events=[first, *kept_days, *events],
                window=10,
                known_at=at(berlin, known, "21:00") if known else None,
            )


def month_end_cases():
    """Pauses and stays over the ends of months and a leap day, once and three times a day."""
    ends = ("2024-01-31", "2024-02-28", "2024-02-29", "2025-02-28", "2025-12-31")
    for end in ends:
        last = dt.date.fromisoformat(end)
        first = last - 6 * DAY
        answered = [{"on": str(first - DAY)}, {"on": str(last + 3 * DAY)}]
        pause = {"type": "excuse", "from": str(last), "to": str(last + DAY)}
        stay = {"kind": "controlled", "from": str(last), "to": str(last + DAY)}
        for label, form in (
            ("once", {"days": "daily", **ONCE}),
            ("thrice", {"schedule": {"days": "daily", "times": THRICE}}),
        ):
            for kind, events, settings in (("a pause", [pause], ()), ("a stay", [], [stay])):
                case(
                    f"{kind} over {end}, {label} a day",
                    "The day after a month's last day is the next month's first.",
                    form,
                    at("Europe/Berlin", last + 4 * DAY, "08:00"),
                    events=answered + events,
                    settings=settings,
                    window=11,
                )


def random_cases():
    rng = random.Random(20260304)
    zones = [
        "Europe/Berlin",
        "America/New_York",
        "Pacific/Apia",
        "Australia/Lord_Howe",
        "Antarctica/Troll",
    ]
    for number in range(60):
        zone = rng.choice(zones)
        rule = rng.choice(
            [
                {"days": "daily"},
                {"days": rng.sample(list(calendar.day_name), 3)},
                {"every_days": rng.randint(1, 4), "from": "2025-01-01"},
                {"every_weeks": 2, "days": "weekdays", "from": "2025-01-01"},
            ]
        )
        if "days" in rule and not isinstance(rule["days"], str):
            rule["days"] = [d.lower() for d in rule["days"]]
        form = {"schedule": {**rule, "times": THRICE}} if number % 2 else {"schedule": rule, **ONCE}
        today = dt.date(2025, rng.choice((3, 4, 10, 11)), rng.randint(1, 28))
        events = []
        for back in range(20):
            for _ in range(rng.choice((0, 1, 1, 3))):
                clock = f"{rng.randint(0, 23):02}:{rng.choice((0, 15, 30, 59)):02}"
                events.append({"at": at(zone, today - back * DAY, clock)})
            if rng.random() < 0.1:
                events.append({"on": (today - back * DAY).isoformat()})
            if rng.random() < 0.08:
                events.append({"on": (today - back * DAY).isoformat(), "shown": False})
            if rng.random() < 0.08:
                day = today - back * DAY
                events.append(
                    {"type": "excuse", "from": day.isoformat(), "to": (day + DAY).isoformat()}
                )
        rng.shuffle(events)
        case(
            f"at random, {number}",
            "Drawn with a seed; in no order.",
            form,
            at(zone, today, f"{rng.randint(0, 23):02}:05"),
            [{"zone": zone}],
            events,
            window=14,
            policy=rng.choice(("excused_neutral", "strict", "late_counts")),
            half_life=rng.choice((1, 7, 14)),
        )


def main():
    for make in (
        clock_cases,
        line_cases,
        after_the_line_cases,
        move_cases,
        rule_cases,
        several_cases,
        pause_cases,
        named_cases,
        stamped_cases,
        known_cases,
        month_end_cases,
        random_cases,
    ):
        make()
    return write_cases("schedules.json", CASES, check="--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(not main())
