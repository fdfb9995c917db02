/* A model and a directory may come from another config than the person's, and may be gone before
 * the picture is read: the picture owns what it shows (docs/decisions/0005). And where the person
 * is, when the caller says it. */
#include "core/cmocka_all.h"
#include "core/numbers.h"
#include "recovery-support.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const rsup_instant now = 1772839800000; /* 2026-03-06T23:30Z */

typedef struct world {
  rsup_config *config;
  rsup_person *person;
  rsup_meetings *meetings;
  rsup_model *model;
} world;

static void load(rsup_status status, const rsup_error *err) {
  if (status) fail_msg("%s: %s", err->path, err->message);
}

/* A config of its own for the meetings and for the model, or the person's for all. */
static rsup_config *root(const world *w, int own) {
  rsup_error err;
  rsup_config *config = NULL;
  if (!own) return w->config;
  load(rsup_config_load_file("examples/data/config.yaml", NULL, &config, NULL, &err), &err);
  return config;
}

/* The handles of other configs are given back at once: what was loaded holds its own. */
static void open_world(world *w, int own) {
  rsup_error err;
  w->config = root(w, 1);
  load(rsup_person_load_file(w->config, "examples/data/ines.json", &w->person, NULL, &err), &err);
  rsup_config *config = root(w, own);
  load(rsup_meetings_read_file(config, "examples/data/meetings.json", NULL, &w->meetings, NULL,
                               &err),
       &err);
  if (own) rsup_config_free(config);
  config = root(w, own);
  load(rsup_model_load_file(config, "tests/risk/models/model-default-uncalibrated.yaml", &w->model,
                            NULL, &err),
       &err);
  if (own) rsup_config_free(config);
}

static rsup_result *paint(const world *w) {
  rsup_error err;
  rsup_result *result = NULL;
  const double latitude = 44.4759, longitude = -73.2121;
  const rsup_today_options options = {.struct_size = sizeof options,
                                      .meetings = w->meetings,
                                      .model = w->model,
                                      .latitude = &latitude,
                                      .longitude = &longitude};
  load(rsup_today(w->person, now, &options, &result, &err), &err);
  return result;
}

static void close_world(world *w) {
  rsup_model_free(w->model);
  rsup_meetings_free(w->meetings);
  rsup_person_free(w->person);
  rsup_config_free(w->config);
}

/* free() it */
static char *json_of(rsup_result *result) {
  const char *text;
  size_t len;
  assert_int_equal(rsup_result_json(result, &text, &len, NULL), RSUP_OK);
  char *const mine = malloc(len + 1);
  assert_non_null(mine);
  memcpy(mine, text, len + 1);
  return mine;
}

static void a_picture_outlives_all_it_was_made_from(void **state) {
  (void)state;
  world w = {0};
  open_world(&w, 0);
  rsup_result *const early = paint(&w), *const late = paint(&w);
  char *const before = json_of(early);
  close_world(&w);
  char *const after = json_of(late);
  assert_string_equal(after, before);
  const rsup_day_picture *const day = rsup_today_get(late);
  assert_non_null(day->risk);
  assert_true(day->meetings->next_count > 0);
  free(before);
  free(after);
  rsup_result_free(early);
  rsup_result_free(late);
}

static void a_model_and_meetings_of_another_config_give_the_same_picture(void **state) {
  (void)state;
  world one = {0}, other = {0};
  open_world(&one, 0);
  open_world(&other, 1);
  rsup_result *const first = paint(&one), *const second = paint(&other);
  close_world(&one);
  close_world(&other);
  char *const own = json_of(first), *const foreign = json_of(second);
  assert_string_equal(foreign, own);
  free(own);
  free(foreign);
  rsup_result_free(first);
  rsup_result_free(second);
}

static void records_of_different_configs_do_not_merge(void **state) {
  (void)state;
  world one = {0}, other = {0};
  rsup_error err;
  open_world(&one, 0);
  open_world(&other, 0);
  assert_int_equal(rsup_person_merge(one.person, other.person, &err), RSUP_E_STATE);
  close_world(&one);
  close_world(&other);
}

/* Half a place would silently be none, and a meeting far away be shown as if it were near. */
static void half_a_place_and_one_off_the_globe_are_refused(void **state) {
  (void)state;
  world w = {0};
  open_world(&w, 0);
  static const double some[] = {44.5, -73.2, 90.5, -541, HUGE_VAL};
  const double none = rsupi_nan();
  const double *const cases[][2] = {{&some[0], NULL},     {NULL, &some[1]},
                                    {&some[2], &some[1]}, {&some[0], &some[3]},
                                    {&some[0], &some[4]}, {&none, &some[1]}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const rsup_today_options options = {.struct_size = sizeof options,
                                        .meetings = w.meetings,
                                        .latitude = cases[i][0],
                                        .longitude = cases[i][1]};
    rsup_result *result = NULL;
    assert_int_equal(rsup_today(w.person, now, &options, &result, NULL), RSUP_E_OPTIONS);
    assert_null(result);
  }
  close_world(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_picture_outlives_all_it_was_made_from),
      cmocka_unit_test(a_model_and_meetings_of_another_config_give_the_same_picture),
      cmocka_unit_test(records_of_different_configs_do_not_merge),
      cmocka_unit_test(half_a_place_and_one_off_the_globe_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
