"""The meetings of Harrow Ferry, its neighbours, and rooms online: an invented town in the form of a
Meeting Guide list. Used by make_world.py."""

CENTRE = (42.9012, -74.9034)
# fmt: off
VENUES = {  # name, street, degrees north and east of the centre, notes
    "weir": ("Weir Street Hall", "12 Weir Street", 0.0021, -0.0034, "Blue door, ring twice."),
    "mill": ("Old Mill Room", "3 Millrace Lane", -0.0045, 0.0012, "Up the outside stairs."),
    "chapel": ("St Columba's Undercroft", "48 Chapel Hill", 0.0102, 0.0051, "Garden entrance."),
    "library": ("Harrow Ferry Library", "1 Library Square", 0.0003, 0.0008, "Reading room."),
    "boathouse": ("Ferry Landing Boathouse", "5 Landing Road", -0.0088, -0.0061, "Bring a coat."),
    "clinic": ("Eastside Clinic, Room 4", "210 East Avenue", 0.0017, 0.0193, "Parking behind it."),
    "union": ("Lockkeepers' Union Hall", "77 Canal Street", -0.0029, -0.0102, "Side door after 6."),
    "linden": ("Linden House", "9 Linden Way", 0.0066, -0.0120, "Children's corner."),
    "college": ("Valley College Center", "400 College Road", 0.0290, 0.0310, "Room 112."),
    "orchard": ("Orchard Park Pavilion", "Orchard Park", -0.0150, 0.0142, "Outdoors."),
    "grange": ("Stony Creek Grange", "18 Grange Road, Stony Creek", 0.093, -0.048, "Coffee, 6:30."),
    "quarry": ("Quarry Point Fire House", "2 Ridge Road, Quarry Point", -0.248, 0.201, "Uphill."),
}
# fmt: on
SUN, MON, TUE, WED, THU, FRI, SAT = range(7)
WEEKDAYS, DAILY = (MON, TUE, WED, THU, FRI), tuple(range(7))

# fmt: off
IN_PERSON = [  # slug, name, venue, days, start, end, types, notes
    ("sunrise", "Sunrise at the Weir", "weir", DAILY, "06:30", "07:30", "O D", None),
    ("weir-noon", "Weir Street Noon", "weir", WEEKDAYS, "12:10", "13:00", "O D X",
     "Bring your lunch."),
    ("nightlight", "Weir Street Nightlight", "weir", DAILY, "22:00", "23:00", "C D", None),
    ("newcomers", "Newcomers' Table", "library", (MON, WED, FRI), "18:00", "19:00", "O BE X",
     "First time? Somebody waits at the door from a quarter to six."),
    ("landing-steps", "Ferry Landing Steps", "boathouse", (TUE, THU), "19:00", "20:15", "C ST",
     None),
    ("friday-speaker", "Friday Speaker Night", "union", (FRI,), "19:30", "21:00", "O SP X",
     "Tea and pie afterwards."),
    ("millrace-women", "Millrace Women", "mill", (WED, SAT), "10:00", "11:00", "C W", None),
    ("lockkeepers", "Lockkeepers' Men", "union", (THU,), "18:30", "19:30", "C M", None),
    ("quiet-hour", "Quiet Hour", "chapel", (SUN, TUE), "17:30", "18:30", "O MED",
     "Twenty minutes of silence first."),
    ("molino", "Español en el Molino", "mill", (SUN, WED, FRI), "19:00", "20:30", "O S",
     "Todos son bienvenidos."),
    ("rainbow-landing", "Rainbow Landing", "boathouse", (SAT,), "16:00", "17:00", "O LGBTQ", None),
    ("young-rowers", "Young Rowers", "boathouse", (SUN, WED), "20:00", "21:00", "O Y", None),
    ("eastside-evening", "Eastside Evening", "clinic", (MON, WED, FRI), "17:30", "18:30", "O D X",
     "People who take medication for their recovery are welcome to share."),
    ("eastside-lunch", "Eastside Lunch", "clinic", (TUE, THU), "12:30", "13:15", "O D X", None),
    ("both-sides", "Both Sides", "clinic", (THU,), "19:30", "20:30", "O DD X", None),
    ("hill-book", "Big Book on the Hill", "chapel", (MON, SAT), "09:00", "10:15", "C B", None),
    ("candlelight", "Chapel Candlelight", "chapel", (SAT, SUN), "21:00", "22:00", "O CAN", None),
    ("grange-early", "Grange Early", "grange", (MON, TUE, WED, THU, FRI, SAT), "07:00", "08:00",
     "O D", None),
    ("grange-potluck", "Grange Table", "grange", (FRI,), "18:30", "20:30", "O",
     "First Friday of the month only. Bring a dish."),
    ("quarry-nine", "Quarry Point Nine O'Clock", "quarry", (SUN, TUE, THU), "21:00", "22:00", "O D",
     None),
    ("college", "College Drop-in", "college", (MON, TUE, WED, THU), "16:00", "17:00", "O Y X",
     None),
    ("seekers", "Secular Seekers", "library", (SUN, TUE), "11:00", "12:00", "O A", None),
    ("orchard", "Orchard Picnic", "orchard", (SAT,), "12:00", "13:30", "O OUT", "Rain or shine."),
    ("midnight-lamp", "Midnight Lamp", "weir", (FRI, SAT), "23:30", "00:30", "O", None),
    ("traditions", "Traditions Study", "union", (MON,), "18:00", "19:00", "C TR",
     "Every other Monday."),
    ("linden-mothers", "Linden House Mothers", "linden", (THU,), "10:00", "11:15", "C W CF", None),
    ("anniversaries", "Anniversary Night", "union", (SAT,), "19:00", "20:30", "O H",
     "Last Saturday of the month."),
]
# fmt: on
# fmt: off
ONLINE = [  # slug, name, zone, days, start, end, types
    ("hf-morning", "Harrow Ferry Online Morning", "America/New_York", DAILY, "08:00", "09:00",
     "O D"),
    ("lunch-break", "Lunch Break Online", "America/New_York", WEEKDAYS, "13:00", "13:45", "O D"),
    ("nurses", "Night Shift Nurses", "America/New_York", (SUN,), "20:00", "21:00", "C"),
    ("together", "Medication and Recovery Together", "America/Chicago", (TUE, SAT), "18:00",
     "19:00", "O D"),
    ("prairie", "Prairie Sunrise", "America/Chicago", (MON, WED, FRI), "06:00", "07:00", "O MED"),
    ("lanterns", "West Coast Lanterns", "America/Los_Angeles", (MON, TUE, THU, FRI), "20:00",
     "21:00", "O"),
    ("signal", "Signal Hill", "America/St_Johns", (WED, SUN), "19:30", "20:30", "O D"),
    ("thames", "Thames Lunchtime", "Europe/London", WEEKDAYS, "13:00", "14:00", "O D"),
    ("liffey", "Late by the Liffey", "Europe/Dublin", (MON, WED, FRI), "21:30", "22:30", "O"),
    ("spree", "English by the Spree", "Europe/Berlin", (TUE, SUN), "19:00", "20:00", "O"),
    ("dnipro", "Evening on the Dnipro", "Europe/Kiev", (THU, SUN), "20:00", "21:00", "O"),
    ("monsoon", "Monsoon Circle", "Asia/Kolkata", (MON, THU, SAT), "20:30", "21:30", "O"),
    ("harbour", "Harbour Steps", "Australia/Sydney", (TUE, SAT), "18:30", "19:30", "O ST"),
    ("stars", "Southern Stars", "Pacific/Auckland", (MON, WED, FRI, SUN), "19:30", "20:30", "O"),
]
# fmt: on
# What lists look like when many hands keep them; the reader's report says what became of each.
# fmt: off
DIRT = [
    {"slug": "canal-step", "name": "Canal Step Study", "day": "3", "time": "7:30 PM",
     "venue": "union", "types": "C,ST"},
    {"slug": "hilltop", "name": "Hilltop &amp; Friends", "day": "Wednesday", "time": "19:00:00",
     "venue": "chapel", "timezone": "EST", "notes": "<p>Ring the bell.<br>Dogs welcome.</p>"},
    {"slug": "annex", "name": "Annex Lunch", "day": 5, "time": "12:00", "venue": "mill",
     "zoned": False, "types": ["O"]},
    {"slug": "by-arrangement", "name": "Home visits by arrangement", "venue": "library",
     "types": ["O"]},
    {"slug": "paused", "name": "Boiler Room (paused)", "day": 2, "time": "18:00",
     "venue": "college", "types": ["O", "TC"]},
    {"slug": "sunrise-sun", "name": "Sunrise at the Weir, holiday room", "day": 0, "time": "08:30",
     "venue": "weir"},
    {"slug": "lost-hour", "name": "Lost Hour", "day": 4, "time": "25:00", "venue": "library"},
    {"slug": "eighth-day", "name": "Eighth Day", "day": 7, "time": "18:00", "venue": "library"},
    {"slug": "far-out", "name": "Far Out", "day": 2, "time": "20:00", "timezone": "Mars/Olympus",
     "types": ["ONL"]},
]
# fmt: on


