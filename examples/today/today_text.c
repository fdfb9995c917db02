/* Lays out a day picture as text for an 80-column terminal. The words come from the config and from
 * the person; the order is that of the picture's eleven parts, and the crisis lines always end it.
 */
#include "today.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 78, MOST_TO_CELEBRATE = 3, LONGEST_WORDING = 4096 };

/* What is printed, and the paragraph that is being put together. */
typedef struct page {
  const rsup_config *config;
  const rsup_person *person;
  const rsup_day_picture *day;
  const char *locale;
  char *text;
  size_t length, room;
  int out_of_memory;
} page;

/* ---- a paragraph */

static void add_bytes(page *p, const char *bytes, size_t count) {
  if (p->length + count + 1 > p->room) {
    size_t room = 2 * (p->length + count + 1);
    char *text = realloc(p->text, room);
    if (!text) {
      p->out_of_memory = 1;
      return;
    }
    p->text = text;
    p->room = room;
  }
  memcpy(p->text + p->length, bytes, count);
  p->length += count;
  p->text[p->length] = '\0';
}

static void add_text(page *p, const char *text) {
  add_bytes(p, text, strlen(text));
}

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static void
add(page *p, const char *format, ...) {
  char buffer[256]; /* for numbers and short texts; add_text() takes any length */
  va_list args;
  va_start(args, format);
  int length = vsnprintf(buffer, sizeof buffer, format, args);
  va_end(args);
  if (length > 0) add_bytes(p, buffer, strlen(buffer));
}

static int is_space(char c) {
  return (c >= 0 && c <= ' ') || c == 127;
}

/* Characters, not bytes. */
static size_t width_of(const char *text, size_t count) {
  size_t width = 0;
  for (size_t i = 0; i < count; i++) width += ((unsigned char)text[i] & 0xc0) != 0x80;
  return width;
}

/* Print the paragraph, wrapped; what is left over hangs two columns deeper. */
static void say(page *p, int indent) {
  const char *at = p->length ? p->text : "";
  size_t column = (size_t)indent;
  int empty = 1;
  printf("%*s", indent, "");
  for (;;) {
    while (*at && is_space(*at)) at++;
    const char *word = at;
    while (*at && !is_space(*at)) at++;
    if (at == word) break;
    size_t width = width_of(word, (size_t)(at - word));
    if (!empty && column + 1 + width > WIDTH) {
      printf("\n%*s", indent + 2, "");
      column = (size_t)indent + 2;
      empty = 1;
    }
    printf("%s%.*s", empty ? "" : " ", (int)(at - word), word);
    column += width + !empty;
    empty = 0;
  }
  putchar('\n');
  p->length = 0;
}

static void say_text(page *p, int indent, const char *text) {
  add_text(p, text);
  say(p, indent);
}

static void heading(const char *text) {
  printf("\n%s\n", text);
}

/* ---- words */

/* Whole part of value * scale, rounded half up; the numbers here are small. */
static long long rounded(double value, double scale) {
  double scaled = value * scale + 0.5;
  long long whole = (long long)scaled;
  return whole - ((double)whole > scaled);
}

/* The person's own words for an id, else the config's. 0 when there are none. */
static int add_known_words(page *p, const char *kind, const char *id, double n, const char *ref) {
  char full[256], words[LONGEST_WORDING];
  rsup_text_arg args[2];
  size_t count = 0, length = 0;
  if (n == n) args[count++] = (rsup_text_arg){"n", NULL, (double)rounded(n, 10) / 10};
  if (ref && *ref) args[count++] = (rsup_text_arg){"ref", ref, 0};
  snprintf(full, sizeof full, "%s.%s", kind, id);
  if (rsup_person_text(p->person, full, p->locale, args, count, words, sizeof words, &length,
                       NULL) != RSUP_OK)
    return 0;
  add_text(p, words);
  return 1;
}

static double no_number(void) {
  return strtod("nan", NULL);
}

static void add_readable(page *p, const char *id) {
  for (; *id; id++) add_bytes(p, *id == '_' || *id == '-' ? " " : id, 1);
}

static void add_words_with(page *p, const char *kind, const char *id, double n, const char *ref) {
  if (!add_known_words(p, kind, id, n, ref)) add_readable(p, id);
}

static void add_words(page *p, const char *kind, const char *id) {
  add_words_with(p, kind, id, no_number(), NULL);
}

static void add_names(page *p, const char *kind, const char *const *ids, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) add_text(p, ", ");
    add_words(p, kind, ids[i]);
  }
}

