/* All that a record knows at one moment, and how it changes: a new state is built whole beside the
 * old one and takes its place when nothing can fail any more. */
#ifndef RSUPI_RECORDS_H
#define RSUPI_RECORDS_H
#include "person/entry.h"
#include "person/view.h"

typedef struct rsupi_records {
  rsupi_arena arena;     /* of the arrays and the view; entries own themselves */
  rsupi_entry **entries; /* in the order of rsupi_entry_compare() */
  size_t count;
  rsupi_entry **timeline; /* see rsupi_records_event(); NULL: the events of the view are all */
  size_t timeline_count;
  rsupi_view view; /* of all that is known */
  /* The latest of each: whoever asks for later than all of them may use `view`. */
  rsup_instant last_known, last_at;
  rsup_day last_known_day, last_day;
  int32_t noted_events; /* 1: of some event there is a line in the report */
} rsupi_records;

/* The usable events by (first, at, id), superseded ones too. */
static inline rsupi_entry *rsupi_records_event(const rsupi_records *records, size_t place) {
  return records->timeline ? records->timeline[place]
                           : rsupi_entry_around(records->view.events[place]);
}

struct rsup_person {
  rsup_allocator allocator;
  const rsup_config *config;
  rsupi_arena arena; /* id and source */
  const char *id, *source;
  rsupi_records *records;
  int64_t counter; /* of changes */
  void *block;     /* in which entries of a snapshot lodge; NULL */
  size_t block_size;
};

/* Entries that came in, not yet part of anything. */
typedef struct rsupi_batch {
  rsupi_list entries; /* rsupi_entry * */
  rsupi_arena arena;  /* of the list */
} rsupi_batch;
void rsupi_batch_start(rsupi_batch *batch, const rsup_allocator *allocator);
/* Takes the entry, also when it fails (out of memory: 0). */
int rsupi_batch_add(rsupi_batch *batch, rsupi_entry *entry);
/* Frees the entries that nobody took, and the list. */
void rsupi_batch_end(rsupi_batch *batch);

enum {
  RSUPI_TAKE_ALL = 1, /* load: a conflict is noted, the first in canonical order is used */
  RSUPI_TAKE_STRICT   /* append, merge: a conflict refuses the whole */
};
/* Take the batch into the record: duplicates and erased ids are dropped quietly, tombstones in the
 * batch erase. All or nothing. `source` names the text in a conflict. */
rsup_status rsupi_records_take(rsup_person *person, rsupi_batch *batch, int32_t how,
                               const char *source, rsup_error *err);
/* The first entries of a record, all at once, where nothing is to be settled: in order, and no two
 * that clash. `timeline` (may be NULL) is the order of its events, as places in `entries`, believed
 * where it can be right. On success the batch is taken; 0 in *out_taken: something is to be
 * settled, and nothing was done. */
rsup_status rsupi_records_adopt(rsup_person *person, rsupi_batch *batch, const uint32_t *timeline,
                                size_t timeline_count, int *out_taken, rsup_error *err);
/* Leave the entries out that are marked `leaving`, take the batch (tombstones) in. On success the
 * leavers are wiped. */
rsup_status rsupi_records_remove(rsup_person *person, rsupi_batch *batch, rsup_error *err);

void rsupi_records_free(rsupi_records *records); /* the arrays, not the entries */

/* The first entry from which on `probe` sorts: by section and key. */
size_t rsupi_records_find(rsupi_entry *const *entries, size_t count, const rsupi_entry *probe);

/* What may be known, for a view; NULL instead: everything. */
typedef struct rsupi_moment_known {
  rsup_instant now, known_at;
} rsupi_moment_known;
/* Fill a view over the records' entries. Without a moment it dates the events themselves, by the
 * zones found; with one, events whose local day differs are copied into the arena. */
rsup_status rsupi_view_build(const char *person_id, rsupi_records *records,
                             const rsupi_moment_known *moment, const rsupi_view *before,
                             rsupi_arena *arena, rsupi_view *out);
/* Let ids that are one person be one: in the view's lists, and in `events`. 0 out of memory. */
int rsupi_view_join(rsupi_view *view, const rsupi_event **events, size_t count, rsupi_arena *arena);
/* The last steps of it: the labels and origins of its entries, and what its events come to (0: no
 * memory). */
void rsupi_view_label(rsupi_view *view);
int rsupi_view_summarise(rsupi_view *view, rsupi_arena *arena);
/* Let entries of one attendance be one in the list of attendances. 0 out of memory. */
int rsupi_view_attend(rsupi_view *view, rsupi_arena *arena);

/* Which entries live, of all that is known: 1 by their place in the record. */
rsup_status rsupi_records_live(rsupi_records *records, rsupi_arena *arena,
                               const unsigned char **out);

/* Let what a reader reads share what the newest events have. */
void rsupi_reader_know(rsupi_reader *reader, const rsupi_records *records);

/* ---- tombstones */

/* The id that a tombstone of this entry carries: its own id, else a digest of what identifies it,
 * so that no value stays. */
enum { RSUPI_TOMBSTONE_SIZE = 104 };
void rsupi_tombstone_id(const char *person_id, const rsupi_entry *entry,
                        char out[RSUPI_TOMBSTONE_SIZE]);
/* The section that it carries: "other" for a key of the document that may be anything. */
const char *rsupi_tombstone_section(const rsupi_entry *entry);
/* 1 when the entries hold a tombstone for this one. */
int rsupi_is_erased(const char *person_id, rsupi_entry *const *entries, size_t count,
                    const rsupi_entry *entry);

/* Sorting pointers in place with a buffer of the same size; stable, and linear where runs are
 * sorted already. */
typedef int rsupi_order(const void *a, const void *b);
void rsupi_sort(void **items, void **buffer, size_t count, rsupi_order *order);
#endif
