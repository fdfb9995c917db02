#!/usr/bin/env python3
"""Writes the long files of this folder: meetings.json, marlow.json, ines.json.

The town, the people and every day of theirs are invented. What was decided by hand stands in the
tables below; what a year makes many of (check-ins, calls, meetings visited) is drawn from a seeded
generator, so that the same script always writes the same bytes. The third person, tobi.yaml, is
short and was written by hand.

    python3 examples/data/make_world.py        rewrites the three files beside it
"""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from make_meetings import FRI, SUN, TUE, meetings

HERE = Path(__file__).parent
NEW_YORK, DUBLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Dublin")

# ---- a year of somebody's life, day by day ----


class Diary:
    """Collects events in the order in which the record learned of them."""

    def __init__(self, prefix, seed):
        self.prefix, self.random, self.events = prefix, Random(seed), []

    def add(self, type, id=None, **fields):
        self.events.append(
            {"type": type, "id": id or f"{self.prefix}{len(self.events) + 1}", **fields}
        )

    def chance(self, share):
        return self.random.random() < share

    def around(self, middle, spread, low=0, high=10):
        """A whole number near `middle`, more often near than far."""
        drawn = self.random.random() + self.random.random() - 1
        return max(low, min(high, round(middle + drawn * spread)))

    def moment(self, day, hour, zone, spread=45):
        """About `hour` of that local day, and when it was written down, a little later."""
        start = datetime.combine(day, time(int(hour), int(hour % 1 * 60)), zone)
        at = start + timedelta(minutes=int(self.random.random() * spread))
        noted = at + timedelta(minutes=1 + int(self.random.random() * 9))
        return {"at": stamp(at, zone), "recorded_at": stamp(noted, zone)}


def stamp(moment, zone):
    """A wall-clock time of `zone` with the offset that holds then."""
    return moment.replace(tzinfo=zone).isoformat(timespec="minutes")


def days_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def noted(day, zone, hour=20):
    return stamp(datetime.combine(day, time(hour)), zone)


# ---- marlow: steady for more than a year ----