static void add_reasons(page *p, const rsup_reason *const *reasons, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) add_text(p, ", ");
    add_words_with(p, "reason", reasons[i]->id, reasons[i]->number, reasons[i]->ref);
  }
}

/* ---- days, times, numbers */

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static void add_date_text(page *p, const char *text) {
  add(p, "%d %s %.4s", atoi(text + 8), months[(atoi(text + 5) + 11) % 12], text);
}

static void add_date(page *p, rsup_day day) {
  char text[16];
  rsup_day_text(day, text, sizeof text);
  add_date_text(p, text);
}

/* The name of the day, by Sakamoto's rule. */
static const char *weekday(const char *text) {
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
  year -= month < 3;
  return weekdays[(year + year / 4 - year / 100 + year / 400 + shift[(month + 11) % 12] + day) % 7];
}

static void local_time(const page *p, rsup_instant at, char text[40]) {
  if (rsup_local_time_text(p->config, p->day->zone, at, text, 40, NULL) != RSUP_OK)
    rsup_instant_text(at, text, 40);
}

/* A time of day for the person; with the day when it is not today. */
static void add_clock(page *p, rsup_instant at) {
  char text[40], today[16];
  local_time(p, at, text);
  rsup_day_text(p->day->date, today, sizeof today);
  if (strncmp(text, today, 10) != 0) add(p, "%.3s ", weekday(text));
  add(p, "%.5s", text + 11);
}

static void add_count(page *p, long long n, const char *one, const char *many) {
  add(p, "%lld %s", n, n == 1 ? one : many);
}

static void add_days(page *p, long long n) {
  add_count(p, n, "day", "days");
}

static void add_ago(page *p, int32_t days) {
  if (days == 0 || days == 1) {
    add_text(p, days ? "yesterday" : "today");
  } else {
    add_days(p, days);
    add_text(p, " ago");
  }
}

static void add_tenths(page *p, double value) {
  long long tenths = rounded(value < 0 ? -value : value, 10);
  add(p, "%s%lld", value < 0 && tenths ? "-" : "", tenths / 10);
  if (tenths % 10) add(p, ".%lld", tenths % 10);
}

/* A number, with the range it can be in where something is unknown. */
static void add_measure(page *p, const rsup_measure *m, double scale) {
  int known = m->state == RSUP_MEASURE_KNOWN || m->state == RSUP_MEASURE_BOUNDED;
  if (!known || m->value != m->value) {
    add_text(p, "not known");
    return;
  }
  long long low = rounded(m->low, scale), high = rounded(m->high, scale);
  add(p, "%lld", rounded(m->value, scale));
  if (low != high) add(p, " (between %lld and %lld)", low, high);
}

/* ---- the eleven parts */

static void print_setback(page *p, const rsup_setback *setback) {
  add_text(p, "Last setback: ");
  add_date(p, setback->on);
  if (setback->reengage_days.value == setback->reengage_days.value) {
    add_text(p, ", back after ");
    add_days(p, rounded(setback->reengage_days.value, 1));
  }
  say_text(p, 4, ".");
  if (setback->helped_count) {
    add_text(p, "What helped: ");
    add_names(p, "strategy", setback->helped, setback->helped_count);
    say_text(p, 4, ".");
  }
  if (setback->lesson) {
    add_text(p, "What you took from it: ");
    add_text(p, setback->lesson);
    say_text(p, 4, ".");
  }
}

static void print_days(page *p, const rsup_recovery *one) {
  add_text(p, "Days in all: ");
  add_measure(p, &one->total_days, 1);
  add_text(p, ". This run: ");
  add_measure(p, &one->current_run, 1);
  add_text(p, ". The longest: ");
  add_measure(p, &one->longest_run, 1);
  say_text(p, 4, ".");
  if (one->start != INT32_MIN) {
    add_text(p, "Since ");
    add_date(p, one->start);
    add_text(p, ".");
  }
  if (one->last_confirmed != INT32_MIN) {
    add_text(p, " Your last word: ");
    add_date(p, one->last_confirmed);
    add_text(p, ".");
  }
  if (p->length) say(p, 4);
}

static void print_target(page *p, const rsup_recovery *one) {
  add_words(p, "target", one->target);
  say(p, 2);
  print_days(p, one);
  if (one->medication) {
    add_text(p, "With ");
    add_text(p, one->medication);
    say_text(p, 4, ".");
  }
  if (one->period_limit == one->period_limit) {
    add_text(p, "This time: ");
    add_measure(p, &one->period_used, 1);
    add_text(p, " of ");
    add_tenths(p, one->period_limit);
    add(p, " %s.", one->period_unit ? one->period_unit : "");
    say(p, 4);
  }
  if (one->last_setback) print_setback(p, one->last_setback);
  if (one->reason_count) {
    add_text(p, "Counted so: ");
    add_reasons(p, one->reasons, one->reason_count);
    say_text(p, 4, ".");
  }
}

