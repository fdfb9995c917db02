/* Goes through a map by a shape's table: every key is known or reported, every value is checked and
 * put where the table says. */
#include "core/numbers.h"
#include "document/schema_read.h"
#include "time/civil.h"
#include <string.h>

/* Two phrases apart from the scalars' own: for what holds something. */
static const char a_map[] = "a map", a_list[] = "a list";

/* ---- reporting */

void rsupi_bind_know(const rsupi_node *node) {
  ((rsupi_node *)(uintptr_t)node)->known = 1; /* the readers made the tree, none of it is const */
}

static void add_problem(rsupi_binder *binder, int32_t severity, const rsupi_node *node, int at_key,
                        rsup_status status, const char *message) {
  if (binder->problems == NULL) return;
  char path[160];
  rsupi_fixed text = rsupi_fixed_start(path, sizeof(path));
  /* An unknown key belongs to the map it stands in; its own name may be private. */
  const rsupi_node *named = at_key && binder->private_values ? node->parent : node;
  if (binder->private_values) {
    rsupi_node_known_path(named, &text);
  } else {
    rsupi_node_path(named, &text);
  }
  rsupi_problem_add(binder->problems, severity, status, binder->source,
                    at_key ? node->key_line : node->line, at_key ? node->key_column : node->column,
                    binder->row, path, "%s", message);
}

rsup_status rsupi_bind_problem(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                               const char *format, ...) {
  char message[256];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
  va_list args;
  va_start(args, format);
  rsupi_fixed_vformat(&text, format, args);
  va_end(args);
  add_problem(binder, RSUP_SEVERITY_ERROR, node, 0, status, message);
  return status;
}

rsup_status rsupi_bind_warning(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                               const char *format, ...) {
  char message[256];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
  va_list args;
  va_start(args, format);
  rsupi_fixed_vformat(&text, format, args);
  va_end(args);
  add_problem(binder, RSUP_SEVERITY_WARNING, node, 0, status, message);
  return status;
}

rsup_status rsupi_bind_memory(rsupi_binder *binder) {
  if (binder->problems != NULL) binder->problems->failed = 1;
  return RSUP_E_MEMORY;
}

/* ---- no value */

static void *at_offset(void *base, uint32_t offset) {
  return (char *)base + offset;
}

static void clear_slot(const rsupi_slot *slot, void *out) {
  void *into = at_offset(out, slot->offset);
  switch ((rsupi_type)slot->kind) {
  case RSUPI_TYPE_INT:
  case RSUPI_TYPE_BOOL:
  case RSUPI_TYPE_CLOCK:
    *(int32_t *)into = INT32_MIN;
    break;
  case RSUPI_TYPE_ENUM:
    *(int32_t *)into = 0;
    break;
  case RSUPI_TYPE_NUMBER:
    *(double *)into = rsupi_nan();
    break;
  case RSUPI_TYPE_DAY:
    *(rsup_day *)into = RSUPI_NO_DAY;
    break;
  case RSUPI_TYPE_SPAN:
    *(rsupi_span *)into = (rsupi_span){RSUPI_NO_DAY, RSUPI_NO_DAY};
    break;
  case RSUPI_TYPE_INSTANT:
    *(rsup_instant *)into = RSUPI_NO_INSTANT;
    break;
  case RSUPI_TYPE_DAY_OR_INSTANT:
    *(rsupi_moment *)into = (rsupi_moment){RSUPI_NO_INSTANT, RSUPI_NO_DAY};
    break;
  case RSUPI_TYPE_RECORDS:
  case RSUPI_TYPE_KEYED:
  case RSUPI_TYPE_TEXTS:
  case RSUPI_TYPE_IDS:
  case RSUPI_TYPE_NUMBERS:
  case RSUPI_TYPE_ENUMS:
  case RSUPI_TYPE_DAYS:
    *(size_t *)at_offset(out, slot->count_offset) = 0;
    break;
  case RSUPI_TYPE_TEXT:
  case RSUPI_TYPE_ID:
  case RSUPI_TYPE_RECORD:
  case RSUPI_TYPE_TREE:
    break;
  }
}

/* Set *out to "no value" in every slot. Pointers are NULL when all bytes are zero. */
static void clear_all(const rsupi_shape *shape, void *out) {
  memset(out, 0, shape->size);
  for (size_t i = 0; i < shape->slot_count; i++) clear_slot(&shape->slots[i], out);
}

/* ---- lists */

static rsup_status first_of(rsup_status before, rsup_status now) {
  return before != RSUP_OK ? before : now;
}

/* Some languages know one empty table, which may have become [] or {}. */
static int is_map_like(const rsupi_node *node) {
  return node->kind == RSUPI_MAP_NODE || (node->kind == RSUPI_LIST_NODE && node->count == 0);
}

static int is_list_like(const rsupi_node *node) {
  return node->kind == RSUPI_LIST_NODE || (node->kind == RSUPI_MAP_NODE && node->count == 0);
}

