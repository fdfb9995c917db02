/* The schema checker: a table says which keys a map may have, of which type, and where each value
 * goes in a C struct. One call checks a tree and fills the struct; every problem is reported with
 * line, column, path and the nearest name.
 *
 *   typedef struct tie { const char *id; double closeness; const char **gives; size_t gives_count;
 * } tie; static const rsupi_slot tie_slots[] = {
 *     {.name = "id", .kind = RSUPI_TYPE_ID, .flags = RSUPI_REQUIRED, .offset = offsetof(tie, id)},
 *     {.name = "closeness", .kind = RSUPI_TYPE_NUMBER, .min = 0, .max = 1, .offset = offsetof(tie,
 * closeness)},
 *     {.name = "gives", .kind = RSUPI_TYPE_IDS, .offset = offsetof(tie, gives), .count_offset =
 * offsetof(tie, gives_count)},
 *   };
 *   static const rsupi_shape tie_shape = RSUPI_SHAPE("tie", tie, tie_slots);
 *
 * What is absent, or plain null, reads as "no value": NULL, NaN, INT32_MIN, INT64_MIN, count 0 (an
 * empty list has count 0 too, but is not NULL). A
 * text is wanted where a plain scalar stands that some YAML resolver would take for something else
 * (no, 1e3, 2026-01-01): the error asks for quotes. An empty list may stand where a map is wanted
 * and an empty map where a list is (some languages know one empty table). Keys that begin with "x-"
 * are free, and so is the head of the document (`format`, `format_version` at the root). In a
 * private document, paths name only keys that a schema knows; others are told by their position:
 * "ties[2]". The keys of RSUPI_TYPE_KEYED must be ids. */
#ifndef RSUPI_SCHEMA_H
#define RSUPI_SCHEMA_H
#include "core/names.h"
#include "core/problems.h"
#include "document/tree.h"

typedef enum rsupi_type {
  RSUPI_TYPE_TEXT = 1,       /* const char *: any text, up to 64 KiB */
  RSUPI_TYPE_ID,             /* const char *: [A-Za-z0-9][A-Za-z0-9._:/@+-]* up to 96 bytes */
  RSUPI_TYPE_INT,            /* int32_t within min..max */
  RSUPI_TYPE_NUMBER,         /* double within min..max */
  RSUPI_TYPE_BOOL,           /* int32_t: true or false only */
  RSUPI_TYPE_DAY,            /* rsup_day: 2026-03-04 */
  RSUPI_TYPE_SPAN,           /* rsupi_span: 2026-03-04, 2026-03 or 2026 */
  RSUPI_TYPE_INSTANT,        /* rsup_instant: ISO 8601 with an offset or Z */
  RSUPI_TYPE_DAY_OR_INSTANT, /* rsupi_moment: a day, or an instant with offset */
  RSUPI_TYPE_CLOCK,          /* int32_t minute of the day: "07:00"; "24:00" is 1440 */
  RSUPI_TYPE_ENUM,           /* int32_t, by names */
  RSUPI_TYPE_RECORD,         /* const T *, by shape */
  RSUPI_TYPE_RECORDS,        /* T *, contiguous, with count: a list of maps */
  RSUPI_TYPE_KEYED,          /* T *, contiguous, with count: a map from id to map; the id goes to
                                shape->key_offset */
  RSUPI_TYPE_TEXTS,          /* const char **, with count; one text may stand for a list of one */
  RSUPI_TYPE_IDS,            /* the same of ids */
  RSUPI_TYPE_NUMBERS,        /* double *, with count */
  RSUPI_TYPE_ENUMS,          /* int32_t *, with count; one name may stand for a list of one */
  RSUPI_TYPE_DAYS,           /* rsup_day *, with count */
  RSUPI_TYPE_TREE            /* const rsupi_node *: left to the caller, nothing checked */
} rsupi_type;
enum {
  RSUPI_REQUIRED = 1,
  RSUPI_BOUNDED =
      2 /* min and max hold even though both are 0; without it, min == max == 0 means no bounds */
};

typedef struct rsupi_span {
  rsup_day first, last; /* both INT32_MIN when absent; equal for a day */
} rsupi_span;
typedef struct rsupi_moment {
  rsup_instant at; /* INT64_MIN when only the day is known */
  rsup_day day; /* the day as written (of the instant: in its own offset); INT32_MIN when absent */
} rsupi_moment;

typedef struct rsupi_shape rsupi_shape;
typedef struct rsupi_slot { /* there are hundreds: each field is as small as it can be */
  const char *name;
  union {
    const rsupi_shape *shape; /* RECORD, RECORDS, KEYED */
    const rsupi_name *names;  /* ENUM, ENUMS */
  };
  float min, max; /* the compiler refuses a bound that a float cannot hold */
  uint16_t offset, count_offset;
  uint8_t kind, flags;
} rsupi_slot;
enum { RSUPI_OPEN = 1 /* unknown keys are left alone */ };
struct rsupi_shape {
  const char *name;
  size_t size;
  const rsupi_slot *slots;
  size_t slot_count;
  uint32_t key_offset; /* for RSUPI_TYPE_KEYED */
  uint32_t flags;
};
#define RSUPI_SHAPE(NAME, S, SLOTS)                                                                \
  { NAME, sizeof(S), SLOTS, sizeof(SLOTS) / sizeof((SLOTS)[0]), 0, 0 }

typedef struct rsupi_binder {
  rsupi_arena *arena; /* for the struct's texts and lists; values are copied, the tree may go */
  const char *source;
  rsupi_problems *problems; /* all problems go here */
  int private_values; /* a person's document: messages tell the kind of what was found, never its
                         text, and never a key that the schema does not know */
  uint32_t row;       /* of a feed; else 0 */
  int borrows;        /* the tree stays as long as the struct: texts are not copied out of it */
} rsupi_binder;

/* Fill *out (shape->size bytes, initialised here to "no value") from a map. Returns the status of
 * the first problem of this call, RSUP_OK when there was none. Goes on after a problem so that all
 * are reported. */
rsup_status rsupi_bind(rsupi_binder *binder, const rsupi_node *map, const rsupi_shape *shape,
                       void *out);
/* Report a problem at a node, with its path; for checks that tables can't say. Returns the status.
 */
rsup_status rsupi_bind_problem(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                               const char *format, ...);
rsup_status rsupi_bind_warning(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                               const char *format, ...);

/* The head every document has: `format: recovery-support/<name>` and `format_version: n`, 1 <= n <=
 * newest. RSUP_E_FORMAT or RSUP_E_VERSION, at its line. */
rsup_status rsupi_check_head(rsupi_binder *binder, const rsupi_node *root, const char *name,
                             int32_t newest, int32_t *out_version);

/* Readers of single scalars, for RSUPI_TYPE_TREE slots. 0 when the node is not of that type. */
int rsupi_scalar_int(const rsupi_node *node, int64_t *out);
int rsupi_scalar_number(const rsupi_node *node, double *out);
int rsupi_scalar_bool(const rsupi_node *node, int32_t *out);
int rsupi_scalar_day(const rsupi_node *node, rsup_day *out);
#endif
