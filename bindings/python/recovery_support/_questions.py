"""Questions about one person beside today's picture: series, scores, insights, history, warning
signs, safer use."""

from __future__ import annotations

from ._convert import c_text, day, instant, options
from ._objects import Person, _result
from ._records import text_at
from ._rsup import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._record_types import History, Insights, ItemSeries, SaferUse, Scores, WarningSigns
    from ._types import Any, Day, Instant

_KINDS = (lib.RSUP_WINDOW_CALENDAR_DAYS, lib.RSUP_WINDOW_HOURS_24)
_WINDOW_KINDS = {text_at(lib.rsup_window_kind_name(kind)): kind for kind in _KINDS}


def series(person: Person, item: str, now: Instant, **given: Any) -> ItemSeries:
    """What the answers to one check-in item say over a window. Options: window_kind
    ("calendar_days", "hours_24"), window_days, form, target, half_life_days, baseline_days,
    baseline_least, known_at."""
    kind = given.get("window_kind")
    if isinstance(kind, str):
        given["window_kind"] = _WINDOW_KINDS.get(kind, -1)  # the library refuses -1
    struct, kept = options("rsup_series_options", given)
    with person._lock:
        asked = (person.pointer(), c_text(item), instant(now), struct)
        return _result(lib.rsup_person_series, *asked)


def scores(
    person: Person,
    instrument: str,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> Scores:
    """All answers to one questionnaire over the days [since, before), by default from the first to
    today, scored: with the trend, and the last beside the first, the previous and the best.
    Options: score, profile, reliability and sd (of the score), known_at."""
    struct, kept = options("rsup_scores_options", given)
    with person._lock:
        asked = (person.pointer(), c_text(instrument), day(since), day(before))
        return _result(lib.rsup_person_scores, *asked, instant(now), struct)


def insights(person: Person, now: Instant, **given: Any) -> Insights:
    """Triggers, strategies, coping areas and hard hours. Options: window_days, trigger_item,
    strategy_item, craving_item, craving_from, least_days, least_uses, least_checkins, block_hours,
    known_at."""
    struct, kept = options("rsup_insights_options", given)
    with person._lock:
        return _result(lib.rsup_person_insights, person.pointer(), instant(now), struct)


def history(
    person: Person,
    target: str,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> History:
    """One target over the days [since, before), by default from its start to today. Options: unit,
    medium_from, high_from, very_high_from, known_at."""
    struct, kept = options("rsup_history_options", given)
    with person._lock:
        asked = (person.pointer(), c_text(target), day(since), day(before), instant(now), struct)
        return _result(lib.rsup_person_history, *asked)


def warning_signs(
    person: Person,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> WarningSigns:
    """Early-warning signs over the days [since, before), by the person and by others, and how far
    they agree; by default from the first observation to today. Options: unit_days, known_at."""
    struct, kept = options("rsup_warning_signs_options", given)
    return _over_days(lib.rsup_person_warning_signs, person, now, since, before, struct)


def safer_use(
    person: Person,
    now: Instant,
    since: Day | None = None,
    before: Day | None = None,
    **given: Any,
) -> SaferUse:
    """What was done to make use safer over the days [since, before), by target; by default from the
    first such event to today. Options: target, known_at."""
    struct, kept = options("rsup_safer_use_options", given)
    return _over_days(lib.rsup_person_safer_use, person, now, since, before, struct)


def _over_days(question, person, now, since, before, struct):
    with person._lock:
        return _result(question, person.pointer(), day(since), day(before), instant(now), struct)