static void print_recovery(page *p) {
  heading("Your recovery");
  if (!p->day->recovery_count) say_text(p, 2, "Nothing to count yet.");
  for (size_t i = 0; i < p->day->recovery_count; i++) print_target(p, p->day->recovery[i]);
}

static void print_milestone(page *p, const char *title, const rsup_milestone *one) {
  add(p, "%s: ", title);
  if (one->label)
    add_text(p, one->label);
  else
    add_words(p, "milestone", one->id);
  add_text(p, ", ");
  add_words(p, "target", one->target);
  add_text(p, ", ");
  add_date(p, one->on);
  if (one->days_to_go) {
    add_text(p, ", ");
    add_days(p, one->days_to_go);
    add_text(p, " to go");
  }
  say_text(p, 2, ".");
}

static void print_milestones(page *p) {
  const rsup_milestones *parts = p->day->milestones;
  size_t count = parts->unacknowledged_count;
  heading("Milestones");
  for (size_t i = count > MOST_TO_CELEBRATE ? count - MOST_TO_CELEBRATE : 0; i < count; i++)
    print_milestone(p, "To celebrate", parts->unacknowledged[i]);
  for (size_t i = 0; i < parts->next_count; i++) print_milestone(p, "Next", parts->next[i]);
  for (size_t i = 0; i < parts->confirm_first_count; i++)
    print_milestone(p, "First a word from you", parts->confirm_first[i]);
  add(p, "Reached so far: %zu.", parts->reached_count);
  say(p, 2);
}

static void print_series(page *p, const rsup_series *one) {
  if (one->last != one->last) return;
  for (const char *c = one->item; *c; c++) add_bytes(p, *c == '_' ? " " : c, 1);
  if (one->target) {
    add_text(p, " (");
    add_words(p, "target", one->target);
    add_text(p, ")");
  }
  add_text(p, ": ");
  add_tenths(p, one->last);
  add_text(p, " ");
  add_ago(p, one->last_age_days);
  if (one->mean_7.value == one->mean_7.value) {
    add_text(p, ", ");
    add_tenths(p, one->mean_7.value);
    add_text(p, " over ");
    add_count(p, one->answered_7, "answer", "answers");
  }
  say(p, 4);
}

static void print_checkins(page *p) {
  const rsup_checkins *all = p->day->checkins;
  heading("Check-ins");
  for (size_t i = 0; i < all->due_count; i++) {
    const rsup_due *due = all->due[i];
    const char *state = rsup_occasion_state_name(due->state);
    add_words(p, "form", due->form);
    add_text(p, ": ");
    add_words(p, "occasion_state", state ? state : "");
    add_text(p, ", from ");
    add_clock(p, due->opens);
    add_text(p, " to ");
    add_clock(p, due->closes);
    say_text(p, 2, ".");
  }
  for (size_t i = 0; i < all->adherence_count; i++) {
    const rsup_adherence *kept = all->adherence[i];
    add_words(p, "form", kept->form);
    add(p, ": %d in a row", (int)kept->streak);
    if (kept->denominator > 0)
      add(p, ", %d of the last %d", (int)kept->numerator, (int)kept->denominator);
    say_text(p, 2, ".");
  }
  for (size_t i = 0; i < all->series_count; i++) print_series(p, all->series[i]);
}

static void print_groups(page *p, const char *kind, const rsup_network_group *const *groups,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) add_text(p, ", ");
    add_words(p, kind, groups[i]->id);
    add(p, " %d", (int)groups[i]->people);
  }
  say_text(p, 4, ".");
}

static void print_gap(page *p, const rsup_gap *gap) {
  const char *slash = strchr(gap->id, '/'), *about = slash ? slash + 1 : "";
  if (gap->text)
    add_text(p, gap->text);
  else
    add_words(p, "gap", gap->rule);
  add_text(p, " (");
  if (!add_known_words(p, "source", about, no_number(), NULL) &&
      !add_known_words(p, "stream", about, no_number(), NULL))
    add_words(p, "kind", about);
  add_text(p, ": ");
  add_reasons(p, gap->reasons, gap->reason_count);
  say_text(p, 2, ")");
  const char *dot = gap->next_step ? strchr(gap->next_step, '.') : NULL;
  if (!dot) return;
  char kind[64];
  snprintf(kind, sizeof kind, "%.*s", (int)(dot - gap->next_step), gap->next_step);
  add_text(p, "One step: ");
  add_words(p, kind, dot + 1);
  say(p, 4);
}

