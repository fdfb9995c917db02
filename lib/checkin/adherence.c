/* How a form is kept: counts with an explicit numerator and denominator, and the streak that
 * follows the schedule.
 *
 *   policy            numerator     denominator                   a late one in the streak
 *   excused_neutral   done          done + late + missed          neither breaks nor lengthens
 *   strict            done          done + late + missed + excused  breaks
 *   late_counts       done + late   done + late + missed          lengthens
 *
 * Excused, not planned and still open occasions never break or lengthen a streak. */
#include "checkin/occasions.h"
#include "core/numbers.h"
#include "time/civil.h"

static const rsup_field adherence_fields[] = {
    RSUPI_KEY(rsup_adherence, form, TEXT, "", "id of the form"),
    RSUPI_FIELD(rsup_adherence, policy, TEXT, "", "excused_neutral, strict or late_counts"),
    RSUPI_MAYBE(rsup_adherence, from, DAY, "", "first day of the window"),
    RSUPI_MAYBE(rsup_adherence, until, DAY, "", "one past its last day"),
    RSUPI_FIELD(rsup_adherence, done, INT32, "", "answered in time"),
    RSUPI_FIELD(rsup_adherence, late, INT32, "", "answered late"),
    RSUPI_FIELD(rsup_adherence, missed, INT32, "", "not answered"),
    RSUPI_FIELD(rsup_adherence, excused, INT32, "", "excused, or in a controlled setting"),
    RSUPI_FIELD(rsup_adherence, not_asked, INT32, "", "before the first check-in"),
    RSUPI_FIELD(rsup_adherence, numerator, INT32, "", "by the policy"),
    RSUPI_FIELD(rsup_adherence, denominator, INT32, "", "by the policy"),
    RSUPI_MAYBE(rsup_adherence, rate, DOUBLE, "", "numerator / denominator"),
    RSUPI_FIELD(rsup_adherence, streak, INT32, "", "scheduled occasions kept in a row, up to now"),
    RSUPI_MAYBE(rsup_adherence, streak_from, DAY, "", "first of them"),
    RSUPI_FIELD(rsup_adherence, longest_streak, INT32, "", "longest in the record"),
};
const rsup_record_type rsupi_adherence_type =
    RSUPI_RECORD_TYPE("adherence", rsup_adherence, adherence_fields, "how one form is kept");

static const char *policy_name(int32_t policy) {
  switch (policy) {
  case RSUPI_ADHERENCE_STRICT:
    return "strict";
  case RSUPI_ADHERENCE_LATE_COUNTS:
    return "late_counts";
  default:
    return "excused_neutral";
  }
}

static void count_window(const rsupi_asof *at, const rsupi_occasions *o, rsup_adherence *out) {
  out->from = at->today - at->config->policies.adherence_days + 1;
  out->until = at->today + 1;
  for (rsup_day day = out->from; day <= at->today; day++) {
    if (o->count == 0 || day < o->first) {
      out->not_asked += rsupi_form_planned(o->form, day) && day < at->today;
      continue;
    }
    switch (o->state[day - o->first]) {
    case RSUP_OCCASION_DONE:
      out->done++;
      break;
    case RSUP_OCCASION_LATE:
      out->late++;
      break;
    case RSUP_OCCASION_MISSED:
      out->missed++;
      break;
    case RSUP_OCCASION_EXCUSED:
      out->excused++;
      break;
    default:
      break;
    }
  }
}

static void divide(int32_t policy, rsup_adherence *out) {
  out->numerator = out->done + (policy == RSUPI_ADHERENCE_LATE_COUNTS ? out->late : 0);
  out->denominator =
      out->done + out->late + out->missed + (policy == RSUPI_ADHERENCE_STRICT ? out->excused : 0);
  out->rate = out->denominator ? (double)out->numerator / out->denominator : rsupi_nan();
}

/* 1 lengthens, 0 neither, -1 breaks. */
static int effect(uint8_t state, int32_t policy) {
  switch (state) {
  case RSUP_OCCASION_DONE:
    return 1;
  case RSUP_OCCASION_LATE:
    return policy == RSUPI_ADHERENCE_LATE_COUNTS ? 1 : policy == RSUPI_ADHERENCE_STRICT ? -1 : 0;
  case RSUP_OCCASION_MISSED:
    return -1;
  case RSUP_OCCASION_EXCUSED:
    return policy == RSUPI_ADHERENCE_STRICT ? -1 : 0;
  default:
    return 0;
  }
}

static void count_streaks(const rsupi_occasions *o, int32_t policy, rsup_adherence *out) {
  int32_t run = 0;
  rsup_day from = RSUPI_NO_DAY;
  for (size_t i = 0; i < o->count; i++) {
    int e = effect(o->state[i], policy);
    if (e < 0) {
      run = 0;
    } else if (e > 0) {
      if (run++ == 0) from = o->first + (rsup_day)i;
      if (run > out->longest_streak) out->longest_streak = run;
    }
  }
  out->streak = run;
  out->streak_from = run ? from : RSUPI_NO_DAY;
}

const rsup_adherence *rsupi_adherence_make(const rsupi_asof *at, const rsupi_occasions *occasions,
                                           rsupi_arena *arena) {
  rsup_adherence *out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  int32_t policy = at->config->policies.adherence;
  out->form = rsupi_arena_copy(arena, occasions->form->id);
  out->policy = policy_name(policy);
  count_window(at, occasions, out);
  divide(policy, out);
  count_streaks(occasions, policy, out);
  return out;
}
