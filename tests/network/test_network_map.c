/* Where everybody stands: rings, sectors, angles and places by hand; the same bits for the same
 * record; and the graph for Graphviz. */
#include "alloc/failing.h"
#include "core/cmocka_all.h"
#include "network/layout_turn.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1772622000000) /* 2026-03-04T11:00Z */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","                     \
  "\"zones\":[{\"zone\":\"Etc/UTC\"}]"

static rsup_config *config;

static int open_config(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL);
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static rsup_result *drawn(const char *text) {
  rsup_person *const person = load_text(config, text);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_network_map(person, NOW, NULL, &result, &err)) fail_msg("%s", err.message);
  rsup_person_free(person);
  return result;
}

static void near(double value, double expected) {
  if (!(fabs(value - expected) <= 1e-15)) fail_msg("%.17g, expected %.17g", value, expected);
}

/* ---- sine and cosine: from tables */

static void sines_are_those_of_the_tables(void **state) {
  (void)state;
  static const struct {
    double turn, sine, cosine;
  } known[] = {
      {0, 0, 1},
      {1 / 12.0, 0.5, 0.86602540378443864676},
      {1 / 8.0, 0.70710678118654752440, 0.70710678118654752440},
      {1 / 6.0, 0.86602540378443864676, 0.5},
      {1 / 5.0, 0.95105651629515357212, 0.30901699437494742410},
      {1 / 4.0, 1, 0},
      {3 / 8.0, 0.70710678118654752440, -0.70710678118654752440},
      {2 / 5.0, 0.58778525229247312917, -0.80901699437494742410},
      {1 / 2.0, 0, -1},
      {3 / 5.0, -0.58778525229247312917, -0.80901699437494742410},
      {5 / 8.0, -0.70710678118654752440, -0.70710678118654752440},
      {3 / 4.0, -1, 0},
      {4 / 5.0, -0.95105651629515357212, 0.30901699437494742410},
      {7 / 8.0, -0.70710678118654752440, 0.70710678118654752440},
  };
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    double sine, cosine;
    rsupi_turn(known[i].turn, &sine, &cosine);
    near(sine, known[i].sine);
    near(cosine, known[i].cosine);
  }
}

static void sines_are_near_those_of_the_libm(void **state) {
  (void)state;
  const long double two_pi = 6.283185307179586476925286766559L;
  for (int i = 0; i < 10007; i++) {
    double sine, cosine;
    rsupi_turn(i / 10007.0, &sine, &cosine);
    near(sine, (double)sinl(two_pi * (i / 10007.0L)));
    near(cosine, (double)cosl(two_pi * (i / 10007.0L)));
  }
}

/* ---- places */

static const char five[] = HEAD
    ",\"ties\":["
    "{\"id\":\"zoe\",\"roles\":[{\"role\":\"sibling\"}],\"closeness\":0.9},"
    "{\"id\":\"ann\",\"roles\":[{\"role\":\"parent\"},{\"role\":\"sponsor\"}],\"closeness\":0.5},"
    "{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}],\"closeness\":0.74},"
    "{\"id\":\"bo\",\"roles\":[{\"role\":\"friend\"}],\"closeness\":0.1},"
    "{\"id\":\"mia\",\"roles\":[{\"role\":\"mentee\"}]},"
    "{\"id\":\"old\",\"roles\":[{\"role\":\"peer\"}],\"status\":[{\"state\":\"ended\",\"from\":"
    "\"2025-01-01\"}]},{\"id\":\"self\"}],"
    "\"alter_ties\":[{\"a\":\"zoe\",\"b\":\"ann\",\"state\":\"tied\"},"
    "{\"a\":\"dana\",\"b\":\"bo\",\"state\":\"not_tied\"},"
    "{\"a\":\"mia\",\"b\":\"nobody\",\"state\":\"tied\"}],"
    "\"asked\":[{\"generator\":\"professional\",\"on\":\"2026-01-01\",\"outcome\":\"none\"}]}";

typedef struct place {
  const char *tie, *sector;
  int ring;
  double angle; /* as a fraction of the sectors of a fifth of a turn, by hand */
} place;

