/* A small harness: each job runs interleaved with its denominator in one process, so that a busy
 * machine slows both; best and median of N; the hash of what it made stands beside the time,
 * because a faster answer that differs is no answer. */
#ifndef TEST_HARNESS_H
#define TEST_HARNESS_H
#include <stddef.h>
#include <stdint.h>

typedef struct bench_case {
  const char *name;
  void (*before)(void *with); /* not timed; may be NULL */
  void (*job)(void *with);
  void (*after)(void *with);       /* not timed: checks, frees; may be NULL */
  void (*denominator)(void *with); /* NULL: none */
  uint64_t (*hash)(void *with);    /* of what the last job made, before `after`; may be NULL */
  const char *denominator_name;
  size_t rounds;
  double bytes;     /* read or made by one run; 0: no MB/s */
  const char *goal; /* what it is meant to reach; told, never enforced */
} bench_case;

void bench_head(void);                             /* machine, compiler and columns */
double bench_run(const bench_case *c, void *with); /* the best, in seconds */
void bench_tell(const char *name, double number, const char *goal); /* no time, a number */
uint64_t bench_hash(const void *bytes, size_t len);                 /* FNV-1a */
_Noreturn void bench_stop(const char *why);
#endif
