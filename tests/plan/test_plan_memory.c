/* The rooms of days, check-ins, network and plan when memory runs out: each allocation fails once,
 * in turn, and each result that comes all the same is the right one. */
#include "checkin/checkin.h"
#include "core/watched_allocator.h"
#include "network/network.h"
#include "plan/goals.h"
#include "plan/plan.h"
#include "recovery/care.h"
#include "recovery/recovery.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct world {
  watched watch;
  rsup_config *config;
  rsup_person *person;
  char *right; /* what the rooms answer when nothing fails */
} world;

static rsup_status ask_group(const rsup_person *person, rsup_instant now, rsupi_text *out,
                             rsup_error *err) {
  const rsup_person *const members[] = {person};
  const uint8_t permits[] = {1};
  const rsup_group_goal_progress_options options = {
      .struct_size = sizeof options, .least_members = 1, .permits = permits, .permit_count = 1};
  rsup_result *result = NULL;
  const rsup_status status =
      rsup_group_goal_progress(members, 1, "spring", now, &options, &result, err);
  if (!status) rsupi_record_json(out, &rsupi_group_goal_type, rsup_group_goal_get(result));
  rsup_result_free(result);
  return status;
}

static rsup_status ask_goals_and_care(const rsupi_asof *at, rsupi_arena *arena, rsupi_text *out,
                                      rsup_error *err) {
  rsup_goals goals = {0};
  rsup_care care = {0};
  rsup_activities activities = {0};
  rsup_status status = rsupi_goals_make(at, arena, &goals, err);
  if (!status) status = rsupi_care_make(at, INT32_MIN, INT32_MIN, 90, arena, &care, err);
  if (!status) status = rsupi_activities_make(at, INT32_MIN, INT32_MIN, arena, &activities, err);
  if (status) return status;
  rsupi_record_json(out, &rsupi_goals_type, &goals);
  rsupi_record_json(out, &rsupi_care_type, &care);
  rsupi_record_json(out, &rsupi_activities_type, &activities);
  return ask_group(at->person, at->now, out, err);
}

static rsup_status ask(const rsup_person *person, rsupi_arena *arena, rsupi_text *out,
                       rsup_error *err) {
  const rsup_instant now = INT64_C(1772643600000); /* 2026-03-04T18:00+01:00 */
  rsupi_asof at;
  rsupi_recovery recovery;
  rsupi_checkins checkins;
  rsupi_network network;
  rsupi_reached reached;
  const rsup_plan *plan;
  rsup_status status = rsupi_asof_open(person, now, INT64_MAX, NULL, NULL, arena, &at, err);
  if (!status) status = rsupi_recovery_today(&at, arena, &recovery, err);
  if (!status) status = rsupi_checkins_today(&at, arena, &checkins, err);
  if (!status) status = rsupi_network_today(&at, arena, &network, err);
  if (!status) status = rsupi_reach_today(&at, arena, &reached, err);
  if (!status) status = rsupi_plan_today(&at, arena, &plan, err);
  if (status) return status;
  for (size_t i = 0; i < recovery.count; i++)
    rsupi_record_json(out, &rsupi_recovery_type, recovery.items[i]);
  rsupi_record_json(out, &rsupi_milestones_type, recovery.milestones);
  rsupi_record_json(out, &rsupi_checkins_type, checkins.record);
  rsupi_record_json(out, &rsupi_network_type, network.record);
  for (size_t i = 0; i < reached.count; i++)
    rsupi_record_json(out, &rsupi_reach_type, reached.people[i]);
  for (size_t i = 0; i < reached.left_out_count; i++)
    rsupi_record_json(out, &rsupi_left_out_type, reached.left_out[i]);
  rsupi_record_json(out, &rsupi_plan_type, plan);
  return ask_goals_and_care(&at, arena, out, err);
}

/* Asks once, in chunks that begin at a size, with one allocation failing; the status. */
static rsup_status ask_once(world *w, size_t first_chunk, size_t fail_at) {
  rsupi_arena arena;
  rsupi_text text;
  rsup_error err;
  const size_t live = w->watch.live;
  w->watch.allocations = 0;
  w->watch.fail_at = fail_at;
  rsupi_arena_init(&arena, &w->config->allocator, first_chunk);
  rsupi_text_init(&text, NULL);
  const rsup_status status = ask(w->person, &arena, &text, &err);
  w->watch.fail_at = 0;
  if (status) {
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_int_equal(err.status, RSUP_E_MEMORY);
  } else if (!w->right) {
    w->right = strdup(text.data);
  } else {
    assert_string_equal(text.data, w->right);
  }
  rsupi_text_free(&text);
  rsupi_arena_free(&arena);
  assert_int_equal(w->watch.live, live);
  return status;
}

static void test_every_allocation_fails_once(void **state) {
  world *w = *state;
  size_t points = 0;
  assert_int_equal(ask_once(w, 0, 0), RSUP_OK);
  assert_non_null(w->right);
  for (size_t first_chunk = 16; first_chunk < 40000; first_chunk += 40) {
    for (size_t fail_at = 1; ask_once(w, first_chunk, fail_at); fail_at++) points++;
  }
  print_message("%zu points\n", points);
  assert_true(points > 1000);
}

static void test_a_scratch_that_fails_is_told_apart_from_no_occasion(void **state) {
  world *w = *state;
  rsupi_arena arena;
  rsupi_asof at;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 0);
  assert_int_equal(
      rsupi_asof_open(w->person, INT64_C(1772643600000), INT64_MAX, NULL, NULL, &arena, &at, &err),
      RSUP_OK);
  assert_int_equal(rsupi_checkin_last_state(&at, "daily"), RSUP_OCCASION_DONE);
  assert_int_equal(rsupi_checkin_last_state(&at, "no-such-form"), 0);
  w->watch.allocations = 0;
  w->watch.fail_at = 1;
  assert_int_equal(rsupi_checkin_last_state(&at, "daily"), -1);
  w->watch.fail_at = 0;
  rsupi_arena_free(&arena);
}

static int make_world(void **state) {
  static world w;
  rsup_error err;
  memset(&w, 0, sizeof w);
  const rsup_allocator allocator = watched_allocator(&w.watch);
  rsup_config_options options = {.struct_size = sizeof options,
                                 .allocator = &allocator,
                                 .zoneinfo_dir = RSUP_SOURCE_DIR "/tests/data/zoneinfo"};
  *state = &w;
  if (rsup_config_default(&options, &w.config, &err)) return 1;
  return rsup_person_load_file(w.config, RSUP_SOURCE_DIR "/tests/plan/whole_record.yaml", &w.person,
                               NULL, &err) != 0;
}

static int end_world(void **state) {
  world *w = *state;
  rsup_person_free(w->person);
  rsup_config_free(w->config);
  free(w->right);
  assert_int_equal(w->watch.live, 0);
  assert_int_equal(w->watch.not_wiped, 0);
  assert_int_equal(w->watch.wrong_size, 0);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_every_allocation_fails_once, make_world, end_world),
      cmocka_unit_test_setup_teardown(test_a_scratch_that_fails_is_told_apart_from_no_occasion,
                                      make_world, end_world),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