MARLOW_START, MARLOW_LAST = date(2025, 1, 10), date(2026, 3, 5)
# fmt: off
MARLOW_TIES = [
    {"id": "dana", "roles": [{"role": "sponsor", "from": "2025-02-01"}],
     "gives": ["emotional", "accountability"], "stance": "supports", "use": "in_recovery",
     "closeness": 0.9, "contact_every": {"days": 3},
     "agreed": {"call": True, "night": False, "on": "2025-02-01"}, "channels": ["phone", "text"],
     "available": [{"days": "daily", "from": "07:00", "to": "22:00", "zone": "America/New_York"}]},
    {"id": "ali", "roles": [{"role": "sponsee", "from": "2026-01-20"}],
     "receives": ["accountability", "emotional"], "stance": "supports", "use": "in_recovery",
     "closeness": 0.5, "channels": ["phone"], "contact_every": {"days": 7}},
    {"id": "bea", "roles": [{"role": "partner"}],
     "gives": ["emotional", "companionship", "instrumental"], "receives": ["emotional"],
     "stance": "supports", "use": "does_not_use", "closeness": 1, "household": True,
     "agreed": {"call": True, "night": True, "on": "2025-01-20"},
     "channels": ["phone", "in_person"]},
    {"id": "marco", "roles": [{"role": "sibling"}], "gives": ["companionship"],
     "stance": "supports", "use": "does_not_use", "closeness": 0.7, "contact_every": {"days": 14},
     "channels": ["phone", "text"], "zone": "America/Los_Angeles",
     "agreed": {"call": True, "on": "2025-05-04"},
     "available": [{"days": ["weekdays"], "from": "17:00", "to": "21:00"},
                   {"days": ["weekends"], "from": "09:00", "to": "21:00"}]},
    {"id": "june", "roles": [{"role": "parent"}], "gives": ["emotional"], "stance": "supports",
     "closeness": 0.6, "channels": ["phone"], "contact_every": {"days": 7}},
    {"id": "priya", "roles": [{"role": "therapist", "from": "2025-03-01"}],
     "gives": ["emotional", "informational"], "stance": "supports", "closeness": 0.5,
     "channels": ["phone"], "agreed": {"call": False, "on": "2025-03-01"}},
    {"id": "lin", "roles": [{"role": "physician"}], "gives": ["informational"],
     "stance": "supports", "channels": ["phone"], "agreed": {"call": True, "on": "2025-03-10"},
     "available": [{"days": ["weekdays"], "from": "08:00", "to": "17:00"}]},
    {"id": "noor", "roles": [{"role": "peer_specialist", "from": "2025-01-15"}],
     "gives": ["informational", "accountability"], "stance": "supports", "use": "in_recovery",
     "closeness": 0.6, "channels": ["phone", "text"],
     "agreed": {"call": True, "night": True, "on": "2025-01-15"},
     "available": [{"days": "daily", "from": "18:00", "to": "02:00", "zone": "America/New_York"}]},
    {"id": "sam", "roles": [{"role": "group_member"}], "gives": ["companionship", "emotional"],
     "stance": "supports", "use": "in_recovery", "closeness": 0.6, "channels": ["phone"],
     "agreed": {"call": True, "on": "2025-06-02"}},
    {"id": "theo", "roles": [{"role": "friend"}], "gives": ["companionship"], "closeness": 0.5,
     "channels": ["text"]},
    {"id": "wes", "roles": [{"role": "neighbor"}], "gives": ["instrumental"], "stance": "neutral",
     "use": "does_not_use", "closeness": 0.3, "channels": ["in_person"]},
    {"id": "rick", "roles": [{"role": "work_friend"}], "stance": "makes_use_easier", "use": "uses",
     "closeness": 0.4},
    {"id": "finn", "roles": [{"role": "child"}], "closeness": 1, "household": True, "minor": True},
    {"id": "pat", "roles": [{"role": "mentor", "to": "2025-08-30"}], "gives": ["emotional"],
     "stance": "supports", "use": "in_recovery", "closeness": 0.8,
     "status": [{"state": "current"}, {"state": "died", "from": "2025-08-30"}]},
]
# fmt: on
MARLOW_EXCUSED = days_between(date(2025, 10, 20), date(2025, 10, 24))
MARLOW_SILENT = {
    date(2025, 4, 6),
    date(2025, 5, 18),
    date(2025, 7, 4),
    date(2025, 7, 5),
    date(2025, 9, 1),
    date(2025, 11, 27),
    date(2025, 12, 25),
    date(2026, 1, 1),
    date(2026, 2, 11),
}
MARLOW_ACKNOWLEDGED = {
    "days-1": date(2025, 1, 11),
    "weeks-1": date(2025, 1, 17),
    "weeks-2": date(2025, 1, 25),
    "months-1": date(2025, 2, 10),
    "total-30": date(2025, 2, 10),
    "months-2": date(2025, 3, 10),
    "months-3": date(2025, 4, 10),
    "total-90": date(2025, 4, 10),
    "days-100": date(2025, 4, 22),
    "months-6": date(2025, 7, 11),
    "months-9": date(2025, 10, 12),
    "years-1": date(2026, 1, 10),
}


def marlow_checkins(diary):
    """365 evenings, the last on the day before the example's own; hard weeks after Pat's death."""
    wanted = [
        day
        for day in days_between(date(2025, 2, 1), MARLOW_LAST)
        if day not in MARLOW_SILENT and day not in MARLOW_EXCUSED
    ][-365:]
    for day in wanted:
        grief = 3 * max(0.0, 1 - abs((day - date(2025, 9, 10)).days) / 25)
        answers = {
            "mood": diary.around(7 - grief, 2.5),
            "craving": {"alcohol": diary.around(1.2 + grief, 2.2)},
            "stress": diary.around(3.5 + grief / 2, 3),
            "sleep": diary.around(7 - grief / 2, 2.5),
            "confidence": diary.around(8 - grief / 2, 2),
            "hope": diary.around(7.5 - grief / 2, 2),
            "used": {"alcohol": False},
        }
        if diary.chance(0.1 + grief / 10):
            answers |= {
                "triggers": [
                    ["stress", "tiredness", "loneliness", "grief"][
                        diary.around(1 + grief / 2, 2, 0, 3)
                    ]
                ],
                "strategies": ["call_someone"],
            }
        if diary.chance(0.02):
            answers["stress"] = "refused"
        form = {"id": "daily", "version": 2}
        diary.add("checkin", form=form, answers=answers, **diary.moment(day, 20.5, NEW_YORK))


