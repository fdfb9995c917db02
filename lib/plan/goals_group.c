/* A collective goal: the sum of what the members who agreed bring. Sums only; of fewer members than
 * asked for, none. */
#include "person/records.h"
#include "plan/goals.h"
#include "recovery/question.h"

static const rsup_field group_fields[] = {
    RSUPI_KEY(rsup_group_goal, group, TEXT, "", "id of the collective goal"),
    RSUPI_FIELD(rsup_group_goal, as_of, INSTANT, "ms", "the moment of the question"),
    RSUPI_FIELD(rsup_group_goal, members, INT32, "", "counted"),
    RSUPI_FIELD(rsup_group_goal, not_permitted, INT32, "", "records that are not looked at"),
    RSUPI_FIELD(rsup_group_goal, without_share, INT32, "", "permitted, and not part of it"),
    RSUPI_FIELD(rsup_group_goal, withheld, BOOL, "",
                "whether too few members are there to tell sums"),
    RSUPI_FIELD(rsup_group_goal, wanted, MEASURE, "", "sum of the shares"),
    RSUPI_FIELD(rsup_group_goal, progress, MEASURE, "", "sum of what each brought"),
    RSUPI_FIELD(rsup_group_goal, shares_unknown, INT32, "", "members whose share nobody said"),
    RSUPI_FIELD(rsup_group_goal, progress_unknown, INT32, "",
                "members whose progress is not known"),
    RSUPI_RECORDS(rsup_group_goal, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_group_goal_type =
    RSUPI_RECORD_TYPE("group_goal", rsup_group_goal, group_fields, "a collective goal, in sums");

typedef struct summing {
  const char *group;
  rsup_instant now;
  rsup_group_goal *out;
  rsup_error *err;
} summing;

/* NaN spreads: what has no end has none in the sum. Where nothing is known it has no value either,
 * and the sum goes on without it. */
static void add(rsup_measure *sum, const rsup_measure *one) {
  const int known = one->state == RSUP_MEASURE_KNOWN || one->state == RSUP_MEASURE_BOUNDED;
  if (known) sum->value += one->value;
  if (!rsupi_isnan(one->low)) sum->low += one->low;
  sum->high += one->high;
  sum->unknowns += known ? one->unknowns : 1;
}

static void settle(rsup_measure *sum, int32_t members, int32_t unknown) {
  if (members == unknown) {
    *sum = rsupi_measure_unknown(unknown);
    return;
  }
  *sum = rsupi_measure_bounded(sum->value, sum->low, sum->high, sum->unknowns);
}

static void take_goal(summing *s, const rsup_goal *goal) {
  s->out->members++;
  add(&s->out->wanted, &goal->share);
  add(&s->out->progress, &goal->progress);
  s->out->shares_unknown += goal->share.state == RSUP_MEASURE_UNKNOWN;
  s->out->progress_unknown += goal->progress.state == RSUP_MEASURE_UNKNOWN;
}

/* A member's first goal of the group counts: nobody is counted twice. */
static const rsupi_aim *aim_of(const rsupi_view *view, const char *group) {
  for (size_t i = 0; i < view->aim_count; i++) {
    const rsupi_aim *const aim = view->aims[i];
    if (rsupi_text_equal(aim->group, group) && rsupi_goal_is_counted(aim->measure)) return aim;
  }
  return NULL;
}

static rsup_status look_at(summing *s, const rsup_person *person, rsupi_arena *arena) {
  rsupi_asof at;
  rsup_goal goal = {0};
  rsup_status status = rsupi_asof_open(person, s->now, s->now, NULL, NULL, arena, &at, s->err);
  if (status == RSUP_E_TIME) { /* without a zone no day can be told */
    rsupi_error_clear(s->err);
    s->out->without_share++;
    return RSUP_OK;
  }
  if (status) return status;
  if (rsupi_view_person_state(at.view, at.today, NULL) != RSUPI_PERSON_ACTIVE) {
    s->out->not_permitted++;
    return RSUP_OK;
  }
  const rsupi_aim *const aim = aim_of(at.view, s->group);
  if (!aim) {
    s->out->without_share++;
    return RSUP_OK;
  }
  status = rsupi_goal_make(&at, aim, arena, &goal, s->err);
  if (status) return status;
  if (goal.state == RSUP_GOAL_SET_ASIDE || goal.state == RSUP_GOAL_AHEAD)
    s->out->without_share++;
  else
    take_goal(s, &goal);
  return RSUP_OK;
}

static void finish(summing *s, int32_t least, rsupi_arena *arena) {
  rsup_group_goal *const out = s->out;
  rsupi_list reasons = {0};
  if (out->members < least) {
    out->withheld = 1;
    out->wanted = out->progress = rsupi_measure_unknown(out->members);
    out->shares_unknown = out->progress_unknown = 0;
    rsupi_reason_push(arena, &reasons, "too_few_members", least, out->group);
  } else {
    settle(&out->wanted, out->members, out->shares_unknown);
    settle(&out->progress, out->members, out->progress_unknown);
  }
  if (out->not_permitted)
    rsupi_reason_push(arena, &reasons, "members_not_counted", out->not_permitted, out->group);
  if (out->shares_unknown)
    rsupi_reason_push(arena, &reasons, "shares_not_said", out->shares_unknown, out->group);
  out->reasons = (const rsup_reason *const *)reasons.items;
  out->reason_count = reasons.count;
}

static rsup_status check(const rsup_person *const *persons, size_t n, const char *group,
                         rsup_instant now, const rsup_group_goal_progress_options *o,
                         rsup_error *err) {
  if ((n && !persons) || n > INT32_MAX || !group)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "persons or group is NULL, or there are too many");
  if (!rsupi_is_writable(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "now lies outside of the years 2 to 9899");
  if (o->permits && o->permit_count != n)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "permits are one per person");
  if (o->least_members < 0) return rsupi_fail(err, RSUP_E_ARGUMENT, "least_members is below 0");
  return rsupi_persons_check(persons, n, err);
}

rsup_status rsup_group_goal_progress(const rsup_person *const *persons, size_t n, const char *group,
                                     rsup_instant now,
                                     const rsup_group_goal_progress_options *options,
                                     rsup_result **out_result, rsup_error *err) {
  enum { LEAST_MEMBERS = 3 };
  rsup_group_goal_progress_options given = {0};
  rsup_result *result = NULL;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status) status = check(persons, n, group, now, &given, err);
  if (status) return status;
  const rsup_allocator allocator =
      n ? rsupi_person_config(persons[0])->allocator : rsupi_allocator_or_default(NULL);
  status = rsupi_result_new(&allocator, &rsupi_group_goal_type, &result, err);
  if (status) return status;
  summing s = {.group = group, .now = now, .out = result->root, .err = err};
  s.out->as_of = now;
  s.out->group = rsupi_arena_copy(&result->arena, group);
  for (size_t i = 0; i < n && !status; i++) {
    rsupi_arena scratch;
    if (!given.permits || given.permits[i] != 1) {
      s.out->not_permitted++;
      continue;
    }
    rsupi_arena_init(&scratch, &allocator, 4096);
    status = look_at(&s, persons[i], &scratch);
    rsupi_arena_free(&scratch);
  }
  finish(&s, given.least_members ? given.least_members : LEAST_MEMBERS, &result->arena);
  if (!status && result->arena.failed) status = rsupi_fail_memory(err);
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

const rsup_group_goal *rsup_group_goal_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_group_goal_type ? rsup_result_root(result) : NULL;
}