static void print_network(page *p) {
  const rsup_network *network = p->day->network;
  heading("Your people");
  add_count(p, network->people, "person is", "people are");
  add(p, " there for you; you are there for %d.", (int)network->i_support);
  say(p, 2);
  print_groups(p, "stream", network->streams, network->stream_count);
  print_groups(p, "source", network->sources, network->source_count);
  add_text(p, "Percent of them who support your recovery: ");
  add_measure(p, &network->supporting, 100);
  say_text(p, 2, ".");
  for (size_t i = 0; i < network->gap_count; i++) print_gap(p, network->gaps[i]);
}

static void print_left_out(page *p, const rsup_left_out *one) {
  add_text(p, "Not now: ");
  add_text(p, one->tie);
  add_text(p, ", ");
  add_reasons(p, one->reasons, one->reason_count);
  if (one->reachable_from != INT64_MIN) {
    add_text(p, "; from ");
    add_clock(p, one->reachable_from);
  }
  say_text(p, 4, ".");
}

static void print_reach(page *p) {
  const rsup_day_picture *day = p->day;
  heading("Who you can reach now");
  if (!day->reach_count)
    say_text(p, 2, "Nobody you know is in reach just now. The lines below always are.");
  for (size_t i = 0; i < day->reach_count; i++) {
    const rsup_reach *one = day->reach[i];
    add_text(p, one->tie);
    if (one->channel_count) add_text(p, ", ");
    add_names(p, "channel", one->channels, one->channel_count);
    if (one->reachable_until != INT64_MIN) {
      add_text(p, ", until ");
      add_clock(p, one->reachable_until);
    }
    add_text(p, ": ");
    add_reasons(p, one->reasons, one->reason_count);
    say_text(p, 2, ".");
  }
  for (size_t i = 0; i < day->reach_left_out_count; i++) print_left_out(p, day->reach_left_out[i]);
}

static void print_hits(page *p, const rsup_meeting_hit *const *hits, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const rsup_meeting_hit *hit = hits[i];
    if (hit->in_progress) add_text(p, "until ");
    add_clock(p, hit->in_progress ? hit->end : hit->start);
    add_text(p, " ");
    add_text(p, hit->name);
    const char *where = hit->location ? hit->location : hit->online ? "online" : NULL;
    if (where) add_text(p, ", ");
    if (where) add_text(p, where);
    add_text(p, ": ");
    add_reasons(p, hit->reasons, hit->reason_count);
    say_text(p, 2, ".");
  }
}

static void print_meetings(page *p) {
  const rsup_meetings_today *all = p->day->meetings;
  if (!all) return;
  heading("Meetings");
  print_hits(p, all->in_progress, all->in_progress_count);
  print_hits(p, all->next, all->next_count);
  add(p, "Looked at: %d", (int)all->considered);
  const char *before = ". Not shown: ";
  for (size_t i = 0; i < all->removed_count; i++) {
    if (!all->removed[i]->removed) continue;
    add_text(p, before);
    add_words(p, "filter", all->removed[i]->filter);
    add(p, " %d", (int)all->removed[i]->removed);
    before = ", ";
  }
  say_text(p, 4, ".");
}

static void print_roles(page *p) {
  const rsup_roles *roles = p->day->roles;
  heading("Your part in the group");
  add_text(p, "Now: ");
  if (roles->level)
    add_words(p, "level", roles->level);
  else
    add_text(p, "not known");
  say_text(p, 2, ".");
  if (!roles->next) return;
  add_text(p, "Next: ");
  add_words(p, "level", roles->next);
  if (roles->unmet_count) add_text(p, ", still ");
  add_names(p, "need", roles->unmet, roles->unmet_count);
  say_text(p, 2, ".");
}