static void everybody_has_a_place_by_hand(void **state) {
  (void)state;
  /* by id; family is the second fifth, so two people stand at 1/5 + 1/20 and 1/5 + 3/20 */
  static const place expected[] = {{"ann", "family", 2, 0.25},
                                   {"bo", "other", 4, 0.9},
                                   {"dana", "recovery_community", 2, 0.65},
                                   {"mia", "recovery_community", 5, 0.75},
                                   {"zoe", "family", 1, 0.35}};
  rsup_result *const result = drawn(five);
  const rsup_network_map *const map = rsup_network_map_get(result);
  assert_int_equal(map->node_count, 5); /* who left and oneself have none */
  for (size_t i = 0; i < 5; i++) {
    const rsup_network_node *const node = map->nodes[i];
    assert_string_equal(node->tie, expected[i].tie);
    assert_string_equal(node->sector, expected[i].sector);
    assert_int_equal(node->ring, expected[i].ring);
    assert_true(node->angle == expected[i].angle);
    assert_true(node->radius == expected[i].ring / 5.0);
  }
  /* ann at a quarter: straight to the right; zoe at 0.35 on the innermost ring: 126 degrees */
  assert_true(map->nodes[0]->x == 0.4 && map->nodes[0]->y == 0);
  near(map->nodes[4]->x, 0.2 * 0.80901699437494742410);
  near(map->nodes[4]->y, -0.2 * 0.58778525229247312917);
  /* mia at three quarters: straight to the left, on the circle of what is not known */
  assert_true(map->nodes[3]->x == -1 && map->nodes[3]->y == 0);
  assert_int_equal(map->nodes[3]->i_support, 1);
  assert_int_equal(map->nodes[0]->i_support, 0);
  assert_int_equal(map->nodes[0]->role_count, 2);
  assert_string_equal(map->nodes[0]->roles[1], "sponsor");
  assert_true(map->nodes[0]->closeness == 0.5 && isnan(map->nodes[3]->closeness));
  rsup_result_free(result);
}

static void a_gap_and_what_nobody_asked_are_different(void **state) {
  (void)state;
  static const int32_t states[] = {RSUP_SECTOR_UNKNOWN, RSUP_SECTOR_NAMED, RSUP_SECTOR_GAP,
                                   RSUP_SECTOR_NAMED, RSUP_SECTOR_NAMED};
  static const char *const ids[] = {"peer_group", "family", "professional", "recovery_community",
                                    "other"};
  static const int32_t people[] = {0, 2, 0, 2, 1};
  rsup_result *const result = drawn(five);
  const rsup_network_map *const map = rsup_network_map_get(result);
  assert_int_equal(map->sector_count, 5);
  for (size_t i = 0; i < 5; i++) {
    assert_string_equal(map->sectors[i]->id, ids[i]);
    assert_int_equal(map->sectors[i]->state, states[i]);
    assert_int_equal(map->sectors[i]->people, people[i]);
    near(map->sectors[i]->from, (double)i / 5);
    near(map->sectors[i]->until, (double)(i + 1) / 5);
  }
  rsup_result_free(result);
}

static void no_answer_is_no_gap(void **state) {
  (void)state;
  rsup_result *const result =
      drawn(HEAD ",\"asked\":[{\"generator\":\"family\",\"on\":\"2026-01-01\",\"outcome\":"
                 "\"refused\"}]}");
  const rsup_network_map *const map = rsup_network_map_get(result);
  assert_int_equal(map->node_count, 0);
  assert_int_equal(map->sectors[1]->state, RSUP_SECTOR_UNKNOWN);
  rsup_result_free(result);
}

