/* See harness.h. */
#include "bench/harness.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds(void) {
  struct timespec t;
  (void)clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void bench_stop(const char *why) {
  (void)fprintf(stderr, "bench: %s\n", why);
  exit(1);
}

uint64_t bench_hash(const void *bytes, size_t len) {
  const unsigned char *const b = bytes;
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < len; i++) hash = (hash ^ b[i]) * 1099511628211u;
  return hash;
}

static void print_cpu(void) {
  char line[256];
  FILE *const file = fopen("/proc/cpuinfo", "rb");
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, "model name", 10) != 0) continue;
    (void)printf("# cpu:%s", strchr(line, ':') + 1);
    break;
  }
  if (file) (void)fclose(file);
}

void bench_head(void) {
  print_cpu();
  (void)printf("# compiler: " __VERSION__ "\n");
  (void)printf("name\trounds\tbest_us\tmedian_us\tMB_per_s\tdenominator\tratio\thash\tgoal\n");
}

static int by_size(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double timed(void (*job)(void *), void *with) {
  const double start = seconds();
  job(with);
  return seconds() - start;
}

double bench_run(const bench_case *c, void *with) {
  double *const job = malloc(2 * c->rounds * sizeof *job), *const other = job + c->rounds;
  uint64_t hash = 0;
  if (!job) bench_stop("no memory");
  for (size_t i = 0; i < c->rounds; i++) {
    if (c->before) c->before(with);
    job[i] = timed(c->job, with);
    if (c->hash && i == 0) hash = c->hash(with);
    if (c->hash && i + 1 == c->rounds && hash != c->hash(with)) bench_stop("two answers differ");
    if (c->after) c->after(with);
    other[i] = c->denominator ? timed(c->denominator, with) : 0;
  }
  qsort(job, c->rounds, sizeof *job, by_size);
  qsort(other, c->rounds, sizeof *other, by_size);
  (void)printf("%s\t%zu\t%.2f\t%.2f\t", c->name, c->rounds, job[0] * 1e6, job[c->rounds / 2] * 1e6);
  if (c->bytes > 0) (void)printf("%.0f", c->bytes / job[0] / 1e6);
  (void)printf("\t%s\t", c->denominator ? c->denominator_name : "");
  if (c->denominator) (void)printf("%.2f", job[0] / other[0]);
  (void)printf("\t%016llx\t%s\n", (unsigned long long)hash, c->goal);
  (void)fflush(stdout);
  const double best = job[0];
  free(job);
  return best;
}

void bench_tell(const char *name, double number, const char *goal) {
  (void)printf("%s\t1\t%.2f\t\t\t\t\t\t%s\n", name, number, goal);
}
