/* What identifies an entry, and the one order of a record. */
#include "document/schema_read.h"
#include "person/entry.h"
#include <string.h>

/* The text of a value that may identify: a scalar that is not null. */
static const rsupi_node *scalar_at(const rsupi_node *map, const char *key) {
  const rsupi_node *const node = key ? rsupi_node_get(map, key) : NULL;
  return node && node->kind == RSUPI_SCALAR && !rsupi_node_is_null(node) ? node : NULL;
}

static int set_key(rsupi_arena *arena, rsupi_entry *entry, int32_t kind, const char *a,
                   size_t a_len, const char *b, size_t b_len) {
  entry->key_kind = (uint8_t)kind;
  char *const key = rsupi_arena_alloc(arena, a_len + b_len + 2);
  if (!key) return 0;
  memcpy(key, a, a_len);
  if (b) {
    key[a_len] = '|';
    memcpy(key + a_len + 1, b, b_len);
  }
  entry->head.id = key;
  return 1;
}

static int set_derived(rsupi_arena *arena, rsupi_entry *entry, const rsupi_section *section,
                       const rsupi_node *node) {
  const char *const singular = section->singular;
  if (!section->keys[0]) /* one of its kind */
    return set_key(arena, entry, RSUPI_KEY_DERIVED, section->name, strlen(section->name), NULL, 0);
  const rsupi_node *a = scalar_at(node, section->keys[0]), *b = scalar_at(node, section->keys[1]);
  if (!a && !section->keys[1] && strcmp(section->keys[0], "from") == 0)
    return set_key(arena, entry, RSUPI_KEY_DERIVED, "always", 6, NULL, 0);
  if (!a) return set_key(arena, entry, RSUPI_KEY_NONE, "", 0, NULL, 0);
  if (b && strcmp(singular, "alter_tie") == 0 && strcmp(a->text, b->text) > 0) {
    const rsupi_node *const swap = a; /* a pair has no order */
    a = b;
    b = swap;
  }
  return set_key(arena, entry, RSUPI_KEY_DERIVED, a->text, a->len, b ? b->text : NULL,
                 b ? b->len : 0);
}

int rsupi_entry_identify(rsupi_arena *arena, rsupi_entry *entry, const rsupi_section *section,
                         const rsupi_node *node) {
  const rsupi_node *const id = scalar_at(node, "id");
  if (section->id == RSUPI_SECTION_WORDS || section->id == RSUPI_SECTION_ERASED)
    return set_derived(arena, entry, section, node);
  if (id) /* What breaks the rule for ids is a text like any other, and may say something. */
    return set_key(arena, entry, rsupi_is_id(id->text, id->len) ? RSUPI_KEY_ID : RSUPI_KEY_DERIVED,
                   id->text, id->len, NULL, 0);
  const int derivable = section->shape && node->kind == RSUPI_MAP_NODE &&
                        (section->keys[0] || section->written != RSUPI_WRITTEN_LIST);
  if (derivable) return set_derived(arena, entry, section, node);
  return set_key(arena, entry, RSUPI_KEY_NONE, "", 0, NULL, 0);
}

int rsupi_entry_compare_key(const rsupi_entry *a, const rsupi_entry *b) {
  if (a->section != b->section) return a->section < b->section ? -1 : 1;
  if (a->section == RSUPI_SECTION_OTHER) {
    const int names =
        strcmp(rsupi_entry_beside(a).section_name, rsupi_entry_beside(b).section_name);
    if (names) return names;
  }
  return strcmp(a->head.id, b->head.id);
}

int rsupi_entry_compare(const rsupi_entry *a, const rsupi_entry *b) {
  const int keys = rsupi_entry_compare_key(a, b);
  if (keys) return keys;
  const int32_t x = rsupi_entry_revision(a), y = rsupi_entry_revision(b);
  if (x != y) return x < y ? -1 : 1;
  return rsupi_entry_compare_text(a, b);
}
