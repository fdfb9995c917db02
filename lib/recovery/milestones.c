/* Part 2 of the day picture: milestones. Each run of days has its own, by calendar arithmetic from
 * its first day; those of earlier runs stay reached. A report of use that waits for a word holds
 * back what was reached after it. */
#include "recovery/milestones.h"
#include "core/numbers.h"
#include "time/civil.h"
#include <string.h>

static const rsupi_name milestone_states[] = {{"reached", RSUP_MILESTONE_REACHED},
                                              {"next", RSUP_MILESTONE_NEXT},
                                              {"confirm_first", RSUP_MILESTONE_CONFIRM_FIRST},
                                              {NULL, 0}};
const char *rsup_milestone_state_name(int32_t state) {
  return rsupi_name_of(milestone_states, state);
}

static const rsup_field milestone_fields[] = {
    RSUPI_KEY(rsup_milestone, id, TEXT, "", "id of the rule"),
    RSUPI_FIELD(rsup_milestone, target, TEXT, "", "id of the target"),
    RSUPI_ENUM(rsup_milestone, state, rsup_milestone_state_name, "how it stands"),
    RSUPI_FIELD(rsup_milestone, on, DAY, "", "civil date it was, or will be, reached"),
    RSUPI_FIELD(rsup_milestone, days_to_go, INT32, "days", "days until then; 0 when reached"),
    RSUPI_FIELD(rsup_milestone, acknowledged, BOOL, "", "whether somebody has acknowledged it"),
    RSUPI_MAYBE(rsup_milestone, label, TEXT, "", "words for it"),
    RSUPI_RECORDS(rsup_milestone, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_milestone_type =
    RSUPI_RECORD_TYPE("milestone", rsup_milestone, milestone_fields, "one milestone of one target");

static const rsup_field milestones_fields[] = {
    RSUPI_RECORDS(rsup_milestones, reached, reached_count, rsupi_milestone_type,
                  "milestones reached, oldest first"),
    RSUPI_RECORDS(rsup_milestones, unacknowledged, unacknowledged_count, rsupi_milestone_type,
                  "milestones reached that nobody has acknowledged yet"),
    RSUPI_RECORDS(rsup_milestones, next, next_count, rsupi_milestone_type,
                  "milestones to come, one per target and kind of count"),
    RSUPI_RECORDS(rsup_milestones, confirm_first, confirm_first_count, rsupi_milestone_type,
                  "milestones held back until the person has said what happened"),
    RSUPI_RECORDS(rsup_milestones, counted, counted_count, rsupi_count_milestone_type,
                  "milestones of what was done: reached, oldest first, then next"),
};
const rsup_record_type rsupi_milestones_type = RSUPI_RECORD_TYPE(
    "milestones", rsup_milestones, milestones_fields, "milestones of all targets");

/* A run of days under the config's policy: day 0, and the last day on which a milestone of it could
 * be reached. */
typedef struct run {
  rsup_day first, last;
} run;

typedef struct builder {
  const rsupi_asof *at;
  const rsupi_target_days *days;
  const rsupi_readings *readings;
  const char *target; /* its id, in the arena */
  rsupi_arena *arena;
  run *runs;
  size_t run_count;
  rsup_day run_start; /* of the run that reaches today */
  int32_t total;      /* days that count so far */
  rsupi_list reached, unacknowledged, next, held;
  const char **labels; /* of the config's rules, once asked for */
} builder;

static rsup_day add_length(rsup_day start, const rsupi_milestone_rule *rule) {
  if (rule->years != INT32_MIN) return rsupi_day_add_years(start, rule->years);
  if (rule->months != INT32_MIN) return rsupi_day_add_months(start, rule->months);
  return start + rule->days;
}

/* When the run that began on `first` reaches a rule: days that are passed over put it off. */
static rsup_day milestone_day(const rsupi_target_days *days, const rsupi_readings *readings,
                              const rsupi_milestone_rule *rule, rsup_day first) {
  const size_t from = (size_t)(first - days->start);
  rsup_day on = add_length(first, rule);
  size_t until = from;
  for (rsup_day put_off = on; put_off; on += put_off) { /* no more than the days passed over */
    const size_t next = (size_t)(on - days->start);
    put_off = rsupi_run_passed_over(readings, until, next);
    until = next;
    if (put_off == 0) break;
  }
  return on;
}

static rsup_day next_day(const rsupi_asof *at, const rsupi_target_days *days,
                         const rsupi_readings *readings, const rsupi_milestone_rule *rule) {
  if (rule->counts != RSUPI_COUNTS_TOTAL_DAYS) {
    const rsup_day on = milestone_day(days, readings, rule, rsupi_run_start(days, readings));
    /* Used today, and the run goes on: that day is passed over as well. */
    return on + (on > at->today && readings->used_today && !readings->breaks_today);
  }
  const int32_t left = rule->days - readings->value_sums.total;
  return left > 0 ? at->today + left + readings->used_today : RSUPI_NO_DAY;
}

/* Somebody acknowledged it on its day and then moved west, where that day has yet to come: what was
 * acknowledged stays reached. */
static int is_kept(const rsupi_asof *at, const rsupi_target_days *days,
                   const rsupi_milestone_rule *rule, rsup_day on) {
  return on == at->today + 1 &&
         rsupi_milestone_acknowledged(at, rule->id, days->target->head.id, on, 0);
}

rsup_day rsupi_milestone_next(const rsupi_asof *at, const rsupi_target_days *days,
                              const rsupi_readings *readings, const rsupi_milestone_rule *rule) {
  const rsup_day on = next_day(at, days, readings, rule);
  return is_kept(at, days, rule, on) ? at->today : on;
}

/* No calendar makes it shorter than that. */
static int64_t least_length(const rsupi_milestone_rule *rule) {
  if (rule->years != INT32_MIN) return INT64_C(365) * rule->years;
  if (rule->months != INT32_MIN) return INT64_C(28) * rule->months;
  return rule->days;
}

int rsupi_milestone_acknowledged(const rsupi_asof *at, const char *rule, const char *target,
                                 rsup_day on, int is_first) {
  const rsupi_view *view = at->view;
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_ACKNOWLEDGED]; i++) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_ACKNOWLEDGED][i];
    if (!rsupi_text_equal(event->more->milestone, rule)) continue;
    if (event->more->target && (!target || !rsupi_text_equal(event->more->target, target)))
      continue;
    if (is_first || event->first >= on) return 1;
  }
  return 0;
}

