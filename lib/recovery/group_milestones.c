/* What the members of a group have reached together. Only totals are kept: of each member what they
 * add to a day's sum, in memory that the next member uses again. */
#include "core/numbers.h"
#include "person/records.h"
#include "recovery/progress.h"
#include "recovery/question.h"
#include "recovery/tally.h"
#include <string.h>

static const rsup_field milestone_fields[] = {
    RSUPI_KEY(rsup_group_milestone, id, TEXT, "", "id of the rule"),
    RSUPI_ENUM(rsup_group_milestone, state, rsup_milestone_state_name, "how it stands"),
    RSUPI_MAYBE(rsup_group_milestone, on, DAY, "", "civil date it was reached"),
    RSUPI_FIELD(rsup_group_milestone, needed, INT32, "", "count that it takes"),
    RSUPI_FIELD(rsup_group_milestone, to_go, INT32, "", "count that is left; 0 when reached"),
    RSUPI_MAYBE(rsup_group_milestone, label, TEXT, "", "words for it"),
};
const rsup_record_type rsupi_group_milestone_type = RSUPI_RECORD_TYPE(
    "group_milestone", rsup_group_milestone, milestone_fields, "one milestone of a group");

static const rsup_field count_fields[] = {
    RSUPI_KEY(rsup_group_count, counts, TEXT, "", "what is counted"),
    RSUPI_MAYBE(rsup_group_count, kind, TEXT, "",
                "the one item, strategy, activity or training that counts"),
    RSUPI_FIELD(rsup_group_count, total, MEASURE, "", "sum over all who share"),
    RSUPI_FIELD(rsup_group_count, withheld, BOOL, "",
                "whether fewer than the floor have a part in it"),
    RSUPI_RECORDS(rsup_group_count, milestones, milestone_count, rsupi_group_milestone_type,
                  "milestones reached, oldest first, then the next"),
};
const rsup_record_type rsupi_group_count_type = RSUPI_RECORD_TYPE(
    "group_count", rsup_group_count, count_fields, "what a group did of one thing, together");

static const rsup_field page_fields[] = {
    RSUPI_FIELD(rsup_group_page, library, TEXT, "", "version of the library"),
    RSUPI_FIELD(rsup_group_page, config_digest, TEXT, "", "SHA-256 of the config's content"),
    RSUPI_FIELD(rsup_group_page, as_of, INSTANT, "ms", "the moment asked about"),
    RSUPI_FIELD(rsup_group_page, floor, INT32, "", "people who must have a part in a count"),
    RSUPI_RECORDS(rsup_group_page, counts, count_count, rsupi_group_count_type,
                  "counts in the order of the config"),
};
const rsup_record_type rsupi_group_page_type =
    RSUPI_RECORD_TYPE("group_page", rsup_group_page, page_fields, "milestones of a group");

/* What is added up: by day, the last of them the latest day that any member can have reached. What
 * lies before the first stands on the first. */
enum { DAYS = 40000 };
typedef struct sum {
  const rsupi_milestone_rule *first; /* of the rules that count it */
  int64_t *by_day;
  int64_t total, low, high;
  int32_t members, unknowns; /* who have a part in it; of whom it is not known */
} sum;

typedef struct counting {
  const rsup_config *config;
  const char *locale;
  rsup_instant now;
  rsup_day base; /* the day of by_day[0] */
  sum *sums;
  size_t sum_count;
  rsupi_arena *arena;  /* of the result */
  rsupi_arena work;    /* of the sums */
  rsupi_arena scratch; /* of one member */
  rsup_group_page *page;
} counting;

/* ---- one member */

static void add_on(const counting *c, sum *s, rsup_day day) {
  rsup_day place = day - c->base;
  if (place < 0) place = 0;
  if (place >= DAYS) place = DAYS - 1;
  s->by_day[place]++;
  s->total++;
}

static void add_days(const counting *c, sum *s, const rsupi_target_days *days,
                     const rsupi_readings *r) {
  for (size_t i = 0; i < r->count; i++) {
    if (r->value[i] != RSUPI_COUNTS || days->state[i] == RSUP_DAY_CONFLICTING) continue;
    add_on(c, s, days->start + (rsup_day)i + 1);
  }
}

/* The target that has the fewest days stands for the member, so that nobody counts twice. */
static void add_recovery(const counting *c, sum *s, const rsupi_asof *at,
                         const rsupi_recovery *recovery) {
  const int64_t before = s->total;
  size_t fewest = SIZE_MAX;
  int32_t low = INT32_MAX, high = INT32_MAX;
  for (size_t i = 0; i < recovery->count; i++) {
    const rsupi_target_days *days = &recovery->days[i];
    const rsupi_readings *r = &recovery->readings[i];
    const rsupi_goal *goal = rsupi_goal_on(days->target, at->today);
    if (!goal || goal->kind == RSUPI_GOAL_HARM_REDUCTION) continue;
    if (days->start == RSUPI_NO_DAY) {
      s->unknowns++;
      return;
    }
    if (r->low_sums.total < low) low = r->low_sums.total;
    if (r->high_sums.total < high) high = r->high_sums.total;
    if (fewest == SIZE_MAX || r->value_sums.total < recovery->readings[fewest].value_sums.total)
      fewest = i;
  }
  if (fewest == SIZE_MAX) return;
  add_days(c, s, &recovery->days[fewest], &recovery->readings[fewest]);
  s->low += low;
  s->high += high;
  s->members += s->total > before;
}

