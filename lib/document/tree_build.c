/* Builds trees: blocks of nodes and of text, the chain of children, and the search for keys that
 * stand twice in one map. */
#include "document/tree_build.h"
#include <string.h>

enum { FIRST_NODES = 16, MOST_NODES = 512, FIRST_ROOM = 512, MOST_ROOM = 32768, FEW_KEYS = 16 };

#define MIB ((size_t)1048576)
/* By rsupi_document_kind. Nodes are capped too, because a node weighs more than its text. */
static const rsupi_limits limits_by_kind[] = {
    {0, 0, 0, 0, 0},
    {4 * MIB, RSUPI_DEPTH, 65536, 96, 200000},
    {16 * MIB, RSUPI_DEPTH, 65536, 96, 1000000},
    {64 * MIB, RSUPI_DEPTH, 1048576, 96, 4000000},
    {512 * MIB, RSUPI_DEPTH, 1048576, 1024, 16000000},
};

const rsupi_limits *rsupi_limits_of(rsupi_document_kind kind) {
  return &limits_by_kind[kind];
}

size_t rsupi_document_limit(rsupi_document_kind kind) {
  return rsupi_limits_of(kind)->bytes;
}

void rsupi_build_start(rsupi_builder *builder, rsupi_arena *arena, const rsupi_limits *limits) {
  memset(builder, 0, sizeof(*builder));
  builder->arena = arena;
  builder->limits = limits;
}

/* 0 out of memory. The last block is cut to what the limit leaves; the caller checks the limit. */
static int more_nodes(rsupi_builder *builder) {
  size_t count = builder->block == 0 ? FIRST_NODES : builder->block * 2;
  if (count > MOST_NODES) count = MOST_NODES;
  rsupi_node *nodes = rsupi_arena_room(builder->arena, count * sizeof(*nodes)); /* set one by one */
  if (nodes == NULL) return 0;
  builder->spare = nodes;
  builder->spare_end = nodes + count;
  builder->block = count;
  return 1;
}

static rsupi_built add_node(rsupi_builder *builder, rsupi_node **out) {
  if (builder->nodes >= builder->limits->nodes) return RSUPI_BUILD_NODES;
  if (builder->spare == builder->spare_end && !more_nodes(builder)) return RSUPI_BUILD_MEMORY;
  rsupi_node *node = builder->spare++;
  rsupi_node *parent = builder->open;
  builder->nodes++;
  *node = (rsupi_node){.parent = parent};
  *out = node;
  if (parent == NULL) {
    builder->root = node;
    return RSUPI_BUILT;
  }
  node->key = builder->key;
  node->key_len = builder->key_len;
  node->key_line = builder->key_line;
  node->key_column = builder->key_column;
  builder->key = NULL;
  builder->key_len = builder->key_line = builder->key_column = 0;
  node->next = parent->first == NULL ? node : parent->first->next;
  if (parent->first != NULL) parent->first->next = node;
  parent->first = node;
  node->position = parent->count++;
  return RSUPI_BUILT;
}

void rsupi_build_key(rsupi_builder *builder, const char *key, uint32_t len, uint32_t line,
                     uint32_t column) {
  builder->key = key;
  builder->key_len = len;
  builder->key_line = line;
  builder->key_column = column;
}

rsupi_built rsupi_build_scalar(rsupi_builder *builder, rsupi_style style, const char *text,
                               uint32_t len, uint32_t line, uint32_t column) {
  rsupi_node *node;
  rsupi_built built = add_node(builder, &node);
  if (built != RSUPI_BUILT) return built;
  node->kind = RSUPI_SCALAR;
  node->style = (uint8_t)style;
  node->text = text;
  node->len = len;
  node->line = line;
  node->column = column;
  return RSUPI_BUILT;
}

rsupi_built rsupi_build_open(rsupi_builder *builder, rsupi_node_kind kind, uint32_t line,
                             uint32_t column) {
  if (builder->depth >= builder->limits->depth) return RSUPI_BUILD_DEPTH;
  rsupi_node *node;
  rsupi_built built = add_node(builder, &node);
  if (built != RSUPI_BUILT) return built;
  node->kind = (uint8_t)kind;
  node->style = RSUPI_PLAIN;
  node->line = line;
  node->column = column;
  builder->open = node;
  builder->depth++;
  return RSUPI_BUILT;
}

