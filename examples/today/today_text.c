/* Lays out a day picture as text for an 80-column terminal. All words come from the config and from
 * the person (texts page.*, month.* and the like); the order is that of the picture's eleven parts,
 * and the crisis lines always end it. When something asks for somebody to look, that and the crisis
 * lines come before everything else. */
#include "page.h"
#include "today.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_TO_CELEBRATE = 3 };

/* ---- the eleven parts */

static void print_setback(page *p, const rsup_setback *setback) {
  double back = setback->reengage_days.value;
  const char *date = date_of(p, setback->on);
  if (back == back)
    tell_count(p, 4, "setback_back", rounded(back, 1), "date", date, NULL);
  else
    tell(p, 4, "setback", "date", date, NULL);
  if (setback->helped_count)
    tell(p, 4, "helped", "names", names(p, "strategy", setback->helped, setback->helped_count),
         NULL);
  if (setback->lesson) tell(p, 4, "lesson", "lesson", setback->lesson, NULL);
}

static void print_days(page *p, const rsup_recovery *one) {
  const char *said = "";
  tell(p, 4, "totals", "total", measure(p, &one->total_days, 1), "run",
       measure(p, &one->current_run, 1), "longest", measure(p, &one->longest_run, 1), NULL);
  if (one->start != INT32_MIN) said = phrase(p, "since", "date", date_of(p, one->start), NULL);
  if (one->last_confirmed != INT32_MIN)
    said = joined(p, said, *said ? " " : "",
                  phrase(p, "last_word", "date", date_of(p, one->last_confirmed), NULL));
  if (*said) say(p, 4, said);
}

static void print_target(page *p, const rsup_recovery *one) {
  say(p, 2, words(p, "target", one->target));
  print_days(p, one);
  if (one->medication) tell(p, 4, "medication", "medication", one->medication, NULL);
  if (one->period_limit == one->period_limit)
    tell(p, 4, "period", "used", measure(p, &one->period_used, 1), "limit",
         tenths(p, one->period_limit), "unit", one->period_unit ? one->period_unit : "", NULL);
  if (one->last_setback) print_setback(p, one->last_setback);
  if (one->reason_count)
    tell(p, 4, "counted_so", "reasons", reasons(p, one->reasons, one->reason_count), NULL);
}

static void print_recovery(page *p) {
  heading(p, "recovery");
  if (!p->day->recovery_count) tell(p, 2, "nothing_to_count", NULL);
  for (size_t i = 0; i < p->day->recovery_count; i++) print_target(p, p->day->recovery[i]);
}

static void print_milestone(page *p, const char *title, const rsup_milestone *one) {
  const char *label = one->label ? one->label : words(p, "milestone", one->id);
  const char *target = words(p, "target", one->target), *date = date_of(p, one->on);
  title = phrase(p, title, NULL);
  if (one->days_to_go)
    tell_count(p, 2, "milestone_ahead", one->days_to_go, "title", title, "milestone", label,
               "target", target, "date", date, NULL);
  else
    tell(p, 2, "milestone", "title", title, "milestone", label, "target", target, "date", date,
         NULL);
}

static void print_milestones(page *p) {
  const rsup_milestones *parts = p->day->milestones;
  size_t count = parts->unacknowledged_count;
  heading(p, "milestones");
  for (size_t i = count > MOST_TO_CELEBRATE ? count - MOST_TO_CELEBRATE : 0; i < count; i++)
    print_milestone(p, "to_celebrate", parts->unacknowledged[i]);
  for (size_t i = 0; i < parts->next_count; i++) print_milestone(p, "next", parts->next[i]);
  for (size_t i = 0; i < parts->confirm_first_count; i++)
    print_milestone(p, "confirm_first", parts->confirm_first[i]);
  tell_count(p, 2, "reached", (long long)parts->reached_count, NULL);
}

