/* Small records for the tests of this room: a config, a record of events, days of 2026. */
#ifndef TESTS_PEOPLE_H
#define TESTS_PEOPLE_H
#include "core/numbers.h"
#include "recovery-support.h"
#include "time/civil.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* `sections`: of the config's document, each with a comma before it. */
rsup_config *config_with(const char *sections);
/* Somebody in Berlin; `sections` from the targets on, without a comma before the first. Fails the
 * test when anything of it can't be used. */
rsup_person *person_with(rsup_config *config, const char *sections);
rsup_day day_in(int32_t month, int32_t day); /* of 2026 */
rsup_instant noon_of(int32_t month, int32_t day);
#endif