def place(venue):
    name, street, north, east, notes = VENUES[venue]
    town = "" if "," in street else ", Harrow Ferry"
    return {
        "location": name,
        "formatted_address": f"{street}{town}, NY 00000, USA",
        "latitude": round(CENTRE[0] + north, 4),
        "longitude": round(CENTRE[1] + east, 4),
        "location_notes": notes,
    }


def meeting(slug, name, day, start, end, types, notes=None, **more):
    row = {"slug": slug, "name": name, "day": day, "time": start, "end_time": end, **more}
    row["types"] = types.split()
    if notes:
        row["notes"] = notes
    row["url"] = f"https://meetings.harrowferry.example/{slug}"
    return row


def per_day(slug, days):
    short = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    return [(slug if len(days) == 1 else f"{slug}-{short[day]}", day) for day in days]


def in_person_rows():
    for slug, name, venue, days, start, end, types, notes in IN_PERSON:
        for id, day in per_day(slug, days):
            yield meeting(
                id, name, day, start, end, types, notes, timezone="America/New_York", **place(venue)
            )


def online_rows():
    for slug, name, zone, days, start, end, types in ONLINE:
        room = f"https://rooms.harrowferry.example/{slug}"
        for id, day in per_day(slug, days):
            yield meeting(
                id, name, day, start, end, types + " ONL", timezone=zone, conference_url=room
            )


def dirty_rows():
    for given in DIRT:
        zoned = given.get("zoned", True) and "day" in given
        row = {"timezone": "America/New_York"} if zoned else {}
        if "venue" in given:
            row |= place(given["venue"])
        row |= {key: value for key, value in given.items() if key not in ("venue", "zoned")}
        if row["slug"] == "canal-step":  # numbers as texts, a postal code that lost its zero
            row |= {
                "latitude": str(row["latitude"]),
                "longitude": str(row["longitude"]),
                "postal_code": 1234,
            }
        yield row


def meetings():
    return [*in_person_rows(), *online_rows(), *dirty_rows()]
