/* Times in care: how each stands, how it follows the one before, and the gaps between. */
#include "core/names.h"
#include "recovery/care.h"

static const rsupi_name states[] = {{"active", RSUP_CARE_ACTIVE},
                                    {"completed", RSUP_CARE_COMPLETED},
                                    {"ended_early", RSUP_CARE_ENDED_EARLY},
                                    {"moved", RSUP_CARE_MOVED},
                                    {"ended", RSUP_CARE_ENDED},
                                    {NULL, 0}};
const char *rsup_care_state_name(int32_t state) {
  return rsupi_name_of(states, state);
}
static const rsupi_name retained_names[] = {
    {"yes", RSUP_RETAINED_YES},         {"completed", RSUP_RETAINED_COMPLETED},
    {"no", RSUP_RETAINED_NO},           {"not_yet", RSUP_RETAINED_NOT_YET},
    {"unknown", RSUP_RETAINED_UNKNOWN}, {NULL, 0}};
const char *rsup_retained_name(int32_t retained) {
  return rsupi_name_of(retained_names, retained);
}
static const rsupi_name steps[] = {{"first", RSUP_STEP_FIRST},
                                   {"down", RSUP_STEP_DOWN},
                                   {"same", RSUP_STEP_SAME},
                                   {"up", RSUP_STEP_UP},
                                   {NULL, 0}};
const char *rsup_step_name(int32_t step) {
  return rsupi_name_of(steps, step);
}