static int same_key(const rsupi_node *a, const rsupi_node *b) {
  return a->key_len == b->key_len && a->key[0] == b->key[0] &&
         memcmp(a->key, b->key, a->key_len) == 0;
}

static rsupi_built found_twice(rsupi_builder *builder, const rsupi_node *a, const rsupi_node *b) {
  int a_first =
      a->key_line < b->key_line || (a->key_line == b->key_line && a->key_column < b->key_column);
  builder->twice = a_first ? b : a;
  builder->twice_line = (a_first ? a : b)->key_line;
  return RSUPI_BUILD_TWICE;
}

/* Sorting, not hashing: there is no hash that a hostile text could flood. */
static rsupi_built twice_among_many(rsupi_builder *builder, const rsupi_node *map) {
  const rsup_allocator *allocator = &builder->arena->allocator;
  const rsupi_node **sorted = rsupi_sorted_children(allocator, map);
  if (sorted == NULL) return RSUPI_BUILD_MEMORY;
  rsupi_built built = RSUPI_BUILT;
  for (size_t i = 1; i < map->count && built == RSUPI_BUILT; i++) {
    if (same_key(sorted[i - 1], sorted[i])) {
      built = found_twice(builder, sorted[i - 1], sorted[i]);
    }
  }
  rsupi_release(allocator, sorted, rsupi_sorted_size(map));
  return built;
}

static rsupi_built twice_among_few(rsupi_builder *builder, const rsupi_node *map) {
  for (const rsupi_node *b = map->first; b != NULL; b = b->next) {
    for (const rsupi_node *a = map->first; a != b; a = a->next) {
      if (same_key(a, b)) return found_twice(builder, a, b);
    }
  }
  return RSUPI_BUILT;
}

rsupi_built rsupi_build_close(rsupi_builder *builder) {
  rsupi_node *node = builder->open;
  if (node->first != NULL) {
    rsupi_node *last = node->first;
    node->first = last->next;
    last->next = NULL;
  }
  builder->open = node->parent;
  builder->depth--;
  if (node->kind != RSUPI_MAP_NODE || node->count < 2) return RSUPI_BUILT;
  return node->count <= FEW_KEYS ? twice_among_few(builder, node) : twice_among_many(builder, node);
}

char *rsupi_build_room(rsupi_builder *builder, size_t size) {
  if ((size_t)(builder->room_end - builder->room) >= size) return builder->room;
  size_t block = builder->room_block == 0 ? FIRST_ROOM : builder->room_block * 2;
  if (block > MOST_ROOM) block = MOST_ROOM;
  builder->room_block = block;
  /* A large text gets a block of its own, so that the rest of the present one is not lost. */
  if (size > block / 4 && builder->room_end != builder->room) {
    return rsupi_arena_room(builder->arena, size);
  }
  if (block < size) block = size;
  char *room = rsupi_arena_room(builder->arena, block);
  if (room == NULL) return NULL;
  builder->room = room;
  builder->room_end = room + block;
  return room;
}

void rsupi_build_used(rsupi_builder *builder, const char *room, size_t used) {
  if (room == builder->room) builder->room += used;
}

const char *rsupi_build_text(rsupi_builder *builder, const char *text, size_t len) {
  char *room = rsupi_build_room(builder, len + 1);
  if (room == NULL) return NULL;
  if (len > 0) memcpy(room, text, len);
  room[len] = '\0';
  rsupi_build_used(builder, room, len + 1);
  return room;
}

rsup_status rsupi_build_report(const rsupi_builder *builder, rsupi_built why, const char *source,
                               uint32_t line, uint32_t column, rsup_error *err) {
  switch (why) {
  case RSUPI_BUILT:
    return RSUP_OK;
  case RSUPI_BUILD_NODES:
    return rsupi_fail_at(err, RSUP_E_LIMIT, source, line, column, NULL,
                         "more than %u values in one document", builder->limits->nodes);
  case RSUPI_BUILD_DEPTH:
    return rsupi_fail_at(err, RSUP_E_LIMIT, source, line, column, NULL,
                         "nested deeper than %u levels", builder->limits->depth);
  case RSUPI_BUILD_TWICE:
    return rsupi_fail_at(
        err, RSUP_E_SYNTAX, source, builder->twice->key_line, builder->twice->key_column, NULL,
        "the same key stands twice in one map, first at line %u", builder->twice_line);
  case RSUPI_BUILD_MEMORY:
    break;
  }
  return rsupi_fail_memory(err);
}
