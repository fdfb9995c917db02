/* A calendar of days of use taken in as a whole: each cell becomes an event with an id made of
 * target and day, and all of them are appended together. */
#include "core/numbers.h"
#include "document/schema.h"
#include "person/records.h"
#include "recovery-support/recovery_progress.h"
#include "safety/floor.h"
#include "time/civil.h"
#include <string.h>

enum { MOST_DAYS = 3660, REVISIONS = 1000000 };

typedef struct grid {
  const char *format, *unit, *source;
  int32_t format_version, revision;
  rsup_day from;
  rsup_instant recorded_at;
  const rsupi_node *targets;
} grid;
static const rsupi_slot grid_slots[] = {
    {.name = "from",
     .kind = RSUPI_TYPE_DAY,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(grid, from)},
    {.name = "unit", .kind = RSUPI_TYPE_ID, .offset = offsetof(grid, unit)},
    {.name = "source", .kind = RSUPI_TYPE_ID, .offset = offsetof(grid, source)},
    {.name = "recorded_at", .kind = RSUPI_TYPE_INSTANT, .offset = offsetof(grid, recorded_at)},
    {.name = "revision",
     .kind = RSUPI_TYPE_INT,
     .flags = RSUPI_BOUNDED,
     .offset = offsetof(grid, revision),
     .min = 0,
     .max = REVISIONS},
    {.name = "targets",
     .kind = RSUPI_TYPE_TREE,
     .flags = RSUPI_REQUIRED,
     .offset = offsetof(grid, targets)},
};
static const rsupi_shape grid_shape = RSUPI_SHAPE("day grid", grid, grid_slots);

/* ---- events as a text */

static void add_member(rsupi_text *out, const char *name, const char *value) {
  if (!value) return;
  rsupi_text_add_text(out, ",\"");
  rsupi_text_add_text(out, name);
  rsupi_text_add_text(out, "\":");
  rsupi_text_add_json_string(out, value, strlen(value));
}

static void add_recorded_at(rsupi_text *out, rsup_instant at) {
  char text[40];
  if (at == RSUPI_NO_INSTANT) return;
  rsupi_instant_print(at, text);
  add_member(out, "recorded_at", text);
}

static void add_event(rsupi_text *out, const grid *g, const char *target, rsup_day on,
                      double amount) {
  char day[16], id[160];
  rsupi_fixed fixed = rsupi_fixed_start(id, sizeof id);
  rsupi_day_write(on, day);
  rsupi_fixed_format(&fixed, "tlfb-%s-%s", target, day);
  rsupi_text_add_text(out, out->len > 1 ? "," : "");
  rsupi_text_add_text(out, "{\"type\":\"use_day\"");
  add_member(out, "id", id);
  add_member(out, "target", target);
  add_member(out, "on", day);
  add_member(out, "source", g->source);
  add_recorded_at(out, g->recorded_at);
  if (g->revision > 0) {
    rsupi_text_add_text(out, ",\"revision\":");
    rsupi_text_add_int(out, g->revision);
  }
  if (!rsupi_isnan(amount)) {
    rsupi_text_add_text(out, ",\"amount\":");
    rsupi_text_add_double(out, amount);
    if (amount > 0) add_member(out, "unit", g->unit);
  }
  rsupi_text_add_char(out, '}');
}

/* ---- cells */

static int read_cell(const rsupi_node *cell, double *amount) {
  *amount = rsupi_nan();
  if (cell->kind != RSUPI_SCALAR) return 0;
  if (rsupi_text_equal(cell->text, "used")) return 1;
  return cell->style == RSUPI_PLAIN && rsupi_scalar_number(cell, amount) && *amount >= 0 &&
         *amount <= 1e9;
}

static rsup_status read_target(rsupi_binder *binder, const grid *g, const rsupi_node *cells,
                               rsupi_text *out) {
  if (cells->kind != RSUPI_LIST_NODE)
    return rsupi_bind_problem(binder, cells, RSUP_E_SCHEMA,
                              "expected a list of cells, one per day");
  if (cells->count > MOST_DAYS || cells->count != g->targets->first->count)
    return rsupi_bind_problem(binder, cells, RSUP_E_RANGE,
                              "all targets have the same number of days, at most 3660");
  for (const rsupi_node *cell = cells->first; cell; cell = cell->next) {
    double amount;
    if (rsupi_node_is_null(cell)) continue;
    if (!read_cell(cell, &amount))
      return rsupi_bind_problem(binder, cell, RSUP_E_SCHEMA,
                                "expected an amount from 0 to 1e9, used, or null");
    add_event(out, g, cells->key, g->from + (rsup_day)cell->position, amount);
  }
  return RSUP_OK;
}

static int has_target(const rsup_person *person, const char *id) {
  const rsupi_view *view = &person->records->view;
  for (size_t i = 0; i < view->target_count; i++) {
    if (rsupi_text_equal(view->targets[i]->head.id, id)) return 1;
  }
  return 0;
}

static rsup_status read_grid(const rsup_person *person, rsupi_binder *binder,
                             const rsupi_node *root, rsupi_text *out) {
  int32_t version;
  grid g;
  rsup_status status = rsupi_check_head(binder, root, "day-grid", 1, &version);
  if (!status) status = rsupi_bind(binder, root, &grid_shape, &g);
  if (status) return status;
  if (g.targets->kind != RSUPI_MAP_NODE && g.targets->count != 0)
    return rsupi_bind_problem(binder, g.targets, RSUP_E_SCHEMA, "expected a map of targets");
  rsupi_text_add_char(out, '[');
  for (const rsupi_node *cells = g.targets->first; cells && !status; cells = cells->next) {
    status = has_target(person, cells->key) ? read_target(binder, &g, cells, out)
                                            : rsupi_bind_problem(binder, cells, RSUP_E_UNKNOWN_NAME,
                                                                 "the record has no such target");
  }
  rsupi_text_add_char(out, ']');
  return status;
}

static rsup_status read_text(const rsup_person *person, const char *text, size_t len,
                             rsupi_text *out, rsup_error *err) {
  rsupi_arena tree;
  rsupi_problems problems;
  const rsupi_node *root = NULL;
  rsupi_arena_init(&tree, &person->allocator, 4096);
  (void)rsupi_problems_start(&problems, &person->allocator, "grid", 0, NULL);
  rsupi_binder binder = {
      .arena = &tree, .source = "grid", .problems = &problems, .private_values = 1};
  rsup_status status =
      rsupi_tree_read(&tree, RSUPI_DOCUMENT_PERSON, "grid", text ? text : "", len, &root, err);
  if (!status) {
    status = read_grid(person, &binder, root, out);
    if (status && err) *err = problems.first;
  }
  if (!status && (out->failed || tree.failed)) status = rsupi_fail_memory(err);
  rsupi_arena_free(&tree);
  return status;
}

rsup_status rsup_person_append_grid(rsup_person *person, const char *text, size_t len,
                                    rsup_safety *out_safety, rsup_error *err) {
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (!person || (!text && len)) return rsupi_fail(err, RSUP_E_ARGUMENT, "person or text is NULL");
  rsupi_text events;
  rsupi_text_init(&events, &person->allocator);
  rsup_status status = read_text(person, text, len, &events, err);
  if (!status) status = rsup_person_append(person, events.data, events.len, out_safety, err);
  rsupi_text_free(&events);
  return status;
}
