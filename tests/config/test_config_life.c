/* References, digests, attached objects, options, zones. */
#include "config_tests.h"

#include <pthread.h>

static void references_hold_the_config_in_any_order(void **state) {
  (void)state;
  rsup_config *config = default_config();
  rsupi_config_ref(config);
  rsupi_config_ref(config);
  rsup_config_free(config); /* the host lets go first */
  assert_non_null(rsupi_config_role(config, "peer"));
  rsupi_config_unref(config);
  assert_non_null(rsupi_config_role(config, "peer"));
  rsupi_config_unref(config); /* and now it is gone: ASan would tell of a leak or a second free */
  rsup_config_free(NULL);
  rsupi_config_ref(NULL);
}

static void *hold_and_let_go(void *config) {
  for (int i = 0; i < 2000; i++) {
    rsupi_config_ref(config);
    rsupi_config_unref(config);
  }
  return NULL;
}

static void threads_may_count(void **state) {
  (void)state;
  rsup_config *config = default_config();
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, hold_and_let_go, config), 0);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  assert_int_equal(atomic_load(&config->references), 1);
  rsup_config_free(config);
}

static void the_digest_is_that_of_the_content(void **state) {
  (void)state;
  rsup_config *a = config_of("roles: [{id: peer, direction: i_help}]\npolicies: {meeting_km: 5}\n");
  rsup_config *b = config_of("# a comment\npolicies:\n    meeting_km: 5.0\n"
                             "roles:\n- direction: i_help\n  id: 'peer'\n");
  rsup_config *c = config_of("roles: [{id: peer, direction: i_help}]\npolicies: {meeting_km: 6}\n");
  rsup_config *all = default_config(), *again = default_config();
  assert_int_equal(strlen(rsup_config_digest(a)), 64);
  assert_string_equal(rsup_config_digest(a), rsup_config_digest(b));
  assert_string_not_equal(rsup_config_digest(a), rsup_config_digest(c));
  assert_string_not_equal(rsup_config_digest(a), rsup_config_digest(all));
  assert_string_equal(rsup_config_digest(all), rsup_config_digest(again));
  assert_null(rsup_config_digest(NULL));
  rsup_config_free(a);
  rsup_config_free(b);
  rsup_config_free(c);
  rsup_config_free(all);
  rsup_config_free(again);
}

static void the_digest_of_a_head_alone_is_the_built_in_one(void **state) {
  (void)state;
  rsup_config *all = default_config(), *head = config_of("");
  assert_string_equal(rsup_config_digest(all), rsup_config_digest(head));
  rsup_config_free(all);
  rsup_config_free(head);
}

static void *ask_for_the_digest(void *config) {
  return (void *)(uintptr_t)rsup_config_digest(config);
}

static void threads_may_ask_for_the_digest_at_once(void **state) {
  (void)state;
  rsup_config *config = default_config(), *alone = default_config();
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, ask_for_the_digest, config), 0);
  for (int i = 0; i < 4; i++) {
    void *digest;
    pthread_join(threads[i], &digest);
    assert_string_equal(digest, rsup_config_digest(alone));
  }
  rsup_config_free(config);
  rsup_config_free(alone);
}

/* ---- attached objects */

typedef struct thing {
  rsupi_attachment attachment;
  int *released;
} thing;

static void release_thing(rsupi_attachment *self, const rsup_allocator *allocator) {
  thing *one = (thing *)self;
  ++*one->released;
  rsupi_release(allocator, one, sizeof *one);
}

static thing *new_thing(const rsup_config *config, int *released) {
  thing *one = rsupi_alloc(&config->allocator, sizeof *one);
  assert_non_null(one);
  one->attachment.release = release_thing;
  one->released = released;
  return one;
}

static void the_first_to_attach_wins_and_lives_with_the_config(void **state) {
  (void)state;
  int first_released = 0, second_released = 0;
  rsup_config *config = default_config();
  thing *first = new_thing(config, &first_released), *second = new_thing(config, &second_released);
  assert_null(rsupi_config_attached(config, RSUPI_ATTACH_INSTRUMENTS));
  assert_ptr_equal(rsupi_config_attach(config, RSUPI_ATTACH_INSTRUMENTS, &first->attachment),
                   &first->attachment);
  assert_ptr_equal(rsupi_config_attach(config, RSUPI_ATTACH_INSTRUMENTS, &second->attachment),
                   &first->attachment);
  assert_int_equal(second_released, 1);
  assert_ptr_equal(rsupi_config_attached(config, RSUPI_ATTACH_INSTRUMENTS), &first->attachment);
  assert_null(rsupi_config_attached(config, RSUPI_ATTACH_MODEL));
  rsup_config_free(config);
  assert_int_equal(first_released, 1);
}

/* ---- options */

static size_t count_zones(void *user, const char *zone, const void **out_bytes) {
  (void)zone;
  (void)out_bytes;
  ++*(int *)user;
  return 0;
}

static void a_machine_without_zone_data_still_has_a_config(void **state) {
  (void)state;
  int asked = 0, asked_before = 0;
  rsup_config_options options = {.struct_size = sizeof options,
                                 .zoneinfo_dir = "/nowhere/at/all",
                                 .zone_bytes = count_zones,
                                 .zone_user = &asked};
  rsup_config *config = NULL;
  rsup_error err;
  const rsupi_zone *zone = NULL;
  assert_int_equal(rsup_config_default(&options, &config, &err), RSUP_OK);
  asked_before = asked;
  assert_int_not_equal(rsupi_zones_get(config->zones, "Europe/Berlin", &zone, &err), RSUP_OK);
  assert_true(err.message[0]);
  assert_true(asked > asked_before);
  rsup_config_free(config);
}

static void an_unknown_tail_of_the_options_is_refused(void **state) {
  (void)state;
  struct {
    rsup_config_options options;
    char more[8];
  } larger;
  memset(&larger, 0, sizeof larger);
  larger.options.struct_size = sizeof larger;
  rsup_config *config = NULL;
  assert_int_equal(rsup_config_default(&larger.options, &config, NULL), RSUP_OK);
  rsup_config_free(config);
  larger.more[3] = 1;
  assert_int_equal(rsup_config_default(&larger.options, &config, NULL), RSUP_E_OPTIONS);
  assert_null(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(references_hold_the_config_in_any_order),
      cmocka_unit_test(threads_may_count),
      cmocka_unit_test(the_digest_is_that_of_the_content),
      cmocka_unit_test(the_digest_of_a_head_alone_is_the_built_in_one),
      cmocka_unit_test(threads_may_ask_for_the_digest_at_once),
      cmocka_unit_test(the_first_to_attach_wins_and_lives_with_the_config),
      cmocka_unit_test(a_machine_without_zone_data_still_has_a_config),
      cmocka_unit_test(an_unknown_tail_of_the_options_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