def marlow_contacts(diary):
    rhythm = [
        ("dana", 2.4, 19),
        ("bea", 9, 12),
        ("june", 6, 17),
        ("marco", 15, 20),
        ("sam", 6, 18),
        ("noor", 11, 19),
        ("theo", 40, 20),
        ("ali", 4, 18),
    ]
    for tie, every, hour in rhythm:
        first = date(2026, 1, 20) if tie == "ali" else date(2025, 3, 1)
        for day in days_between(first, MARLOW_LAST - timedelta(days=1)):
            if not diary.chance(1 / every):
                continue
            mine = diary.chance(0.7)
            outcome = "reached" if not mine or diary.chance(0.85) else "not_reached"
            diary.add(
                "contact",
                tie=tie,
                channel="phone",
                by="me" if mine else "them",
                outcome=outcome,
                **diary.moment(day, hour, NEW_YORK, 90),
            )


def marlow_attendance(diary):
    feed = "meetings/"
    for day in days_between(date(2025, 1, 12), MARLOW_LAST):
        weekday = day.isoweekday() % 7
        more = {"minutes": 60, "mode": "in_person"}
        if weekday == TUE and diary.chance(0.85):
            diary.add(
                "attendance",
                meeting=feed + "landing-steps-tue",
                on=str(day),
                shared=diary.chance(0.5),
                **{"as": "member"},
                **more,
                recorded_at=noted(day, NEW_YORK, 21),
            )
        if weekday == FRI and diary.chance(0.8):
            led = day > date(2025, 11, 1) and diary.chance(0.35)
            diary.add(
                "attendance",
                meeting=feed + "friday-speaker",
                on=str(day),
                shared=diary.chance(0.4),
                led=led,
                **{"as": "facilitator" if led else "member"},
                **more,
                recorded_at=noted(day, NEW_YORK, 22),
            )
        if weekday == SUN and diary.chance(0.25):
            diary.add(
                "attendance",
                meeting=feed + "hf-morning-sun",
                on=str(day),
                shared=False,
                **{"as": "member"},
                minutes=60,
                mode="online",
                recorded_at=noted(day, NEW_YORK, 10),
            )


