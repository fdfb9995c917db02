/* Every allocation fails once, in turn: the call says so or succeeds, nothing is lost, and the
 * record is as it was. */
#include "person/person_support.h"

typedef struct sweep {
  vault *v;
  rsup_config *config;
  rsup_person *person, *other;
  char *text, *before;
  size_t len;
} sweep;
typedef rsup_status one_call(sweep *s, rsup_error *err);

static rsup_status call_load(sweep *s, rsup_error *err) {
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  const rsup_status status =
      rsup_person_load(s->config, "full.yaml", s->text, s->len, &person, &report, err);
  assert_int_equal(status == RSUP_OK, person != NULL);
  if (!status) assert_int_equal(rsup_report_get(report)->used, 48);
  rsup_result_free(report);
  rsup_person_free(person);
  return status;
}

static rsup_status call_write(sweep *s, rsup_error *err) {
  rsup_result *result = NULL;
  const rsup_status status = rsup_person_write(s->person, &result, err);
  assert_int_equal(status == RSUP_OK, result != NULL);
  if (!status) assert_string_equal(rsup_document_get(result)->text, s->before);
  rsup_result_free(result);
  return status;
}

static rsup_status call_report(sweep *s, rsup_error *err) {
  rsup_result *result = NULL;
  const rsup_status status = rsup_person_report(s->person, &result, err);
  rsup_result_free(result);
  return status;
}

static rsup_status call_append(sweep *s, rsup_error *err) {
  return append(
      s->person,
      "[{\"type\":\"tie\",\"id\":\"n1\",\"roles\":[{\"role\":\"friend\"}]},"
      "{\"type\":\"zone\",\"from\":\"2025-02-01T00:00Z\",\"zone\":\"America/Toronto\"},"
      "{\"type\":\"checkin\",\"id\":\"n2\",\"form\":\"daily\",\"at\":\"2025-10-20T10:00Z\","
      "\"answers\":{\"mood\":4,\"craving\":{\"alcohol\":1}}}]",
      NULL, err);
}

static rsup_status call_erase(sweep *s, rsup_error *err) {
  return rsup_person_erase(s->person, "events", err);
}

static rsup_status call_merge(sweep *s, rsup_error *err) {
  return rsup_person_merge(s->person, s->other, err);
}

static rsup_status call_past_view(sweep *s, rsup_error *err) {
  rsupi_arena arena;
  rsupi_asof question;
  rsupi_arena_init(&arena, &s->config->allocator, 0);
  const rsup_status status =
      rsupi_asof_open(s->person, instant("2025-11-01T00:00Z"), instant("2025-10-01T00:00Z"), NULL,
                      NULL, &arena, &question, err);
  rsupi_arena_free(&arena);
  return status;
}

static void dates_are_as_before(const sweep *s) {
  rsupi_arena arena;
  const rsupi_view *const view = ask(s->person, "2026-01-01T00:00Z", NULL, &arena).view;
  assert_int_equal(event_named(view, "e14")->first, day("2025-05-01"));
  assert_int_equal(view->event_count, 16);
  rsupi_arena_free(&arena);
}

static void unchanged(const sweep *s) {
  char *const now = written(s->person);
  assert_string_equal(now, s->before);
  free(now);
  dates_are_as_before(s);
}

/* A fresh world each time, so that what a call leaves behind in the config is not there yet. */
static void start(sweep *s, vault *v) {
  s->v = v;
  s->config = vault_config(v);
  s->text = read_full(&s->len);
  s->person = load_full(s->config);
  s->other =
      load_events(s->config, "{\"type\":\"use_day\",\"id\":\"o1\",\"on\":\"2025-03-02\",\"target\":"
                             "\"alcohol\"},{\"type\":\"seance\",\"id\":\"o2\"},"
                             "{\"type\":\"contact\",\"id\":\"o3\",\"tie\":\"rui\","
                             "\"at\":\"2025-10-20T10:00Z\"}");
  assert_int_equal(rsup_person_erase(s->other, "events/o3", NULL), RSUP_OK);
  s->before = written(s->person);
}

static void end(sweep *s) {
  free(s->text);
  free(s->before);
  rsup_person_free(s->person);
  rsup_person_free(s->other);
  rsup_config_free(s->config);
  assert_int_equal(s->v->live, 0);
  assert_int_equal(s->v->not_wiped, 0);
}

static void each_allocation_fails_once(one_call *call, const char *name) {
  vault v;
  sweep s;
  size_t fail = 1;
  start(&s, &v);
  for (;; fail++) {
    rsup_error err;
    const size_t live = v.live;
    v.fail_at = v.allocations + fail;
    const rsup_status status = call(&s, &err);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    if (status) {
      if (status != RSUP_E_MEMORY) fail_msg("%s, allocation %zu: %s", name, fail, err.message);
      assert_int_equal(err.status, RSUP_E_MEMORY);
      assert_int_equal(v.live, live);
      unchanged(&s);
    } else if (call == call_append || call == call_erase || call == call_merge) {
      char *const now = written(s.person);
      assert_string_not_equal(now, s.before);
      free(now);
      end(&s);
      if (!reached) break;
      start(&s, &v);
      continue;
    }
    if (!reached) {
      end(&s);
      break;
    }
  }
  print_message("%s: %zu points\n", name, fail - 1);
}

#define SWEEP(CALL)                                                                                \
  static void CALL##_survives_each_lost_allocation(void **state) {                                 \
    (void)state;                                                                                   \
    each_allocation_fails_once(call_##CALL, #CALL);                                                \
  }
SWEEP(load)
SWEEP(write)
SWEEP(report)
SWEEP(append)
SWEEP(erase)
SWEEP(merge)
SWEEP(past_view)

/* The first load on a config also compiles the questionnaire it meets. */
static void the_first_load_survives_each_lost_allocation(void **state) {
  (void)state;
  size_t fail = 1;
  size_t len;
  char *const text = read_full(&len);
  for (;; fail++) {
    vault v;
    rsup_config *const config = vault_config(&v);
    rsup_person *person = NULL;
    v.fail_at = v.allocations + fail;
    const rsup_status status = rsup_person_load(config, "t", text, len, &person, NULL, NULL);
    const int reached = v.allocations >= v.fail_at;
    v.fail_at = 0;
    assert_true(status == RSUP_OK || status == RSUP_E_MEMORY);
    assert_int_equal(status == RSUP_OK, person != NULL);
    if (person) {
      rsup_result *report = NULL;
      assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
      assert_int_equal(rsup_report_get(report)->used, 48); /* nothing left out for want of memory */
      rsup_result_free(report);
    }
    rsup_person_free(person);
    rsup_config_free(config);
    assert_int_equal(v.live, 0);
    assert_int_equal(v.not_wiped, 0);
    if (!reached) break;
  }
  free(text);
  print_message("first load: %zu points\n", fail - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(load_survives_each_lost_allocation),
      cmocka_unit_test(write_survives_each_lost_allocation),
      cmocka_unit_test(report_survives_each_lost_allocation),
      cmocka_unit_test(append_survives_each_lost_allocation),
      cmocka_unit_test(erase_survives_each_lost_allocation),
      cmocka_unit_test(merge_survives_each_lost_allocation),
      cmocka_unit_test(past_view_survives_each_lost_allocation),
      cmocka_unit_test(the_first_load_survives_each_lost_allocation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
