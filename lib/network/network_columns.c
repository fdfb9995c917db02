/* Many ego networks at once: check all, then measure each by the kernel of one, structure.h. Egos
 * of at most 16 alters whose pairs have neither state nor weight go straight to its 16-bit rows. */
#include "recovery-support/network_columns.h"
#include "config/config.h"
#include "core/error.h"
#include "core/memory.h"
#include "core/numbers.h"
#include "network/network_rows.h"
#include "network/structure_groups.h"
#include "network/structure_net.h"
#include <string.h>

enum { STRUCTURAL = 7, MEASURES = 10, TARGETS = 3 * MEASURES, AT_ONCE = 16 };

/* A buffer that was asked for: part 0, 1, 2 is value, low, high of a measure. */
typedef struct target {
  double *to;
  int32_t measure, part;
} target;

typedef struct columns {
  rsup_ego_columns in;
  rsup_structure_columns out;
  target targets[TARGETS];
  size_t target_count;
  int group_wanted;
  int plain; /* 1: no pair has a state or a weight */
  rsupi_scale scales[RSUPI_NARROW + 1];
  rsupi_narrow_steps steps;
  int32_t most_alters;
  rsupi_arena arena;
  rsupi_structure_space space;
  rsupi_pair *pairs;                /* of one ego */
  rsup_measure *parts;              /* of one ego's alters */
  int32_t *groups;                  /* of one ego's alters */
  int32_t few_groups[RSUPI_NARROW]; /* where they are few */
  size_t alter, pair;               /* rows read so far */
} columns;

/* ---- what was asked for */

static void list_targets(columns *c) {
  const rsup_measure_columns *const measures[MEASURES] = {
      &c->out.density,    &c->out.components, &c->out.isolates,  &c->out.effective_size,
      &c->out.efficiency, &c->out.constraint, &c->out.hierarchy, &c->out.ei_index,
      &c->out.blau,       &c->out.same_group};
  for (int32_t m = 0; m < MEASURES; m++) {
    double *const to[] = {measures[m]->value, measures[m]->low, measures[m]->high};
    for (int32_t part = 0; part < 3; part++) {
      if (!to[part]) continue;
      c->targets[c->target_count++] = (target){to[part], m, part};
      c->group_wanted |= m >= STRUCTURAL;
    }
  }
}

/* ---- one ego */

/* What one row writes: value, low and high of each measure. */
typedef double row_values[3][MEASURES];

static void set_measure(row_values values, int32_t measure, const rsup_measure *from) {
  values[0][measure] = from->value;
  values[1][measure] = from->low;
  values[2][measure] = from->high;
}

static void set_groups(columns *c, size_t row, int32_t alters, row_values values) {
  const double none = rsupi_nan();
  const rsup_measure no = {none, none, none, RSUP_MEASURE_NOT_APPLICABLE, 0};
  rsupi_groups found = {no, no, no};
  if (c->in.alter_group) {
    const int32_t own = c->in.ego_group ? c->in.ego_group[row] : INT32_MIN;
    for (int32_t i = 0; i < alters; i++) c->groups[i] = c->in.alter_group[c->alter + (size_t)i];
    rsupi_groups_measure(c->groups, alters, own, &found);
  }
  set_measure(values, STRUCTURAL, &found.ei_index);
  set_measure(values, STRUCTURAL + 1, &found.blau);
  set_measure(values, STRUCTURAL + 2, &found.same_group);
}

static void write_row(const columns *c, size_t row, const rsupi_structure *counts,
                      const double *const part[3]) {
  for (size_t i = 0; i < c->target_count; i++) {
    const target *const t = c->targets + i;
    t->to[row] = part[t->part][t->measure];
  }
  if (c->out.size) c->out.size[row] = counts->size;
  if (c->out.ties) c->out.ties[row] = counts->ties;
  if (c->out.not_asked) c->out.not_asked[row] = counts->not_asked;
  if (c->out.exact) c->out.exact[row] = counts->exact;
}

/* ---- a plain ego: at most 16 alters, everything known, nothing weighted */

