/* What the tests of consents share: records from a few lines, and questions. */
#ifndef TEST_CONSENT_SUPPORT_H
#define TEST_CONSENT_SUPPORT_H
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW "2026-03-04T12:00Z" /* the day in Lisbon is the same */

rsup_instant at(const char *text);
/* A record of "me" in Lisbon, with these sections (YAML in one line each). */
rsup_person *person_with(rsup_config *config, const char *sections);
rsup_person *load_person(rsup_config *config, const char *text, size_t len);

/* actor, role and purpose; what and label: one each, or NULL. */
typedef struct asking {
  const char *actor, *role, *purpose, *what, *label, *now;
  int32_t origin;
} asking;
rsup_decision decide(const rsup_person *person, asking asked);
const char *reason_of(const rsup_person *person, asking asked);
char *written(const rsup_person *person); /* free() it */
#endif