static void rings_begin_where_they_say(void **state) {
  (void)state;
  static const struct {
    const char *closeness;
    int ring;
  } steps[] = {{"1", 1},      {"0.75", 1}, {"0.7499", 2}, {"0.5", 2},
               {"0.4999", 3}, {"0.25", 3}, {"0.2499", 4}, {"0", 4}};
  for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
    char text[400];
    snprintf(text, sizeof text, HEAD ",\"ties\":[{\"id\":\"a\",\"closeness\":%s}]}",
             steps[i].closeness);
    rsup_result *const result = drawn(text);
    const rsup_network_map *const map = rsup_network_map_get(result);
    assert_int_equal(map->nodes[0]->ring, steps[i].ring);
    for (int32_t k = 0; k < 5; k++) assert_int_equal(map->rings[k]->people, k + 1 == steps[i].ring);
    rsup_result_free(result);
  }
}

static void edges_have_three_states(void **state) {
  (void)state;
  rsup_result *const result =
      drawn(HEAD ",\"ties\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}],"
                 "\"alter_ties\":[{\"a\":\"b\",\"b\":\"a\",\"state\":\"tied\"},"
                 "{\"a\":\"a\",\"b\":\"c\",\"state\":\"not_tied\"},"
                 "{\"id\":\"one\",\"a\":\"c\",\"b\":\"d\",\"state\":\"tied\"},"
                 "{\"id\":\"two\",\"a\":\"d\",\"b\":\"c\",\"state\":\"not_tied\"}]}");
  const rsup_network_map *const map = rsup_network_map_get(result);
  assert_int_equal(map->edge_count, 3);
  assert_string_equal(map->edges[0]->a, "a");
  assert_string_equal(map->edges[0]->b, "b");
  assert_int_equal(map->edges[0]->state, RSUP_PAIR_TIED);
  assert_int_equal(map->edges[1]->state, RSUP_PAIR_NOT_TIED);
  assert_int_equal(map->edges[2]->state, RSUP_PAIR_NOT_ASKED); /* told in two ways */
  rsup_result_free(result);
}

/* ---- the same bits */

static void the_order_of_ties_changes_no_bit(void **state) {
  (void)state;
  static const char *const orders[] = {"abcdefg", "gfedcba", "dagcfbe"};
  char first[20000] = "";
  for (size_t o = 0; o < 3; o++) {
    char text[2000] = HEAD ",\"ties\":[";
    for (const char *c = orders[o]; *c; c++) {
      const int i = *c - 'a';
      snprintf(text + strlen(text), sizeof text - strlen(text),
               "%s{\"id\":\"%c\",\"closeness\":%.1f,\"roles\":[{\"role\":\"%s\"}]}",
               c == orders[o] ? "" : ",", *c, i / 7.0, i % 2 ? "peer" : "sibling");
    }
    strcat(text, "]}");
    rsup_result *const result = drawn(text);
    const char *json;
    assert_int_equal(rsup_result_json(result, &json, NULL, NULL), RSUP_OK);
    if (o == 0) snprintf(first, sizeof first, "%s", json);
    assert_string_equal(json, first);
    rsup_result_free(result);
  }
}

static void everybody_stands_on_their_circle(void **state) {
  (void)state;
  char *const text = malloc(200000);
  size_t len = (size_t)sprintf(text, HEAD ",\"ties\":[");
  for (int i = 0; i < 1500; i++)
    len += (size_t)sprintf(text + len, "%s{\"id\":\"t%d\",\"closeness\":%d.%02d}", i ? "," : "", i,
                           0, i % 100);
  sprintf(text + len, "]}");
  rsup_result *const result = drawn(text);
  const rsup_network_map *const map = rsup_network_map_get(result);
  double before = 0.8;
  for (size_t i = 0; i < map->node_count; i++) {
    const rsup_network_node *const node = map->nodes[i];
    near(node->x * node->x + node->y * node->y, node->radius * node->radius);
    assert_true(node->angle > before && node->angle < 1);
    before = node->angle;
  }
  assert_int_equal(map->node_count, 1500);
  rsup_result_free(result);
  free(text);
}

/* ---- DOT */

