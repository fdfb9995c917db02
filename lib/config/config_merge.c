/* Laying a user's config over the built-in one. Trees are merged, not structs: one rule serves
 * every section and every depth, and the digest is that of the merged tree. */
#include "config/config_merge.h"
#include "core/map.h"

#include <string.h>

enum { OFF_STYLE = 0xff /* of an entry that is off; maps have no style of their own */ };

static const rsupi_node *id_of(const rsupi_node *entry) {
  const rsupi_node *id = rsupi_node_get(entry, "id");
  return id && id->kind == RSUPI_SCALAR ? id : NULL;
}

const rsupi_node *rsupi_config_entry(const rsupi_node *list, const char *id) {
  if (!list || list->kind != RSUPI_LIST_NODE) return NULL;
  for (const rsupi_node *entry = list->first; entry; entry = entry->next) {
    const rsupi_node *own = id_of(entry);
    if (own && rsupi_text_equal(own->text, id)) return entry;
  }
  return NULL;
}

/* ---- off */

static void take_off(rsupi_binder *binder, rsupi_node *entry, int is_crisis_line) {
  rsupi_node **link = &entry->first;
  while (*link && !rsupi_text_equal((*link)->key, "off")) link = &(*link)->next;
  rsupi_node *off = *link;
  int32_t value;
  if (!off) return;
  if (!rsupi_scalar_bool(off, &value))
    rsupi_bind_problem(binder, off, RSUP_E_SCHEMA, "expected true or false");
  else if (value && is_crisis_line)
    rsupi_bind_problem(binder, off, RSUP_E_CONFIG, "a crisis line cannot be turned off");
  else if (value)
    entry->style = OFF_STYLE;
  *link = off->next;
  entry->count--;
}

static void take_offs_of_list(rsupi_binder *binder, rsupi_node *list, int are_crisis_lines) {
  for (rsupi_node *entry = list->first; entry; entry = entry->next) {
    if (entry->kind != RSUPI_MAP_NODE) continue;
    if (id_of(entry)) take_off(binder, entry, are_crisis_lines);
    for (rsupi_node *child = entry->first; child; child = child->next)
      if (child->kind == RSUPI_LIST_NODE) take_offs_of_list(binder, child, 0);
  }
}

void rsupi_config_take_offs(rsupi_binder *binder, rsupi_node *root) {
  for (rsupi_node *section = root->first; section; section = section->next)
    if (section->kind == RSUPI_LIST_NODE)
      take_offs_of_list(binder, section, rsupi_text_equal(section->key, "crisis_lines"));
}

/* ---- copies */

typedef struct merge_job {
  rsupi_binder *binder;
  rsupi_arena *arena, *scratch;
  int left_out; /* something of `over` is not in the result */
} merge_job;

static void append(rsupi_node *parent, rsupi_node **tail, rsupi_node *child) {
  if (!child) return;
  child->parent = parent;
  child->next = NULL;
  if (*tail)
    (*tail)->next = child;
  else
    parent->first = child;
  *tail = child;
  parent->count++;
}

static rsupi_node *last_child(const rsupi_node *parent) {
  rsupi_node *tail = parent->first;
  while (tail && tail->next) tail = tail->next;
  return tail;
}

static int is_free_key(const rsupi_node *node) {
  return node->key && strncmp(node->key, "x-", 2) == 0;
}

static int is_off(const rsupi_node *entry) {
  return entry->kind == RSUPI_MAP_NODE && entry->style == OFF_STYLE;
}

static void merge(merge_job *job, rsupi_node *base, const rsupi_node *over);

/* Nothing below needs a look: what is new can be taken over as it stands. */
static int holds_scalars(const rsupi_node *over) {
  for (const rsupi_node *child = over->first; child; child = child->next)
    if (child->kind != RSUPI_SCALAR || is_free_key(child)) return 0;
  return 1;
}

/* Texts are borrowed from `over`, which lives as long; an empty container is then merged into, so
 * that the same checks run over what is new. */
