/* One entry of a record. It is one block of exactly its size, with the entry itself at its start,
 * so that erasing it wipes exactly its bytes. The canonical JSON is the truth and what is written
 * back; the bound struct, which begins with the entry's head and lies over it, is what other rooms
 * read; there is none when this version or this config can't use the entry. */
#ifndef RSUPI_ENTRY_H
#define RSUPI_ENTRY_H
#include "instrument/instrument.h"
#include "person/pattern.h"
#include "person/sections.h"

/* Lines of the report. Few entries have any; they live with their entry, and are wiped with it. */
typedef struct rsupi_note {
  struct rsupi_note *next;
  int32_t severity;
  rsup_status status;
  uint32_t line, column;
  const char *path, *message;
} rsupi_note;
typedef union rsupi_beside {
  const char *section_name;     /* of RSUPI_SECTION_OTHER: its key in the document */
  const rsupi_pattern *pattern; /* of all others; NULL: not packed */
} rsupi_beside;
typedef struct rsupi_notes {
  rsupi_arena arena;
  const char *text; /* of a packed entry: its text, as it stands */
  rsupi_beside beside;
  rsupi_note *first, *last;
  uint32_t count;
} rsupi_notes;

enum {
  RSUPI_KEY_NONE = 1, /* nothing identifies it */
  RSUPI_KEY_ID,       /* its own id */
  RSUPI_KEY_DERIVED   /* made from its values */
};
typedef struct rsupi_entry {
  const char *text; /* canonical; of a packed entry its digits: see entry_text.c */
  union {
    rsupi_beside beside; /* rsupi_entry_beside() */
    rsupi_notes *notes;  /* of an entry that is noted, which hold what is beside it */
  };
  union {
    int64_t change; /* the object's counter when it came in */
    struct {
      uint32_t line, column; /* until then */
    };
  };
  union {
    uint32_t index; /* place in the record */
    uint32_t ordinal;
  };
  rsup_day known_day; /* for day-only events without recorded_at; INT32_MIN: always known */
  uint32_t size;      /* bytes of its block */
  uint32_t text_len;  /* of the whole text */
  uint8_t section, event_type; /* event_type: of a bound event; 0 for void and for all else */
  uint8_t key_kind;
  uint8_t usable : 1;     /* what it binds lies over its head */
  uint8_t noted : 1;      /* it has lines in the report */
  uint8_t lodged : 1;     /* its block is a part of the record's */
  uint8_t names_only : 1; /* written as a bare list of names */
  uint8_t alone : 1;      /* OTHER: the value of its key, not an element of a list under it */
  uint8_t listed : 1;     /* `ordinal` counts in the list of its section, not in one of all kinds */
  uint8_t recorded_when_it_happened : 1; /* an event without recorded_at */
  uint8_t doubled : 1;    /* stands twice with other content, and is not the one in use */
  uint8_t fresh, leaving; /* marks of a change under way */
  rsupi_entry_head head;  /* its key within its section as id: "" for RSUPI_KEY_NONE */
} rsupi_entry;

static inline void *rsupi_entry_bound(const rsupi_entry *entry) {
  return entry->usable ? (void *)(uintptr_t)&entry->head : NULL;
}
static inline const rsupi_event *rsupi_entry_event(const rsupi_entry *entry) {
  return entry->usable && entry->event_type ? (const void *)&entry->head : NULL;
}
/* The entry that binds an event, which is no copy of one. */
static inline rsupi_entry *rsupi_entry_around(const rsupi_event *event) {
  return (rsupi_entry *)((uintptr_t)event - offsetof(rsupi_entry, head));
}
static inline int32_t rsupi_entry_revision(const rsupi_entry *entry) {
  return rsupi_revision_of(&entry->head);
}
static inline rsupi_beside rsupi_entry_beside(const rsupi_entry *entry) {
  return entry->noted ? entry->notes->beside : entry->beside;
}
/* INT64_MIN: see known_day. */
static inline rsup_instant rsupi_entry_known_from(const rsupi_entry *entry) {
  if (!entry->recorded_when_it_happened) return entry->head.recorded_at;
  const rsupi_event *const event = rsupi_entry_event(entry);
  return event ? event->at : RSUPI_NO_INSTANT;
}

/* Turns nodes into entries. One reader serves one load, append or merge. */
typedef struct rsupi_reader {
  const rsup_config *config;
  rsup_allocator allocator;
  const char *source;
  int32_t strict;     /* a problem refuses; else it leaves out and is noted */
  uint32_t ordinal;   /* of the entry in its list, for conflicts */
  uint8_t listed;     /* the list is one of its section */
  uint32_t left_out;  /* entries so far */
  rsupi_text scratch; /* the canonical text being made */
  rsupi_arena work;   /* where an entry is read, before it is kept */
  rsupi_sharing sharing;
  /* Of the entry being read: */
  rsupi_problems problems;
  rsupi_binder binder;
  rsupi_entry *entry;
  void *bound; /* NULL until it can be used */
} rsupi_reader;
void rsupi_reader_start(rsupi_reader *reader, const rsup_config *config, const char *source,
                        int32_t strict);
