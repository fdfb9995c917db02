/* How far the person and others agree on early-warning signs: counts, percent agreement, and
 * Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20:37-46).
 *
 * With a units in which both saw a sign, b only the person, c only others, d nobody, n of them in
 * all, po = (a + d) / n and pe = ((a + b)(a + c) + (c + d)(b + d)) / n^2, kappa is
 * (po - pe) / (1 - pe) = (n (a + d) - E) / (n^2 - E) with E = n^2 pe: whole numbers up to the one
 * division. */
#include "checkin/warnings.h"
#include "core/numbers.h"
#include "core/result.h"

static const rsup_field sign_fields[] = {
    RSUPI_KEY(rsup_warning_sign, sign, TEXT, "",
              "sign as the plan, the config or the record writes it"),
    RSUPI_FIELD(rsup_warning_sign, planned, BOOL, "", "whether the plan in force names it"),
    RSUPI_FIELD(rsup_warning_sign, weight, DOUBLE, "", "weight that the config gives it"),
    RSUPI_FIELD(rsup_warning_sign, self_asked, INT32, "units", "units in which the person looked"),
    RSUPI_FIELD(rsup_warning_sign, self_seen, MEASURE, "units", "units in which the person saw it"),
    RSUPI_FIELD(rsup_warning_sign, others_asked, INT32, "units",
                "units in which somebody else looked"),
    RSUPI_FIELD(rsup_warning_sign, others_seen, MEASURE, "units",
                "units in which somebody else saw it"),
    RSUPI_FIELD(rsup_warning_sign, both, INT32, "units", "units in which both saw it"),
    RSUPI_FIELD(rsup_warning_sign, only_self, INT32, "units",
                "units in which only the person saw it"),
    RSUPI_FIELD(rsup_warning_sign, only_others, INT32, "units",
                "units in which only others saw it"),
    RSUPI_FIELD(rsup_warning_sign, neither, INT32, "units", "units in which nobody saw it"),
    RSUPI_FIELD(rsup_warning_sign, n, INT32, "units", "units in which both looked"),
    RSUPI_FIELD(rsup_warning_sign, unknown, INT32, "units",
                "units in which one of them did not look, or both"),
    RSUPI_FIELD(rsup_warning_sign, agreement, MEASURE, "%",
                "share of units in which both say the same"),
    RSUPI_MAYBE(rsup_warning_sign, kappa, DOUBLE, "", "agreement beyond chance (Cohen 1960)"),
    RSUPI_FIELD(rsup_warning_sign, checkin_days, INT32, "days",
                "days on which a check-in named it"),
    RSUPI_MAYBE(rsup_warning_sign, first_on, DAY, "",
                "first day on which it is known to have been seen"),
    RSUPI_MAYBE(rsup_warning_sign, last_on, DAY, "",
                "last day on which it is known to have been seen"),
    RSUPI_RECORDS(rsup_warning_sign, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_warning_sign_type =
    RSUPI_RECORD_TYPE("warning_sign", rsup_warning_sign, sign_fields, "one early-warning sign");

static const rsup_field signs_fields[] = {
    RSUPI_FIELD(rsup_warning_signs, from, DAY, "", "first day"),
    RSUPI_FIELD(rsup_warning_signs, until, DAY, "", "the day after the last"),
    RSUPI_FIELD(rsup_warning_signs, unit_days, INT32, "days", "days that are compared as one"),
    RSUPI_FIELD(rsup_warning_signs, units, INT32, "units", "units from `from` to `until`"),
    RSUPI_FIELD(rsup_warning_signs, others, INT32, "people", "people who looked"),
    RSUPI_FIELD(rsup_warning_signs, self_signs, INT32, "", "different signs the person saw"),
    RSUPI_FIELD(rsup_warning_signs, others_signs, INT32, "", "different signs others saw"),
    RSUPI_FIELD(rsup_warning_signs, self_weight, DOUBLE, "", "sum of the weights of those"),
    RSUPI_FIELD(rsup_warning_signs, others_weight, DOUBLE, "", "sum of the weights of those"),
    RSUPI_FIELD(rsup_warning_signs, both, INT32, "units",
                "units in which both saw one, over all signs"),
    RSUPI_FIELD(rsup_warning_signs, only_self, INT32, "units",
                "units in which only the person saw one"),
    RSUPI_FIELD(rsup_warning_signs, only_others, INT32, "units",
                "units in which only others saw one"),
    RSUPI_FIELD(rsup_warning_signs, neither, INT32, "units", "units in which nobody saw one"),
    RSUPI_FIELD(rsup_warning_signs, n, INT32, "units", "units in which both looked"),
    RSUPI_FIELD(rsup_warning_signs, unknown, INT32, "units",
                "units in which one of them did not look, or both"),
    RSUPI_FIELD(rsup_warning_signs, agreement, MEASURE, "%",
                "share of units in which both say the same"),
    RSUPI_MAYBE(rsup_warning_signs, kappa, DOUBLE, "", "agreement beyond chance (Cohen 1960)"),
    RSUPI_FIELD(rsup_warning_signs, not_placed, INT32, "", "observations over more than one unit"),
    RSUPI_RECORDS(rsup_warning_signs, signs, sign_count, rsupi_warning_sign_type, "signs by name"),
    RSUPI_RECORDS(rsup_warning_signs, reasons, reason_count, rsupi_reason_type,
                  "why the numbers are what they are"),
};
const rsup_record_type rsupi_warning_signs_type =
    RSUPI_RECORD_TYPE("warning_signs", rsup_warning_signs, signs_fields,
                      "early-warning signs, by the person and by others");

/* ---- a table of two by two */

typedef struct table {
  int64_t both, only_self, only_others, neither, unknown;
} table;

static int64_t compared(const table *t) {
  return t->both + t->only_self + t->only_others + t->neither;
}

/* No value without a unit to compare, and where chance alone would agree always. */
static double kappa_of(const table *t) {
  const int64_t n = compared(t);
  const int64_t by_chance = (t->both + t->only_self) * (t->both + t->only_others) +
                            (t->only_others + t->neither) * (t->only_self + t->neither);
  if (n * n == by_chance) return rsupi_nan();
  return (double)(n * (t->both + t->neither) - by_chance) / (double)(n * n - by_chance);
}

static rsup_measure agreement_of(const table *t) {
  const int64_t n = compared(t), alike = t->both + t->neither, all = n + t->unknown;
  if (n == 0) return rsupi_measure_unknown((int32_t)t->unknown);
  return rsupi_measure_bounded(
      (double)(100 * alike) / (double)n, (double)(100 * alike) / (double)all,
      (double)(100 * (alike + t->unknown)) / (double)all, (int32_t)t->unknown);
}

static int explain(rsupi_arena *arena, const table *t, rsupi_list *reasons) {
  const int64_t n = compared(t);
  const int alike = n > 0 && rsupi_isnan(kappa_of(t));
  const char *const id = n == 0  ? "signs_not_compared"
                         : alike ? "signs_always_alike"
                                 : "signs_compared";
  return rsupi_reason_push(arena, reasons, id, n ? (double)n : rsupi_nan(), NULL);
}

/* ---- one sign */

static void count_unit(table *t, uint8_t self, uint8_t others) {
  if (!self || !others)
    t->unknown++;
  else if (self == RSUPI_SIGN_SEEN)
    *(others == RSUPI_SIGN_SEEN ? &t->both : &t->only_self) += 1;
  else
    *(others == RSUPI_SIGN_SEEN ? &t->only_others : &t->neither) += 1;
}

static rsup_measure seen_of(const uint8_t *told, int32_t units, int32_t *asked) {
  int32_t seen = 0;
  *asked = 0;
  for (int32_t i = 0; i < units; i++) {
    *asked += told[i] != RSUPI_SIGN_NOT_ASKED;
    seen += told[i] == RSUPI_SIGN_SEEN;
  }
  return rsupi_measure_bounded(seen, seen, seen + units - *asked, units - *asked);
}

static int compare(rsupi_warning_question *q, const rsupi_told_sign *sign, table *t) {
  const int32_t units = q->out->units;
  rsup_warning_sign *const out = sign->out;
  rsupi_list reasons = {0};
  for (int32_t i = 0; i < units; i++) count_unit(t, sign->self[i], sign->others[i]);
  out->self_seen = seen_of(sign->self, units, &out->self_asked);
  out->others_seen = seen_of(sign->others, units, &out->others_asked);
  out->both = (int32_t)t->both;
  out->only_self = (int32_t)t->only_self;
  out->only_others = (int32_t)t->only_others;
  out->neither = (int32_t)t->neither;
  out->n = (int32_t)compared(t);
  out->unknown = (int32_t)t->unknown;
  out->agreement = agreement_of(t);
  out->kappa = kappa_of(t);
  const int told = explain(q->arena, t, &reasons);
  out->reasons = (const rsup_reason *const *)reasons.items;
  out->reason_count = reasons.count;
  return told;
}

/* ---- all of them */

static void add(rsup_warning_signs *out, const rsup_warning_sign *sign, const table *one,
                table *all) {
  all->both += one->both;
  all->only_self += one->only_self;
  all->only_others += one->only_others;
  all->neither += one->neither;
  all->unknown += one->unknown;
  out->self_signs += sign->self_seen.value > 0;
  out->others_signs += sign->others_seen.value > 0;
  if (sign->self_seen.value > 0) out->self_weight += sign->weight;
  if (sign->others_seen.value > 0) out->others_weight += sign->weight;
}

static int sum_up(rsupi_warning_question *q, const table *all) {
  rsup_warning_signs *const out = q->out;
  rsupi_list reasons = {0};
  out->both = (int32_t)all->both;
  out->only_self = (int32_t)all->only_self;
  out->only_others = (int32_t)all->only_others;
  out->neither = (int32_t)all->neither;
  out->n = (int32_t)compared(all);
  out->unknown = (int32_t)all->unknown;
  out->agreement = agreement_of(all);
  out->kappa = kappa_of(all);
  int told = explain(q->arena, all, &reasons);
  if (out->not_placed)
    told &= rsupi_reason_push(q->arena, &reasons, "observations_not_placed", out->not_placed, NULL);
  out->reasons = (const rsup_reason *const *)reasons.items;
  out->reason_count = reasons.count;
  return told;
}

int rsupi_warnings_compare(rsupi_warning_question *q) {
  const size_t count = q->signs.count;
  const rsup_warning_sign **const signs = rsupi_arena_array(q->arena, count, sizeof *signs);
  table all = {0};
  if (!signs) return 0;
  for (size_t i = 0; i < count; i++) {
    const rsupi_told_sign *const sign = q->signs.items[i];
    table one = {0};
    if (!compare(q, sign, &one)) return 0;
    add(q->out, sign->out, &one, &all);
    signs[i] = sign->out;
  }
  q->out->signs = signs;
  q->out->sign_count = count;
  return sum_up(q, &all);
}
