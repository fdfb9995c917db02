"""Lays out a day picture as text for an 80-column terminal. All words come from the config and from
the person (texts page.*, month.* and the like); the order is that of the picture's eleven parts, and
the crisis lines always end it. When something asks for somebody to look, that and the crisis lines
come before everything else."""

import math
import re

WIDTH = 78
MOST_TO_CELEBRATE = 3


def picture_text(config, person, day, locale):
    """The whole page."""
    page = _Page(config, person, day, locale)
    page.title()
    calm = day.safety_level == "none_reported"
    for part in (*_PARTS, *_SAFETY) if calm else (*_SAFETY, *_PARTS, _crisis_lines):
        part(page, day)
    return "\n".join(page.lines) + "\n"


class _Page:
    def __init__(self, config, person, day, locale):
        self.config, self.person, self.day, self.locale = config, person, day, locale
        self.lines = []

    def title(self):
        at = self.config.local_time(self.day.zone, self.day.provenance.as_of)
        day = self.words("weekday", str(_weekday(at)))
        self.tell(0, "title", weekday=day, date=self.date(at), time=at[11:16], zone=self.day.zone)

    def heading(self, id):
        self.lines += ["", self.phrase(id)]

    def tell(self, indent, id, n=None, **args):
        """A sentence of the page as one paragraph."""
        self.say(indent, self.phrase(id, n, **args))

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

    # ---- words ----

    def phrase(self, id, n=None, **args):
        """A sentence of the page; its numbers and names are filled in."""
        if n is not None:
            args["n"] = n
        return self.known(f"page.{id}", **args) or id

    def known(self, id, **args):
        """The person's own words for an id, else the config's, else None."""
        try:
            return self.person.text(id, self.locale, **args)
        except KeyError:
            return None

    def words(self, kind, id, n=None, ref=None):
        """The words for an id, else the id made readable."""
        return self.words_of_any((kind,), id, n, ref)

    def words_of_any(self, kinds, id, n=None, ref=None):
        args = {"n": math.floor(n * 10 + 0.5) / 10} if n is not None else {}
        if ref:
            args["ref"] = ref
        for kind in kinds:
            text = self.known(f"{kind}.{id}", **args)
            if text is not None:
                return text
        return id.replace("_", " ").replace("-", " ")

    def reasons(self, record):
        return ", ".join(self.words("reason", r.id, r.number, r.ref) for r in record.reasons)

    def names(self, kind, ids):
        return ", ".join(self.words(kind, id) for id in ids)

    # ---- days, times, numbers ----

    def date(self, text):
        day, month, year = str(int(text[8:10])), str(int(text[5:7])), text[:4]
        return self.phrase("date", day=day, month=self.words("month", month), year=year)

    def clock(self, at):
        """A time of day for the person; with the day when it is not today."""
        text = self.config.local_time(self.day.zone, at)
        if text[:10] == self.day.date:
            return text[11:16]
        return f"{self.words('weekday_short', str(_weekday(text)))} {text[11:16]}"

    def ago(self, days):
        if days in (0, 1):
            return self.phrase("yesterday" if days else "today")
        return self.phrase("days_ago", days)

    def measure(self, measure, scale=1):
        """A number, with the range it can be in where something is unknown."""
        if measure.state not in ("known", "bounded") or measure.value is None:
            return self.phrase("unknown")
        value, low, high = (_whole(x * scale) for x in (measure.value, measure.low, measure.high))
        return value if low == high else self.phrase("between", value=value, low=low, high=high)


# ---- small texts ----


