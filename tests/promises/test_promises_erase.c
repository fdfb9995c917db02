/* What is erased is gone: from the written record, from changes, from every later result and from
 * every block in hand, and a late sync does not bring it back. What is not erased stays. Of an
 * entry with an id of its own the id stays, in its tombstone. */
#include "promises/canaries.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_MARKERS = 13 };
typedef struct erasing {
  const char *selector;
  int gone[MOST_MARKERS]; /* markers that must go; 0 ends */
} erasing;

static const erasing erasings[] = {
    {"standing", {2, 3}},
    {"status", {4, 5}},
    {"zones", {6, 7}},
    {"region", {8, 9}},
    {"languages", {10, 11, 12}},
    {"facts/zq013z", {14, 15, 16, 17}},
    {"facts/zq018z", {19}},
    {"facts", {14, 15, 16, 17, 19}},
    {"guardians", {21, 22}},
    {"settings/zq023z", {24, 25}},
    {"settings", {24, 25}},
    {"targets/zq026z", {27, 28, 29}},
    {"targets/zq030z", {31, 32, 33, 34, 35}},
    {"targets", {27, 28, 29, 31, 32, 33, 34, 35}},
    {"ties/zq020z", {36, 37, 38, 39, 40, 200}},
    {"ties/zq041z", {42, 43, 44}},
    {"ties", {36, 37, 38, 39, 40, 42, 43, 44, 200}},
    {"self", {45, 46, 226, 320}},
    {"alter_ties", {47, 48}},
    {"asked", {49, 50, 51}},
    {"memberships", {52, 53, 54}},
    {"organisations/zq201z", {202, 203, 204, 205, 206}},
    {"organisations", {202, 203, 204, 205, 206}},
    {"events/zq055z", {56, 57, 58}},
    {"events/zq059z", {60, 61, 62}},
    {"events/zq063z", {64, 65, 66, 67}},
    {"events/zq068z", {69, 70}},
    {"events/zq071z",
     {72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 332, 333}}, /* the superseded revision too */
    {"events/zq082z", {83, 84, 85}},
    {"events/zq086z", {87, 88, 89, 102, 103, 104}}, /* with what retracts it */
    {"events/zq101z", {87, 88, 89, 102, 103, 104}},
    {"events/zq090z", {91, 92}},
    {"events/zq093z", {94, 95, 96}},
    {"events/zq097z", {98, 99, 100}},
    {"events/zq105z", {106, 107, 108, 109}},
    {"events/zq110z", {111, 112}},
    {"events/zq113z", {114, 115}},
    {"events/zq207z", {208, 209}},
    {"events/zq210z", {211, 212, 213}},
    {"events/zq214z", {215, 216, 217}},
    {"events/zq218z", {219, 220, 221}},
    {"events/zq222z", {223, 224, 225}},
    {"events/zq331z", {321, 322, 323, 324, 325}},
    {"events/zq326z", {327, 328, 329, 330}},
    {"events/zq117z", {116, 118}}, /* of a type this version does not know */
    {"events/zq119z", {120, 121, 122}},
    {"events/zq123z", {124, 125}},
    {"events", {56, 60, 64, 74, 79, 94, 103, 116, 121}},
    {"goals/zq301z", {302, 303, 304, 305, 306}},
    {"goals", {302, 303, 304, 305, 306}},
    {"care/zq307z", {308, 309}},
    {"services/zq310z", {311, 312}},
    {"appointments/zq313z", {314, 315, 316}},
    {"conditions/zq317z", {318, 319}},
    {"consents/zq126z", {127, 128, 129, 130, 131}},
    {"consents", {127, 128, 129, 130, 131}},
    {"plan/zq132z", {133, 134, 135, 136, 137, 138, 139, 140, 141}},
    {"plan", {133, 134, 135, 136, 137, 138, 139, 140, 141}},
    {"words", {142, 143, 144}},
    {"zq145z/zq146z", {147}}, /* a section this version does not know */
    {"*", {2, 6, 14, 29, 38, 49, 79, 103, 147}},
};
enum { ERASINGS = sizeof erasings / sizeof erasings[0] };

/* ---- questions */

static markers written(const rsup_person *person) {
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_status status = rsup_person_write(person, &result, &err);
  char *const text = taken(status, result, &err);
  const markers found = markers_of(text);
  free(text);
  return found;
}

static void take_answer(rsup_status status, rsup_result *result, const rsup_error *err,
                        markers *found) {
  if (status == RSUP_E_TIME) return; /* the zones are erased */
  char *const text = taken(status, result, err);
  markers_find(found, text, strlen(text));
  free(text);
}

static void ask_goals_and_care(const rsup_person *person, markers *found) {
  rsup_result *result = NULL;
  rsup_error err;
  rsup_status status = rsup_person_goals(person, CANARY_NOW, NULL, &result, &err);
  take_answer(status, result, &err, found);
  status = rsup_person_care(person, INT32_MIN, INT32_MIN, CANARY_NOW, NULL, &result, &err);
  take_answer(status, result, &err, found);
  status = rsup_person_activities(person, INT32_MIN, INT32_MIN, CANARY_NOW, NULL, &result, &err);
  take_answer(status, result, &err, found);
  status = rsup_person_warning_signs(person, INT32_MIN, INT32_MIN, CANARY_NOW, NULL, &result, &err);
  take_answer(status, result, &err, found);
  status = rsup_person_safer_use(person, INT32_MIN, INT32_MIN, CANARY_NOW, NULL, &result, &err);
  take_answer(status, result, &err, found);
}