static void print_assessment(page *p, const rsup_assessment *one) {
  const rsup_score *score = one->score_count ? one->scores[0] : NULL;
  add(p, "%s: ", one->instrument);
  if (score && score->value == score->value) {
    add_tenths(p, score->value);
    if (score->band_label) add_text(p, ", ");
    if (score->band_label) add_text(p, score->band_label);
  } else {
    add_text(p, "not scored");
  }
  add_text(p, ", ");
  add_date(p, one->on);
  if (one->change == one->change) {
    add(p, " (%s", one->change > 0 ? "+" : "");
    add_tenths(p, one->change);
    add_text(p, " since ");
    add_date(p, one->change_since);
    add_text(p, ")");
  }
  say_text(p, 2, ".");
  for (size_t i = 0; i < one->alert_count; i++) {
    add_text(p, "Please look: ");
    add_words(p, "alert", one->alerts[i]->id);
    say_text(p, 4, ".");
  }
}

static void print_assessments(page *p) {
  heading("Questionnaires");
  if (!p->day->assessment_count) say_text(p, 2, "None yet.");
  for (size_t i = 0; i < p->day->assessment_count; i++) print_assessment(p, p->day->assessments[i]);
}

static void print_risk(page *p) {
  const rsup_risk *risk = p->day->risk;
  if (!risk) return;
  heading("What may matter now");
  for (size_t i = 0; i < risk->term_count; i++) {
    const char *direction = rsup_direction_name(risk->terms[i]->direction);
    add_text(p, risk->terms[i]->label);
    add_text(p, ": ");
    add_words(p, "risk", direction ? direction : "none");
    say_text(p, 2, ".");
  }
  if (!risk->term_count) say_text(p, 2, "Nothing stands out, or too little is known.");
  for (size_t i = 0; i < risk->missing_count; i++) {
    add_text(p, i ? ", " : "Not known: ");
    for (const char *c = risk->missing[i]; *c; c++) add_bytes(p, *c == '_' ? " " : c, 1);
  }
  if (risk->missing_count) say_text(p, 4, ".");
  if (risk->statement) say_text(p, 4, risk->statement);
}

static void print_plan(page *p) {
  const rsup_plan *plan = p->day->plan;
  heading("Your plan");
  if (!plan->plan) {
    say_text(p, 2, "None yet. A short one is a good one.");
    return;
  }
  add(p, "%d of %d parts are filled", (int)plan->parts_filled, (int)plan->parts);
  if (plan->days_since_review != INT32_MIN) {
    add_text(p, "; you looked at it ");
    add_ago(p, plan->days_since_review);
  }
  say_text(p, 2, ".");
  if (plan->missing_count) {
    add_text(p, "Room for: ");
    add_names(p, "plan", plan->missing, plan->missing_count);
    say_text(p, 2, ".");
  }
  if (plan->reason_count) {
    add_text(p, "Note: ");
    add_reasons(p, plan->reasons, plan->reason_count);
    say_text(p, 2, ".");
  }
}

static void print_notices(page *p) {
  heading("Please note");
  for (size_t i = 0; i < p->day->notice_count; i++) {
    const rsup_notice *notice = p->day->notices[i];
    if (notice->text)
      add_text(p, notice->text);
    else
      add_words(p, "notice", notice->id);
    say(p, 2);
  }
}

static void print_crisis_line(page *p, const rsup_crisis_line *line) {
  const char *before = ": ";
  add_text(p, line->name);
  if (line->dial) {
    add(p, "%scall %s", before, line->dial);
    before = ", ";
  }
  if (line->sms) {
    add(p, "%stext ", before);
    if (line->sms_keyword) add(p, "%s to ", line->sms_keyword);
    add_text(p, line->sms);
    before = ", ";
  }
  if (line->chat) {
    add_text(p, before);
    add_text(p, line->chat);
  }
  if (line->hours) add(p, " (%s)", line->hours);
  say(p, 2);
}

static void print_crisis_lines(page *p) {
  heading("Somebody is there, day and night");
  for (size_t i = 0; i < p->day->crisis_line_count; i++)
    print_crisis_line(p, p->day->crisis_lines[i]);
}

static void print_title(page *p) {
  char at[40];
  local_time(p, p->day->provenance->as_of, at);
  add(p, "%s, ", weekday(at));
  add_date_text(p, at);
  add(p, ", %.5s (%s)", at + 11, p->day->zone);
  say(p, 0);
}

int print_picture(const rsup_config *config, const rsup_person *person, const rsup_day_picture *day,
                  const char *locale) {
  static void (*const parts[])(page *) = {
      print_title, print_recovery, print_milestones,  print_checkins,    print_network,
      print_reach, print_meetings, print_roles,       print_assessments, print_risk,
      print_plan,  print_notices,  print_crisis_lines};
  page p = {.config = config, .person = person, .day = day, .locale = locale};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) parts[i](&p);
  free(p.text);
  return !p.out_of_memory;
}
