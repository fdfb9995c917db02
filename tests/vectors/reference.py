"""What the reference scripts of this folder share: local days, settings, and what a record knew.

Brute force over the standard library's zoneinfo and calendar, by the words of docs/guide. It never
calls the library, and shares no code with it.
"""

import calendar
import datetime as dt
import json
import pathlib
import zoneinfo

HERE = pathlib.Path(__file__).resolve().parent
zoneinfo.reset_tzpath([str(HERE.parent / "data" / "zoneinfo")])
UTC = dt.timezone.utc
DAY = dt.timedelta(days=1)
STEP = dt.timedelta(minutes=15)  # clocks and moves change at quarters of an hour here


# ---- days and instants


def date(text):
    return dt.date.fromisoformat(text)


def instant(text):
    return dt.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


def text(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def at(zone, day, clock):
    """An instant as a phone in that zone writes it."""
    local = dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zoneinfo.ZoneInfo(zone))
    return text(local)


def days_of(first, last):
    """Each date from the first to the last, both included."""
    return [first + DAY * i for i in range((last - first).days + 1)]


def add_months(day, months):
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, length))


class Person:
    """Somebody's clocks: which local day an instant is of, and when a time of a day comes."""

    def __init__(self, zones, now):
        self.spans = [
            (instant(z["from"]) if "from" in z else None, zoneinfo.ZoneInfo(z["zone"]))
            for z in zones
        ]
        self.now, self.known = now, {}
        self.today = self.local(now).date()

    def zone(self, at):
        found = self.spans[0][1]
        for start, zone in self.spans[1:]:
            if start <= at:
                found = zone
        return found

    def local(self, at):
        return at.astimezone(self.zone(at))

    def quarters(self, day):
        """Every quarter of an hour that the person's clock shows this date."""
        if day not in self.known:
            at = dt.datetime.combine(day, dt.time(), UTC) - 2 * DAY
            all_of = (at + i * STEP for i in range(5 * 96))
            self.known[day] = [t for t in all_of if self.local(t).date() == day]
        return self.known[day]

    def exists(self, day):
        return bool(self.quarters(day))

    def zone_of(self, day):
        if day == self.today:
            return self.zone(self.now)
        noons = [
            t for t in self.quarters(day) if self.local(t).hour == 12 and self.local(t).minute == 0
        ]
        return self.zone((noons or self.quarters(day)[-1:])[0])

    def instant(self, day, minute):
        """RFC 5545, 3.3.5, which is fold 0; and whether the clocks touched it."""
        wall = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)
        first = wall.replace(tzinfo=self.zone_of(day), fold=0)
        return first.astimezone(UTC), first.utcoffset() != first.replace(fold=1).utcoffset()


# ---- what was known


def span_of(entry):
    """First and last day of an entry that knows days: a day, a month, or from and to."""
    if "from" in entry:
        return date(entry["from"]), date(entry.get("to", "9999-12-31"))
    if len(entry["on"]) == 10:
        return date(entry["on"]), date(entry["on"])
    first = date(entry["on"] + "-01")
    return first, add_months(first, 1) - DAY


def learned(entry):
    """When the record learned of it: recorded_at, else when it happened."""
    if "recorded_at" in entry or "at" in entry:
        return instant(entry.get("recorded_at") or entry["at"])
    return dt.datetime.combine(span_of(entry)[0], dt.time(), UTC)


def is_known(person, entry, known_at):
    if "recorded_at" in entry or "at" in entry:
        return learned(entry) <= known_at
    return span_of(entry)[0] <= person.local(known_at).date()


def known_events(person, record, known_at=None):
    """The events in force: the highest revision known, of what nobody retracted by then."""
    found, events = {}, record.get("events", [])
    seen = [e for e in events if known_at is None or is_known(person, e, known_at)]
    retracted = {e["of"] for e in seen if e["type"] == "void"}
    for one in seen:
        before = found.get(one["id"], one)
        if one["type"] == "void" or one["id"] in retracted:
            continue
        if one.get("revision", 0) >= before.get("revision", 0):
            found[one["id"]] = one
    return list(found.values())


def is_controlled(record, day):
    """Of settings that hold on a day, the one that began last."""
    iso = day.isoformat()
    holding = [s for s in record.get("settings", []) if s["from"] <= iso <= s.get("to", "9")]
    return bool(holding) and max(holding, key=lambda s: s["from"])["kind"] == "controlled"


# ---- files of cases


def write_cases(name, cases, check=False):
    """Writes the file of cases, or with `check` tells whether it is what this script writes."""
    twins = len(cases) - len({one["id"] for one in cases})
    assert not twins, f"{twins} cases share their id with another"
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    wanted = '{"cases":[\n' + lines + "\n]}\n"
    if check:
        return (HERE / name).read_text(encoding="utf-8") == wanted
    (HERE / name).write_text(wanted, encoding="utf-8")
    print(name, len(cases), "cases")
    return True
