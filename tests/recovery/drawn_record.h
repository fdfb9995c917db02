/* Records drawn with a seed, for properties that hold of any record: two targets, all kinds of
 * words about use, some entered late, some corrected or retracted, spans, stays and moves. */
#ifndef TEST_DRAWN_RECORD_H
#define TEST_DRAWN_RECORD_H
#include "recovery-support.h"
#include <stddef.h>
#include <stdint.h>

enum { DRAWN_EVENTS = 48, DRAWN_TEXT = 256, DRAWN_FIRST = 20485 /* 2026-02-01 */ };

typedef struct drawn_event {
  char text[DRAWN_TEXT];
  rsup_instant learned; /* as written in it */
} drawn_event;
typedef struct drawn_record {
  drawn_event events[DRAWN_EVENTS];
  size_t count;
  int days;           /* 0 .. days - 1; the last one is today */
  char sections[512]; /* what else the record has */
} drawn_record;

void drawn_make(drawn_record *r, uint64_t *seed, int with_spans);
/* Adds an event: a format with what is written after its type and id, and when it was learned. */
void drawn_add(drawn_record *r, const char *type, const char *id, int day, rsup_instant learned,
               const char *rest);
/* Other places in the list, drawn too. */
void drawn_shuffle(drawn_record *r, uint64_t *seed);
/* What was learned after `known_at` goes. */
void drawn_forget(drawn_record *r, rsup_instant known_at);
/* `first` of its events stand in the document; the others arrive later, one by one. */
rsup_person *drawn_load(rsup_config *config, const drawn_record *r, size_t first);
rsup_config *drawn_config(const char *policies);
/* Noon in Berlin, of a day of the record. */
rsup_instant drawn_noon(int day);
#endif
