/* Short hands of the tests of time. */
#ifndef RSUP_TIME_SUPPORT_H
#define RSUP_TIME_SUPPORT_H
#include "time/zone.h"
#include "time_test.h"

/* From a text that must be right. */
rsup_instant instant(const char *text);
rsup_day day_of(const char *text);
/* Set up and tear down of a group: *state is the zones of tests/data/zoneinfo. */
int open_pinned(void **state);
int close_pinned(void **state);
#endif