static int is_acknowledged(const builder *b, const rsupi_milestone_rule *rule, rsup_day on,
                           int is_first) {
  return rsupi_milestone_acknowledged(b->at, rule->id, b->days->target->head.id, on, is_first);
}

const char *rsupi_milestone_label(const rsupi_asof *at, const char *rule) {
  char text_id[128];
  rsupi_fixed fixed = rsupi_fixed_start(text_id, sizeof text_id);
  rsupi_fixed_format(&fixed, "milestone.%s", rule);
  return rsupi_config_words(at->config, text_id, at->locale);
}

/* Every run and target has the same milestones: their words are looked up once. */
static const char *label_of(builder *b, const rsupi_milestone_rule *rule) {
  const char **label = &b->labels[rule - b->at->config->milestones];
  if (!*label) *label = rsupi_milestone_label(b->at, rule->id);
  return *label;
}

static rsup_milestone *describe(builder *b, const rsupi_milestone_rule *rule, rsup_day on) {
  rsup_milestone *m = rsupi_arena_alloc(b->arena, sizeof *m);
  if (!m) return NULL;
  m->id = rule->id;
  m->target = b->target;
  m->on = on;
  m->days_to_go = on > b->at->today ? on - b->at->today : 0;
  m->label = label_of(b, rule);
  return m;
}

static int explain(builder *b, rsup_milestone *m, const char *why, double number, const char *ref) {
  rsupi_list list = {0};
  if (!rsupi_reason_push(b->arena, &list, why, number, ref)) return 0;
  m->reasons = (const rsup_reason *const *)list.items;
  m->reason_count = list.count;
  return 1;
}

/* One rule within one run [first, last], where `last` is the last day on which it could still be
 * reached. *is_first: no earlier run has reached it. */