static int is_plain(const columns *c, int32_t alters) {
  return c->plain && alters <= RSUPI_NARROW && alters > 0;
}

static void read_plain_rows(const columns *c, int32_t ego, size_t *pair, uint16_t *rows) {
  const int32_t *const a = c->in.a, *const b = c->in.b;
  size_t i = *pair;
  for (; i < c->in.pairs && c->in.ego[i] == ego; i++) {
    rows[a[i]] = (uint16_t)(rows[a[i]] | 1u << b[i]);
    rows[b[i]] = (uint16_t)(rows[b[i]] | 1u << a[i]);
  }
  *pair = i;
}

static void write_plain(columns *c, size_t row, int32_t alters, const rsupi_shape *shape,
                        const double *squares) {
  const double none = rsupi_nan(), pairs = (double)(alters * (alters - 1) / 2);
  row_values values = {{alters < 2 ? none : (double)shape->ties / pairs, (double)shape->components,
                        (double)shape->isolates, shape->effective_size, shape->efficiency,
                        shape->constraint, shape->hierarchy}};
  const double *part[3] = {values[0], values[0], values[0]};
  if (c->group_wanted) {
    memcpy(values[1], values[0], sizeof values[1]);
    memcpy(values[2], values[0], sizeof values[2]);
    set_groups(c, row, alters, values);
    part[1] = values[1];
    part[2] = values[2];
  }
  const rsupi_structure counts = {.size = alters, .exact = 1, .ties = shape->ties};
  write_row(c, row, &counts, part);
  for (int32_t i = 0; c->out.alter_constraint && i < alters; i++)
    c->out.alter_constraint[c->alter + (size_t)i] = squares[i] / c->scales[alters].unit;
  c->alter += (size_t)alters;
}

/* Some plain egos from `row` on, each step for all of them; how many. */
static size_t measure_plain(columns *c, size_t row) {
  double squares[AT_ONCE][RSUPI_NARROW];
  rsupi_shape shapes[AT_ONCE];
  const int32_t *const alters = c->in.alters + row;
  size_t count = 0;
  for (; count < AT_ONCE && row + count < c->in.egos && is_plain(c, alters[count]); count++) {
    uint16_t rows[RSUPI_NARROW] = {0};
    read_plain_rows(c, (int32_t)(c->in.first_ego + (int64_t)(row + count)), &c->pair, rows);
    c->steps.ties(rows, c->scales + alters[count], squares[count], shapes + count);
  }
  for (size_t i = 0; i < count; i++) c->steps.spread(c->scales + alters[i], squares[i], shapes + i);
  for (size_t i = 0; i < count; i++) write_plain(c, row + i, alters[i], shapes + i, squares[i]);
  return count;
}

/* ---- any other ego */

static rsupi_ego read_ego(columns *c, int32_t ego, int32_t alters) {
  size_t count = 0;
  for (; c->pair < c->in.pairs && c->in.ego[c->pair] == ego; c->pair++)
    c->pairs[count++] = (rsupi_pair){c->in.a[c->pair], c->in.b[c->pair],
                                     c->in.state ? c->in.state[c->pair] : RSUP_PAIR_TIED, 0,
                                     c->in.weight ? c->in.weight[c->pair] : 1};
  return (rsupi_ego){.alters = alters,
                     .unlisted = c->in.unlisted ? c->in.unlisted : RSUP_PAIR_NOT_TIED,
                     .weighted = c->in.weight != NULL,
                     .weights = c->in.alter_weight ? c->in.alter_weight + c->alter : NULL,
                     .pairs = c->pairs,
                     .pair_count = count};
}

static void measure_any(columns *c, size_t row, int32_t number, int32_t alters) {
  const rsupi_ego ego = read_ego(c, number, alters);
  rsupi_structure s;
  row_values values;
  /* Cannot fail: check_pairs_together() made the same network in the same space. */
  (void)rsupi_structure_measure(&ego, &c->space, c->parts, &s, NULL);
  const rsup_measure *const measures[STRUCTURAL] = {&s.density,        &s.components, &s.isolates,
                                                    &s.effective_size, &s.efficiency, &s.constraint,
                                                    &s.hierarchy};
  for (int32_t m = 0; m < STRUCTURAL; m++) set_measure(values, m, measures[m]);
  if (c->group_wanted) set_groups(c, row, alters, values);
  const double *const part[3] = {values[0], values[1], values[2]};
  write_row(c, row, &s, part);
  for (int32_t i = 0; c->out.alter_constraint && i < alters; i++)
    c->out.alter_constraint[c->alter + (size_t)i] = c->parts[i].value;
}

