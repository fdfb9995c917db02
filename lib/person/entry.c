/* One entry's life: read from a node, bound, judged, freed. */
#include "person/entry.h"
#include "document/schema_read.h"
#include <string.h>

void rsupi_reader_start(rsupi_reader *reader, const rsup_config *config, const char *source,
                        int32_t strict) {
  memset(reader, 0, sizeof *reader);
  reader->config = config;
  reader->allocator = config->allocator;
  reader->source = source;
  reader->strict = strict;
  rsupi_text_init(&reader->scratch, &config->allocator);
  rsupi_arena_init(&reader->work, &config->allocator, 4096);
}

void rsupi_reader_end(rsupi_reader *reader) {
  rsupi_text_free(&reader->scratch);
  rsupi_arena_free(&reader->work);
  rsupi_sharing_end(&reader->sharing, &reader->allocator);
}

void rsupi_entry_free(const rsup_allocator *allocator, rsupi_entry *entry) {
  if (!entry) return;
  const rsupi_event *const event = rsupi_entry_event(entry);
  rsupi_entry_forget(allocator, entry);
  if (event) rsupi_questions_drop(allocator, event->questions);
  rsupi_pattern_drop(allocator, rsupi_entry_pattern(entry));
  if (entry->lodged)
    rsupi_wipe(entry, entry->size);
  else
    rsupi_release(allocator, entry, entry->size);
}

/* ---- the canonical text */

/* The type of an appended entry only tells its section. The node is ours: it lives in the tree that
 * the caller has just read. */
static void drop_type(const rsupi_node *node) {
  rsupi_node *const map = (rsupi_node *)(uintptr_t)node;
  for (rsupi_node **link = &map->first; *link; link = &(*link)->next) {
    if (strcmp((*link)->key, "type") != 0) continue;
    *link = (*link)->next;
    map->count--;
    return;
  }
}

/* A bare list of names stands for {values: [...]}. */
typedef struct names_wrap {
  rsupi_node map, values;
} names_wrap;
static const rsupi_node *wrap_names(names_wrap *wrap, const rsupi_node *list) {
  wrap->map = wrap->values = *list;
  wrap->map.kind = RSUPI_MAP_NODE;
  wrap->map.first = &wrap->values;
  wrap->map.count = 1;
  wrap->values.key = "values";
  wrap->values.key_len = 6;
  wrap->values.parent = &wrap->map;
  wrap->values.next = NULL;
  return &wrap->map;
}

static int only_names(const rsupi_node *node) {
  return node->kind == RSUPI_MAP_NODE && node->count == 1 &&
         strcmp(node->first->key, "values") == 0;
}

/* ---- reading */

/* An entry in the place of work, about which nothing is known but its text. */
static int start_entry(rsupi_reader *reader, const char *name, rsupi_entry *entry) {
  rsupi_arena_reset(&reader->work);
  *entry = (rsupi_entry){.text = reader->scratch.data,
                         .text_len = (uint32_t)reader->scratch.len,
                         .beside.section_name = rsupi_arena_copy(&reader->work, name),
                         .known_day = RSUPI_NO_DAY,
                         .fresh = 1,
                         .head.recorded_at = RSUPI_NO_INSTANT};
  reader->entry = entry;
  reader->bound = NULL;
  return reader->scratch.len <= UINT32_MAX / 4 && !reader->work.failed;
}

static rsup_status problem_at(rsupi_reader *reader, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&reader->binder, node, RSUP_E_SCHEMA, "%s", message);
}

/* What it tells of itself lies behind the struct. */
static rsup_status take_told(rsupi_reader *reader, const rsupi_node *node, const rsupi_shape *shape,
                             void *bound) {
  static const rsupi_told nothing = {0};
  rsupi_told *const told = (void *)((unsigned char *)bound + shape->size);
  if (told->revision == INT32_MIN) told->revision = 0;
  const rsup_status status = rsupi_read_labels(reader, node, told);
  if (memcmp(told, &nothing, sizeof nothing) != 0) ((rsupi_entry_head *)bound)->told = told;
  return status;
}

static rsup_status bind_plain(rsupi_reader *reader, const rsupi_section *section,
                              const rsupi_node *node, void **out) {
  rsupi_entry *const entry = reader->entry;
  void *const bound = rsupi_arena_alloc(&reader->work, section->shape->size + sizeof(rsupi_told));
  if (!bound) return RSUP_E_MEMORY;
  rsup_status status = rsupi_bind(&reader->binder, node, section->shape, bound);
  rsupi_entry_head *const head = bound;
  head->id = entry->head.id;
  if (!status) status = take_told(reader, node, section->shape, bound);
  if (!status && section->finish) status = section->finish(reader, node, bound);
  *out = bound;
  return status;
}

