/* Whatever order entries arrive in, the record is the same. */
#include "person/person_support.h"

/* A small generator with a fixed start: the same shuffles on every machine (Numerical Recipes'
 * constants). */
static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

enum { MOST = 64 };
typedef struct pieces {
  char *entries[MOST];
  size_t count;
} pieces;

/* The written record, one entry a line: entries of sections get the type that appending wants. */
static const char *type_of(const char *section) {
  static const char *const types[][2] = {{"status", "status"},
                                         {"zones", "zone"},
                                         {"region", "region"},
                                         {"facts", "fact"},
                                         {"guardians", "guardian"},
                                         {"settings", "setting"},
                                         {"targets", "target"},
                                         {"ties", "tie"},
                                         {"alter_ties", "alter_tie"},
                                         {"asked", "asked"},
                                         {"memberships", "membership"},
                                         {"goals", "goal"},
                                         {"care", "care"},
                                         {"services", "service"},
                                         {"appointments", "appointment"},
                                         {"conditions", "condition"},
                                         {"consents", "consent"},
                                         {"plan", "plan"},
                                         {"words", "word"}};
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
    if (strcmp(types[i][0], section) == 0) return types[i][1];
  return NULL;
}

static void add_piece(pieces *all, const char *type, const char *map) {
  char *const piece = malloc(strlen(map) + 60);
  assert_non_null(piece);
  if (type)
    (void)sprintf(piece, "{\"type\":\"%s\",%s", type, map + 1);
  else
    (void)strcpy(piece, map);
  all->entries[all->count++] = piece;
}

static void split(pieces *all, char *text) {
  const char *type = NULL;
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    char name[40];
    if (sscanf(line, "\"%39[a-z_]\":[", name) == 1) type = type_of(name);
    if (line[0] != ' ') continue;
    /* " {...}," or, the last of its section, " {...}],", or, the last of all, " {...}]}" */
    size_t len = strlen(line);
    len -= line[len - 1] != ',' || line[len - 2] == ']' ? 2 : 1;
    line[len] = '\0';
    add_piece(all, type, line + 1);
  }
  add_piece(all, NULL, "{\"type\":\"standing\",\"values\":[\"in_recovery\",\"worker\"]}");
  add_piece(all, NULL, "{\"type\":\"languages\",\"values\":[\"en\",\"pt\"]}");
  add_piece(all, NULL, "{\"type\":\"self\",\"capacity\":{\"mentor\":1,\"sponsor\":2}}");
}

static void shuffle(pieces *all, uint32_t *random) {
  for (size_t i = all->count - 1; i > 0; i--) {
    const size_t k = next_random(random) % (i + 1);
    char *const swap = all->entries[i];
    all->entries[i] = all->entries[k];
    all->entries[k] = swap;
  }
}

static void free_pieces(pieces *all) {
  for (size_t i = 0; i < all->count; i++) free(all->entries[i]);
}

static void same_views(const rsup_person *a, const rsup_person *b) {
  rsupi_arena x, y;
  const rsupi_view *const p = ask(a, "2025-12-01T12:00Z", NULL, &x).view;
  const rsupi_view *const q = ask(b, "2025-12-01T12:00Z", NULL, &y).view;
  assert_int_equal(p->event_count, q->event_count);
  for (size_t i = 0; i < p->event_count; i++) {
    assert_string_equal(p->events[i]->head.id, q->events[i]->head.id);
    assert_int_equal(p->events[i]->first, q->events[i]->first);
    assert_int_equal(p->events[i]->last, q->events[i]->last);
  }
  assert_int_equal(p->tie_count, q->tie_count);
  for (size_t i = 0; i < p->tie_count; i++)
    assert_string_equal(p->ties[i]->head.id, q->ties[i]->head.id);
  assert_int_equal(p->target_count, q->target_count);
  assert_int_equal(p->standing, q->standing);
  assert_int_equal(p->zone_count, q->zone_count);
  assert_int_equal(p->language_count, q->language_count);
  rsupi_arena_free(&x);
  rsupi_arena_free(&y);
}

static void thirty_orders_of_arrival_give_the_same_bytes_and_the_same_view(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const whole = load_full(config);
  char *const expected = written(whole);
  char *const text = written(whole);
  pieces all = {.count = 0};
  split(&all, text);
  assert_int_equal(all.count, 48);
  uint32_t random = 2025;
  for (int round = 0; round < 30; round++) {
    shuffle(&all, &random);
    rsup_person *const person = load_text(
        config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\"}");
    for (size_t i = 0; i < all.count; i++) append_fine(person, all.entries[i]);
    char *const got = written(person);
    assert_string_equal(got, expected);
    same_views(person, whole);
    free(got);
    rsup_person_free(person);
  }
  free_pieces(&all);
  free(text);
  free(expected);
  rsup_person_free(whole);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static void what_was_written_loads_and_writes_the_same_bytes(void **state) {
  (void)state;
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  char *const once = written(person);
  rsup_person *const again = load_text(config, once);
  char *const twice = written(again);
  assert_string_equal(once, twice);
  same_views(person, again);
  free(once);
  free(twice);
  rsup_person_free(again);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void odd_shapes_come_back_as_they_were(void **state) {
  (void)state;
  /* Written form of each is what it says here: revisions of a singleton become a list. */
  static const char text[] =
      "{\"format\":\"recovery-support/person\",\n\"format_version\":1,\n\"id\":\"a\",\n"
      "\"standing\":[\n {\"revision\":1,\"values\":[\"worker\"]},\n "
      "{\"revision\":2,\"values\":[\"family\"]}],\n"
      "\"languages\":[\"de\"],\n"
      "\"ties\":[\n \"x\",\n 5],\n"
      "\"self\":[\n {\"capacity\":{\"sponsor\":1}},\n "
      "{\"capacity\":{\"sponsor\":2},\"revision\":1}],\n"
      "\"later\":[\n {\"id\":\"l1\",\"say\":[1,2]},\n {\"id\":\"l2\"}],\n"
      "\"latest\":[3,1,3],\n"
      "\"x-own\":{\"a\":null}}\n";
  vault v;
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, text);
  char *const back = written(person);
  assert_string_equal(back, text);
  free(back);
  rsup_person_free(person);
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(thirty_orders_of_arrival_give_the_same_bytes_and_the_same_view),
      cmocka_unit_test(what_was_written_loads_and_writes_the_same_bytes),
      cmocka_unit_test(odd_shapes_come_back_as_they_were),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
