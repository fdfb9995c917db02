/* One tree for YAML and JSON, with the place of every node. A scalar keeps its text; what it means
 * is the schema's to say, never the scalar's look. The tree lives in an arena and borrows nothing.
 */
#ifndef RSUPI_TREE_H
#define RSUPI_TREE_H
#include "core/error.h"

typedef enum rsupi_node_kind { RSUPI_SCALAR = 1, RSUPI_MAP_NODE, RSUPI_LIST_NODE } rsupi_node_kind;
typedef enum rsupi_style {
  RSUPI_PLAIN = 1, /* YAML plain scalars; JSON numbers, true, false, null */
  RSUPI_QUOTED     /* YAML quoted and block scalars; JSON strings */
} rsupi_style;

typedef struct rsupi_node {
  uint8_t kind, style;
  uint8_t known; /* a schema knows the key: it may be named in a private document's messages */
  uint32_t line, column;         /* 1-based, of the value; column in bytes */
  uint32_t key_line, key_column; /* of the key, when the parent is a map */
  uint32_t key_len;
  uint32_t len;      /* of text */
  uint32_t count;    /* children */
  uint32_t position; /* among its parent's children, from 0 */
  const char *key;   /* when the parent is a map; NUL-terminated */
  const char *text;  /* of a scalar; NUL-terminated, holds no NUL */
  struct rsupi_node *first, *next, *parent;
} rsupi_node;

/* What is being read, and how large it may be. */
typedef enum rsupi_document_kind {
  RSUPI_DOCUMENT_CONFIG = 1, /* 4 MiB */
  RSUPI_DOCUMENT_MODEL,      /* 16 MiB */
  RSUPI_DOCUMENT_PERSON,     /* 64 MiB */
  RSUPI_DOCUMENT_FEED        /* 512 MiB */
} rsupi_document_kind;
size_t rsupi_document_limit(rsupi_document_kind kind);

/* Read a text into a tree in `arena`. A text whose first character (past a BOM and white space) is
 * { or [ is JSON, everything else YAML. Exactly one document. On error nothing of the text's
 * content is in the message. */
rsup_status rsupi_tree_read(rsupi_arena *arena, rsupi_document_kind kind, const char *source,
                            const char *text, size_t len, const rsupi_node **out, rsup_error *err);
/* The two readers behind it. A JSON text may be anything for feeds (a list at the root); so may
 * YAML. */
rsup_status rsupi_json_read(rsupi_arena *arena, const char *source, const char *text, size_t len,
                            size_t limit, const rsupi_node **out, rsup_error *err);
rsup_status rsupi_yaml_read(rsupi_arena *arena, const char *source, const char *text, size_t len,
                            size_t limit, const rsupi_node **out, rsup_error *err);

/* A JSON list read one element at a time, memory bounded: for feeds. After a broken element the
 * reader looks for the next one only where the JSON itself was well-formed; a syntax error ends the
 * feed. */
typedef struct rsupi_json_stream rsupi_json_stream;
rsup_status rsupi_json_stream_open(const rsup_allocator *allocator, const char *source,
                                   const char *text, size_t len, rsupi_json_stream **out,
                                   rsup_error *err);
/* *out_node is NULL at the end. The node lives in `arena`, which the caller may free or reset
 * between elements. */
rsup_status rsupi_json_stream_next(rsupi_json_stream *stream, rsupi_arena *arena,
                                   const rsupi_node **out_node, rsup_error *err);
/* 1 once nothing more can come: the list was read to its end, or the text broke. After an error
 * that leaves it 0 only one element was spoilt. */
int rsupi_json_stream_over(const rsupi_json_stream *stream);
void rsupi_json_stream_close(rsupi_json_stream *stream);

/* NULL when the map has no such key (or when node is NULL or no map). */
const rsupi_node *rsupi_node_get(const rsupi_node *map, const char *key);
/* Plain null, ~ or nothing. */
int rsupi_node_is_null(const rsupi_node *node);
/* "terms[3].weight", from the root down. */
void rsupi_node_path(const rsupi_node *node, rsupi_fixed *out);
/* The same for a private document: a key that no schema knows is told by its position, "[2]". */
void rsupi_node_known_path(const rsupi_node *node, rsupi_fixed *out);
/* Same meaning: maps in any order of keys, scalars of the same JSON value. */
int rsupi_node_equal(const rsupi_node *a, const rsupi_node *b);

/* Encode. JSON: plain scalars that follow the JSON grammar of numbers, true, false, null stay bare,
 * all others become strings; keys in the order of the tree, or sorted by bytes and numbers in their
 * one form (`canonical`, for digests and comparisons; nothing is allocated for a tree that stands
 * sorted). YAML: block style, every text quoted that any YAML resolver might take
 * for something else. */
typedef enum rsupi_json_form {
  RSUPI_JSON_AS_IT_STANDS = 0,
  RSUPI_JSON_CANONICAL,
  RSUPI_JSON_CANONICAL_SORTED /* the same, of a tree that rsupi_tree_sort() has put in order */
} rsupi_json_form;
void rsupi_tree_write_json(rsupi_text *out, const rsupi_node *node, int form);
/* SHA-256 (hex) of the canonical JSON. 0 when out of memory. */
int rsupi_tree_digest(const rsup_allocator *allocator, const rsupi_node *root, char hex[65]);
/* Put the keys of every map in the order of their bytes; allocates nothing. */
void rsupi_tree_sort(rsupi_node *node);
void rsupi_tree_write_yaml(rsupi_text *out, const rsupi_node *node);
#endif
