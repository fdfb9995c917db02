"""Lays out a day picture as text for an 80-column terminal. The words come from the config and from
the person; the order is that of the picture's eleven parts, and the crisis lines always end it."""

import math
import re

WIDTH = 78
MOST_TO_CELEBRATE = 3
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def picture_text(config, person, day, locale):
    """The whole page."""
    page = _Page(config, person, day, locale)
    page.title()
    for part in _PARTS:
        part(page, day)
    return "\n".join(page.lines) + "\n"


class _Page:
    def __init__(self, config, person, day, locale):
        self.config, self.person, self.day, self.locale = config, person, day, locale
        self.lines = []

    def title(self):
        at = self.config.local_time(self.day.zone, self.day.provenance.as_of)
        self.say(0, f"{_weekday(at)}, {_date(at)}, {at[11:16]} ({self.day.zone})")

    def heading(self, text):
        self.lines += ["", text]

    def say(self, indent, text):
        """One paragraph, wrapped; what is left over hangs two columns deeper."""
        line = " " * indent
        empty = True
        for word in re.findall(r"[^\x00-\x20\x7f]+", text):
            if not empty and len(line) + 1 + len(word) > WIDTH:
                self.lines.append(line)
                line, empty = " " * (indent + 2), True
            line += word if empty else " " + word
            empty = False
        self.lines.append(line)

    def words(self, kind, id, n=None, ref=None):
        """The person's own words for an id, else the config's, else the id made readable."""
        return self.words_of_any((kind,), id, n, ref)

    def words_of_any(self, kinds, id, n=None, ref=None):
        args = {"n": math.floor(n * 10 + 0.5) / 10} if n is not None else {}
        if ref:
            args["ref"] = ref
        for kind in kinds:
            try:
                return self.person.text(f"{kind}.{id}", self.locale, **args)
            except KeyError:
                continue
        return id.replace("_", " ").replace("-", " ")

    def reasons(self, record):
        return ", ".join(self.words("reason", r.id, r.number, r.ref) for r in record.reasons)

    def names(self, kind, ids):
        return ", ".join(self.words(kind, id) for id in ids)

    def clock(self, at):
        """A time of day for the person; with the day when it is not today."""
        text = self.config.local_time(self.day.zone, at)
        if text[:10] == self.day.date:
            return text[11:16]
        return f"{_weekday(text)[:3]} {text[11:16]}"


# ---- small texts ----