/* ---- all */

static void measure_all(columns *c) {
  c->alter = c->pair = 0;
  for (size_t row = 0; row < c->in.egos;) {
    const int32_t alters = c->in.alters[row];
    if (is_plain(c, alters)) {
      row += measure_plain(c, row);
      continue;
    }
    measure_any(c, row, (int32_t)(c->in.first_ego + (int64_t)row), alters);
    c->alter += (size_t)alters;
    row++;
  }
}

/* Make every network that is not plain: pairs that contradict each other are found, and the space
 * is as large as the largest wants it, before anything is written. */
static rsup_status check_pairs_together(columns *c, rsup_error *err) {
  c->alter = c->pair = 0;
  for (size_t row = 0; row < c->in.egos; row++) {
    const int32_t alters = c->in.alters[row], number = (int32_t)(c->in.first_ego + (int64_t)row);
    const size_t first = c->pair;
    const rsupi_ego ego = read_ego(c, number, alters);
    c->alter += (size_t)alters;
    if (alters == 0 || is_plain(c, alters)) continue;
    rsupi_net net;
    const rsup_status status = rsupi_net_make(&ego, RSUPI_FORM_NARROW, &c->space, &net, err);
    if (status == RSUP_E_CONFLICT)
      return rsupi_row_fails(err, status, "b", first + (err ? err->row - 1 : 0),
                             "this pair was given before, and not the same");
    if (status) return status;
  }
  return RSUP_OK;
}

static rsup_status prepare(columns *c, const rsup_config *config, rsup_error *err) {
  const size_t alters = (size_t)c->most_alters;
  rsupi_arena_init(&c->arena, config ? &config->allocator : NULL, 0);
  rsupi_structure_space_init(&c->space, config ? &config->allocator : NULL);
  for (int32_t n = 1; n <= RSUPI_NARROW; n++) c->scales[n] = rsupi_scale_for(n);
  c->plain =
      !c->in.state && !c->in.weight && !c->in.alter_weight && c->in.unlisted != RSUP_PAIR_NOT_ASKED;
  c->steps = rsupi_narrow_choose(c->in.egos);
  c->groups = c->few_groups;
  if (c->group_wanted && alters > RSUPI_NARROW)
    c->groups = rsupi_arena_array(&c->arena, alters, sizeof *c->groups);
  if (c->plain && alters <= RSUPI_NARROW) return RSUP_OK;
  c->pairs = rsupi_arena_array(&c->arena, rsupi_most_pairs(&c->in), sizeof *c->pairs);
  if (c->out.alter_constraint) c->parts = rsupi_arena_array(&c->arena, alters, sizeof *c->parts);
  if (c->arena.failed) return rsupi_fail_memory(err);
  return check_pairs_together(c, err);
}

rsup_status rsup_network_columns(const rsup_config *config, const rsup_ego_columns *egos,
                                 const rsup_structure_columns *out, rsup_error *err) {
  columns c;
  memset(&c, 0, sizeof c);
  rsupi_error_clear(err);
  if (!egos || !out)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "columns to read, and columns to write, are wanted");
  rsup_status status = rsupi_options_read(egos, &c.in, sizeof c.in, err);
  if (!status) status = rsupi_options_read(out, &c.out, sizeof c.out, err);
  if (!status) status = rsupi_rows_check(&c.in, &c.most_alters, err);
  if (status) return status;
  list_targets(&c);
  status = prepare(&c, config, err);
  if (!status) measure_all(&c);
  rsupi_structure_space_free(&c.space);
  rsupi_arena_free(&c.arena);
  return status;
}
