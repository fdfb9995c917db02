/* Building a tree, for the readers and the writer: nodes and texts come out of blocks taken from
 * the arena, so that a scalar costs no allocation of its own. */
#ifndef RSUPI_TREE_BUILD_H
#define RSUPI_TREE_BUILD_H
#include "document/tree.h"

/* How much one document may hold. */
typedef struct rsupi_limits {
  size_t bytes;    /* of the whole text */
  uint32_t depth;  /* maps and lists within each other, at most RSUPI_DEPTH_MOST */
  uint32_t scalar; /* bytes of one value */
  uint32_t key;    /* bytes of one key */
  uint32_t nodes;  /* values in all */
} rsupi_limits;
enum { RSUPI_DEPTH = 32, RSUPI_DEPTH_MOST = 1024 };
const rsupi_limits *rsupi_limits_of(rsupi_document_kind kind);

/* The readers with all limits as arguments. */
rsup_status rsupi_json_read_within(rsupi_arena *arena, const char *source, const char *text,
                                   size_t len, const rsupi_limits *limits, const rsupi_node **out,
                                   rsup_error *err);
rsup_status rsupi_yaml_read_within(rsupi_arena *arena, const char *source, const char *text,
                                   size_t len, const rsupi_limits *limits, const rsupi_node **out,
                                   rsup_error *err);

typedef struct rsupi_builder {
  rsupi_arena *arena;
  const rsupi_limits *limits;
  rsupi_node *root, *open; /* open: the innermost unfinished map or list. While a container is open
                              its `first` is its last child, whose `next` is the first */
  rsupi_node *spare, *spare_end;
  size_t block;          /* nodes in the last block */
  char *room, *room_end; /* for texts */
  size_t room_block;
  const char *key; /* of the next value */
  uint32_t key_len, key_line, key_column;
  uint32_t depth, nodes;
  const rsupi_node *twice; /* after a duplicate key: the second child that has it ... */
  uint32_t twice_line;     /* ... and the line of the first */
} rsupi_builder;
/* What stopped a builder. */
typedef enum rsupi_built {
  RSUPI_BUILT = 0,
  RSUPI_BUILD_MEMORY,
  RSUPI_BUILD_NODES, /* more values than the limit */
  RSUPI_BUILD_DEPTH,
  RSUPI_BUILD_TWICE /* a key stands twice in one map */
} rsupi_built;

void rsupi_build_start(rsupi_builder *builder, rsupi_arena *arena, const rsupi_limits *limits);
/* The key of the next value; `key` lives in the arena. */
void rsupi_build_key(rsupi_builder *builder, const char *key, uint32_t len, uint32_t line,
                     uint32_t column);
/* `text` lives in the arena. */
rsupi_built rsupi_build_scalar(rsupi_builder *builder, rsupi_style style, const char *text,
                               uint32_t len, uint32_t line, uint32_t column);
rsupi_built rsupi_build_open(rsupi_builder *builder, rsupi_node_kind kind, uint32_t line,
                             uint32_t column);
rsupi_built rsupi_build_close(rsupi_builder *builder);
/* At least `size` bytes for a text, NULL out of memory; then say how many of them were used. */
char *rsupi_build_room(rsupi_builder *builder, size_t size);
void rsupi_build_used(rsupi_builder *builder, const char *room, size_t used);
/* A copy in the arena, NUL-terminated. */
const char *rsupi_build_text(rsupi_builder *builder, const char *text, size_t len);
/* Report what stopped the builder; line and column are where the reader stands. */
rsup_status rsupi_build_report(const rsupi_builder *builder, rsupi_built why, const char *source,
                               uint32_t line, uint32_t column, rsup_error *err);

/* The children of a map in the order of their keys' bytes (shorter keys that begin alike first), as
 * an array of node->count pointers followed by as many of work space. Release with rsupi_release()
 * and rsupi_sorted_size(). NULL out of memory. */
const rsupi_node **rsupi_sorted_children(const rsup_allocator *allocator, const rsupi_node *map);
size_t rsupi_sorted_size(const rsupi_node *map);

/* The one text of a JSON number: equal numbers give equal texts. Returns the length, 0 when the
 * number has no short form and must be compared as written. */
size_t rsupi_canonical_number(const char *text, size_t len, char out[32]);
#endif
