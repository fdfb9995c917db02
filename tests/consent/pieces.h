/* A record in pieces: one entry each, with a marker in every field that takes one, and what opens
 * it. "NEVER" marks what nobody but the person sees, "WORDS" what somebody wrote, "tie-" others. */
#ifndef TEST_CONSENT_PIECES_H
#define TEST_CONSENT_PIECES_H
#include "consent/consent_support.h"

typedef struct piece {
  const char *section;
  const char *opened_by; /* names with spaces around them */
  const char *marker;    /* is in the view when the entry is */
  const char *yaml;
} piece;
extern const piece pieces[];
extern const int piece_count;

/* The record of all pieces but `without` (-1: all), with these consents. */
rsup_person *person_of_pieces(rsup_config *config, int without, const char *consents);
#endif
