/* Every allocation of the main job fails once, in turn, on a small record that has every section;
 * and once more with all that come after it: no crash, no leak, no wrong success, nothing changed
 * by a call that failed, and safety and crisis lines right at every point. */
#include "alloc/failing.h"
#include "alloc/main_job.h"
#include "core/cmocka_all.h"
#include <stdlib.h>
#include <string.h>

typedef struct sweep {
  const job_step *step;
  rsup_config *config; /* NULL: each point has its own */
  char *expected;      /* what the step makes when nothing fails */
  size_t allocations;
  size_t points, survived; /* survived: went through although an allocation failed */
} sweep;

static rsup_config *config_for(const sweep *s) {
  if (s->step->needs & NEEDS_COLD) return job_config();
  return s->config;
}

static void open_point(const sweep *s, world *w) {
  world_open(w, s->step, config_for(s));
}

static void close_point(const sweep *s, world *w) {
  rsup_config *const own = s->step->needs & NEEDS_COLD ? w->config : NULL;
  world_close(w);
  rsup_config_free(own);
}

static void run_unfailed(sweep *s) {
  world w;
  rsup_error err;
  open_point(s, &w);
  failing_start(0, 0);
  if (s->step->act(&w, &err)) fail_msg("%s: %s: %s", s->step->name, err.path, err.message);
  (void)failing_stop();
  s->allocations = failing_calls();
  if (s->step->level) assert_int_equal(w.safety.level, s->step->level);
  s->expected = world_describe(&w);
  close_point(s, &w);
}

static void check_safety(const sweep *s, const world *w, rsup_status status) {
  const rsup_crisis_line *const *lines = NULL, *const *calm = NULL;
  const size_t count = rsup_crisis_lines("PT", &lines);
  assert_true(count > 0);
  (void)rsup_crisis_lines("PT", &calm);
  assert_ptr_equal(lines, calm);
  if (!s->step->level) return;
  if (!status) assert_int_equal(w->safety.level, s->step->level);
  if (status) assert_in_range((unsigned)w->safety.level, RSUP_SAFETY_REVIEW, RSUP_SAFETY_URGENT);
  if (status) assert_true(w->safety.signs & RSUP_SIGN_CALL_FAILED);
}

/* A call that failed made nothing and changed nothing: the same call then goes through. */
static void check_failure(sweep *s, world *w, rsup_status status, const rsup_error *err,
                          const char *before, size_t point) {
  if (status != RSUP_E_MEMORY || err->status != RSUP_E_MEMORY)
    fail_msg("%s, allocation %d: %s: %s", s->step->name, (int)point, rsup_status_name(status),
             err->message);
  assert_null(w->made);
  assert_null(w->made_person);
  assert_null(w->made_config);
  char *const after = w->person ? world_record(w->person) : NULL;
  if (after) assert_string_equal(before, after);
  free(after);
  rsup_result_free(w->report);
  w->report = NULL;
  rsup_error again;
  if (s->step->act(w, &again)) fail_msg("%s, again: %s", s->step->name, again.message);
}

/* Returns 0 when the step was over before the point came. */
static int run_point(sweep *s, size_t point, int forever) {
  world w;
  rsup_error err;
  open_point(s, &w);
  char *const before = w.person ? world_record(w.person) : NULL;
  failing_start(point, forever);
  const rsup_status status = s->step->act(&w, &err);
  const size_t failed = failing_stop();
  check_safety(s, &w, status);
  if (status) check_failure(s, &w, status, &err, before, point);
  char *const made = world_describe(&w);
  if (strcmp(made, s->expected) != 0)
    fail_msg("%s, allocation %d: %s\ninstead of\n%s", s->step->name, (int)point, made, s->expected);
  free(made);
  free(before);
  close_point(s, &w);
  s->points += failed > 0;
  s->survived += failed > 0 && !status;
  return failed > 0;
}

static void run_step(const job_step *step, sweep *total) {
  sweep s = {.step = step};
  const size_t live = failing_live();
  if (step->needs & NEEDS_CONFIG && !(step->needs & NEEDS_COLD)) s.config = job_config();
  run_unfailed(&s);
  const size_t stride = failing_stride(s.allocations);
  for (int forever = 0; forever <= 1; forever++)
    for (size_t point = 1; run_point(&s, point, forever); point += stride) continue;
  rsup_config_free(s.config);
  free(s.expected);
  assert_int_equal(failing_live(), live);
  print_message("%-24s %6zu allocations, %5zu failures, %zu survived\n", step->name, s.allocations,
                s.points, s.survived);
  total->allocations += s.allocations;
  total->points += s.points;
  total->survived += s.survived;
}

static void the_main_job_survives_each_failed_allocation(void **state) {
  (void)state;
  sweep total = {0};
  for (size_t i = 0; i < main_job_steps; i++) run_step(&main_job[i], &total);
  print_message("%-24s %6zu allocations, %5zu failures, %zu survived\n", "the main job",
                total.allocations, total.points, total.survived);
  assert_int_equal(failing_live(), 0);
  assert_int_equal(failing_unclean(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_main_job_survives_each_failed_allocation)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
