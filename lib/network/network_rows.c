/* Checks columns of ego networks: once through without looking where, because nearly all are in
 * order, and row by row only when something is not. */
#include "network/network_rows.h"
#include "core/error.h"

enum { MOST_ALTERS = 1 << 24 };

rsup_status rsupi_row_fails(rsup_error *err, rsup_status status, const char *column, size_t row,
                            const char *message) {
  (void)rsupi_fail_at(err, status, NULL, 0, 0, column, "%s", message);
  if (err) err->row = row < UINT32_MAX ? (uint32_t)(row + 1) : UINT32_MAX;
  return status;
}

static rsup_status out_of_range(rsup_error *err, const char *column, size_t row,
                                const char *message) {
  return rsupi_row_fails(err, RSUP_E_RANGE, column, row, message);
}

static int is_weight(double weight) {
  return weight >= 1e-60 && weight <= 1e60; /* NaN is neither */
}

/* ---- alters */

static rsup_status check_alters(const rsup_ego_columns *in, int32_t *most, rsup_error *err) {
  size_t row = 0;
  for (size_t i = 0; i < in->egos; i++) {
    const int32_t alters = in->alters[i];
    if (alters < 0 || alters > MOST_ALTERS)
      return out_of_range(err, "alters", i, "a number of alters from 0 to 16777216 is wanted");
    if (alters > *most) *most = alters;
    for (int32_t k = 0; in->alter_weight && k < alters; k++, row++)
      if (!is_weight(in->alter_weight[row]))
        return out_of_range(err, "alter_weight", row, "a weight from 1e-60 to 1e60 is wanted");
  }
  return RSUP_OK;
}

/* ---- pairs */

/* Something that `ego` gets wrong: it falls, or names nobody. */
static int egos_are_wrong(const rsup_ego_columns *in) {
  const int64_t first = in->first_ego, last = first + (int64_t)in->egos - 1;
  int falls = 0;
  if (in->pairs == 0) return 0;
  for (size_t i = 1; i < in->pairs; i++) falls |= in->ego[i] < in->ego[i - 1];
  return falls || in->ego[0] < first || in->ego[in->pairs - 1] > last;
}

static rsup_status find_wrong_ego(const rsup_ego_columns *in, rsup_error *err) {
  const int64_t first = in->first_ego, last = first + (int64_t)in->egos - 1;
  size_t i = 0;
  for (; i < in->pairs; i++) {
    if (in->ego[i] < first || in->ego[i] > last)
      return out_of_range(err, "ego", i, "no row of alters has this number");
    if (i && in->ego[i] < in->ego[i - 1]) break;
  }
  return out_of_range(err, "ego", i, "egos must be sorted: this one is below the one before");
}

static int pair_is_wrong(const rsup_ego_columns *in, size_t i, int32_t alters) {
  const uint32_t a = (uint32_t)in->a[i], b = (uint32_t)in->b[i], n = (uint32_t)alters;
  return (a >= n) | (b >= n) | (a == b);
}

static rsup_status find_wrong_pair(const rsup_ego_columns *in, rsup_error *err) {
  size_t i = 0;
  for (; i + 1 < in->pairs; i++)
    if (pair_is_wrong(in, i, in->alters[in->ego[i] - in->first_ego])) break;
  const int32_t alters = in->alters[in->ego[i] - in->first_ego];
  if (in->a[i] < 0 || in->a[i] >= alters)
    return out_of_range(err, "a", i, "this ego has no alter of this number");
  if (in->b[i] < 0 || in->b[i] >= alters)
    return out_of_range(err, "b", i, "this ego has no alter of this number");
  return out_of_range(err, "b", i, "an alter is not tied to itself");
}

static rsup_status check_pairs(const rsup_ego_columns *in, rsup_error *err) {
  int wrong = 0;
  for (size_t i = 0; i < in->pairs; i++)
    wrong |= pair_is_wrong(in, i, in->alters[in->ego[i] - in->first_ego]);
  return wrong ? find_wrong_pair(in, err) : RSUP_OK;
}

size_t rsupi_most_pairs(const rsup_ego_columns *in) {
  size_t start = 0, most = 0;
  for (size_t i = 0; i < in->pairs; i++) {
    if (in->ego[i] != in->ego[start]) start = i;
    if (i - start >= most) most = i - start + 1;
  }
  return most;
}

static rsup_status check_values(const rsup_ego_columns *in, rsup_error *err) {
  for (size_t i = 0; i < in->pairs; i++) {
    const int32_t state = in->state ? in->state[i] : RSUP_PAIR_TIED;
    if (state < RSUP_PAIR_TIED || state > RSUP_PAIR_NOT_ASKED)
      return out_of_range(err, "state", i, "tied (1), not tied (2) or not asked (3) is wanted");
    if (in->weight && state != RSUP_PAIR_NOT_TIED && !is_weight(in->weight[i]))
      return out_of_range(err, "weight", i, "a weight from 1e-60 to 1e60 is wanted");
  }
  return RSUP_OK;
}

rsup_status rsupi_rows_check(const rsup_ego_columns *in, int32_t *most_alters, rsup_error *err) {
  *most_alters = 0;
  if (in->egos && !in->alters)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "the column alters is missing");
  if (in->pairs && (!in->ego || !in->a || !in->b))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "of ego, a and b a column is missing");
  if (in->unlisted != 0 && in->unlisted != RSUP_PAIR_NOT_TIED &&
      in->unlisted != RSUP_PAIR_NOT_ASKED)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "unlisted is not tied (2) or not asked (3)");
  if (in->egos > INT32_MAX || (int64_t)in->egos + in->first_ego > (int64_t)INT32_MAX + 1)
    return rsupi_fail(err, RSUP_E_LIMIT, "more egos than an int32 counts: slice the columns");
  rsup_status status = check_alters(in, most_alters, err);
  if (!status && egos_are_wrong(in)) status = find_wrong_ego(in, err);
  if (!status) status = check_pairs(in, err);
  if (!status && (in->state || in->weight)) status = check_values(in, err);
  return status;
}
