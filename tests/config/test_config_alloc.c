/* Every allocation of a load fails once, in turn: no crash, no leak, no half config. */
#include "config_tests.h"
#include "recovery-support/safety.h"

#include <stdlib.h>

/* Fails one allocation; counts bytes in hand, so that a leak shows even where ASan is not. */
typedef struct failing {
  size_t calls, fail_at, in_hand;
} failing;

static void *fail_alloc(void *user, size_t size) {
  failing *f = user;
  if (++f->calls == f->fail_at) return NULL;
  f->in_hand += size;
  return malloc(size);
}

static void *fail_resize(void *user, void *block, size_t old_size, size_t new_size) {
  failing *f = user;
  if (++f->calls == f->fail_at) return NULL;
  f->in_hand += new_size - old_size;
  return realloc(block, new_size);
}

static void fail_release(void *user, void *block, size_t size) {
  ((failing *)user)->in_hand -= block ? size : 0;
  free(block);
}

static const char text[] =
    HEAD "roles:\n"
         "  - {id: clergy, off: true}\n"
         "  - {id: uncle, stream: personal, source: family, direction: mutual}\n"
         "forms: [{id: daily, items: [{id: steps, kind: count, min: 0}]}]\n"
         "renamed: {roles: {pastor: uncle}}\n"
         "instruments: [{id: own, file: own.yaml}]\n"
         "texts: {fr: {greeting: {one: un, other: 'des {n}'}}}\n";
static const char bad_text[] = HEAD "roles: [{id: x, straem: y}, {id: z}]\npolicies: {a: b}\n";

/* The status with the nth allocation failing; *out_calls is how many there were. */
static rsup_status load(const char *body, size_t fail_at, size_t *out_calls) {
  failing f = {0, fail_at, 0};
  const rsup_allocator allocator = {&f, fail_alloc, fail_resize, fail_release};
  rsup_config_options options = {.struct_size = sizeof options, .allocator = &allocator};
  rsup_config *config = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  rsup_status status =
      rsup_config_load("c.yaml", body, strlen(body), &options, &config, &report, &err);
  assert_int_equal(status, err.status);
  assert_true((status == RSUP_OK) == (config != NULL));
  if (config) assert_non_null(rsupi_config_role(config, "pastor"));
  rsup_result_free(report);
  rsup_config_free(config);
  assert_int_equal(f.in_hand, 0);
  *out_calls = f.calls;
  return status;
}

static void sweep(const char *body, rsup_status expected, const char *name) {
  size_t points = 0, calls = 0;
  assert_int_equal(load(body, 0, &points), expected);
  for (size_t at = 1; at <= points; at++) {
    const rsup_crisis_line *const *lines;
    rsup_status status = load(body, at, &calls);
    if (status != RSUP_E_MEMORY) fail_msg("%s, point %d: status %d", name, (int)at, (int)status);
    assert_true(rsup_crisis_lines("US", &lines) > 0);
  }
  print_message("%s: %d allocations failed in turn\n", name, (int)points);
}

static void a_good_config_survives_each_failed_allocation(void **state) {
  (void)state;
  sweep(text, RSUP_OK, "good config");
}

static void a_bad_config_survives_each_failed_allocation(void **state) {
  (void)state;
  sweep(bad_text, RSUP_E_SCHEMA, "bad config");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_good_config_survives_each_failed_allocation),
      cmocka_unit_test(a_bad_config_survives_each_failed_allocation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
