/* Documents that a fixed seed makes, so that every machine measures the same bytes: a year of one
 * person's record, a list of meetings, a large config. */
#ifndef TEST_GENERATED_H
#define TEST_GENERATED_H
#include <stddef.h>
#include <stdint.h>

#define GENERATED_NOW 1770897600000 /* 2026-02-12T12:00Z */

typedef struct generated {
  char *text;
  size_t len, size;
  uint64_t seed;
} generated;

generated generate_record(int number);     /* JSON; each number is another life */
generated generate_circle(int ties);       /* JSON: people, and a year of contacts with them */
generated generate_series(int years);      /* JSON: a check-in a day, with four items */
generated generate_meetings(size_t count); /* Meeting Guide JSON */
generated generate_config(size_t bytes);   /* YAML, a little over `bytes` */
#endif