/* All that can be asked of a record. */
static markers answered(const rsup_person *person) {
  markers found = written(person);
  rsup_error err;
  for (int64_t cursor = 0; cursor < 3; cursor++) {
    rsup_result *result = NULL;
    const rsup_status status = rsup_person_changes_since(person, cursor, &result, &err);
    char *const text = taken(status, result, &err);
    markers_find(&found, text, strlen(text));
    free(text);
  }
  for (int known = 0; known <= 1; known++) {
    const rsup_instant known_at = CANARY_NOW - 86400000;
    const rsup_today_options options = {.struct_size = sizeof options,
                                        .known_at = known ? &known_at : NULL};
    rsup_result *result = NULL;
    const rsup_status status = rsup_today(person, CANARY_NOW, &options, &result, &err);
    if (status == RSUP_E_TIME) continue; /* the zones are erased */
    char *const text = taken(status, result, &err);
    markers_find(&found, text, strlen(text));
    free(text);
  }
  rsup_result *result = NULL;
  const rsup_status status = rsup_person_report(person, &result, &err);
  char *const text = taken(status, result, &err);
  markers_find(&found, text, strlen(text));
  free(text);
  ask_goals_and_care(person, &found);
  return found;
}

static void expect_gone(const markers *gone, const markers *found, const char *selector,
                        const char *where) {
  for (size_t i = 0; i < sizeof gone->has; i++)
    if (gone->has[i] && found->has[i])
      fail_msg("%s is erased, and zq%03dz is in %s", selector, (int)i, where);
}

static void expect_gone_everywhere(const markers *gone, const rsup_person *person, const keeper *k,
                                   const char *selector) {
  markers found = {{0}};
  keeper_find(k, &found);
  expect_gone(gone, &found, selector, "a block in hand");
  found = answered(person);
  expect_gone(gone, &found, selector, "an answer");
  found = (markers){{0}};
  keeper_find(k, &found);
  expect_gone(gone, &found, selector, "a block in hand after the questions");
}

/* ---- the tests */

static void erase_one(const erasing *e, const char *base) {
  keeper k;
  rsup_config *const config = canary_config(&k);
  rsup_person *const person = canary_person(config, base);
  rsup_error err;
  const markers before = answered(person); /* fills what is cached, too */
  markers held = {{0}};
  keeper_find(&k, &held);
  for (size_t i = 0; e->gone[i]; i++) assert_true(held.has[e->gone[i]]);
  if (rsup_person_erase(person, e->selector, &err)) fail_msg("%s: %s", e->selector, err.message);
  const markers after = written(person);
  markers gone = {{0}};
  for (size_t i = 0; i < sizeof gone.has; i++) gone.has[i] = before.has[i] && !after.has[i];
  for (size_t i = 0; e->gone[i]; i++)
    if (!gone.has[e->gone[i]]) fail_msg("%s left zq%03dz", e->selector, e->gone[i]);
  expect_gone_everywhere(&gone, person, &k, e->selector);

  /* A late sync: another device still has it all. */
  if (rsup_person_append(person, base, strlen(base), NULL, &err))
    fail_msg("%s: late sync: %s", e->selector, err.message);
  rsup_person *const device = canary_person(config, base);
  if (rsup_person_merge(person, device, &err)) fail_msg("%s: merge: %s", e->selector, err.message);
  rsup_person_free(device);
  expect_gone_everywhere(&gone, person, &k, e->selector);

  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(k.live, 0);
  assert_int_equal(k.unclean, 0);
}

static void what_is_erased_is_in_no_byte(void **state) {
  (void)state;
  char *const base = canary_text();
  for (size_t i = 0; i < ERASINGS; i++) erase_one(&erasings[i], base);
  print_message("%d selectors\n", (int)ERASINGS);
  free(base);
}

/* Every marker but those of ids belongs to a selector above: a new field can't be forgotten. */
static void every_marker_is_erased_by_a_selector(void **state) {
  (void)state;
  static const int ids[] = {1,   13,  18,  20,  23,  26,  30,  41,  55,  59,  63,  68,  71,  82,
                            86,  90,  93,  97,  101, 105, 110, 113, 117, 119, 123, 126, 132, 145,
                            146, 301, 307, 310, 313, 317, 201, 207, 210, 214, 218, 222, 326, 331};
  char *const base = canary_text();
  markers left = markers_of(base);
  for (size_t i = 0; i < ERASINGS; i++)
    for (size_t n = 0; erasings[i].gone[n]; n++) left.has[erasings[i].gone[n]] = 0;
  for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) left.has[ids[i]] = 0;
  for (size_t i = 0; i < sizeof left.has; i++)
    if (left.has[i]) fail_msg("zq%03dz is in no row", (int)i);
  free(base);
}

static void what_is_not_erased_stays(void **state) {
  (void)state;
  char *const base = canary_text();
  rsup_config *const config = canary_config(NULL);
  rsup_person *const person = canary_person(config, base);
  markers kept = written(person);
  assert_int_equal(rsup_person_erase(person, "events/zq055z", NULL), RSUP_OK);
  kept.has[56] = kept.has[57] = kept.has[58] = 0;
  const markers after = written(person);
  assert_memory_equal(kept.has, after.has, sizeof kept.has);
  rsup_person_free(person);
  rsup_config_free(config);
  free(base);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_erased_is_in_no_byte),
      cmocka_unit_test(every_marker_is_erased_by_a_selector),
      cmocka_unit_test(what_is_not_erased_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