static int add_for_run(builder *b, const rsupi_milestone_rule *rule, rsup_day first, rsup_day last,
                       int *is_first) {
  if (first + least_length(rule) > last) return 1; /* most rules of a long list, cheaply */
  rsup_day on = milestone_day(b->days, b->readings, rule, first);
  if (on > last || on > b->at->today) return 1;
  rsup_milestone *m = describe(b, rule, on);
  if (!m) return 0;
  const char *report = NULL;
  rsup_day conflict = rsupi_first_waiting(b->days, first, on, &report);
  m->acknowledged = is_acknowledged(b, rule, on, *is_first);
  *is_first = 0;
  if (conflict != RSUPI_NO_DAY && !m->acknowledged) {
    m->state = RSUP_MILESTONE_CONFIRM_FIRST;
    return explain(b, m, "unreconciled_report", conflict - first, report) &&
           rsupi_list_push(b->arena, &b->held, m);
  }
  m->state = RSUP_MILESTONE_REACHED;
  if (!explain(b, m, "days_in_run", on - first, m->target)) return 0;
  if (!rsupi_list_push(b->arena, &b->reached, m)) return 0;
  return m->acknowledged || rsupi_list_push(b->arena, &b->unacknowledged, m);
}

/* All runs under the config's policy. A run that was interrupted on day u could still be reached on
 * u. */
static int find_runs(builder *b) {
  const rsupi_readings *r = b->readings;
  rsup_day start = b->days->start;
  b->run_count = 0;
  b->run_start = rsupi_run_start(b->days, r);
  b->total = r->value_sums.total;
  b->runs = rsupi_arena_array(b->arena, r->count / 2 + 1, sizeof *b->runs);
  if (!b->runs) return 0;
  for (size_t i = 0; i < r->count; i++) {
    if (r->value[i] == RSUPI_COUNTS_NOT) continue;
    const size_t first = i;
    const uint8_t *const end = memchr(r->value + i, RSUPI_COUNTS_NOT, r->count - i);
    i = end ? (size_t)(end - r->value) : r->count;
    b->runs[b->run_count++] = (run){start + (rsup_day)first, start + (rsup_day)i};
  }
  return 1;
}

static int add_runs(builder *b, const rsupi_milestone_rule *rule) {
  int is_first = 1;
  for (size_t i = 0; i < b->run_count; i++) {
    if (!add_for_run(b, rule, b->runs[i].first, b->runs[i].last, &is_first)) return 0;
  }
  return 1;
}

static int add_total(builder *b, const rsupi_milestone_rule *rule) {
  const rsupi_readings *r = b->readings;
  int32_t total = 0;
  if (b->total < rule->days) return 1;
  for (size_t i = 0; i < r->count; i++) {
    total += r->value[i] == RSUPI_COUNTS;
    if (total < rule->days) continue;
    rsup_day on = b->days->start + (rsup_day)i + 1;
    rsup_milestone *m = describe(b, rule, on);
    if (!m) return 0;
    m->acknowledged = is_acknowledged(b, rule, on, 1);
    const char *report = NULL;
    rsup_day conflict = rsupi_first_waiting(b->days, b->days->start, on, &report);
    int held = conflict != RSUPI_NO_DAY && !m->acknowledged;
    m->state = held ? RSUP_MILESTONE_CONFIRM_FIRST : RSUP_MILESTONE_REACHED;
    if (!explain(b, m, held ? "unreconciled_report" : "days_in_total", rule->days,
                 held ? report : m->target))
      return 0;
    if (!rsupi_list_push(b->arena, held ? &b->held : &b->reached, m)) return 0;
    return held || m->acknowledged || rsupi_list_push(b->arena, &b->unacknowledged, m);
  }
  return 1;
}

/* Few ever moved west on such a day: their acknowledgement lies ahead. */
static int has_any_ahead(const rsupi_asof *at) {
  const rsupi_view *view = at->view;
  for (size_t i = view->by_type_count[RSUPI_EVENT_ACKNOWLEDGED]; i > 0; i--) {
    if (view->by_type[RSUPI_EVENT_ACKNOWLEDGED][i - 1]->first > at->today) return 1;
  }
  return 0;
}

static int add_kept(builder *b, const rsupi_milestone_rule *rule) {
  const rsup_day on = next_day(b->at, b->days, b->readings, rule);
  if (!is_kept(b->at, b->days, rule, on)) return 1;
  rsup_milestone *m = describe(b, rule, on);
  if (!m) return 0;
  const int in_total = rule->counts == RSUPI_COUNTS_TOTAL_DAYS;
  m->state = RSUP_MILESTONE_REACHED;
  m->acknowledged = 1;
  m->days_to_go = 0;
  return explain(b, m, in_total ? "days_in_total" : "days_in_run",
                 in_total ? rule->days : on - b->run_start, m->target) &&
         rsupi_list_push(b->arena, &b->reached, m);
}

