/* How a form is kept: counts with an explicit numerator and denominator, and the streak that
 * follows the schedule.
 *
 *   policy            numerator     denominator                   a late one in the streak
 *   excused_neutral   done          done + late + missed          neither breaks nor lengthens
 *   strict            done          done + late + missed + excused  breaks
 *   late_counts       done + late   done + late + missed          lengthens
 *
 * Excused, not planned, not asked and still open occasions never break or lengthen a streak (but
 * for an excused one under "strict").
 *
 * Strength is a number in [0, 1) that forgets: with h the config's half-life in scheduled
 * occasions and g = 1 - 2^(-1/h), each kept occasion makes s + g (1 - s) of s, each other counted
 * one s (1 - g); excused, not asked and open ones, and a late one that neither breaks nor lengthens
 * a streak, leave it as it is. It starts at 0; n kept in a row from there make 1 - 2^(-n/h), n
 * missed multiply it by 2^(-n/h). It counts occasions, not days: a weekly form needs as many
 * occasions as a daily one. It says how steadily a form was kept of late, and nothing of health. */
#include "checkin/occasions.h"
#include "core/numbers.h"
#include "time/civil.h"

#include <string.h>

static const rsup_field adherence_fields[] = {
    RSUPI_KEY(rsup_adherence, form, TEXT, "", "id of the form"),
    RSUPI_FIELD(rsup_adherence, policy, TEXT, "", "excused_neutral, strict or late_counts"),
    RSUPI_MAYBE(rsup_adherence, from, DAY, "", "first day of the window"),
    RSUPI_MAYBE(rsup_adherence, until, DAY, "", "day after the last"),
    RSUPI_FIELD(rsup_adherence, done, INT32, "", "answered in time"),
    RSUPI_FIELD(rsup_adherence, late, INT32, "", "answered late"),
    RSUPI_FIELD(rsup_adherence, missed, INT32, "", "occasions not answered"),
    RSUPI_FIELD(rsup_adherence, excused, INT32, "", "excused, or in a controlled setting"),
    RSUPI_FIELD(rsup_adherence, not_asked, INT32, "", "before the first check-in"),
    RSUPI_FIELD(rsup_adherence, numerator, INT32, "", "occasions that the policy counts as kept"),
    RSUPI_FIELD(rsup_adherence, denominator, INT32, "", "occasions that the policy counts"),
    RSUPI_MAYBE(rsup_adherence, rate, DOUBLE, "", "numerator / denominator"),
    RSUPI_FIELD(rsup_adherence, streak, INT32, "", "scheduled occasions kept in a row, up to now"),
    RSUPI_MAYBE(rsup_adherence, streak_from, DAY, "", "first of them"),
    RSUPI_FIELD(rsup_adherence, longest_streak, INT32, "", "longest in the record"),
    RSUPI_MAYBE(rsup_adherence, streak_until, DAY, "", "last of the streak"),
    RSUPI_MAYBE(rsup_adherence, longest_from, DAY, "", "first of the longest"),
    RSUPI_MAYBE(rsup_adherence, longest_until, DAY, "", "last of the longest"),
    RSUPI_MAYBE(rsup_adherence, strength, DOUBLE, "",
                "how steadily it is kept, from 0 to 1, forgetting by half-life"),
};
const rsup_record_type rsupi_adherence_type =
    RSUPI_RECORD_TYPE("adherence", rsup_adherence, adherence_fields, "how one form is kept");

static const rsupi_name policies[] = {{"excused_neutral", RSUPI_ADHERENCE_EXCUSED_NEUTRAL},
                                      {"strict", RSUPI_ADHERENCE_STRICT},
                                      {"late_counts", RSUPI_ADHERENCE_LATE_COUNTS},
                                      {NULL, 0}};

int32_t rsupi_adherence_policy(const char *name) {
  return rsupi_value_of(policies, name, strlen(name));
}

static void count_one(int32_t state, rsup_adherence *out) {
  switch (state) {
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
  case RSUP_OCCASION_NOT_ASKED:
    out->not_asked++;
    break;
  default:
    break;
  }
}

/* Today, before the first check-in, is still open: it was neither asked nor not. */
static void count_window(const rsupi_asof *at, const rsupi_occasions *o, rsup_adherence *out) {
  for (rsup_day day = out->from; day < out->until && day <= at->today; day++) {
    if (day == at->today && (o->count == 0 || day < o->first)) continue;
    for (size_t slot = 0; slot < o->slots; slot++)
      count_one(rsupi_occasion_state(o, day, slot), out);
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

static rsup_day day_at(const rsupi_occasions *o, size_t index) {
  return o->first + (rsup_day)(index / o->slots);
}

static void count_streaks(const rsupi_occasions *o, int32_t policy, rsup_adherence *out) {
  const size_t n = o->count * o->slots;
  size_t from = 0, until = 0, longest_from = 0, longest_until = 0;
  int32_t run = 0;
  for (size_t i = 0; i < n; i++) {
    const int e = effect(o->state[i], policy);
    if (e < 0) run = 0;
    if (e <= 0) continue;
    if (run++ == 0) from = i;
    until = i;
    if (run > out->longest_streak) {
      out->longest_streak = run;
      longest_from = from;
      longest_until = i;
    }
  }
  out->streak = run;
  out->streak_from = run ? day_at(o, from) : RSUPI_NO_DAY;
  out->streak_until = run ? day_at(o, until) : RSUPI_NO_DAY;
  out->longest_from = out->longest_streak ? day_at(o, longest_from) : RSUPI_NO_DAY;
  out->longest_until = out->longest_streak ? day_at(o, longest_until) : RSUPI_NO_DAY;
}

#define LN_2 0.69314718055994530942

static double strength_of(const rsupi_occasions *o, int32_t policy, double half_life) {
  const double gain = -rsupi_expm1(-LN_2 / half_life);
  const size_t n = o->count * o->slots;
  double strength = 0;
  int counted = 0;
  for (size_t i = 0; i < n; i++) {
    const int e = o->state[i] == RSUP_OCCASION_EXCUSED ? 0 : effect(o->state[i], policy);
    counted |= e;
    if (e > 0)
      strength += gain * (1 - strength);
    else if (e < 0)
      strength *= 1 - gain;
  }
  return counted ? strength : rsupi_nan();
}

const rsup_adherence *rsupi_adherence_over(const rsupi_asof *at, const rsupi_occasions *occasions,
                                           rsup_day from, rsup_day until, int32_t policy,
                                           rsupi_arena *arena) {
  rsup_adherence *out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  out->form = rsupi_arena_copy(arena, occasions->form->id);
  out->policy = rsupi_name_of(policies, policy);
  out->from = from;
  out->until = until;
  count_window(at, occasions, out);
  divide(policy, out);
  count_streaks(occasions, policy, out);
  out->strength = strength_of(occasions, policy, at->config->policies.strength_half_life);
  return out;
}

const rsup_adherence *rsupi_adherence_make(const rsupi_asof *at, const rsupi_occasions *occasions,
                                           rsupi_arena *arena) {
  const rsupi_policies *set = &at->config->policies;
  return rsupi_adherence_over(at, occasions, at->today - set->adherence_days + 1, at->today + 1,
                              set->adherence, arena);
}