static void add_tally(counting *c, sum *s, const rsupi_asof *at) {
  rsupi_tally tally = rsupi_tally_start(at, s->first->counts, s->first->kind, &c->scratch);
  const int64_t before = s->total;
  rsup_day day;
  while (rsupi_tally_next(&tally, &day)) add_on(c, s, day);
  s->low += s->total - before;
  s->high += s->total - before;
  s->members += s->total > before;
}

static void add_unknown(counting *c) {
  for (size_t i = 0; i < c->sum_count; i++) c->sums[i].unknowns++;
}

static rsup_status add_member(counting *c, const rsup_person *person, rsup_error *err) {
  rsupi_asof at;
  rsupi_recovery recovery;
  rsup_status status =
      rsupi_asof_open(person, c->now, c->now, NULL, c->locale, &c->scratch, &at, err);
  if (status == RSUP_E_TIME) { /* without a zone no day is known */
    rsupi_error_clear(err);
    add_unknown(c);
    return RSUP_OK;
  }
  if (status || rsupi_view_person_state(at.view, at.today, NULL) != RSUPI_PERSON_ACTIVE)
    return status;
  status = rsupi_recovery_today(&at, &c->scratch, &recovery, err);
  for (size_t i = 0; !status && i < c->sum_count; i++) {
    sum *s = &c->sums[i];
    if (s->first->counts == RSUPI_COUNTS_TOTAL_DAYS)
      add_recovery(c, s, &at, &recovery);
    else
      add_tally(c, s, &at);
  }
  return status || !c->scratch.failed ? status : rsupi_fail_memory(err);
}

/* ---- sums */

static int is_same(const rsupi_milestone_rule *a, const rsupi_milestone_rule *b) {
  return a->counts == b->counts && rsupi_text_equal(a->kind, b->kind);
}

static int make_sums(counting *c) {
  const rsup_config *config = c->config;
  c->sums = rsupi_arena_array(&c->work, config->group_milestone_count, sizeof *c->sums);
  for (size_t i = 0; c->sums && i < config->group_milestone_count; i++) {
    size_t k = 0;
    while (k < c->sum_count && !is_same(c->sums[k].first, &config->group_milestones[i])) k++;
    if (k < c->sum_count) continue;
    sum *s = &c->sums[c->sum_count++];
    s->first = &config->group_milestones[i];
    s->by_day = rsupi_arena_array(&c->work, DAYS, sizeof *s->by_day);
    if (!s->by_day) return 0;
  }
  return c->sums != NULL;
}

static rsup_day day_of(const counting *c, const sum *s, int64_t needed) {
  int64_t so_far = 0;
  for (rsup_day i = 0; i < DAYS; i++) {
    so_far += s->by_day[i];
    if (so_far >= needed) return c->base + i;
  }
  return RSUPI_NO_DAY;
}

/* ---- what is told */

static rsup_group_milestone *describe(const counting *c, const sum *s,
                                      const rsupi_milestone_rule *rule) {
  rsup_group_milestone *m = rsupi_arena_alloc(c->arena, sizeof *m);
  char text_id[128];
  rsupi_fixed fixed = rsupi_fixed_start(text_id, sizeof text_id);
  if (!m) return NULL;
  rsupi_fixed_format(&fixed, "milestone.%s", rule->id);
  m->id = rsupi_arena_copy(c->arena, rule->id);
  m->label = rsupi_arena_copy(c->arena, rsupi_config_words(c->config, text_id, c->locale));
  m->needed = rule->count;
  m->on = day_of(c, s, rule->count);
  m->state = s->total >= rule->count ? RSUP_MILESTONE_REACHED : RSUP_MILESTONE_NEXT;
  m->to_go = s->total >= rule->count ? 0 : (int32_t)(rule->count - s->total);
  return m;
}

/* Reached ones by their count, then the smallest of those that are not. */
static int tell_milestones(const counting *c, const sum *s, rsup_group_count *out) {
  const rsup_config *config = c->config;
  const rsupi_milestone_rule *before = NULL;
  rsupi_list list = {0};
  for (;;) {
    const rsupi_milestone_rule *next = NULL;
    for (size_t i = 0; i < config->group_milestone_count; i++) {
      const rsupi_milestone_rule *rule = &config->group_milestones[i];
      if (!is_same(rule, s->first) || (before && rule->count <= before->count)) continue;
      if (!next || rule->count < next->count) next = rule;
    }
    if (!next) break;
    const rsup_group_milestone *m = describe(c, s, next);
    if (!m || !rsupi_list_push(c->arena, &list, m)) return 0;
    if (m->state == RSUP_MILESTONE_NEXT) break;
    before = next;
  }
  out->milestones = (const rsup_group_milestone *const *)list.items;
  out->milestone_count = list.count;
  return 1;
}