void rsupi_reader_end(rsupi_reader *reader);

/* The entry a node says, in a section; `name` is the section's name in the document, `alone` as
 * above. A tolerant reader fails only for want of memory or of any zone data. */
rsup_status rsupi_entry_read(rsupi_reader *reader, int32_t section, const char *name,
                             const rsupi_node *node, int32_t alone, rsupi_entry **out,
                             rsup_error *err);
/* A copy of an entry in a block of its own, and in it of what it binds (NULL: nothing); what both
 * say lies in `from`, or in the config. NULL out of memory. */
rsupi_entry *rsupi_entry_keep(const rsup_allocator *allocator, rsupi_arena *from,
                              rsupi_sharing *sharing, const rsupi_entry *read, const void *bound);
/* Wipes; NULL is fine. */
void rsupi_entry_free(const rsup_allocator *allocator, rsupi_entry *entry);
/* Add a line to the report; an entry has room for so many. 0 when out of memory. */
enum { RSUPI_MOST_NOTES = 64 };
int rsupi_entry_note(const rsup_allocator *allocator, rsupi_entry *entry, int32_t severity,
                     rsup_status status, uint32_t line, uint32_t column, const char *path,
                     const char *message);
void rsupi_entry_forget(const rsup_allocator *allocator, rsupi_entry *entry); /* its notes */
const rsupi_note *rsupi_entry_notes(const rsupi_entry *entry); /* the first; NULL: none */
/* Where the key of an entry comes from: sets key and key_kind. 0 when out of memory. */
int rsupi_entry_identify(rsupi_arena *arena, rsupi_entry *entry, const rsupi_section *section,
                         const rsupi_node *node);

/* The name of its section in the document. */
const char *rsupi_entry_section_name(const rsupi_entry *entry);
/* Order of a record: section, key, revision, canonical bytes. */
int rsupi_entry_compare(const rsupi_entry *a, const rsupi_entry *b);
/* The same without revision and bytes: 0 for two revisions of one entry. */
int rsupi_entry_compare_key(const rsupi_entry *a, const rsupi_entry *b);
int rsupi_entry_same(const rsupi_entry *a, const rsupi_entry *b); /* the same canonical bytes */
int rsupi_entry_compare_text(const rsupi_entry *a, const rsupi_entry *b);
/* Its canonical text, behind what there is. */
void rsupi_entry_write(const rsupi_entry *entry, rsupi_text *out);
/* As it is kept: its digits, or its text with a NUL. */
void rsupi_entry_write_packed(const rsupi_entry *entry, rsupi_text *out);
const rsupi_pattern *rsupi_entry_pattern(const rsupi_entry *entry); /* NULL: not packed */
/* The same where it stands, NUL-terminated: of an entry that has notes, or binds nothing. */
const char *rsupi_entry_text(const rsupi_entry *entry);
int rsupi_entry_is_map(const rsupi_entry *entry);
/* Whether its text may be packed: events that are in use, which are most of a record. */
int rsupi_entry_may_pack(const rsupi_entry *entry);

/* A deep copy of a tree into an arena, for values that are kept as they are. */
const rsupi_node *rsupi_node_copy(rsupi_arena *arena, const rsupi_node *node);

/* For finishers: note a problem of a part that is left out while the entry still counts (tolerant),
 * or refuse (strict). Returns RSUP_OK when reading goes on. */
rsup_status rsupi_leave_out_part(rsupi_reader *reader, const rsupi_node *node, rsup_status status,
                                 const char *message);
/* The labels of an entry as bits. One that nobody knows hides the entry from everybody else: noted,
 * or refused. */
rsup_status rsupi_read_labels(rsupi_reader *reader, const rsupi_node *node, rsupi_told *told);
/* A zone by name for a finisher; reports an unknown one at `node`. */
rsup_status rsupi_reader_zone(rsupi_reader *reader, const rsupi_node *node, const char *name,
                              const rsupi_zone **out);
/* Answers of a check-in (with its form) or of a questionnaire into a sheet; one of the two is NULL.
 */
rsup_status rsupi_read_answers(rsupi_reader *reader, const rsupi_node *answers,
                               const rsupi_form *form, const rsup_instrument *instrument,
                               rsupi_sheet *sheet);
/* What was known of the person beside the answers to a questionnaire, into more->context: what it
 * asks for, and nothing else. */
rsup_status rsupi_read_context(rsupi_reader *reader, const rsupi_node *context,
                               const rsup_instrument *instrument, rsupi_event_more *more);
/* What the answers of a check-in hold together: bits RSUPI_HAS_…. */
uint8_t rsupi_answers_hold(const rsupi_sheet *sheet);
/* What spans and goals are judged by, however they come: as text or from a snapshot. */
int rsupi_is_backwards(rsup_day from, rsup_day to);
int rsupi_aim_may_do_without_of(int32_t measure);
int rsupi_aim_turns_round(const rsupi_aim *aim, const rsupi_aim_status *status);
/* The config's own ids, so that a renamed one goes on. 0: it does not have the form. */
int rsupi_aim_find_names(const rsup_config *config, rsupi_aim *aim);
#endif
