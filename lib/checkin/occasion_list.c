/* The occasions of one form over any window: their states and times, and how they were kept. */
#include "checkin/occasions.h"
#include "core/names.h"
#include "recovery/question.h"

enum { MOST_DAYS = 36600 };

static const rsup_field occasion_fields[] = {
    RSUPI_KEY(rsup_occasion, date, DAY, "", "local date it belongs to"),
    RSUPI_MAYBE(rsup_occasion, occasion, TEXT, "", "which of several a day"),
    RSUPI_ENUM(rsup_occasion, state, rsup_occasion_state_name, "what became of it"),
    RSUPI_FIELD(rsup_occasion, opens, INSTANT, "ms", "instant from which on it can be answered"),
    RSUPI_FIELD(rsup_occasion, due, INSTANT, "ms", "instant by which it should be answered"),
    RSUPI_FIELD(rsup_occasion, closes, INSTANT, "ms", "instant until which it counts as done"),
    RSUPI_FIELD(rsup_occasion, late_until, INSTANT, "ms",
                "instant until which a late entry counts"),
    RSUPI_FIELD(rsup_occasion, dst, BOOL, "",
                "whether a change of the clocks touched one of these times"),
};
const rsup_record_type rsupi_occasion_type =
    RSUPI_RECORD_TYPE("occasion", rsup_occasion, occasion_fields, "a planned check-in");

static const rsup_field occasions_fields[] = {
    RSUPI_KEY(rsup_occasions, form, TEXT, "", "id of the form"),
    RSUPI_RECORD(rsup_occasions, adherence, rsupi_adherence_type, "how it was kept"),
    RSUPI_RECORDS(rsup_occasions, occasions, occasion_count, rsupi_occasion_type,
                  "occasions planned in the window, in order of time"),
};
const rsup_record_type rsupi_occasions_type = RSUPI_RECORD_TYPE(
    "occasions", rsup_occasions, occasions_fields, "what became of the planned check-ins");

typedef struct window {
  rsup_day from, until;
  int32_t policy;
} window;

static rsup_status read_window(const rsupi_asof *at, const rsup_occasions_options *options,
                               window *out, rsup_error *err) {
  const rsupi_policies *policies = &at->config->policies;
  const int32_t days = options->days ? options->days : policies->adherence_days;
  out->until = at->today + 1;
  if (options->until && *options->until < out->until) out->until = *options->until;
  if (days < 0 || days > MOST_DAYS || out->until < -MOST_DAYS * 100)
    return rsupi_fail(err, RSUP_E_RANGE, "the window lies outside its range");
  out->from = out->until - days;
  out->policy = policies->adherence;
  if (!options->policy) return RSUP_OK;
  out->policy = rsupi_adherence_policy(options->policy);
  return out->policy ? RSUP_OK
                     : rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "there is no such adherence policy");
}

static int add_occasion(const rsupi_asof *at, const rsupi_occasions *o, rsup_day day, size_t slot,
                        rsupi_arena *arena, rsupi_list *list) {
  const rsupi_day_times *times = &o->form->times[slot].times;
  int32_t state = rsupi_occasion_state(o, day, slot), dst = 0;
  if (state == RSUP_OCCASION_NOT_DUE) return 1;
  if (state == RSUP_OCCASION_NOT_ASKED && day == at->today && (o->count == 0 || day < o->first))
    state = RSUP_OCCASION_DUE; /* today can still begin it */
  rsup_occasion *one = rsupi_arena_alloc(arena, sizeof *one);
  if (!one) return 0;
  one->date = day;
  one->occasion = rsupi_arena_copy(arena, o->form->times[slot].id);
  one->state = state;
  one->opens = rsupi_occasion_time(at, day, times->opens, &dst);
  one->due = rsupi_occasion_time(at, day, times->due, &dst);
  one->closes = rsupi_occasion_time(at, day, times->closes, &dst);
  one->late_until = rsupi_occasion_time(at, day, times->late_until, &dst);
  one->dst = dst;
  return rsupi_list_push(arena, list, one);
}

static rsup_status fill(const rsupi_asof *at, const rsupi_form *form, const window *w,
                        rsupi_arena *arena, rsup_occasions *out, rsup_error *err) {
  rsupi_occasions occasions;
  rsupi_list list = {0};
  if (!rsupi_occasions_make(at, form, arena, &occasions)) return rsupi_fail_memory(err);
  out->form = rsupi_arena_copy(arena, form->id);
  out->adherence = rsupi_adherence_over(at, &occasions, w->from, w->until, w->policy, arena);
  for (rsup_day day = w->from; day < w->until; day++)
    for (size_t slot = 0; slot < occasions.slots; slot++)
      if (!add_occasion(at, &occasions, day, slot, arena, &list)) return rsupi_fail_memory(err);
  out->occasions = (const rsup_occasion *const *)list.items;
  out->occasion_count = list.count;
  return arena->failed || !out->adherence ? rsupi_fail_memory(err) : RSUP_OK;
}

rsup_status rsup_person_occasions(const rsup_person *person, const char *form, rsup_instant now,
                                  const rsup_occasions_options *options, rsup_result **out_result,
                                  rsup_error *err) {
  rsup_occasions_options given;
  rsupi_question question;
  window w = {0};
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!form || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_occasions needs a form and an out_result");
  rsup_status status = rsupi_options_read(options, &given, sizeof given, err);
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_occasions_type, &question, err);
  if (status) return status;
  const rsupi_form *found = rsupi_config_form(question.at.config, form);
  if (!found) status = rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the config has no such form");
  if (!status) status = read_window(&question.at, &given, &w, err);
  if (!status) status = fill(&question.at, found, &w, question.arena, question.root, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_occasions *rsup_occasions_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_occasions_type ? rsup_result_root(result) : NULL;
}
