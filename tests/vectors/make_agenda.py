#!/usr/bin/env python3
"""Writes agenda.json: what comes when, over changes of the clocks, moves, and the ends of consents.

The expected side follows docs/guide/agenda.md, over the standard library's zoneinfo, and owes nothing
to the library. README.md has the form of a case. With --check it only tells whether the file is
what it would write.
"""

import datetime as dt
import sys

from make_schedules import ONCE, is_excused, occasions, planned, times_of
from reference import DAY, Person, at, date, days_of, instant, known_events, text, write_cases

KINDS = ("checkin_opens", "checkin_due", "checkin_closes", "checkin_late_until", "consent_ends")
CASES = []


def seconds(moment):
    return str(int(moment.timestamp()))


class Agenda:
    """Entries of [start, end): kind, what it is about, day, instant, end, dst, the local clock."""

    def __init__(self, person, start, end):
        self.person, self.start, self.end, self.found = person, start, end, []

    def add(self, kind, ref, day, when, ends, dst):
        if not self.start <= when < self.end:
            return
        words = [KINDS[kind], ref, day.isoformat(), seconds(when), seconds(ends) if ends else "-"]
        words += ["dst" if dst else "-", self.person.local(when).isoformat()]
        self.found.append((when, kind, f"{KINDS[kind]}/{ref}/{day}", " ".join(words)))

    def add_checkins(self, form, record):
        person = self.person
        asked = occasions(person, form, record, person.today - 3 * DAY)
        open_days = [date(o["date"]) for o in asked if o["state"] == "due"]
        events = known_events(person, record, person.now)
        for day in days_of(person.today + DAY, person.local(self.end).date()):
            if planned(form, day) and person.exists(day) and not is_excused(events, record, day):
                open_days.append(day)
        for day in open_days:
            marks = [person.instant(day, m) for m in times_of(form)[0][1:]]
            touched = any(mark[1] for mark in marks)
            for kind, (when, _) in enumerate(marks):
                self.add(kind, "daily", day, when, None if kind else marks[2][0], touched)

    def add_consents(self, record):
        for one in record.get("consents", []):
            last = date(one.get("until", "9999-01-01"))
            gone = "revoked" in one and date(one["revoked"]) <= last
            if gone or last < self.person.today or last.year > 9000:
                continue
            when, touched = self.person.instant(last, 540)
            self.add(4, one["id"], last, when, self.person.instant(last, 1440)[0], touched)


def consent(until, number=1, **more):
    one = {"id": f"k{number}", "grantor": "self", "to": "dana", "what": ["checkin"]}
    one |= {"purpose": "SUPNWK", "from": "2011-01-01"}
    return one | ({"until": str(until)} if until else {}) | more


def case(name, why, zones, now, start, end, untils=(), events=(), form=None):
    consents = [u if isinstance(u, dict) else consent(u, i) for i, u in enumerate(untils, 1)]
    numbered = [
        {"type": "checkin", "id": f"e{i}", "form": "daily", "answers": {"mood": 5}, **e}
        for i, e in enumerate(events)
    ]
    record = {"zones": zones, "events": numbered, "consents": consents}
    agenda = Agenda(Person(zones, instant(now)), instant(start), instant(end))
    agenda.add_checkins({"days": "daily", **(form or ONCE)}, record)
    agenda.add_consents(record)
    one = {"id": name, "why": why}
    if form:
        one["config"] = {"forms": [{"id": "daily", "version": 9, **form}]}
    one |= {"record": record, "now": now, "from": start, "to": end}
    CASES.append({**one, "expect": {"entries": [f[3] for f in sorted(agenda.found)]}})