static void dot_has_ids_and_no_words(void **state) {
  (void)state;
  rsup_result *const result = drawn(five);
  const char *text;
  size_t len;
  assert_int_equal(rsup_network_dot(result, &text, &len, NULL), RSUP_OK);
  assert_int_equal(strlen(text), len);
  assert_non_null(
      strstr(text, "  n0 [label=\"ann\", pos=\"86.4,0\"];\n  me -- n0;\n")); /* 0.4 * 216 */
  assert_non_null(strstr(text, "  n0 -- n4 [style=dashed];\n"));
  assert_null(strstr(text, "n1 -- n2")); /* asked, and not tied */
  assert_null(strstr(text, "sponsor"));
  assert_null(strstr(text, "family"));
  rsup_result_free(result);
}

/* Written where a script may hand it to Graphviz; without the program only this side is tested. */
static void graphviz_reads_it(void **state) {
  (void)state;
  FILE *const program = popen("command -v neato >/dev/null && neato -n2 -Tplain", "w");
  rsup_result *const result = drawn(five);
  const char *text;
  assert_int_equal(rsup_network_dot(result, &text, NULL, NULL), RSUP_OK);
  const int is_there = system("command -v neato >/dev/null") == 0;
  if (is_there) fputs(text, program);
  const int status = pclose(program);
  rsup_result_free(result);
  if (!is_there) {
    print_message("skipped: no graphviz here\n");
    skip();
  }
  assert_int_equal(status, 0);
}

/* ---- bad input, memory */

static void bad_questions_are_refused(void **state) {
  (void)state;
  rsup_person *const person = load_text(config, HEAD "}");
  rsup_network_map_options options = {.struct_size = sizeof options, .reserved = 1};
  rsup_result *result = NULL;
  const char *text;
  assert_int_equal(rsup_person_network_map(NULL, NOW, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_network_map(person, NOW, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_network_map(person, INT64_MIN, NULL, &result, NULL),
                   RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_network_map(person, NOW, &options, &result, NULL), RSUP_E_OPTIONS);
  assert_null(result);
  assert_int_equal(rsup_network_dot(NULL, &text, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_person_network(person, NOW, NULL, &result, NULL), RSUP_OK);
  assert_int_equal(rsup_network_dot(result, &text, NULL, NULL), RSUP_E_ARGUMENT);
  assert_null(rsup_network_map_get(result));
  rsup_result_free(result);
  rsup_person_free(person);
}

static void every_failed_allocation_is_told(void **state) {
  (void)state;
  rsup_config_options options = {.struct_size = sizeof options, .allocator = failing_allocator()};
  rsup_config *own = NULL;
  assert_int_equal(rsup_config_default(&options, &own, NULL), RSUP_OK);
  rsup_person *const person = load_text(own, five);
  size_t nth = 1;
  for (;; nth++) {
    rsup_result *result = NULL;
    const char *text = NULL;
    failing_start(nth, 1);
    rsup_status status = rsup_person_network_map(person, NOW, NULL, &result, NULL);
    if (!status) status = rsup_network_dot(result, &text, NULL, NULL);
    const size_t failed = failing_stop();
    rsup_result_free(result);
    if (!failed) {
      assert_int_equal(status, RSUP_OK);
      break;
    }
    assert_int_equal(status, RSUP_E_MEMORY);
    assert_null(text);
  }
  assert_true(nth > 3);
  print_message("%d failed allocations\n", (int)nth - 1);
  rsup_person_free(person);
  rsup_config_free(own);
  assert_int_equal(failing_live(), 0);
  assert_int_equal(failing_unclean(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sines_are_those_of_the_tables),
      cmocka_unit_test(sines_are_near_those_of_the_libm),
      cmocka_unit_test(everybody_has_a_place_by_hand),
      cmocka_unit_test(a_gap_and_what_nobody_asked_are_different),
      cmocka_unit_test(no_answer_is_no_gap),
      cmocka_unit_test(rings_begin_where_they_say),
      cmocka_unit_test(edges_have_three_states),
      cmocka_unit_test(the_order_of_ties_changes_no_bit),
      cmocka_unit_test(everybody_stands_on_their_circle),
      cmocka_unit_test(dot_has_ids_and_no_words),
      cmocka_unit_test(graphviz_reads_it),
      cmocka_unit_test(bad_questions_are_refused),
      cmocka_unit_test(every_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
