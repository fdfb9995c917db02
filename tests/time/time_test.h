/* What the tests of this room share. */
#ifndef RSUP_TIME_TEST_H
#define RSUP_TIME_TEST_H
/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PINNED_ZONES RSUP_SOURCE_DIR "/tests/data/zoneinfo"
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#endif