static void print_series(page *p, const rsup_series *one) {
  if (one->last != one->last) return;
  const char *item = words(p, "series", one->item), *last = tenths(p, one->last);
  const char *when = ago(p, one->last_age_days);
  if (one->target)
    item =
        phrase(p, "item_of_target", "item", item, "target", words(p, "target", one->target), NULL);
  if (one->mean_7.value == one->mean_7.value)
    tell_count(p, 4, "series_mean", one->answered_7, "item", item, "last", last, "ago", when,
               "mean", tenths(p, one->mean_7.value), NULL);
  else
    tell(p, 4, "series", "item", item, "last", last, "ago", when, NULL);
}

static void print_checkins(page *p) {
  const rsup_checkins *all = p->day->checkins;
  heading(p, "checkins");
  for (size_t i = 0; i < all->due_count; i++) {
    const rsup_due *due = all->due[i];
    const char *state = rsup_occasion_state_name(due->state);
    tell(p, 2, "due", "form", words(p, "form", due->form), "state",
         words(p, "occasion_state", state ? state : ""), "opens", clock_of(p, due->opens), "closes",
         clock_of(p, due->closes), NULL);
  }
  for (size_t i = 0; i < all->adherence_count; i++) {
    const rsup_adherence *kept = all->adherence[i];
    const char *form = words(p, "form", kept->form);
    if (kept->denominator > 0)
      tell_count(p, 2, "in_a_row_of", kept->streak, "form", form, "kept",
                 number(p, kept->numerator), "asked", number(p, kept->denominator), NULL);
    else
      tell_count(p, 2, "in_a_row", kept->streak, "form", form, NULL);
  }
  for (size_t i = 0; i < all->series_count; i++) print_series(p, all->series[i]);
}

static void print_groups(page *p, const char *kind, const rsup_network_group *const *groups,
                         size_t count) {
  const char *said = "";
  for (size_t i = 0; i < count; i++) {
    const char *one = joined(p, words(p, kind, groups[i]->id), " ", number(p, groups[i]->people));
    said = joined(p, said, i ? ", " : "", one);
  }
  say(p, 4, joined(p, said, ".", ""));
}

static void print_gap(page *p, const rsup_gap *gap) {
  static const char *const kinds[] = {"source", "stream", "kind"};
  const char *slash = strchr(gap->id, '/'), *id = slash ? slash + 1 : "", *about = NULL;
  for (size_t i = 0; i < 3 && !about; i++) about = known_words(p, kinds[i], id, no_number(), NULL);
  const char *text = gap->text ? gap->text : words(p, "gap", gap->rule);
  const char *why =
      joined(p, about ? about : readable(p, id), ": ", reasons(p, gap->reasons, gap->reason_count));
  say(p, 2, joined(p, joined(p, text, " (", why), ")", ""));
  const char *dot = gap->next_step ? strchr(gap->next_step, '.') : NULL;
  if (dot) {
    const char *kind = piece(p, gap->next_step, (size_t)(dot - gap->next_step));
    tell(p, 4, "one_step", "step", words(p, kind, dot + 1), NULL);
  }
}

static void print_network(page *p) {
  const rsup_network *network = p->day->network;
  heading(p, "network");
  if (network->people + network->i_support == 0) { /* nobody told us; not "nobody is there" */
    tell(p, 2, "no_people", NULL);
    return;
  }
  tell_count(p, 2, "people", network->people, "others", number(p, network->i_support), NULL);
  print_groups(p, "stream", network->streams, network->stream_count);
  print_groups(p, "source", network->sources, network->source_count);
  tell(p, 2, "supporting", "measure", measure(p, &network->supporting, 100), NULL);
  for (size_t i = 0; i < network->gap_count; i++) print_gap(p, network->gaps[i]);
}

static void print_left_out(page *p, const rsup_left_out *one) {
  const char *why = reasons(p, one->reasons, one->reason_count);
  if (one->reachable_from != INT64_MIN)
    tell(p, 4, "not_now_until", "tie", one->tie, "reasons", why, "time",
         clock_of(p, one->reachable_from), NULL);
  else
    tell(p, 4, "not_now", "tie", one->tie, "reasons", why, NULL);
}

