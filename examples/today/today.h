/* The two halves of the example: today.c asks the library, today_text.c (with page.c) lays out the
 * answer. */
#ifndef TODAY_H
#define TODAY_H
#include <recovery-support.h>

/* Print a day picture as text for an 80-column terminal, in the words of the config and of the
 * person. Returns 0 when there is no memory for it. */
int print_picture(const rsup_config *config, const rsup_person *person, const rsup_day_picture *day,
                  const char *locale);
#endif
