/* How well a mentor would fit. Each term is a share from 0 to 1 times its weight, and is a reason;
 * what is not known of one of the two adds nothing, and is said. */
#include "core/numbers.h"
#include "core/text.h"
#include "network/match.h"
#include "network/ties.h"
#include "time/civil.h"

enum { WEEK = 7 * 1440, HALF_DAY = 720 };
struct rsupi_week {
  uint8_t minute[WEEK]; /* 1: there */
  int32_t minutes;      /* how many are */
};

/* ---- hours */

/* Minutes by which a zone's clock is ahead of UTC. */
static int32_t minutes_ahead(const rsupi_zone *zone, rsup_instant now) {
  rsup_day day, utc_day = (rsup_day)(now / RSUPI_MS_PER_DAY);
  int32_t minute;
  rsupi_zone_clock(zone, now, &day, &minute);
  int64_t utc = now % RSUPI_MS_PER_DAY;
  if (utc < 0) {
    utc += RSUPI_MS_PER_DAY;
    utc_day--;
  }
  return (day - utc_day) * 1440 + minute - (int32_t)(utc / 60000);
}

static void mark_window(rsupi_week *week, const rsupi_available *window, int32_t ahead) {
  const int32_t length =
      window->to > window->from ? window->to - window->from : window->to + 1440 - window->from;
  for (int32_t day = 0; day < 7; day++) {
    if (!(window->weekdays >> day & 1)) continue;
    const int32_t from = day * 1440 + window->from - ahead + WEEK;
    for (int32_t i = 0; i < length; i++) week->minute[(from + i) % WEEK] = 1;
  }
}

int rsupi_week_read(const rsupi_asof *at, rsupi_arena *arena, const rsupi_week **out) {
  const rsupi_self *const self = at->view->self;
  *out = NULL;
  if (!self || !self->available_count) return 1;
  rsupi_week *const week = rsupi_arena_alloc(arena, sizeof *week);
  if (!week) return 0;
  for (size_t i = 0; i < self->available_count; i++) {
    const rsupi_available *const window = &self->available[i];
    const rsupi_zone *const zone = window->zone_data ? window->zone_data : at->zone;
    mark_window(week, window, minutes_ahead(zone, at->now));
  }
  for (int32_t i = 0; i < WEEK; i++) week->minutes += week->minute[i];
  *out = week;
  return 1;
}

static double shared_hours(const rsupi_week *a, const rsupi_week *b) {
  int32_t both = 0;
  if (!a || !b) return rsupi_nan();
  for (int32_t i = 0; i < WEEK; i++) both += a->minute[i] & b->minute[i];
  return (double)both / a->minutes;
}

/* 1 on the same clock, 0 half a day away. */
static double nearness(const rsupi_asof *a, const rsupi_asof *b) {
  int32_t apart = (minutes_ahead(a->zone, a->now) - minutes_ahead(b->zone, b->now)) % 1440;
  if (apart < 0) apart += 1440;
  if (apart > HALF_DAY) apart = 1440 - apart;
  return (double)(HALF_DAY - apart) / HALF_DAY;
}

/* ---- lists of words */

static int is_in(const char *word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (rsupi_text_equal(word, words[i])) return 1;
  return 0;
}

/* The share of the words of `a`, each once, that are in `b`; NaN when one of the two says nothing.
 */
static double shared_words(const char *const *a, size_t a_count, const char *const *b,
                           size_t b_count) {
  int32_t all = 0, both = 0;
  if (!a_count || !b_count) return rsupi_nan();
  for (size_t i = 0; i < a_count; i++) {
    if (is_in(a[i], a, i)) continue;
    all++;
    both += is_in(a[i], b, b_count);
  }
  return (double)both / all;
}