static rsup_status bind_event(rsupi_reader *reader, const rsupi_node *node, void **out) {
  const rsupi_node *const type = rsupi_node_get(node, "type");
  if (!type || type->kind != RSUPI_SCALAR)
    return problem_at(reader, node, "missing key \"type\": what kind of event it is");
  const rsupi_event_kind *const kind = rsupi_event_kind_named(type->text);
  if (!kind) {
    rsupi_bind_know(type);
    return rsupi_bind_problem(&reader->binder, type, RSUP_E_UNKNOWN_NAME,
                              "no event type of this version");
  }
  rsupi_entry *const entry = reader->entry;
  void *const bound = rsupi_arena_alloc(&reader->work, kind->shape->size + sizeof(rsupi_told));
  if (!bound) return RSUP_E_MEMORY;
  rsup_status status = rsupi_bind(&reader->binder, node, kind->shape, bound);
  if (!status) status = take_told(reader, node, kind->shape, bound);
  if (!status)
    status = kind->type ? rsupi_finish_event(reader, node, kind, bound)
                        : kind->finish(reader, node, bound);
  if (!status) {
    const rsupi_event_input *const input = bound;
    entry->event_type = (uint8_t)kind->type;
    if (kind->type && input->event.head.recorded_at == RSUPI_NO_INSTANT) {
      entry->recorded_when_it_happened = 1;
      const int spans = (kind->when & RSUPI_WHEN_SPAN) && input->from != RSUPI_NO_DAY;
      if (input->event.at == RSUPI_NO_INSTANT && !spans) entry->known_day = input->event.first;
    }
  }
  *out = bound;
  return status;
}

/* Facts and "asked" tell a day of their own. */
static rsup_day day_said(int32_t section, const void *bound) {
  if (section == RSUPI_SECTION_FACTS) return ((const rsupi_fact *)bound)->on;
  if (section == RSUPI_SECTION_ASKED) return ((const rsupi_asked *)bound)->on;
  return RSUPI_NO_DAY;
}

static rsup_status bind_entry(rsupi_reader *reader, const rsupi_node *node) {
  rsupi_entry *const entry = reader->entry;
  if (entry->section == RSUPI_SECTION_OTHER) {
    if (strncmp(rsupi_entry_section_name(entry), "x-", 2) == 0)
      return RSUP_OK; /* the host's own: no problem */
    return problem_at(reader, node, "a section of another version: kept, not used");
  }
  if (node->kind != RSUPI_MAP_NODE) return problem_at(reader, node, "expected a map");
  void *bound = NULL;
  rsup_status status = RSUP_OK;
  if (entry->section == RSUPI_SECTION_EVENTS) {
    status = bind_event(reader, node, &bound);
  } else {
    status = bind_plain(reader, rsupi_section_of(entry->section), node, &bound);
    if (!status && ((const rsupi_entry_head *)bound)->recorded_at == RSUPI_NO_INSTANT)
      entry->known_day = day_said(entry->section, bound);
  }
  if (!status) reader->bound = bound;
  return status;
}

/* So that revisions of an entry that can't be used still sort, and still replace what was before.
 */
static int read_revision(rsupi_reader *reader, const rsupi_node *node) {
  rsupi_entry_head *const head = &reader->entry->head;
  int64_t revision = 0;
  const rsupi_node *const at = rsupi_node_get(node, "recorded_at");
  const rsupi_node *const number = rsupi_node_get(node, "revision");
  if (number && rsupi_scalar_int(number, &revision) && revision > 0 && revision <= 1000000000) {
    rsupi_told *const told = rsupi_arena_alloc(&reader->work, sizeof *told);
    if (!told) return 0;
    told->revision = (int32_t)revision;
    head->told = told;
  }
  rsup_day day;
  rsup_instant instant;
  if (at && at->kind == RSUPI_SCALAR && rsupi_instant_parse(at->text, at->len, &instant, &day) == 1)
    head->recorded_at = instant;
  return 1;
}

/* Places are only worked out for as many entries as a report lists: finding one's place among
 * millions takes its time. */
enum { MOST_LOCATED = 1000 };

static void take_problem(const rsupi_reader *reader, rsup_status status, rsup_error *what) {
  if (reader->binder.problems)
    *what = reader->problems.first;
  else
    (void)rsupi_fail_at(what, status, reader->source, reader->entry->line, reader->entry->column,
                        NULL, "%s", rsup_status_sentence(status));
}

/* What came of binding: fatal, refused, or noted. */
static rsup_status judge(rsupi_reader *reader, rsup_status status, const rsupi_node *node,
                         rsup_error *err) {
  rsupi_entry *const entry = reader->entry;
  if (reader->problems.failed || reader->work.failed || status == RSUP_E_MEMORY)
    return rsupi_fail_memory(err);
  if (!status) return RSUP_OK;
  rsup_error what;
  take_problem(reader, status, &what);
  if (status == RSUP_E_ZONE_DATA || reader->strict) {
    if (err) *err = what;
    return status;
  }
  reader->bound = NULL;
  reader->left_out++;
  if (!read_revision(reader, node) ||
      !rsupi_entry_note(&reader->allocator, entry, RSUP_SEVERITY_ERROR, what.status, what.line,
                        what.column, what.path, what.message))
    return rsupi_fail_memory(err);
  return RSUP_OK;
}