static rsupi_node *copy_of(merge_job *job, const rsupi_node *over) {
  rsupi_node *copy = rsupi_arena_alloc(job->arena, sizeof *copy);
  if (!copy) return NULL;
  *copy = *over;
  copy->parent = copy->next = NULL;
  if (over->kind == RSUPI_SCALAR || holds_scalars(over)) return copy;
  copy->first = NULL;
  copy->count = 0;
  merge(job, copy, over);
  return copy;
}

/* ---- maps */

/* The children of a container by their keys or, in a list, their ids. */
typedef struct places {
  rsupi_map map;
  rsupi_node **nodes;
  unsigned char *said; /* 1: `over` has spoken of it */
  size_t count, capacity;
} places;

static places start_places(merge_job *job, size_t most) {
  places known = {.capacity = most};
  if (most == 0) return known;
  known.nodes = rsupi_arena_array(job->scratch, known.capacity, sizeof(*known.nodes));
  known.said = rsupi_arena_alloc(job->scratch, known.capacity);
  if (!rsupi_map_reserve(job->scratch, &known.map, most) || !known.nodes || !known.said)
    known.capacity = 0;
  return known;
}

static void remember(merge_job *job, places *known, rsupi_node *node, const rsupi_node *id,
                     unsigned char said) {
  if (known->count == known->capacity) return; /* out of memory: the arena knows */
  if (id)
    rsupi_map_put(job->scratch, &known->map, id->text, id->len, (uint32_t)known->count);
  else
    rsupi_map_put(job->scratch, &known->map, node->key, node->key_len, (uint32_t)known->count);
  known->said[known->count] = said;
  known->nodes[known->count++] = node;
}

/* An entry of `over`: its number, or what will be its number when it is new. */
static uint32_t recall_or_expect(merge_job *job, places *known, const rsupi_node *id) {
  return rsupi_map_claim(job->scratch, &known->map, id->text, id->len, (uint32_t)known->count);
}

static void add_expected(places *known, rsupi_node *node) {
  if (!node || known->count == known->capacity) return; /* out of memory: the arena knows */
  known->said[known->count] = 1;
  known->nodes[known->count++] = node;
}

/* UINT32_MAX, or its number. */
static uint32_t recall(const places *known, const char *name, size_t len) {
  return rsupi_map_get(&known->map, name, len);
}

/* What stands at a place is replaced in place, so that order and links hold. */
static void replace(merge_job *job, rsupi_node *old, const rsupi_node *over) {
  rsupi_node *copy = copy_of(job, over);
  if (!copy) return;
  copy->parent = old->parent;
  copy->next = old->next;
  *old = *copy;
  for (rsupi_node *child = old->first; child; child = child->next) child->parent = old;
}

static int same_container(const rsupi_node *a, const rsupi_node *b) {
  return a->kind == b->kind && a->kind != RSUPI_SCALAR;
}

/* A section with nothing in it leaves the section as it is (an empty list and an empty map are one
 * thing to some writers). */
static int says_nothing(const rsupi_node *old, const rsupi_node *over) {
  return old->kind != RSUPI_SCALAR &&
         (over->kind == RSUPI_SCALAR ? rsupi_node_is_null(over) : over->count == 0);
}

static void merge_maps(merge_job *job, rsupi_node *base, const rsupi_node *over) {
  places known = start_places(job, base->count);
  for (rsupi_node *child = base->first; child; child = child->next)
    remember(job, &known, child, NULL, 0);
  rsupi_node *tail = last_child(base);
  for (const rsupi_node *child = over->first; child; child = child->next) {
    if (is_free_key(child)) continue;
    const uint32_t at = recall(&known, child->key, child->key_len);
    rsupi_node *old = at == UINT32_MAX ? NULL : known.nodes[at];
    if (!old)
      append(base, &tail, copy_of(job, child));
    else if (same_container(old, child))
      merge(job, old, child);
    else if (says_nothing(old, child))
      job->left_out = 1;
    else
      replace(job, old, child);
  }
}

/* ---- lists */

static int has_ids(const rsupi_node *list) {
  for (const rsupi_node *entry = list->first; entry; entry = entry->next)
    if (entry->kind != RSUPI_MAP_NODE || !id_of(entry)) return 0;
  return 1;
}