static int tell(counting *c) {
  rsupi_list list = {0};
  for (size_t i = 0; i < c->sum_count; i++) {
    const sum *s = &c->sums[i];
    rsup_group_count *out = rsupi_arena_alloc(c->arena, sizeof *out);
    if (!out || !rsupi_list_push(c->arena, &list, out)) return 0;
    out->counts = rsupi_name_of(rsupi_counts_names, s->first->counts);
    out->kind = rsupi_arena_copy(c->arena, s->first->kind);
    out->withheld = s->members < c->page->floor;
    out->total = rsupi_measure_unknown(1);
    if (out->withheld) continue;
    out->total = rsupi_measure_bounded((double)s->total, (double)s->low,
                                       s->unknowns ? rsupi_nan() : (double)s->high, s->unknowns);
    if (!tell_milestones(c, s, out)) return 0;
  }
  c->page->counts = (const rsup_group_count *const *)list.items;
  c->page->count_count = list.count;
  return 1;
}

/* ---- the call */

static rsup_status check(const rsup_person *const *persons, size_t n, rsup_instant now,
                         const rsup_group_milestones_options *o, rsup_error *err) {
  if (!persons || n == 0 || n > INT32_MAX)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "persons is NULL or empty, or too many");
  if (!rsupi_is_writable(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "now lies outside of the years 2 to 9899");
  if (!o->permits || o->permit_count != n)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "permits are needed, one per person");
  if (o->reserved) return rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  return rsupi_persons_check(persons, n, err);
}

static int by_address(const void *a, const void *b) {
  return ((uintptr_t)a > (uintptr_t)b) - ((uintptr_t)a < (uintptr_t)b);
}

/* Somebody who is there twice would count for two. */
static rsup_status check_twice(counting *c, const rsup_person *const *persons, size_t n,
                               rsup_error *err) {
  void **sorted = rsupi_arena_array(&c->work, n, sizeof *sorted);
  void **room = rsupi_arena_array(&c->work, n, sizeof *room);
  if (!sorted || !room) return rsupi_fail_memory(err);
  memcpy(sorted, persons, n * sizeof *sorted);
  rsupi_sort(sorted, room, n, by_address);
  for (size_t i = 1; i < n; i++) {
    if (sorted[i] == sorted[i - 1])
      return rsupi_fail(err, RSUP_E_ARGUMENT, "a person is there twice");
  }
  return RSUP_OK;
}

static rsup_status count_all(counting *c, const rsup_person *const *persons, size_t n,
                             const uint8_t *permits, rsup_error *err) {
  rsup_status status = check_twice(c, persons, n, err);
  if (!status && !make_sums(c)) status = rsupi_fail_memory(err);
  for (size_t i = 0; i < n && !status; i++) {
    if (!permits[i]) continue;
    rsupi_arena_init(&c->scratch, &c->arena->allocator, 8192);
    status = add_member(c, persons[i], err);
    rsupi_arena_free(&c->scratch);
  }
  if (!status && (!tell(c) || c->arena->failed)) status = rsupi_fail_memory(err);
  return status;
}

rsup_status rsup_group_milestones(const rsup_person *const *persons, size_t n, rsup_instant now,
                                  const rsup_group_milestones_options *options,
                                  rsup_result **out_result, rsup_error *err) {
  rsup_group_milestones_options given = {0};
  rsup_result *result = NULL;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = check(persons, n, now, &given, err);
  if (status) return status;
  const rsup_config *config = rsupi_person_config(persons[0]);
  status = rsupi_result_new(&config->allocator, &rsupi_group_page_type, &result, err);
  if (status) return status;
  counting c = {.config = config,
                .locale = given.locale ? given.locale : "en",
                .now = now,
                .base = (rsup_day)(now / RSUPI_MS_PER_DAY) - DAYS + 3,
                .arena = &result->arena,
                .page = result->root};
  c.page->library = rsup_version();
  c.page->as_of = now;
  c.page->floor = config->policies.group_floor;
  c.page->config_digest = rsupi_arena_copy(c.arena, rsup_config_digest(config));
  rsupi_arena_init(&c.work, &config->allocator, 8192);
  status = count_all(&c, persons, n, given.permits, err);
  rsupi_arena_free(&c.work);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_group_page *rsup_group_page_get(const rsup_result *result) {
  return result && rsup_result_type(result) == &rsupi_group_page_type ? rsup_result_root(result)
                                                                      : NULL;
}
