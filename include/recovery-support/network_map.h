/** @file network_map.h
 * A support network as a picture: where everybody stands around the person, so that a drawing in an
 * app and one in a paper agree to the bit. The guide: docs/guide/support-network.md. */
#ifndef RSUP_NETWORK_MAP_H
#define RSUP_NETWORK_MAP_H
#include "recovery-support/network.h"
#include "recovery-support/network_columns.h"
#ifdef __cplusplus
extern "C" {
#endif

/** What is known of a sector. */
enum {
  RSUP_SECTOR_NAMED = 1,  /* somebody is there */
  RSUP_SECTOR_GAP = 2,    /* asked, and nobody is */
  RSUP_SECTOR_UNKNOWN = 3 /* nobody asked, or no answer was given */
};
/** "named", "gap", "unknown"; NULL for any other number. Static. Any thread. Since 0.1. */
RSUP_API const char *rsup_sector_state_name(int32_t state);

/** A circle around the person. Since 0.1. */
typedef struct rsup_network_ring {
  int32_t ring;    /* 1 is the innermost; 5: closeness is not known */
  int32_t people;  /* on it */
  double at_least; /* closeness from which on; no value for ring 5 */
  double radius;   /* ring / 5 */
} rsup_network_ring;
/** A part of the circle. Since 0.1. */
typedef struct rsup_network_sector {
  const char *id;     /* a source: "family"; the last: "other", for who is of none */
  int32_t state;      /* RSUP_SECTOR_… */
  int32_t people;     /* in it */
  double from, until; /* angles, in turns: [from, until) */
} rsup_network_sector;
/** Somebody's place. Since 0.1. */
typedef struct rsup_network_node {
  const char *tie;    /* id in the person's record */
  const char *sector; /* by the first of their sources, in the config's order */
  int32_t ring;
  int32_t i_support; /* 1: a tie in which only the person helps */
  double angle;      /* in turns, 0 to 1, clockwise from the top */
  double radius;     /* 0.2 to 1 */
  double x, y;       /* radius * sin and cos of the angle: to the right and upwards, the person in
                        (0, 0), the outermost circle at 1 */
  double closeness;  /* newest word, 0 to 1; no value when it is not known */
  const char *const *roles; /* in force today, as in the record */
  size_t role_count;
} rsup_network_node;
/** Two people who were asked about. Since 0.1. */
typedef struct rsup_network_edge {
  const char *a, *b; /* ties, a before b */
  int32_t state;     /* RSUP_PAIR_…; told in two ways: not asked. Pairs that are not here were not
                        asked either */
  int32_t reserved;  /* zero */
} rsup_network_edge;
/** Where everybody stands. Since 0.1. */
typedef struct rsup_network_map {
  rsup_day today;
  const rsup_network_ring *const *rings; /* from the inside */
  size_t ring_count;
  const rsup_network_sector *const *sectors; /* from the top, clockwise */
  size_t sector_count;
  const rsup_network_node *const *nodes; /* by id of the tie */
  size_t node_count;
  const rsup_network_edge *const *edges; /* by a, then b */
  size_t edge_count;
} rsup_network_map;

/** Options of rsup_person_network_map(). Zero is the default of each. Since 0.1. */
typedef struct rsup_network_map_options {
  uint32_t struct_size;
  int32_t reserved;             /* zero */
  const rsup_instant *known_at; /* now */
} rsup_network_map_options;

/** The network as of `now`, laid out: rings by closeness (from 0.75, 0.5, 0.25, below, not known),
 * five sectors of the same size (the config's four sources in its order, then "other"), people of a
 * sector by the bytes of their ids in equal steps. The same record gives the same bits on every
 * machine. `options` may be NULL. The root of *out_result is a rsup_network_map. RSUP_E_ARGUMENT,
 * RSUP_E_OPTIONS, RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_network_map(
    const rsup_person *person, rsup_instant now, const rsup_network_map_options *options,
    rsup_result **out_result, rsup_error *err);
/** The map at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_network_map *rsup_network_map_get(const rsup_result *result);

/** The map as a graph for Graphviz (DOT, for `neato -n2`): the person, everybody in their place, a
 * line to each, and a line between those who know each other. Only ids, no words. `map` holds a
 * rsup_network_map; the text is UTF-8, NUL-terminated, written anew by each call and owned by the
 * result. One call on a result at a time. `out_len` may be NULL. RSUP_E_ARGUMENT, RSUP_E_MEMORY.
 * Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_network_dot(rsup_result *map, const char **out_text,
                                                      size_t *out_len, rsup_error *err);

#ifdef __cplusplus
}
#endif
#endif
