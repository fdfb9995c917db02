/* Published tables: one score becomes a number that stands in a table, by something that is known
 * about the person. What was not published has no value, and neither has an unknown context. */
#include "core/text.h"
#include "instrument/score_draft.h"
#include <string.h>

/* ---- scoring */

/* The sums that the answers so far can still become, as bits above their least. */
typedef struct reachable {
  uint64_t bits[RSUPI_MOST_SUMS / 64];
  int64_t least;
} reachable;

static void add_shifted(const reachable *from, size_t by, reachable *to) {
  const size_t words = by / 64, bits = by % 64, count = RSUPI_MOST_SUMS / 64;
  for (size_t i = words; i < count; i++) {
    to->bits[i] |= from->bits[i - words] << bits;
    if (bits && i > words) to->bits[i] |= from->bits[i - words - 1] >> (64 - bits);
  }
}

static void reach(const rsupi_sheet *sheet, const rsupi_score_def *of, reachable *out) {
  memset(out, 0, sizeof *out);
  out->bits[0] = 1;
  for (size_t i = 0; i < of->point_count; i++) {
    const rsupi_points *const points = &of->points[i];
    const rsupi_question *const item = &sheet->instrument->items[points->item];
    const int32_t value = sheet->values[points->item];
    const reachable before = *out;
    if (value != RSUPI_NO_ANSWER) {
      out->least += points->table[value - item->min];
      continue;
    }
    out->least += points->least;
    memset(out->bits, 0, sizeof out->bits);
    for (int32_t v = 0; v <= item->max - item->min; v++)
      if (item->valid[v]) add_shifted(&before, (size_t)(points->table[v] - points->least), out);
  }
}

/* A reachable sum from `from` on and below `until`. */
static int reaches(const reachable *r, int64_t from, int64_t until) {
  int64_t at = from - r->least, end = until - r->least;
  if (at < 0) at = 0;
  if (end > RSUPI_MOST_SUMS) end = RSUPI_MOST_SUMS;
  for (; at < end; at++)
    if (r->bits[at / 64] >> (at % 64) & 1) return 1;
  return 0;
}

static int column_of(const rsupi_sheet *sheet, const rsupi_table *table) {
  if (!table->context) return 0;
  const char *const value = rsupi_context_of(sheet, table->context);
  for (size_t i = 0; i < table->column_count; i++)
    if (value && strcmp(table->columns[i], value) == 0) return (int)i;
  return -1;
}

static const rsupi_table_row *row_of(const rsupi_score_def *def, const rsupi_score_def *of,
                                     rsupi_rational value) {
  const rsupi_table *const table = def->table;
  const int64_t divisor =
      of->op == RSUPI_OP_MEAN ? of->divisor * (int64_t)of->point_count : of->divisor;
  size_t row = 0;
  for (size_t i = 1; i < table->row_count; i++)
    if (rsupi_rational_compare(value, rsupi_rational_make(table->rows[i].from, divisor)) >= 0)
      row = i;
  return &table->rows[row];
}

/* Least and most over all cells that are still possible; none once one of them is not published. */
static void find_range(const rsupi_sheet *sheet, const rsupi_score_def *def, int column,
                       rsupi_scored *out) {
  const rsupi_table *const table = def->table;
  const rsupi_rational none = {0, 0};
  reachable sums;
  reach(sheet, &sheet->instrument->scores[def->of], &sums);
  for (size_t i = 0; i < table->row_count; i++) {
    const int64_t until = i + 1 < table->row_count ? table->rows[i + 1].from : INT64_MAX;
    if (!reaches(&sums, table->rows[i].from, until)) continue;
    for (size_t j = 0; j < table->column_count; j++) {
      const rsupi_rational cell = table->rows[i].values[j];
      if (column >= 0 && (size_t)column != j) continue;
      if (!cell.den) {
        out->low = out->high = none;
        return;
      }
      if (!out->low.den || rsupi_rational_compare(cell, out->low) < 0) out->low = cell;
      if (!out->high.den || rsupi_rational_compare(cell, out->high) > 0) out->high = cell;
    }
  }
}

void rsupi_table_score(const rsupi_sheet *sheet, const rsupi_score_def *def, rsupi_scored *out) {
  const rsupi_scored *const of = &sheet->scores[def->of];
  const int column = column_of(sheet, def->table);
  out->reason = of->reason;
  out->answered = of->answered;
  out->missing = of->missing;
  find_range(sheet, def, column, out);
  if (!of->value.den) return;
  out->prorated = of->prorated;
  if (column < 0) {
    out->reason = RSUP_SCORE_CONTEXT_UNKNOWN;
    return;
  }
  out->value = row_of(def, &sheet->instrument->scores[def->of], of->value)->values[column];
  if (!out->value.den) out->reason = RSUP_SCORE_NOT_PUBLISHED;
}

/* ---- compiling */

static int is_column(const char *key) {
  return strcmp(key, "from") != 0 && strcmp(key, "incomplete") != 0 && strcmp(key, "note") != 0;
}

static int32_t is_incomplete(const rsupi_node *row) {
  int32_t incomplete = 0;
  const rsupi_node *const node = rsupi_node_get(row, "incomplete");
  return node && rsupi_scalar_bool(node, &incomplete) ? incomplete : 0;
}

