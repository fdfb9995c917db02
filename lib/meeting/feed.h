/* Reading a feed, from the inside: what the steps share. feed_read.c goes through the list,
 * feed_meeting.c takes one element, feed_when.c its times, feed_zone.c its zone, feed_where.c its
 * place, feed_types.c its codes, feed_id.c its id. */
#ifndef RSUPI_FEED_H
#define RSUPI_FEED_H
#include "core/problems.h"
#include "document/tree.h"
#include "meeting/directory.h"

/* Things that occur in many meetings: one line in the report for all of them. */
typedef struct rsupi_feed_counts {
  int32_t no_end, floating, may_not_meet, id_cleaned;
} rsupi_feed_counts;

typedef struct rsupi_feed {
  rsup_meetings *meetings;
  rsupi_problems *problems;
  rsup_error *err; /* for what stops the whole feed */
  rsup_status stop;
  const char *source, *name, *program;
  uint16_t default_zone; /* 0: none */
  int32_t default_minutes;
  /* Where the list begins in the text, when it stands inside an object. */
  uint32_t line_before, column_before;
  /* The element at hand; its arena is emptied between elements. */
  rsupi_arena element;
  uint32_t row;
  const char *slug; /* for messages; "" until it is known */
  /* For the time of the load. */
  rsupi_arena scratch;
  rsupi_map texts, zone_names, ids, unknown_codes;
  rsupi_list text_list, zones, unknown_list, code_counts;
  rsupi_draft *drafts;
  size_t draft_count, draft_capacity;
  rsupi_feed_counts counts;
  int32_t used, left_out;
} rsupi_feed;

/* One line in the report about a field of the element. Returns 0, for `return`. */
int rsupi_feed_error(rsupi_feed *feed, const rsupi_node *node, const char *field,
                     rsup_status status, const char *format, ...);
void rsupi_feed_warning(rsupi_feed *feed, const rsupi_node *node, const char *field,
                        rsup_status status, const char *format, ...);
/* Nothing can go on: out of memory, or no zone data. Returns 0. */
int rsupi_feed_out_of_memory(rsupi_feed *feed);

/* A field of the element as clean text in the element's arena; NULL when it is absent, empty, no
 * scalar, or a bare true, false or null. */
const char *rsupi_feed_field(rsupi_feed *feed, const rsupi_node *element, const char *field,
                             size_t most, int lines);
/* The text once in the directory's arena, whatever number of meetings share it; NULL stays NULL. */
const char *rsupi_feed_keep(rsupi_feed *feed, const char *text);

/* All return 0 when the meeting cannot be used (reported) or when feed->stop is set. */
int rsupi_feed_meeting(rsupi_feed *feed, const rsupi_node *element);

typedef struct rsupi_feed_when {
  int32_t weekdays; /* bit 0 = Sunday; 0: by appointment */
  int32_t start, minutes;
  int32_t end_is_default;
} rsupi_feed_when;
int rsupi_feed_read_when(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_when *out);
/* "19:00", "7:30 PM", "9:30", "18:00:00", "24:00" -> minutes 0..1440; -1 when it is none. */
int32_t rsupi_feed_clock(const char *text);

int rsupi_feed_read_zone(rsupi_feed *feed, const rsupi_node *element, uint16_t *out_zone);
/* A zone by name into the feed's list. *out_zone stays 0 when there is none of that name. */
int rsupi_feed_find_zone(rsupi_feed *feed, const char *name, uint16_t *out_zone);

typedef struct rsupi_feed_types {
  const char *const *codes; /* kept */
  size_t count;
  int closed_for_now, online; /* TC, ONL */
} rsupi_feed_types;
int rsupi_feed_read_types(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_types *out);
void rsupi_feed_report_types(rsupi_feed *feed);

/* Place, online access, coordinates: flags and texts of the draft. */
int rsupi_feed_read_where(rsupi_feed *feed, const rsupi_node *element,
                          const rsupi_feed_types *types, rsupi_draft *draft);

/* "feed/slug", "feed/slug-3" for one of several days, and unique: kept. `day` is the weekday. NULL
 * when there is none (reported), or out of memory. */
const char *rsupi_feed_make_id(rsupi_feed *feed, const rsupi_node *element, const char *slug,
                               const rsupi_feed_when *when, int32_t day);

/* Where the list of meetings stands in a text that begins with {. */
typedef struct rsupi_feed_list {
  const char *text;
  size_t len;
  uint32_t line_before, column_before;
} rsupi_feed_list;
rsup_status rsupi_feed_find_list(const char *source, const char *text, size_t len,
                                 rsupi_feed_list *out, rsup_error *err);
#endif