/* Among the first `count` places. */
static const char *nearest(const places *known, size_t count, const char *id) {
  const char *best = NULL;
  unsigned best_distance = 3;
  for (size_t i = 0; i < count; i++) {
    const char *name = id_of(known->nodes[i])->text;
    unsigned distance = rsupi_text_distance(id, name, 2);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

static void report_unknown_off(merge_job *job, const places *known, size_t count,
                               const rsupi_node *entry) {
  if (!job->binder) return;
  const char *id = id_of(entry)->text, *near = nearest(known, count, id);
  if (near)
    rsupi_bind_problem(job->binder, entry, RSUP_E_UNKNOWN_NAME,
                       "there is no \"%s\" to turn off; did you mean \"%s\"?", id, near);
  else
    rsupi_bind_problem(job->binder, entry, RSUP_E_UNKNOWN_NAME, "there is no \"%s\" to turn off",
                       id);
}

static void drop_offs(rsupi_node *list) {
  for (rsupi_node **link = &list->first; *link;)
    if (is_off(*link)) {
      *link = (*link)->next;
      list->count--;
    } else
      link = &(*link)->next;
}

static void merge_entries(merge_job *job, rsupi_node *base, const rsupi_node *over) {
  places known = start_places(job, (size_t)base->count + over->count);
  int any_off = 0;
  for (rsupi_node *entry = base->first; entry; entry = entry->next)
    remember(job, &known, entry, id_of(entry), 0);
  const size_t base_count = known.count;
  rsupi_node *tail = last_child(base);
  for (const rsupi_node *entry = over->first; entry; entry = entry->next) {
    const rsupi_node *id = id_of(entry);
    const uint32_t at =
        is_off(entry) ? recall(&known, id->text, id->len) : recall_or_expect(job, &known, id);
    rsupi_node *old = at < known.count ? known.nodes[at] : NULL;
    if (old && known.said[at] && job->binder)
      rsupi_bind_problem(job->binder, id, RSUP_E_CONFIG, "\"%s\" stands here twice", id->text);
    else if (is_off(entry) && !old)
      report_unknown_off(job, &known, base_count, entry);
    else if (is_off(entry)) {
      old->style = OFF_STYLE;
      any_off = 1;
    } else if (old)
      merge_maps(job, old, entry);
    else {
      rsupi_node *copy = copy_of(job, entry);
      append(base, &tail, copy);
      add_expected(&known, copy);
    }
    if (old) known.said[at] = 1;
  }
  if (any_off) {
    drop_offs(base);
    job->left_out = 1;
  }
}

static void merge_plain_lists(merge_job *job, rsupi_node *base, const rsupi_node *over) {
  rsupi_node *tail = NULL;
  base->first = NULL;
  base->count = 0;
  base->line = over->line;
  base->column = over->column;
  for (const rsupi_node *child = over->first; child; child = child->next)
    append(base, &tail, copy_of(job, child));
}

static void merge(merge_job *job, rsupi_node *base, const rsupi_node *over) {
  if (base->kind == RSUPI_MAP_NODE)
    merge_maps(job, base, over);
  else if (has_ids(over) && has_ids(base))
    merge_entries(job, base, over);
  else
    merge_plain_lists(job, base, over);
}

int rsupi_config_merge(rsupi_binder *binder, rsupi_arena *arena, rsupi_arena *scratch,
                       rsupi_node *base, const rsupi_node *over) {
  merge_job job = {.binder = binder, .arena = arena, .scratch = scratch};
  merge_maps(&job, base, over);
  return job.left_out;
}

rsupi_node *rsupi_config_copy(rsupi_arena *arena, const rsupi_node *node) {
  rsupi_node *copy = rsupi_arena_alloc(arena, sizeof *copy), *tail = NULL;
  if (!copy) return NULL;
  *copy = *node;
  copy->first = NULL;
  copy->count = 0;
  for (const rsupi_node *child = node->first; child; child = child->next)
    append(copy, &tail, rsupi_config_copy(arena, child));
  return copy;
}