static const char *until(page *p, rsup_instant at) {
  return phrase(p, "until", "time", clock_of(p, at), NULL);
}

static void print_reach(page *p) {
  const rsup_day_picture *day = p->day;
  heading(p, "reach");
  if (!day->reach_count) tell(p, 2, "nobody", NULL);
  for (size_t i = 0; i < day->reach_count; i++) {
    const rsup_reach *one = day->reach[i];
    const char *said = one->tie;
    if (one->channel_count)
      said = joined(p, said, ", ", names(p, "channel", one->channels, one->channel_count));
    if (one->reachable_until != INT64_MIN)
      said = joined(p, said, ", ", until(p, one->reachable_until));
    said = joined(p, said, ": ", reasons(p, one->reasons, one->reason_count));
    say(p, 2, joined(p, said, ".", ""));
  }
  for (size_t i = 0; i < day->reach_left_out_count; i++) print_left_out(p, day->reach_left_out[i]);
}

static void print_hits(page *p, const rsup_meeting_hit *const *hits, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const rsup_meeting_hit *hit = hits[i];
    const char *when = hit->in_progress ? until(p, hit->end) : clock_of(p, hit->start);
    const char *said = joined(p, when, " ", hit->name), *where = hit->location;
    if (!where && hit->online) where = phrase(p, "online", NULL);
    if (where) said = joined(p, said, ", ", where);
    said = joined(p, said, ": ", reasons(p, hit->reasons, hit->reason_count));
    say(p, 2, joined(p, said, ".", ""));
  }
}

static void print_meetings(page *p) {
  const rsup_meetings_today *all = p->day->meetings;
  const char *removed = "";
  if (!all) return;
  heading(p, "meetings");
  print_hits(p, all->in_progress, all->in_progress_count);
  print_hits(p, all->next, all->next_count);
  for (size_t i = 0; i < all->removed_count; i++) {
    const rsup_filter_count *filter = all->removed[i];
    if (!filter->removed) continue;
    const char *one =
        joined(p, words(p, "filter", filter->filter), " ", number(p, filter->removed));
    removed = joined(p, removed, *removed ? ", " : "", one);
  }
  tell_count(p, 4, *removed ? "looked_at_not_shown" : "looked_at", all->considered, "filters",
             removed, NULL);
}

static void print_roles(page *p) {
  const rsup_roles *roles = p->day->roles;
  heading(p, "roles");
  tell(p, 2, "level", "level",
       roles->level ? words(p, "level", roles->level) : phrase(p, "unknown", NULL), NULL);
  if (roles->next)
    tell(p, 2, roles->unmet_count ? "next_level_needs" : "next_level", "level",
         words(p, "level", roles->next), "needs",
         names(p, "need", roles->unmet, roles->unmet_count), NULL);
}

static const char *score_of(page *p, const rsup_assessment *one) {
  const rsup_score *score = one->score_count ? one->scores[0] : NULL;
  if (!score || score->value != score->value) return phrase(p, "not_scored", NULL);
  const char *value = tenths(p, score->value);
  return score->band_label ? joined(p, value, ", ", score->band_label) : value;
}

static void print_assessment(page *p, const rsup_assessment *one) {
  const char *score = score_of(p, one), *date = date_of(p, one->on);
  if (one->change == one->change)
    tell(p, 2, "assessment_change", "instrument", one->instrument, "score", score, "date", date,
         "change", joined(p, one->change > 0 ? "+" : "", "", tenths(p, one->change)), "since",
         date_of(p, one->change_since), NULL);
  else
    tell(p, 2, "assessment", "instrument", one->instrument, "score", score, "date", date, NULL);
  for (size_t i = 0; i < one->alert_count; i++)
    tell(p, 4, "please_look", "alert", words(p, "alert", one->alerts[i]->id), NULL);
}