def clock_cases():
    changes = [
        ("America/New_York", "2025-03-09", "02:30"),
        ("America/New_York", "2025-11-02", "01:30"),
        ("Europe/London", "2025-03-30", "01:30"),
        ("Europe/London", "2025-10-26", "01:30"),
        ("Australia/Lord_Howe", "2025-10-05", "02:15"),
        ("Australia/Lord_Howe", "2025-04-06", "01:45"),
        ("Antarctica/Troll", "2025-03-30", "01:30"),
        ("Antarctica/Troll", "2025-10-26", "01:30"),
        ("Pacific/Apia", "2011-12-31", "00:30"),
    ]
    for zone, day, clock in changes:
        start, end = at(zone, date(day), "00:00"), at(zone, date(day) + 2 * DAY, "00:00")
        why = (
            "Each time is of the clock of its own day; a skipped one comes later, of two the first."
        )
        now = at(zone, date(day) - 2 * DAY if zone == "Pacific/Apia" else date(day) - DAY, "12:00")
        case(f"{day} in {zone}", why, [{"zone": zone}], now, start, end, [day])
        closes = f"{int(clock[:2]) + 1:02}{clock[2:]}"
        night = {"opens": clock, "due": clock[:3] + "59", "closes": closes, "late_minutes": 60}
        case(
            f"{day} in {zone}, a form that opens at {clock}",
            why,
            [{"zone": zone}],
            now,
            start,
            end,
            [day],
            [{"at": at(zone, date(day) - 3 * DAY, "12:00")}],
            night,
        )


def move_cases():
    moves = [
        ("America/New_York", "Europe/Berlin", "2026-02-10T08:30Z"),
        ("Europe/Berlin", "America/New_York", "2026-02-10T16:00Z"),
        ("Pacific/Auckland", "Pacific/Honolulu", "2026-02-10T05:00Z"),
        ("Pacific/Honolulu", "Pacific/Auckland", "2026-02-10T05:00Z"),
        ("Pacific/Honolulu", "Pacific/Kiritimati", "2026-02-10T09:45Z"),
        ("Pacific/Kiritimati", "Pacific/Honolulu", "2026-02-10T09:45Z"),
    ]
    for old, new, moved in moves:
        zones, when = [{"zone": old}, {"zone": new, "from": moved}], instant(moved)
        for hours in (-30, 2):
            day = when.date()
            case(
                f"a move from {old} to {new}, asked {hours} hours after it",
                "Days before the move keep the old clock, days after it have the new one.",
                zones,
                text(when + dt.timedelta(hours=hours)),
                text(when - dt.timedelta(hours=30)),
                text(when + dt.timedelta(hours=60)),
                [day - DAY, day, day + DAY],
                [{"at": text(when - dt.timedelta(hours=60))}],
            )


def consent_cases():
    zone = "America/New_York"
    ends = {
        "at the end of February": ["2026-02-28"],
        "on a leap day": ["2028-02-29"],
        "one a day": ["2026-02-27", "2026-02-28", "2026-03-01"],
        "revoked on the day it ends": [consent("2026-02-28", revoked="2026-02-28")],
        "revoked after it ends": [consent("2026-02-28", revoked="2026-03-05")],
        "a denial": [consent("2026-02-28", effect="deny")],
        "without an end, and one with": [consent(None), consent("2026-02-28", 2)],
    }
    for name, untils in ends.items():
        first = "2028-02-28" if name == "on a leap day" else "2026-02-27"
        for now in ("08:00", "23:59"):
            start = date(first)
            case(
                f"consents: {name}, asked on {first} at {now}",
                "At nine on the last day that they hold; over with the midnight after.",
                [{"zone": zone}],
                at(zone, start, now),
                at(zone, start, "00:00"),
                at(zone, start + 4 * DAY, "00:00"),
                untils,
            )
    case(
        "consents: what ended yesterday is over",
        "Its last day was the 28th.",
        [{"zone": zone}],
        at(zone, "2026-03-01", "00:00"),
        at(zone, "2026-02-27", "00:00"),
        at(zone, "2026-03-02", "00:00"),
        ["2026-02-28", "2026-03-01"],
    )


def main():
    for make in (clock_cases, move_cases, consent_cases):
        make()
    return write_cases("agenda.json", CASES, check="--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(not main())