static const rsup_field episode_fields[] = {
    RSUPI_KEY(rsup_care_episode, care, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_care_episode, level, TEXT, "", "level of care"),
    RSUPI_FIELD(rsup_care_episode, step, INT32, "", "its place in the order of stepping down"),
    RSUPI_ENUM(rsup_care_episode, moved, rsup_step_name, "step against the one before"),
    RSUPI_MAYBE(rsup_care_episode, from, DAY, "", "first day"),
    RSUPI_MAYBE(rsup_care_episode, to, DAY, "", "last day"),
    RSUPI_MAYBE(rsup_care_episode, planned_until, DAY, "", "planned last day"),
    RSUPI_ENUM(rsup_care_episode, state, rsup_care_state_name, "how it stands"),
    RSUPI_MAYBE(rsup_care_episode, reason, TEXT, "", "why it ended"),
    RSUPI_FIELD(rsup_care_episode, days, MEASURE, "days", "days in it, up to today"),
    RSUPI_ENUM(rsup_care_episode, retained, rsup_retained_name,
               "whether it still held after so many days"),
    RSUPI_MAYBE(rsup_care_episode, gap_days, INT32, "days", "days without care before it"),
    RSUPI_MAYBE(rsup_care_episode, first_peer_contact, DAY, "",
                "first contact with a peer after it ended"),
    RSUPI_FIELD(rsup_care_episode, days_to_peer_contact, MEASURE, "days",
                "time from the last day to the first contact with a peer"),
    RSUPI_MAYBE(rsup_care_episode, first_kept, DAY, "", "first appointment kept after it ended"),
    RSUPI_FIELD(rsup_care_episode, days_to_first_kept, MEASURE, "days",
                "time from the last day to that appointment"),
    RSUPI_FIELD(rsup_care_episode, goes_straight_on, BOOL, "",
                "whether other care began by the day after"),
    RSUPI_RECORDS(rsup_care_episode, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_care_episode_type = RSUPI_RECORD_TYPE(
    "care_episode", rsup_care_episode, episode_fields, "one time at one level of care");

static const rsup_field gap_fields[] = {
    RSUPI_KEY(rsup_care_gap, after, TEXT, "", "the time in care before it"),
    RSUPI_FIELD(rsup_care_gap, before, TEXT, "", "the time in care after it"),
    RSUPI_FIELD(rsup_care_gap, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_care_gap, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_care_gap, days, INT32, "days", "its length"),
};
const rsup_record_type rsupi_care_gap_type =
    RSUPI_RECORD_TYPE("care_gap", rsup_care_gap, gap_fields, "days without care");

/* ---- one of them */

static int has_ended(const rsupi_care_question *q, const rsupi_care *care) {
  return care->to != RSUPI_NO_DAY && care->to <= q->at->today;
}

static int32_t state_of(const rsupi_care_question *q, const rsupi_care *care) {
  if (!has_ended(q, care) || (care->to == q->at->today && !care->ended)) return RSUP_CARE_ACTIVE;
  switch (care->ended) {
  case RSUPI_CARE_COMPLETED:
    return RSUP_CARE_COMPLETED;
  case RSUPI_CARE_EARLY:
    return RSUP_CARE_ENDED_EARLY;
  case RSUPI_CARE_MOVED:
    return RSUP_CARE_MOVED;
  default:
    return RSUP_CARE_ENDED;
  }
}

static int32_t retained_of(const rsupi_care_question *q, const rsup_care_episode *episode) {
  if (episode->from == RSUPI_NO_DAY) return RSUP_RETAINED_UNKNOWN;
  const rsup_day then = episode->from + q->retained_days;
  const rsup_day last = episode->to != RSUPI_NO_DAY ? episode->to : q->at->today;
  if (last >= then) return RSUP_RETAINED_YES;
  if (episode->state == RSUP_CARE_ACTIVE) return RSUP_RETAINED_NOT_YET;
  if (episode->state == RSUP_CARE_COMPLETED) return RSUP_RETAINED_COMPLETED;
  return episode->state == RSUP_CARE_ENDED_EARLY ? RSUP_RETAINED_NO : RSUP_RETAINED_UNKNOWN;
}

static rsup_measure days_of(const rsupi_care_question *q, const rsup_care_episode *episode) {
  const rsup_day last = episode->to != RSUPI_NO_DAY ? episode->to : q->at->today;
  if (episode->from == RSUPI_NO_DAY) return rsupi_measure_bounded(1, 1, rsupi_nan(), 1);
  return rsupi_measure_known(last - episode->from + 1);
}

static void explain(rsupi_care_question *q, rsup_care_episode *episode) {
  rsupi_list list = {0};
  if (episode->from == RSUPI_NO_DAY)
    rsupi_reason_push(q->arena, &list, "begin_not_said", rsupi_nan(), episode->care);
  if (episode->gap_days > 0)
    rsupi_reason_push(q->arena, &list, "days_without_care_before", episode->gap_days,
                      episode->care);
  if (episode->planned_until != RSUPI_NO_DAY && episode->to != RSUPI_NO_DAY &&
      episode->to < episode->planned_until)
    rsupi_reason_push(q->arena, &list, "days_before_planned_end",
                      episode->planned_until - episode->to, episode->care);
  episode->reasons = (const rsup_reason *const *)list.items;
  episode->reason_count = list.count;
}

static rsup_care_episode *describe(rsupi_care_question *q, const rsupi_care *care) {
  rsup_care_episode *const out = rsupi_arena_alloc(q->arena, sizeof *out);
  if (!out) return NULL;
  const int ended = has_ended(q, care);
  out->care = rsupi_arena_copy(q->arena, care->head.id);
  out->level = care->level;
  out->step = care->definition->step;
  out->from = care->from;
  out->to = ended ? care->to : RSUPI_NO_DAY;
  out->planned_until = care->planned_until;
  if (!ended && care->to != RSUPI_NO_DAY) out->planned_until = care->to;
  out->state = state_of(q, care);
  out->reason = ended ? rsupi_name_of(rsupi_care_reason_names, care->reason) : NULL;
  out->days = days_of(q, out);
  out->retained = retained_of(q, out);
  out->gap_days = INT32_MIN;
  return out;
}

/* ---- one after the other */

typedef struct walk {
  const rsup_care_episode *last; /* the one before */
  const rsupi_care *reaches;     /* of those before, the one that reaches furthest */
  rsup_day covered;              /* its last day; INT32_MAX: it goes on */
} walk;

static int32_t moved_against(const rsup_care_episode *last, const rsup_care_episode *episode) {
  if (!last) return RSUP_STEP_FIRST;
  if (episode->step == last->step) return RSUP_STEP_SAME;
  return episode->step > last->step ? RSUP_STEP_DOWN : RSUP_STEP_UP;
}

static int add_gap(rsupi_care_question *q, const walk *w, const rsup_care_episode *episode,
                   rsupi_list *gaps) {
  const rsup_day from = w->covered + 1, until = episode->from;
  if (until <= q->from || from >= q->until) return 1;
  rsup_care_gap *const gap = rsupi_arena_alloc(q->arena, sizeof *gap);
  if (!gap) return 0;
  gap->after = rsupi_arena_copy(q->arena, w->reaches->head.id);
  gap->before = episode->care;
  gap->from = from > q->from ? from : q->from;
  gap->until = until < q->until ? until : q->until;
  gap->days = gap->until - gap->from;
  return rsupi_list_push(q->arena, gaps, gap);
}

static int follow(rsupi_care_question *q, walk *w, const rsupi_care *care,
                  rsup_care_episode *episode, rsupi_list *gaps) {
  episode->moved = moved_against(w->last, episode);
  if (w->reaches && episode->from != RSUPI_NO_DAY) {
    const int apart = w->covered != INT32_MAX && episode->from > w->covered + 1;
    episode->gap_days = apart ? episode->from - w->covered - 1 : 0;
    if (apart && !add_gap(q, w, episode, gaps)) return 0;
  }
  const rsup_day last = episode->to != RSUPI_NO_DAY ? episode->to : INT32_MAX;
  if (!w->reaches || last > w->covered) {
    w->reaches = care;
    w->covered = last;
  }
  w->last = episode;
  return 1;
}

/* Did other care hold on the day after it, or on its last day? */
static int goes_straight_on(const rsupi_care_question *q, const rsupi_care *care) {
  const rsupi_view *const view = q->at->view;
  for (size_t i = 0; i < view->care_count; i++) {
    const rsupi_care *const other = view->care[i];
    if (other == care || other->from == RSUPI_NO_DAY || other->from > q->at->today) continue;
    if (other->from <= care->to + 1 && (other->to == RSUPI_NO_DAY || other->to > care->to))
      return 1;
  }
  return 0;
}

static int touches(const rsupi_care_question *q, const rsupi_care *care) {
  return care->from < q->until && (care->to == RSUPI_NO_DAY || care->to >= q->from);
}

int rsupi_care_episodes(rsupi_care_question *q) {
  const rsupi_view *const view = q->at->view;
  rsupi_list episodes = {0}, gaps = {0};
  walk w = {0};
  uint8_t *const days = rsupi_arena_alloc(q->arena, (size_t)q->out->days + 1);
  if (!days) return 0;
  for (size_t i = 0; i < view->care_count; i++) {
    const rsupi_care *const care = view->care[i];
    if (care->from > q->at->today) continue;
    rsup_care_episode *const episode = describe(q, care);
    if (!episode || !follow(q, &w, care, episode, &gaps)) return 0;
    rsupi_care_mark(q, care->from, care->to, days);
    if (!touches(q, care)) continue;
    episode->goes_straight_on = episode->to != RSUPI_NO_DAY && goes_straight_on(q, care);
    rsupi_care_afterwards(q, episode);
    explain(q, episode);
    if (!rsupi_list_push(q->arena, &episodes, episode)) return 0;
  }
  q->out->days_in_care = view->care_count ? rsupi_care_measure(q, days) : rsupi_measure_unknown(1);
  q->out->episodes = (const rsup_care_episode *const *)episodes.items;
  q->out->episode_count = episodes.count;
  q->out->gaps = (const rsup_care_gap *const *)gaps.items;
  q->out->gap_count = gaps.count;
  return 1;
}