/* Room for `count` elements; the list stands in *out at once, so that it is whole whatever its
 * elements hold. */
static unsigned char *start_list(rsupi_binder *binder, const rsupi_slot *slot, void *out,
                                 size_t count, size_t size) {
  unsigned char *items = rsupi_arena_array(binder->arena, count, size);
  if (items == NULL) return NULL;
  *(void **)at_offset(out, slot->offset) = items;
  *(size_t *)at_offset(out, slot->count_offset) = count;
  return items;
}

static rsup_status bind_records(rsupi_binder *binder, const rsupi_slot *slot,
                                const rsupi_node *node, void *out) {
  if (!is_list_like(node)) return rsupi_bind_mismatch(binder, node, a_list);
  unsigned char *item = start_list(binder, slot, out, node->count, slot->shape->size);
  if (item == NULL) return rsupi_bind_memory(binder);
  rsup_status status = RSUP_OK;
  for (const rsupi_node *child = node->first; child != NULL; child = child->next) {
    status = first_of(status, rsupi_bind(binder, child, slot->shape, item));
    item += slot->shape->size;
  }
  return status;
}

static rsup_status check_key(rsupi_binder *binder, const rsupi_node *child) {
  if (rsupi_is_id(child->key, child->key_len)) return RSUP_OK;
  add_problem(binder, RSUP_SEVERITY_ERROR, child, 1, RSUP_E_SCHEMA, rsupi_id_rule);
  return RSUP_E_SCHEMA;
}

static rsup_status copy_key(rsupi_binder *binder, const rsupi_shape *shape, const rsupi_node *child,
                            void *item) {
  const char *key =
      binder->borrows ? child->key : rsupi_arena_text(binder->arena, child->key, child->key_len);
  if (key == NULL) return rsupi_bind_memory(binder);
  *(const char **)at_offset(item, shape->key_offset) = key;
  return RSUP_OK;
}

static rsup_status bind_keyed(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                              void *out) {
  if (!is_map_like(node)) return rsupi_bind_mismatch(binder, node, a_map);
  unsigned char *item = start_list(binder, slot, out, node->count, slot->shape->size);
  if (item == NULL) return rsupi_bind_memory(binder);
  rsup_status status = RSUP_OK;
  for (const rsupi_node *child = node->first; child != NULL; child = child->next) {
    status = first_of(status, check_key(binder, child));
    rsup_status child_status = rsupi_bind(binder, child, slot->shape, item);
    status = first_of(first_of(status, child_status), copy_key(binder, slot->shape, child, item));
    item += slot->shape->size;
  }
  return status;
}

/* The lists of scalars: what one element is, how large, and whether one may stand alone. */
typedef struct list_kind {
  uint8_t element;
  uint8_t size;
  int one_alone;
} list_kind;
static const list_kind list_kinds[] = {
    [RSUPI_TYPE_TEXTS] = {RSUPI_TYPE_TEXT, sizeof(const char *), 1},
    [RSUPI_TYPE_IDS] = {RSUPI_TYPE_ID, sizeof(const char *), 1},
    [RSUPI_TYPE_NUMBERS] = {RSUPI_TYPE_NUMBER, sizeof(double), 0},
    [RSUPI_TYPE_ENUMS] = {RSUPI_TYPE_ENUM, sizeof(int32_t), 1},
    [RSUPI_TYPE_DAYS] = {RSUPI_TYPE_DAY, sizeof(rsup_day), 0},
};

static rsup_status bind_element(rsupi_binder *binder, const rsupi_slot *slot, const list_kind *list,
                                const rsupi_node *node, void *into) {
  rsupi_slot element = {.kind = list->element};
  clear_slot(&element, into);
  return rsupi_bind_scalar(binder, slot, (rsupi_type)list->element, node, into);
}

static rsup_status bind_scalars(rsupi_binder *binder, const rsupi_slot *slot,
                                const rsupi_node *node, void *out) {
  const list_kind *list = &list_kinds[slot->kind];
  int alone = list->one_alone && node->kind == RSUPI_SCALAR;
  if (!alone && !is_list_like(node)) return rsupi_bind_mismatch(binder, node, a_list);
  unsigned char *item = start_list(binder, slot, out, alone ? 1 : node->count, list->size);
  if (item == NULL) return rsupi_bind_memory(binder);
  if (alone) return bind_element(binder, slot, list, node, item);
  rsup_status status = RSUP_OK;
  for (const rsupi_node *child = node->first; child != NULL; child = child->next) {
    status = first_of(status, bind_element(binder, slot, list, child, item));
    item += list->size;
  }
  return status;
}

/* ---- maps */

static rsup_status bind_record(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                               void *out) {
  if (!is_map_like(node)) return rsupi_bind_mismatch(binder, node, a_map);
  void *record = rsupi_arena_alloc(binder->arena, slot->shape->size);
  if (record == NULL) return rsupi_bind_memory(binder);
  *(void **)at_offset(out, slot->offset) = record;
  return rsupi_bind(binder, node, slot->shape, record);
}