def _date(text):
    return f"{int(text[8:10])} {MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def _weekday(text):
    """The name of the day, by Sakamoto's rule."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    return WEEKDAYS[(year + year // 4 - year // 100 + year // 400 + shift + day) % 7]


def _count(n, one, many):
    return f"{n} {one if n == 1 else many}"


def _days(n):
    return _count(n, "day", "days")


def _ago(days):
    return "today" if days == 0 else "yesterday" if days == 1 else f"{_days(days)} ago"


def _whole(value):
    return str(math.floor(value + 0.5))


def _tenths(value):
    tenths = math.floor(abs(value) * 10 + 0.5)
    sign = "-" if value < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{sign}{tenths // 10}"


def _measure(measure, scale=1):
    """A number, with the range it can be in where something is unknown."""
    if measure.state not in ("known", "bounded") or measure.value is None:
        return "not known"
    value, low, high = (_whole(x * scale) for x in (measure.value, measure.low, measure.high))
    return value if low == high else f"{value} (between {low} and {high})"


# ---- the eleven parts ----


def _recovery(page, day):
    page.heading("Your recovery")
    if not day.recovery:
        page.say(2, "Nothing to count yet.")
    for one in day.recovery:
        page.say(2, page.words("target", one.target))
        total, run, longest = (
            _measure(x) for x in (one.total_days, one.current_run, one.longest_run)
        )
        page.say(4, f"Days in all: {total}. This run: {run}. The longest: {longest}.")
        said = f"Since {_date(one.start)}." if one.start else ""
        if one.last_confirmed:
            said += f" Your last word: {_date(one.last_confirmed)}."
        if said:
            page.say(4, said)
        if one.medication:
            page.say(4, f"With {one.medication}.")
        if one.period_limit is not None:
            used = _measure(one.period_used)
            limit = f"{_tenths(one.period_limit)} {one.period_unit or ''}"
            page.say(4, f"This time: {used} of {limit}.")
        if one.last_setback:
            _setback(page, one.last_setback)
        if one.reasons:
            page.say(4, f"Counted so: {page.reasons(one)}.")


def _setback(page, setback):
    said = f"Last setback: {_date(setback.on)}"
    if setback.reengage_days.value is not None:
        said += f", back after {_days(math.floor(setback.reengage_days.value + 0.5))}"
    page.say(4, said + ".")
    if setback.helped:
        page.say(4, f"What helped: {page.names('strategy', setback.helped)}.")
    if setback.lesson:
        page.say(4, f"What you took from it: {setback.lesson}.")


def _milestones(page, day):
    page.heading("Milestones")
    parts = day.milestones
    for one in parts.unacknowledged[-MOST_TO_CELEBRATE:]:
        _milestone(page, "To celebrate", one)
    for one in parts.next:
        _milestone(page, "Next", one)
    for one in parts.confirm_first:
        _milestone(page, "First a word from you", one)
    page.say(2, f"Reached so far: {len(parts.reached)}.")


def _milestone(page, title, one):
    label = one.label or page.words("milestone", one.id)
    said = f"{title}: {label}, {page.words('target', one.target)}, {_date(one.on)}"
    page.say(2, said + (f", {_days(one.days_to_go)} to go." if one.days_to_go else "."))


def _checkins(page, day):
    page.heading("Check-ins")
    for due in day.checkins.due:
        said = f"{page.words('form', due.form)}: {page.words('occasion_state', due.state)}"
        page.say(2, f"{said}, from {page.clock(due.opens)} to {page.clock(due.closes)}.")
    for kept in day.checkins.adherence:
        said = f"{page.words('form', kept.form)}: {kept.streak} in a row"
        if kept.denominator > 0:
            said += f", {kept.numerator} of the last {kept.denominator}"
        page.say(2, said + ".")
    for one in day.checkins.series:
        if one.last is None:
            continue
        target = f" ({page.words('target', one.target)})" if one.target else ""
        said = (
            f"{one.item.replace('_', ' ')}{target}: {_tenths(one.last)} {_ago(one.last_age_days)}"
        )
        if one.mean_7.value is not None:
            said += (
                f", {_tenths(one.mean_7.value)} over {_count(one.answered_7, 'answer', 'answers')}"
            )
        page.say(4, said)


def _network(page, day):
    page.heading("Your people")
    network = day.network
    people = _count(network.people, "person is", "people are")
    page.say(2, f"{people} there for you; you are there for {network.i_support}.")
    for groups, kind in ((network.streams, "stream"), (network.sources, "source")):
        page.say(4, ", ".join(f"{page.words(kind, g.id)} {g.people}" for g in groups) + ".")
    page.say(2, f"Percent of them who support your recovery: {_measure(network.supporting, 100)}.")
    for gap in network.gaps:
        about = page.words_of_any(("source", "stream", "kind"), gap.id.partition("/")[2])
        page.say(2, f"{gap.text or page.words('gap', gap.rule)} ({about}: {page.reasons(gap)})")
        if gap.next_step:
            kind, _, id = gap.next_step.partition(".")
            page.say(4, f"One step: {page.words(kind, id)}")


def _reach(page, day):
    page.heading("Who you can reach now")
    if not day.reach:
        page.say(2, "Nobody you know is in reach just now. The lines below always are.")
    for one in day.reach:
        said = one.tie
        if one.channels:
            said += f", {page.names('channel', one.channels)}"
        if one.reachable_until is not None:
            said += f", until {page.clock(one.reachable_until)}"
        page.say(2, f"{said}: {page.reasons(one)}.")
    for one in day.reach_left_out:
        said = f"Not now: {one.tie}, {page.reasons(one)}"
        if one.reachable_from is not None:
            said += f"; from {page.clock(one.reachable_from)}"
        page.say(4, said + ".")


def _meetings(page, day):
    if day.meetings is None:
        return
    page.heading("Meetings")
    for hit in day.meetings.in_progress + day.meetings.next:
        when = f"until {page.clock(hit.end)}" if hit.in_progress else page.clock(hit.start)
        where = hit.location if hit.location else "online" if hit.online else ""
        said = f"{when}  {hit.name}" + (f", {where}" if where else "")
        page.say(2, f"{said}: {page.reasons(hit)}.")
    removed = [
        f"{page.words('filter', f.filter)} {f.removed}" for f in day.meetings.removed if f.removed
    ]
    said = f"Looked at: {day.meetings.considered}"
    page.say(4, said + (f". Not shown: {', '.join(removed)}." if removed else "."))


def _roles(page, day):
    page.heading("Your part in the group")
    roles = day.roles
    page.say(2, f"Now: {page.words('level', roles.level) if roles.level else 'not known'}.")
    if roles.next:
        said = f"Next: {page.words('level', roles.next)}"
        page.say(2, said + (f", still {page.names('need', roles.unmet)}." if roles.unmet else "."))


def _assessments(page, day):
    page.heading("Questionnaires")
    if not day.assessments:
        page.say(2, "None yet.")
    for one in day.assessments:
        score = one.scores[0] if one.scores else None
        known = score is not None and score.value is not None
        said = f"{one.instrument}: {_tenths(score.value) if known else 'not scored'}"
        if known and score.band_label:
            said += f", {score.band_label}"
        said += f", {_date(one.on)}"
        if one.change is not None:
            sign = "+" if one.change > 0 else ""
            said += f" ({sign}{_tenths(one.change)} since {_date(one.change_since)})"
        page.say(2, said + ".")
        for alert in one.alerts:
            page.say(4, f"Please look: {page.words('alert', alert.id)}.")


def _risk(page, day):
    if day.risk is None:
        return
    page.heading("What may matter now")
    for term in day.risk.terms:
        page.say(2, f"{term.label}: {page.words('risk', term.direction or 'none')}.")
    if not day.risk.terms:
        page.say(2, "Nothing stands out, or too little is known.")
    if day.risk.missing:
        page.say(4, f"Not known: {', '.join(m.replace('_', ' ') for m in day.risk.missing)}.")
    if day.risk.statement:
        page.say(4, day.risk.statement)


def _plan(page, day):
    page.heading("Your plan")
    plan = day.plan
    if not plan.plan:
        page.say(2, "None yet. A short one is a good one.")
        return
    said = f"{plan.parts_filled} of {plan.parts} parts are filled"
    if plan.days_since_review is not None:
        said += f"; you looked at it {_ago(plan.days_since_review)}"
    page.say(2, said + ".")
    if plan.missing:
        page.say(2, f"Room for: {page.names('plan', plan.missing)}.")
    if plan.reasons:
        page.say(2, f"Note: {page.reasons(plan)}.")


def _notices(page, day):
    page.heading("Please note")
    for notice in day.notices:
        page.say(2, notice.text or page.words("notice", notice.id))


def _crisis_lines(page, day):
    page.heading("Somebody is there, day and night")
    for line in day.crisis_lines:
        ways = [f"call {line.dial}"] if line.dial else []
        if line.sms:
            ways.append(
                f"text {line.sms_keyword} to {line.sms}" if line.sms_keyword else f"text {line.sms}"
            )
        if line.chat:
            ways.append(line.chat)
        said = line.name + (f": {', '.join(ways)}" if ways else "")
        page.say(2, said + (f" ({line.hours})" if line.hours else ""))


_PARTS = (
    _recovery,
    _milestones,
    _checkins,
    _network,
    _reach,
    _meetings,
    _roles,
    _assessments,
    _risk,
    _plan,
    _notices,
    _crisis_lines,
)