/* The columns are those of the first row that is complete. */
static int compile_columns(const rsupi_score_work *w, rsupi_table *table) {
  const rsupi_node *row = w->draft->rows->first;
  rsupi_arena *const arena = &w->compiler->instrument->arena;
  while (row && is_incomplete(row)) row = row->next;
  if (!row || row->kind != RSUPI_MAP_NODE)
    return rsupi_score_problem(w, w->draft->rows, "expected a row with its values");
  const char **const columns = rsupi_arena_array(arena, row->count, sizeof *columns);
  if (!columns) return rsupi_score_no_memory(w);
  for (const rsupi_node *cell = row->first; cell; cell = cell->next) {
    if (!is_column(cell->key)) continue;
    if (!table->context && strcmp(cell->key, "value") != 0)
      return rsupi_score_problem(w, cell, "a table without a context has one column, `value`");
    columns[table->column_count] = rsupi_arena_copy(arena, cell->key);
    if (!columns[table->column_count++]) return rsupi_score_no_memory(w);
  }
  table->columns = columns;
  return table->column_count > 0 || rsupi_score_problem(w, row, "the row has no values");
}

static int compile_cells(const rsupi_score_work *w, const rsupi_node *node,
                         const rsupi_table *table, rsupi_table_row *row) {
  rsupi_rational *const values =
      rsupi_arena_array(&w->compiler->instrument->arena, table->column_count, sizeof *values);
  if (!values) return rsupi_score_no_memory(w);
  size_t found = 0;
  for (const rsupi_node *cell = node->first; cell; cell = cell->next) {
    if (!is_column(cell->key)) continue;
    size_t i = 0;
    while (i < table->column_count && strcmp(table->columns[i], cell->key) != 0) i++;
    if (i == table->column_count)
      return rsupi_score_problem(w, cell, "the first row has no such column");
    if (!rsupi_rational_read(cell, &values[i]))
      return rsupi_score_problem(w, cell,
                                 "expected a number of at most nine digits and six decimals");
    found++;
  }
  if (found != table->column_count && !is_incomplete(node))
    return rsupi_score_problem(w, node, "a row without all its values says `incomplete: true`");
  row->values = values;
  return 1;
}

/* The least sum s with s / divisor >= bound; all are small: at most nine digits. */
static int64_t least_sum(rsupi_rational bound, int64_t divisor) {
  const int64_t whole = bound.num * divisor / bound.den;
  return whole + (whole * bound.den < bound.num * divisor);
}

static int compile_row(const rsupi_score_work *w, const rsupi_node *node, int64_t divisor,
                       const rsupi_table *table, rsupi_table_row *row) {
  rsupi_rational from;
  if (node->kind != RSUPI_MAP_NODE || !rsupi_rational_read(rsupi_node_get(node, "from"), &from))
    return rsupi_score_problem(w, node, "a row begins with `from`, a number");
  row->from = least_sum(from, divisor);
  return compile_cells(w, node, table, row);
}

static int compile_rows(const rsupi_score_work *w, const rsupi_score_def *of, int64_t least,
                        rsupi_table *table) {
  const rsupi_node *const list = w->draft->rows;
  const int64_t divisor =
      of->op == RSUPI_OP_MEAN ? of->divisor * (int64_t)of->point_count : of->divisor;
  rsupi_table_row *const rows =
      rsupi_arena_array(&w->compiler->instrument->arena, list->count, sizeof *rows);
  if (!rows) return rsupi_score_no_memory(w);
  size_t count = 0;
  for (const rsupi_node *node = list->first; node; node = node->next, count++) {
    if (!compile_row(w, node, divisor, table, &rows[count])) return 0;
    if (count > 0 && rows[count].from <= rows[count - 1].from)
      return rsupi_score_problem(w, node, "rows must rise");
    if (count == 0 && rows[0].from > least)
      return rsupi_score_problem(w, node, "the first row begins above the least score");
  }
  table->rows = rows;
  table->row_count = count;
  return 1;
}

int rsupi_table_compile(const rsupi_score_work *w) {
  const rsupi_score_def *const of = &w->compiler->instrument->scores[w->def->of];
  rsupi_arena *const arena = &w->compiler->instrument->arena;
  int64_t least = 0, most = 0;
  if (of->op >= RSUPI_OP_LINEAR || of->divisor != 1)
    return rsupi_score_problem_key(w, "of", "expected a sum, mean, count or value of whole points");
  for (size_t i = 0; i < of->point_count; i++) {
    least += of->points[i].least;
    most += of->points[i].most;
  }
  if (most - least >= RSUPI_MOST_SUMS)
    return rsupi_score_problem_key(w, "of", "a table is of a score with at most 4096 values");
  if (!w->draft->rows || w->draft->rows->kind != RSUPI_LIST_NODE || w->draft->rows->count == 0)
    return rsupi_score_problem_key(w, "rows", "this score needs its rows");
  rsupi_table *const table = rsupi_arena_alloc(arena, sizeof *table);
  if (!table) return rsupi_score_no_memory(w);
  table->context = rsupi_arena_copy(arena, w->draft->context);
  if (arena->failed) return rsupi_score_no_memory(w);
  w->def->table = table;
  return compile_columns(w, table) && compile_rows(w, of, least, table);
}