static rsup_status bind_slot(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                             void *out) {
  rsupi_bind_know(node);
  if (rsupi_node_is_null(node)) {
    return (slot->flags & RSUPI_REQUIRED) == 0
               ? RSUP_OK
               : rsupi_bind_problem(binder, node, RSUP_E_SCHEMA, "a value is needed here");
  }
  switch ((rsupi_type)slot->kind) {
  case RSUPI_TYPE_TREE:
    *(const rsupi_node **)at_offset(out, slot->offset) = node;
    return RSUP_OK;
  case RSUPI_TYPE_RECORD:
    return bind_record(binder, slot, node, out);
  case RSUPI_TYPE_RECORDS:
    return bind_records(binder, slot, node, out);
  case RSUPI_TYPE_KEYED:
    return bind_keyed(binder, slot, node, out);
  case RSUPI_TYPE_TEXTS:
  case RSUPI_TYPE_IDS:
  case RSUPI_TYPE_NUMBERS:
  case RSUPI_TYPE_ENUMS:
  case RSUPI_TYPE_DAYS:
    return bind_scalars(binder, slot, node, out);
  default:
    return rsupi_bind_scalar(binder, slot, (rsupi_type)slot->kind, node,
                             at_offset(out, slot->offset));
  }
}

/* Documents tend to follow the order of the table: the search goes on from the last find. */
static const rsupi_slot *find_slot(const rsupi_shape *shape, size_t *next, const rsupi_node *node) {
  for (size_t i = 0; i < shape->slot_count; i++) {
    size_t at = *next + i;
    if (at >= shape->slot_count) at -= shape->slot_count;
    const rsupi_slot *slot = &shape->slots[at];
    if (slot->name[0] != node->key[0] || strcmp(slot->name, node->key) != 0) continue;
    *next = at + 1 == shape->slot_count ? 0 : at + 1;
    return slot;
  }
  return NULL;
}

/* Nearest slot within two edits; short keys must be nearer. */
static const char *nearest_slot(const rsupi_shape *shape, const rsupi_node *node) {
  const char *nearest = NULL;
  unsigned least = node->key_len <= 3 ? 2 : 3;
  for (size_t i = 0; i < shape->slot_count; i++) {
    unsigned distance = rsupi_text_distance(shape->slots[i].name, node->key, least - 1);
    if (distance >= least) continue;
    least = distance;
    nearest = shape->slots[i].name;
  }
  return nearest;
}

static rsup_status unknown_key(rsupi_binder *binder, const rsupi_shape *shape,
                               const rsupi_node *node) {
  char message[256];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
  const char *nearest = nearest_slot(shape, node);
  rsupi_fixed_add(&text, "unknown key");
  if (!binder->private_values) {
    rsupi_fixed_add(&text, " ");
    rsupi_bind_show(&text, node->key, node->key_len);
  }
  if (nearest != NULL) rsupi_fixed_format(&text, "; did you mean \"%s\"?", nearest);
  add_problem(binder, RSUP_SEVERITY_ERROR, node, 1, RSUP_E_SCHEMA, message);
  return RSUP_E_SCHEMA;
}

/* Keys of the host's own, and the head of a document, which rsupi_check_head() reads. */
static int is_free_key(const rsupi_node *node) {
  if (node->key[0] == 'x' && node->key[1] == '-') return 1;
  if (node->parent->parent != NULL) return 0;
  return strcmp(node->key, "format") == 0 || strcmp(node->key, "format_version") == 0;
}

static rsup_status report_missing(rsupi_binder *binder, const rsupi_node *map,
                                  const rsupi_shape *shape) {
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < shape->slot_count; i++) {
    const rsupi_slot *slot = &shape->slots[i];
    if ((slot->flags & RSUPI_REQUIRED) == 0 || rsupi_node_get(map, slot->name) != NULL) continue;
    status = rsupi_bind_problem(binder, map, RSUP_E_SCHEMA, "missing key \"%s\"", slot->name);
  }
  return status;
}

rsup_status rsupi_bind(rsupi_binder *binder, const rsupi_node *map, const rsupi_shape *shape,
                       void *out) {
  clear_all(shape, out);
  if (!is_map_like(map)) return rsupi_bind_mismatch(binder, map, a_map);
  rsup_status status = report_missing(binder, map, shape);
  size_t next = 0;
  for (const rsupi_node *child = map->first; child != NULL; child = child->next) {
    const rsupi_slot *slot = find_slot(shape, &next, child);
    if (slot != NULL) {
      status = first_of(status, bind_slot(binder, slot, child, out));
    } else if ((shape->flags & RSUPI_OPEN) == 0 && !is_free_key(child)) {
      status = first_of(status, unknown_key(binder, shape, child));
    }
  }
  return status;
}