static void print_assessments(page *p) {
  heading(p, "assessments");
  if (!p->day->assessment_count) tell(p, 2, "none_yet", NULL);
  for (size_t i = 0; i < p->day->assessment_count; i++) print_assessment(p, p->day->assessments[i]);
}

static void print_risk(page *p) {
  const rsup_risk *risk = p->day->risk;
  if (!risk) return;
  heading(p, "risk");
  for (size_t i = 0; i < risk->term_count; i++) {
    const char *direction = rsup_direction_name(risk->terms[i]->direction);
    const char *way = words(p, "risk", direction ? direction : "none");
    say(p, 2, joined(p, joined(p, risk->terms[i]->label, ": ", way), ".", ""));
  }
  if (!risk->term_count) tell(p, 2, "nothing_stands_out", NULL);
  if (risk->missing_count)
    tell(p, 4, "missing", "names", names(p, "input", risk->missing, risk->missing_count), NULL);
  if (risk->statement) say(p, 4, risk->statement);
}

static void print_plan(page *p) {
  const rsup_plan *plan = p->day->plan;
  heading(p, "plan");
  if (!plan->plan) {
    tell(p, 2, "no_plan", NULL);
    return;
  }
  const char *parts = number(p, plan->parts);
  if (plan->days_since_review != INT32_MIN)
    tell_count(p, 2, "plan_filled_seen", plan->parts_filled, "parts", parts, "ago",
               ago(p, plan->days_since_review), NULL);
  else
    tell_count(p, 2, "plan_filled", plan->parts_filled, "parts", parts, NULL);
  if (plan->missing_count)
    tell(p, 2, "room_for", "names", names(p, "plan", plan->missing, plan->missing_count), NULL);
  if (plan->reason_count)
    tell(p, 2, "plan_note", "reasons", reasons(p, plan->reasons, plan->reason_count), NULL);
}

static void print_notices(page *p) {
  heading(p, "notices");
  for (size_t i = 0; i < p->day->notice_count; i++) {
    const rsup_notice *notice = p->day->notices[i];
    say(p, 2, notice->text ? notice->text : words(p, "notice", notice->id));
  }
}

static void print_crisis_line(page *p, const rsup_crisis_line *line) {
  const char *name = known_words(p, "line", line->id, no_number(), NULL), *before = ": ";
  const char *said = name ? name : line->name;
  if (line->dial) {
    said = joined(p, said, before, phrase(p, "call", "number", line->dial, NULL));
    before = ", ";
  }
  if (line->sms) {
    const char *word = line->sms_keyword;
    said = joined(p, said, before,
                  phrase(p, word ? "text_word" : "text", "number", line->sms, "word",
                         word ? word : "", NULL));
    before = ", ";
  }
  if (line->chat) said = joined(p, said, before, line->chat);
  if (line->hours) said = joined(p, joined(p, said, " (", line->hours), ")", "");
  say(p, 2, said);
}

static void print_crisis_lines(page *p) {
  heading(p, "crisis_lines");
  for (size_t i = 0; i < p->day->crisis_line_count; i++)
    print_crisis_line(p, p->day->crisis_lines[i]);
}

static void print_safety(page *p) {
  print_notices(p);
  print_crisis_lines(p);
}

int print_picture(const rsup_config *config, const rsup_person *person, const rsup_day_picture *day,
                  const char *locale) {
  static void (*const parts[])(page *) = {
      title,          print_recovery, print_milestones,  print_checkins, print_network, print_reach,
      print_meetings, print_roles,    print_assessments, print_risk,     print_plan};
  const int calm = day->safety_level == RSUP_SAFETY_NONE_REPORTED;
  page p = {.config = config, .person = person, .day = day, .locale = locale};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    parts[i](&p);
    if (i == 0 && !calm) print_safety(&p);
    forget(&p);
  }
  if (calm)
    print_safety(&p);
  else
    print_crisis_lines(&p);
  forget(&p);
  return !p.out_of_memory;
}