/* The nearest milestone ahead of each kind of count. */
static int add_next(builder *b, int32_t counts) {
  const rsup_config *config = b->at->config;
  const rsupi_milestone_rule *best = NULL;
  rsup_day best_on = RSUPI_NO_DAY;
  for (size_t i = 0; i < config->milestone_count; i++) {
    const rsupi_milestone_rule *rule = &config->milestones[i];
    if ((rule->counts == RSUPI_COUNTS_TOTAL_DAYS) != (counts == RSUPI_COUNTS_TOTAL_DAYS)) continue;
    if (best && counts != RSUPI_COUNTS_TOTAL_DAYS && b->run_start + least_length(rule) >= best_on)
      continue;
    rsup_day on = rsupi_milestone_next(b->at, b->days, b->readings, rule);
    if (on == RSUPI_NO_DAY || on <= b->at->today || (best && on >= best_on)) continue;
    best = rule;
    best_on = on;
  }
  if (!best) return 1;
  rsup_milestone *m = describe(b, best, best_on);
  if (!m) return 0;
  m->state = RSUP_MILESTONE_NEXT;
  return explain(b, m, "days_to_go", m->days_to_go, m->target) &&
         rsupi_list_push(b->arena, &b->next, m);
}

static int add_target(builder *b) {
  const rsup_config *config = b->at->config;
  const rsupi_goal *goal = rsupi_goal_on(b->days->target, b->at->today);
  if (b->days->count == 0 || !goal || goal->kind == RSUPI_GOAL_HARM_REDUCTION) return 1;
  b->target = rsupi_arena_copy(b->arena, b->days->target->head.id);
  if (!b->target || !find_runs(b)) return 0;
  const int any_ahead = has_any_ahead(b->at);
  for (size_t i = 0; i < config->milestone_count; i++) {
    const rsupi_milestone_rule *rule = &config->milestones[i];
    int added = rule->counts == RSUPI_COUNTS_TOTAL_DAYS ? add_total(b, rule) : add_runs(b, rule);
    if (!added || (any_ahead && !add_kept(b, rule))) return 0;
  }
  return add_next(b, RSUPI_COUNTS_CURRENT_RUN) && add_next(b, RSUPI_COUNTS_TOTAL_DAYS);
}

/* Oldest first; the order of the config decides between equals. */
static void sort_by_day(rsupi_list *list) {
  for (size_t i = 1; i < list->count; i++) {
    const rsup_milestone *m = list->items[i];
    size_t k = i;
    for (; k > 0 && ((const rsup_milestone *)list->items[k - 1])->on > m->on; k--) {
      list->items[k] = list->items[k - 1];
    }
    list->items[k] = m;
  }
}

int rsupi_milestones_make(const rsupi_asof *at, const rsupi_recovery *recovery, rsupi_arena *arena,
                          const rsup_milestones **out) {
  builder b = {.at = at, .arena = arena};
  rsup_milestones *m = rsupi_arena_alloc(arena, sizeof *m);
  b.labels = rsupi_arena_array(arena, at->config->milestone_count, sizeof *b.labels);
  if (!m || !b.labels) return 0;
  for (size_t i = 0; i < recovery->count; i++) {
    b.days = &recovery->days[i];
    b.readings = &recovery->readings[i];
    if (!add_target(&b)) return 0;
  }
  int is_active = rsupi_view_person_state(at->view, at->today, NULL) == RSUPI_PERSON_ACTIVE;
  rsupi_list counted = {0};
  if (!rsupi_count_milestones(at, is_active, arena, &counted)) return 0;
  /* Nothing is celebrated, looked forward to or asked of who has died or withdrew. */
  if (!is_active) b.unacknowledged = b.next = b.held = (rsupi_list){0};
  sort_by_day(&b.reached);
  sort_by_day(&b.unacknowledged);
  sort_by_day(&b.next);
  sort_by_day(&b.held);
  *m = (rsup_milestones){
      (const rsup_milestone *const *)b.reached.items,        b.reached.count,
      (const rsup_milestone *const *)b.unacknowledged.items, b.unacknowledged.count,
      (const rsup_milestone *const *)b.next.items,           b.next.count,
      (const rsup_milestone *const *)b.held.items,           b.held.count,
      (const rsup_count_milestone *const *)counted.items,    counted.count};
  *out = m;
  return 1;
}