def _weekday(text):
    """The number of the day from Sunday on, by Sakamoto's rule."""
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    return (year + year // 4 - year // 100 + year // 400 + shift + day) % 7


def _whole(value):
    return str(math.floor(value + 0.5))


def _tenths(value):
    tenths = math.floor(abs(value) * 10 + 0.5)
    sign = "-" if value < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{sign}{tenths // 10}"


# ---- the eleven parts ----


def _recovery(page, day):
    page.heading("recovery")
    if not day.recovery:
        page.tell(2, "nothing_to_count")
    for one in day.recovery:
        page.say(2, page.words("target", one.target))
        total, run, longest = (
            page.measure(x) for x in (one.total_days, one.current_run, one.longest_run)
        )
        page.tell(4, "totals", total=total, run=run, longest=longest)
        said = [page.phrase("since", date=page.date(one.start))] if one.start else []
        if one.last_confirmed:
            said.append(page.phrase("last_word", date=page.date(one.last_confirmed)))
        if said:
            page.say(4, " ".join(said))
        if one.medication:
            page.tell(4, "medication", medication=one.medication)
        if one.period_limit is not None:
            used, limit = page.measure(one.period_used), _tenths(one.period_limit)
            page.tell(4, "period", used=used, limit=limit, unit=one.period_unit or "")
        if one.last_setback:
            _setback(page, one.last_setback)
        if one.reasons:
            page.tell(4, "counted_so", reasons=page.reasons(one))


def _setback(page, setback):
    back, date = setback.reengage_days.value, page.date(setback.on)
    if back is None:
        page.tell(4, "setback", date=date)
    else:
        page.tell(4, "setback_back", math.floor(back + 0.5), date=date)
    if setback.helped:
        page.tell(4, "helped", names=page.names("strategy", setback.helped))
    if setback.lesson:
        page.tell(4, "lesson", lesson=setback.lesson)


def _milestones(page, day):
    page.heading("milestones")
    parts = day.milestones
    for one in parts.unacknowledged[-MOST_TO_CELEBRATE:]:
        _milestone(page, "to_celebrate", one)
    for one in parts.next:
        _milestone(page, "next", one)
    for one in parts.confirm_first:
        _milestone(page, "confirm_first", one)
    page.tell(2, "reached", len(parts.reached))


def _milestone(page, title, one):
    said = {
        "title": page.phrase(title),
        "milestone": one.label or page.words("milestone", one.id),
        "target": page.words("target", one.target),
        "date": page.date(one.on),
    }
    if one.days_to_go:
        page.tell(2, "milestone_ahead", one.days_to_go, **said)
    else:
        page.tell(2, "milestone", **said)


def _checkins(page, day):
    page.heading("checkins")
    for due in day.checkins.due:
        form, state = page.words("form", due.form), page.words("occasion_state", due.state)
        opens, closes = page.clock(due.opens), page.clock(due.closes)
        page.tell(2, "due", form=form, state=state, opens=opens, closes=closes)
    for kept in day.checkins.adherence:
        form = page.words("form", kept.form)
        if kept.denominator > 0:
            of = {"kept": str(kept.numerator), "asked": str(kept.denominator)}
            page.tell(2, "in_a_row_of", kept.streak, form=form, **of)
        else:
            page.tell(2, "in_a_row", kept.streak, form=form)
    for one in day.checkins.series:
        if one.last is not None:
            _series(page, one)


def _series(page, one):
    item = page.words("series", one.item)
    if one.target:
        target = page.words("target", one.target)
        item = page.phrase("item_of_target", item=item, target=target)
    said = {"item": item, "last": _tenths(one.last), "ago": page.ago(one.last_age_days)}
    if one.mean_7.value is None:
        page.tell(4, "series", **said)
    else:
        page.tell(4, "series_mean", one.answered_7, mean=_tenths(one.mean_7.value), **said)


def _network(page, day):
    page.heading("network")
    network = day.network
    if network.people + network.i_support == 0:  # nobody told us; that is not "nobody is there"
        page.tell(2, "no_people")
        return
    page.tell(2, "people", network.people, others=str(network.i_support))
    for groups, kind in ((network.streams, "stream"), (network.sources, "source")):
        page.say(4, ", ".join(f"{page.words(kind, g.id)} {g.people}" for g in groups) + ".")
    page.tell(2, "supporting", measure=page.measure(network.supporting, 100))
    for gap in network.gaps:
        about = page.words_of_any(("source", "stream", "kind"), gap.id.partition("/")[2])
        page.say(2, f"{gap.text or page.words('gap', gap.rule)} ({about}: {page.reasons(gap)})")
        if gap.next_step:
            kind, _, id = gap.next_step.partition(".")
            page.tell(4, "one_step", step=page.words(kind, id))


def _reach(page, day):
    page.heading("reach")
    if not day.reach:
        page.tell(2, "nobody")
    for one in day.reach:
        said = one.tie
        if one.channels:
            said += f", {page.names('channel', one.channels)}"
        if one.reachable_until is not None:
            said += f", {page.phrase('until', time=page.clock(one.reachable_until))}"
        page.say(2, f"{said}: {page.reasons(one)}.")
    for one in day.reach_left_out:
        said = {"tie": one.tie, "reasons": page.reasons(one)}
        if one.reachable_from is None:
            page.tell(4, "not_now", **said)
        else:
            page.tell(4, "not_now_until", time=page.clock(one.reachable_from), **said)


def _meetings(page, day):
    if day.meetings is None:
        return
    page.heading("meetings")
    for hit in day.meetings.in_progress + day.meetings.next:
        when = page.clock(hit.start)
        if hit.in_progress:
            when = page.phrase("until", time=page.clock(hit.end))
        where = hit.location or (page.phrase("online") if hit.online else "")
        said = f"{when} {hit.name}" + (f", {where}" if where else "")
        page.say(2, f"{said}: {page.reasons(hit)}.")
    removed = [
        f"{page.words('filter', f.filter)} {f.removed}" for f in day.meetings.removed if f.removed
    ]
    if removed:
        page.tell(4, "looked_at_not_shown", day.meetings.considered, filters=", ".join(removed))
    else:
        page.tell(4, "looked_at", day.meetings.considered)


def _roles(page, day):
    page.heading("roles")
    roles = day.roles
    level = page.words("level", roles.level) if roles.level else page.phrase("unknown")
    page.tell(2, "level", level=level)
    if roles.next:
        level = page.words("level", roles.next)
        if roles.unmet:
            page.tell(2, "next_level_needs", level=level, needs=page.names("need", roles.unmet))
        else:
            page.tell(2, "next_level", level=level)


def _assessments(page, day):
    page.heading("assessments")
    if not day.assessments:
        page.tell(2, "none_yet")
    for one in day.assessments:
        score = one.scores[0] if one.scores else None
        known = score is not None and score.value is not None
        text = _tenths(score.value) if known else page.phrase("not_scored")
        if known and score.band_label:
            text += f", {score.band_label}"
        said = {"instrument": one.instrument, "score": text, "date": page.date(one.on)}
        if one.change is None:
            page.tell(2, "assessment", **said)
        else:
            change = ("+" if one.change > 0 else "") + _tenths(one.change)
            since = page.date(one.change_since)
            page.tell(2, "assessment_change", change=change, since=since, **said)
        for alert in one.alerts:
            page.tell(4, "please_look", alert=page.words("alert", alert.id))


def _risk(page, day):
    if day.risk is None:
        return
    page.heading("risk")
    for term in day.risk.terms:
        page.say(2, f"{term.label}: {page.words('risk', term.direction or 'none')}.")
    if not day.risk.terms:
        page.tell(2, "nothing_stands_out")
    if day.risk.missing:
        page.tell(4, "missing", names=page.names("input", day.risk.missing))
    if day.risk.statement:
        page.say(4, day.risk.statement)


def _plan(page, day):
    page.heading("plan")
    plan = day.plan
    if not plan.plan:
        page.tell(2, "no_plan")
        return
    parts = str(plan.parts)
    if plan.days_since_review is None:
        page.tell(2, "plan_filled", plan.parts_filled, parts=parts)
    else:
        ago = page.ago(plan.days_since_review)
        page.tell(2, "plan_filled_seen", plan.parts_filled, parts=parts, ago=ago)
    if plan.missing:
        page.tell(2, "room_for", names=page.names("plan", plan.missing))
    if plan.reasons:
        page.tell(2, "plan_note", reasons=page.reasons(plan))


def _notices(page, day):
    page.heading("notices")
    for notice in day.notices:
        page.say(2, notice.text or page.words("notice", notice.id))


def _crisis_lines(page, day):
    page.heading("crisis_lines")
    for line in day.crisis_lines:
        ways = [page.phrase("call", number=line.dial)] if line.dial else []
        if line.sms and line.sms_keyword:
            ways.append(page.phrase("text_word", word=line.sms_keyword, number=line.sms))
        elif line.sms:
            ways.append(page.phrase("text", number=line.sms))
        if line.chat:
            ways.append(line.chat)
        name = page.known(f"line.{line.id}") or line.name
        said = name + (f": {', '.join(ways)}" if ways else "")
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
)
_SAFETY = (_notices, _crisis_lines)
