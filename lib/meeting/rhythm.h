/* Whether a name or a note hints that a meeting does not meet every week. */
#ifndef RSUPI_RHYTHM_H
#define RSUPI_RHYTHM_H
#include <stddef.h>

/* 1 when the text speaks of another rhythm: "first Friday", "1st & 3rd", "last Saturday", "every
 * other week", "biweekly", "monthly". It can't know whether the meeting itself or only its format
 * follows it, so this is a warning and never a rule. */
int rsupi_rhythm_hint(const char *text);
#endif