def marlow_answers(diary):
    for month in range(14):
        day = date(2025 + month // 12, month % 12 + 1, 27)
        early, grieving = day < date(2025, 3, 1), day.year == 2025 and day.month in (8, 9)
        weight = 1.6 if early else 1.1 if grieving else 0.45
        phq = {f"q{n}": diary.around(weight, 1, 0, 3) for n in range(1, 9)} | {"q9": 0}
        gad = {f"q{n}": diary.around(weight, 1, 0, 3) for n in range(1, 8)}
        for instrument, answers in (("phq-9", phq), ("gad-7", gad)):
            diary.add(
                "answers",
                instrument=instrument,
                scoring_revision=1,
                answers=answers,
                **diary.moment(day, 20, NEW_YORK),
            )


def marlow_rest(diary):
    for day in days_between(date(2025, 5, 1), MARLOW_LAST):
        if diary.chance(0.18):
            kind = ["exercise", "gardening", "reading"][diary.around(1, 1.4, 0, 2)]
            diary.add(
                "activity",
                kind=kind,
                on=str(day),
                minutes=diary.around(45, 30, 15, 90),
                recorded_at=noted(day, NEW_YORK),
            )
    # Once a month Marlow and Priya look back; that settles the evenings without a check-in.
    for year, month in [(2025 + n // 12, n % 12 + 1) for n in range(14)]:
        day = date(year, month, 27)
        first = max(MARLOW_START, day - timedelta(days=31))
        diary.add(
            "confirmed",
            target="alcohol",
            **{"from": str(first), "to": str(day)},
            recorded_at=noted(day, NEW_YORK),
        )
    for milestone, day in MARLOW_ACKNOWLEDGED.items():
        diary.add(
            "acknowledged",
            milestone=milestone,
            target="alcohol",
            on=str(day),
            recorded_at=noted(day, NEW_YORK),
        )
    diary.add(
        "excuse",
        form="daily",
        **{"from": "2025-10-20", "to": "2025-10-24"},
        reason="travelling",
        recorded_at=noted(date(2025, 10, 19), NEW_YORK),
    )
    diary.add(
        "training",
        kind="mentor",
        completed="2026-01-17",
        recorded_at=noted(date(2026, 1, 17), NEW_YORK),
    )
    diary.add(
        "contact",
        id="twice",
        tie="sam",
        channel="phone",
        by="me",
        outcome="reached",
        at="2026-02-20T18:10-05:00",
        recorded_at="2026-02-20T18:12-05:00",
    )
    diary.add("void", of="twice", reason="entered-twice", recorded_at="2026-02-20T18:15-05:00")


def marlow():
    diary = Diary("m", 20260306)
    for chapter in (
        marlow_checkins,
        marlow_contacts,
        marlow_attendance,
        marlow_answers,
        marlow_rest,
    ):
        chapter(diary)
    return {
        "id": "marlow",
        "standing": ["in_recovery"],
        "status": [{"state": "active", "from": "2025-01-10"}],
        "zones": [{"zone": "America/New_York"}],
        "region": [{"region": "US-NY"}],
        "languages": ["en"],
        "facts": [
            {
                "id": "f1",
                "name": "prior_treatments",
                "value": 1,
                "on": "2025-01-12",
                "source": "self",
            }
        ],
        "targets": [{"id": "alcohol", "goal": {"kind": "abstain", "from": "2025-01-10"}}],
        "ties": MARLOW_TIES,
        "self": {"capacity": {"sponsor": 2, "mentor": 1}},
        "alter_ties": [
            {"a": "dana", "b": "noor", "state": "tied"},
            {"a": "bea", "b": "june", "state": "tied"},
            {"a": "dana", "b": "rick", "state": "not_tied"},
        ],
        "asked": [
            {"generator": name, "on": "2025-02-15", "outcome": "named"}
            for name in ("family", "peer_group", "professional", "recovery_community")
        ],
        "memberships": [
            {
                "group": "meetings/friday-speaker",
                "roles": [{"role": "group_facilitator", "from": "2025-11-07"}],
                "from": "2025-03-07",
            }
        ],
        "consents": [
            {
                "id": "k1",
                "grantor": "self",
                "to": "dana",
                "what": ["checkin", "milestones"],
                "purpose": "SUPNWK",
                "from": "2025-02-01",
                "until": "2026-12-31",
            }
        ],
        "plan": [
            {
                "id": "plan-2025",
                "reviewed": "2025-03-02",
                "recorded_at": noted(date(2025, 3, 2), NEW_YORK),
                "warning_signs": ["skipping meetings"],
                "coping": [{"strategy": "walk", "area": "stress_response"}],
                "people": ["dana"],
            },
            {
                "id": "plan-2026",
                "reviewed": "2026-01-18",
                "recorded_at": noted(date(2026, 1, 18), NEW_YORK),
                "warning_signs": ["skipping meetings", "sleeping badly", "not answering Dana"],
                "coping": [
                    {"strategy": "walk", "area": "stress_response"},
                    {"strategy": "call_someone", "area": "problem_solving"},
                    {"strategy": "leave_situation", "area": "trigger_management"},
                ],
                "people": ["dana", "bea", "noor"],
                "places": ["Weir Street Hall"],
                "professionals": ["priya", "lin"],
                "reasons": ["Finn", "mornings"],
            },
        ],
        "words": [{"id": "target.alcohol", "locale": "en", "text": "the drink"}],
        "events": diary.events,
    }


# ---- ines: on methadone, two targets, moved from Dublin, and a hard February ----

# fmt: off
INES_TIES = [
    {"id": "una", "roles": [{"role": "sibling"}],
     "gives": ["emotional", "instrumental", "companionship"], "stance": "supports",
     "use": "does_not_use", "closeness": 0.9, "household": True, "channels": ["in_person", "phone"],
     "agreed": {"call": True, "night": True, "on": "2025-09-20"}},
    {"id": "keane", "roles": [{"role": "counselor", "from": "2025-09-22"}],
     "gives": ["emotional", "informational"], "stance": "supports", "closeness": 0.6,
     "channels": ["phone"], "agreed": {"call": True, "on": "2025-09-22"},
     "available": [{"days": ["weekdays"], "from": "09:00", "to": "17:00"}]},
    {"id": "mo", "roles": [{"role": "physician", "from": "2025-09-22"}], "gives": ["informational"],
     "stance": "supports", "channels": ["phone"], "agreed": {"call": False, "on": "2025-09-22"}},
    {"id": "terry", "roles": [{"role": "sponsor", "from": "2025-10-10"}],
     "gives": ["accountability", "emotional"], "stance": "supports", "use": "in_recovery",
     "closeness": 0.7, "channels": ["phone", "text"], "contact_every": {"days": 3},
     "agreed": {"call": True, "night": False, "on": "2025-10-10"},
     "available": [{"days": "daily", "from": "06:30", "to": "21:30", "zone": "America/New_York"}]},
    {"id": "cillian", "roles": [{"role": "friend"}], "gives": ["companionship"],
     "stance": "supports", "use": "in_recovery", "closeness": 0.8, "channels": ["phone"],
     "zone": "Europe/Dublin", "agreed": {"call": True, "night": False, "on": "2024-06-01"},
     "available": [{"days": "daily", "from": "08:00", "to": "22:30"}]},
    {"id": "rory", "roles": [{"role": "friend", "from": "2025-11-01"}], "channels": ["phone"],
     "agreed": {"call": True, "on": "2025-11-15"}},
    {"id": "dee", "roles": [{"role": "friend"}], "use": "uses", "stance": "makes_use_easier",
     "closeness": 0.5},
    {"id": "nora", "roles": [{"role": "parent"}], "stance": "neutral", "closeness": 0.4,
     "do_not_contact": True},
]
# fmt: on
INES_ACKNOWLEDGED = {
    "days-1": date(2024, 2, 13),
    "weeks-1": date(2024, 2, 19),
    "weeks-2": date(2024, 2, 27),
    "months-1": date(2024, 3, 12),
    "total-30": date(2024, 3, 14),
    "months-2": date(2024, 4, 12),
    "months-3": date(2024, 5, 13),
    "total-90": date(2024, 5, 13),
    "days-100": date(2024, 5, 24),
    "months-6": date(2024, 8, 12),
    "months-9": date(2024, 11, 12),
    "years-1": date(2025, 2, 12),
    "total-365": date(2025, 2, 12),
    "months-18": date(2025, 8, 12),
}
INES_HOSPITAL = days_between(date(2025, 12, 10), date(2025, 12, 14))


def ines_checkins(diary):
    """From the day after the move; quieter before the setback, and every day since."""
    for day in days_between(date(2025, 9, 15), date(2026, 3, 5)):
        quiet = date(2026, 2, 12) <= day <= date(2026, 2, 22)
        if day in INES_HOSPITAL or quiet or diary.chance(0.16 if day < date(2026, 2, 23) else 0):
            continue
        strain = 2.5 if day >= date(2026, 2, 5) else 0
        answers = {
            "mood": diary.around(6 - strain, 2.5),
            "craving": {
                "alcohol": diary.around(2 + strain * 1.4, 2),
                "opioids": diary.around(1, 1.5),
            },
            "stress": diary.around(5 + strain / 2, 2.5),
            "sleep": diary.around(6 - strain / 2, 2.5),
            "confidence": diary.around(6 - strain / 2, 2),
            "hope": diary.around(6 - strain / 2, 2),
            "used": {"alcohol": False, "opioids": False},
            "medication_taken": True,
        }
        if strain:
            answers |= {"triggers": ["loneliness"], "risky_situation": diary.chance(0.3)}
        form = {"id": "daily", "version": 2}
        diary.add("checkin", form=form, answers=answers, **diary.moment(day, 19.5, NEW_YORK, 120))


def ines_people(diary):
    for tie, every, hour in (
        ("terry", 3.5, 18),
        ("cillian", 7, 15),
        ("una", 5, 12),
        ("keane", 14, 11),
    ):
        for day in days_between(date(2025, 10, 12), date(2026, 3, 4)):
            if tie == "keane" and day.isoweekday() > 5 or not diary.chance(1 / every):
                continue
            diary.add(
                "contact",
                tie=tie,
                channel="phone",
                by="me" if diary.chance(0.6) else "them",
                outcome="reached" if diary.chance(0.85) else "not_reached",
                **diary.moment(day, hour, NEW_YORK, 60),
            )
    for day in days_between(date(2025, 9, 22), date(2026, 3, 4)):
        if day.isoweekday() in (1, 3) and diary.chance(0.6) and day not in INES_HOSPITAL:
            slug = "eastside-evening-mon" if day.isoweekday() == 1 else "eastside-evening-wed"
            diary.add(
                "attendance",
                meeting="meetings/" + slug,
                on=str(day),
                **{"as": "member"},
                mode="in_person",
                minutes=60,
                shared=diary.chance(0.3),
                recorded_at=noted(day, NEW_YORK),
            )


def ines_hard_days(diary):
    """A hospital stay, a setback told soon, a day of use told late."""
    diary.add(
        "excuse",
        form="daily",
        **{"from": "2025-12-10", "to": "2025-12-14"},
        reason="hospital",
        recorded_at="2025-12-15T10:00-05:00",
    )
    diary.add(
        "setback",
        id="february",
        target="alcohol",
        on="2026-02-21",
        extent="continued",
        resumed="2026-02-23",
        triggers=["loneliness", "bad_news"],
        helped=["call_someone"],
        lesson="call Terry before nine",
        recorded_at="2026-02-24T11:20-05:00",
    )
    diary.add(
        "use_day",
        target="alcohol",
        on="2026-02-21",
        amount=5,
        unit="drinks",
        recorded_at="2026-02-24T11:20-05:00",
    )
    diary.add("use_day", target="alcohol", on="2026-02-22", recorded_at="2026-02-24T11:21-05:00")
    diary.add(
        "use_day",
        id="told-late",
        target="opioids",
        substance="fentanyl",
        on="2025-11-08",
        recorded_at="2026-02-27T10:05-05:00",
    )
    # The clinic's own note of a day that Ines spoke of differently: it waits for a word of hers.
    diary.add(
        "use_day",
        id="clinic-note",
        source="clinic",
        target="alcohol",
        on="2026-01-17",
        recorded_at="2026-03-02T09:00-05:00",
    )
    diary.add(
        "confirmed",
        target="opioids",
        **{"from": "2026-02-20", "to": "2026-02-26"},
        recorded_at="2026-02-27T10:06-05:00",
    )
    diary.add(
        "answers",
        instrument="phq-9",
        scoring_revision=1,
        at="2026-01-29T11:10-05:00",
        recorded_at="2026-01-29T11:15-05:00",
        answers={"q1": 1, "q2": 1, "q3": 2, "q4": 1, "q5": 1, "q6": 1, "q7": 0, "q8": 0, "q9": 0},
    )
    diary.add(
        "answers",
        instrument="phq-9",
        scoring_revision=1,
        at="2026-02-26T11:05-05:00",
        recorded_at="2026-02-26T11:12-05:00",
        answers={"q1": 2, "q2": 2, "q3": 3, "q4": 2, "q5": 1, "q6": 2, "q7": 1, "q8": 0, "q9": 1},
    )
    diary.add(
        "answers",
        instrument="gad-7",
        scoring_revision=1,
        at="2026-02-26T11:13-05:00",
        recorded_at="2026-02-26T11:18-05:00",
        answers={"q1": 2, "q2": 1, "q3": 2, "q4": 1, "q5": None, "q6": 1, "q7": 1},
    )


def ines_dublin_years(diary):
    """Once a month with a counselor in Dublin: a word on the month, and days to celebrate."""
    start = date(2024, 2, 12)
    for month in range(1, 20):
        day = date(2024 + (month + 1) // 12, (month + 1) % 12 + 1, 12)
        first = max(start, day - timedelta(days=31))
        for target in ("opioids", "alcohol"):
            said = {"from": str(first), "to": str(day)}
            diary.add("confirmed", target=target, **said, recorded_at=noted(day, DUBLIN))
    for target in ("opioids", "alcohol"):
        for milestone, day in INES_ACKNOWLEDGED.items():
            on, known = str(day), noted(day, DUBLIN)
            diary.add("acknowledged", milestone=milestone, target=target, on=on, recorded_at=known)


def ines():
    diary = Diary("i", 20240212)
    for chapter in (ines_checkins, ines_people, ines_hard_days, ines_dublin_years):
        chapter(diary)
    return {
        "id": "ines",
        "standing": ["in_recovery"],
        "zones": [
            {"zone": "Europe/Dublin"},
            {"from": "2025-09-14T16:00-04:00", "zone": "America/New_York"},
        ],
        "region": [
            {"from": "2024-01-01", "region": "IE"},
            {"from": "2025-09-14", "region": "US-NY"},
        ],
        "languages": ["en"],
        "facts": [
            {
                "id": "f1",
                "name": "prior_treatments",
                "value": 3,
                "on": "2024-02-12",
                "source": "self",
            }
        ],
        "settings": [
            {
                "id": "h1",
                "kind": "controlled",
                "from": "2025-12-10",
                "to": "2025-12-14",
                "recorded_at": "2025-12-15T10:00-05:00",
            }
        ],
        "targets": [
            {
                "id": "opioids",
                "goal": {"kind": "abstain", "from": "2024-02-12"},
                "counts": ["heroin", "fentanyl", "non_prescribed_opioids"],
                "medications": [{"class": "moud", "agent": "methadone", "from": "2024-02-14"}],
            },
            {"id": "alcohol", "goal": {"kind": "abstain", "from": "2024-02-12"}},
        ],
        "ties": INES_TIES,
        "asked": [
            {"generator": "family", "on": "2025-10-01", "outcome": "named"},
            {"generator": "professional", "on": "2025-10-01", "outcome": "named"},
            {"generator": "peer_group", "on": "2025-10-01", "outcome": "none"},
        ],
        "plan": [
            {
                "id": "plan-1",
                "reviewed": "2025-10-20",
                "recorded_at": noted(date(2025, 10, 20), NEW_YORK),
                "warning_signs": ["going quiet"],
                "people": ["terry", "dee"],
                "coping": [{"strategy": "go_to_meeting", "area": "problem_solving"}],
            }
        ],
        "events": diary.events,
    }


# ---- writing: one entry a line, so that people can read it and diffs stay small ----


def line(value):
    return json.dumps(value, ensure_ascii=False)


def rows(entries):
    return "[\n" + ",\n".join("    " + line(entry) for entry in entries) + "\n  ]"


def by_knowledge(events):
    """In the order in which the record learned of them."""
    return sorted(events, key=lambda e: (datetime.fromisoformat(e["recorded_at"]), e["id"]))


def write_person(record):
    record["events"] = by_knowledge(record["events"])
    head = {"format": "recovery-support/person", "format_version": 1}
    parts = []
    for key, value in (head | record).items():
        long = isinstance(value, list) and value and isinstance(value[0], dict)
        parts.append(f"  {line(key)}: {rows(value) if long else line(value)}")
    (HERE / f"{record['id']}.json").write_text(
        "{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8"
    )


def write_meetings():
    text = "[\n" + ",\n".join("  " + line(row) for row in meetings()) + "\n]\n"
    (HERE / "meetings.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_meetings()
    write_person(marlow())
    write_person(ines())