typedef const char *const *words;
static double shared_experience(const rsupi_self *a, const rsupi_self *b) {
  return a && b ? shared_words((words)a->tags, a->tag_count, (words)b->tags, b->tag_count)
                : rsupi_nan();
}
static double shared_modes(const rsupi_self *a, const rsupi_self *b) {
  return a && b ? shared_words((words)a->modes, a->mode_count, (words)b->modes, b->mode_count)
                : rsupi_nan();
}
/* One language is enough. */
static double shared_language(const rsupi_view *a, const rsupi_view *b) {
  const double share =
      shared_words(a->languages, a->language_count, b->languages, b->language_count);
  return share > 0 ? 1 : share;
}

/* ---- terms */

enum { TERMS = 6 };
typedef struct term {
  const char *id, *not_known;
  double weight, amount, points;
} term;

static int read_terms(const rsupi_matching *m, const rsupi_applicant *applicant,
                      rsupi_arena *scratch, term terms[TERMS]) {
  const rsupi_asof *const a = m->seeker, *const b = applicant->at;
  const rsupi_match_weights *const w = &m->weights;
  const rsupi_self *const mine = a->view->self, *const theirs = b->view->self;
  const rsupi_week *hours;
  if (!rsupi_week_read(b, scratch, &hours)) return 0;
  const term found[TERMS] = {
      {"shared_experience", "experience_not_known", w->experience, shared_experience(mine, theirs),
       0},
      {"shared_language", "language_not_known", w->language, shared_language(a->view, b->view), 0},
      {"shared_hours", "hours_not_known", w->hours, shared_hours(m->hours, hours), 0},
      {"shared_mode", "mode_not_known", w->mode, shared_modes(mine, theirs), 0},
      {"near_clock", NULL, w->zone, nearness(a, b), 0},
      {"room_left", NULL, w->load, (double)applicant->room / applicant->capacity, 0},
  };
  for (size_t i = 0; i < TERMS; i++) {
    terms[i] = found[i];
    terms[i].points = found[i].weight * found[i].amount;
  }
  return 1;
}

/* Stable: equal ones stay in the order of the table. */
static void sort_terms(term terms[TERMS]) {
  for (size_t i = 1; i < TERMS; i++) {
    const term one = terms[i];
    size_t k = i;
    for (; k > 0 && !(terms[k - 1].points >= one.points) && !rsupi_isnan(one.points); k--)
      terms[k] = terms[k - 1];
    terms[k] = one;
  }
}

/* The seeker knows them, and does not say whether they lived or used together. */
static const char *past_not_known(const rsupi_matching *m, const char *candidate) {
  const rsupi_view *const view = m->seeker->view;
  for (size_t i = 0; i < view->tie_count; i++) {
    const rsupi_tie *const tie = view->ties[i];
    if (!rsupi_text_equal(tie->person, candidate) && strcmp(tie->head.id, candidate) != 0) continue;
    if (tie->household == INT32_MIN || tie->former_associate == INT32_MIN) return tie->head.id;
  }
  return NULL;
}

int rsupi_match_terms(const rsupi_matching *m, const rsupi_applicant *applicant,
                      rsupi_arena *scratch, double *out_score, rsupi_list *reasons) {
  term terms[TERMS];
  *out_score = 0;
  if (!read_terms(m, applicant, scratch, terms)) return 0;
  sort_terms(terms);
  for (size_t i = 0; i < TERMS; i++) {
    if (!(terms[i].points > 0)) continue;
    *out_score += terms[i].points;
    if (!rsupi_reason_push(m->arena, reasons, terms[i].id, terms[i].points, "")) return 0;
  }
  for (size_t i = 0; i < TERMS; i++) {
    if (!rsupi_isnan(terms[i].amount)) continue;
    if (!rsupi_reason_push(m->arena, reasons, terms[i].not_known, rsupi_nan(), "")) return 0;
  }
  const char *const tie = past_not_known(m, applicant->at->view->person_id);
  return !tie || rsupi_reason_push(m->arena, reasons, "past_not_known", rsupi_nan(), tie);
}