static rsup_status make_text(rsupi_reader *reader, const rsupi_node *node) {
  reader->scratch.len = 0;
  rsupi_tree_write_json(&reader->scratch, node, 1);
  return reader->scratch.failed || !reader->scratch.data ? RSUP_E_MEMORY : RSUP_OK;
}

/* Read in place; `entry` then holds what is to be kept. */
static rsup_status read_in_place(rsupi_reader *reader, const rsupi_section *table,
                                 const rsupi_node *node, rsup_error *err) {
  const int located = reader->strict || reader->left_out < MOST_LOCATED;
  (void)rsupi_problems_start(&reader->problems, &reader->allocator, reader->source, 0, NULL);
  reader->binder = (rsupi_binder){.arena = &reader->work,
                                  .source = reader->source,
                                  .problems = located ? &reader->problems : NULL,
                                  .private_values = 1};
  rsup_status status = RSUP_OK;
  if (!rsupi_entry_identify(&reader->work, reader->entry, table, node)) status = RSUP_E_MEMORY;
  if (!status) status = bind_entry(reader, node);
  return judge(reader, status, node, err);
}

rsup_status rsupi_entry_read(rsupi_reader *reader, int32_t section, const char *name,
                             const rsupi_node *node, int32_t alone, rsupi_entry **out,
                             rsup_error *err) {
  *out = NULL;
  const rsupi_section *const table = rsupi_section_of(section);
  names_wrap wrap;
  rsupi_entry entry;
  const uint32_t line = node->line, column = node->column;
  if (table->written == RSUPI_WRITTEN_NAMES && node->kind != RSUPI_MAP_NODE && alone)
    node = wrap_names(&wrap, node);
  if (section != RSUPI_SECTION_EVENTS && section != RSUPI_SECTION_OTHER &&
      node->kind == RSUPI_MAP_NODE)
    drop_type(node);
  if (make_text(reader, node) || !start_entry(reader, table->name ? NULL : name, &entry))
    return rsupi_fail_memory(err);
  entry.section = (uint8_t)section;
  entry.alone = alone && section == RSUPI_SECTION_OTHER;
  entry.names_only = table->written == RSUPI_WRITTEN_NAMES && only_names(node);
  entry.line = line;
  entry.column = column;
  entry.ordinal = reader->ordinal;
  entry.listed = reader->listed != 0;
  rsup_status status = read_in_place(reader, table, node, err);
  reader->entry = NULL;
  if (!status && !(*out = rsupi_entry_keep(&reader->allocator, &reader->work, &reader->sharing,
                                           &entry, reader->bound)))
    status = rsupi_fail_memory(err);
  if (status) rsupi_entry_forget(&reader->allocator, &entry);
  return status;
}

/* ---- for finishers */

rsup_status rsupi_leave_out_part(rsupi_reader *reader, const rsupi_node *node, rsup_status status,
                                 const char *message) {
  if (reader->strict) return rsupi_bind_problem(&reader->binder, node, status, "%s", message);
  if (reader->entry->noted && reader->entry->notes->count >= RSUPI_MOST_NOTES) return RSUP_OK;
  char path[160];
  rsupi_fixed text = rsupi_fixed_start(path, sizeof path);
  rsupi_node_known_path(node, &text);
  return rsupi_entry_note(&reader->allocator, reader->entry, RSUP_SEVERITY_WARNING, status,
                          node->line, node->column, path, message)
             ? RSUP_OK
             : RSUP_E_MEMORY;
}

rsup_status rsupi_reader_zone(rsupi_reader *reader, const rsupi_node *node, const char *name,
                              const rsupi_zone **out) {
  rsup_error err;
  const rsup_status status = rsupi_zones_get(reader->config->zones, name, out, &err);
  if (status == RSUP_E_UNKNOWN_ZONE)
    return rsupi_bind_problem(&reader->binder, node, status, "a time zone nobody knows");
  /* The other messages speak of the machine, not of the record. */
  if (status && status != RSUP_E_MEMORY)
    return rsupi_bind_problem(&reader->binder, node, RSUP_E_ZONE_DATA, "%s",
                              status == RSUP_E_ZONE_DATA ? err.message
                                                         : rsup_status_sentence(status));
  return status;
}

const rsupi_node *rsupi_node_copy(rsupi_arena *arena, const rsupi_node *node) {
  rsupi_node *const copy = rsupi_arena_alloc(arena, sizeof *copy);
  if (!copy) return NULL;
  *copy = *node;
  copy->parent = copy->next = copy->first = NULL;
  if (node->text && !(copy->text = rsupi_arena_text(arena, node->text, node->len))) return NULL;
  if (node->key && !(copy->key = rsupi_arena_text(arena, node->key, node->key_len))) return NULL;
  rsupi_node **link = &copy->first;
  for (const rsupi_node *child = node->first; child; child = child->next) {
    rsupi_node *const kept = (rsupi_node *)(uintptr_t)rsupi_node_copy(arena, child);
    if (!kept) return NULL;
    kept->parent = copy;
    *link = kept;
    link = &kept->next;
  }
  return copy;
}
