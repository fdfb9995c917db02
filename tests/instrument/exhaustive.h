/* Every vector of answers, blanks included, one by one and as columns, against a reference written
 * for this test alone. */
#ifndef TEST_EXHAUSTIVE_H
#define TEST_EXHAUSTIVE_H
#include <stddef.h>

typedef struct reference {
  const char *instrument, *score;
  int items, least, most; /* of the answers of each */
  int most_missing;       /* prorated up to so many */
  int zero_skips;         /* AUDIT-C: a first answer of 0 makes blanks 0 */
  const int *bands;       /* lower bounds, rising, ends with -1; NULL: none */
} reference;
/* Number of vectors compared; fails the test at the first difference. */
size_t compare_all(const reference *reference);
#endif
