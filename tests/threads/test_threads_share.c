/* Eight threads share one config, one list of meetings, one model and one questionnaire, each with
 * a person of its own: all get the bytes that one thread alone gets. The thread sanitizer judges
 * the locks (tests/run tsan). */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 8, ROUNDS = 4, PEOPLE = 3, ANSWERS = 6 };
static const rsup_instant now = 1772668800000; /* 2026-03-05T00:00Z */
static const char *const people[PEOPLE] = {"examples/data/marlow.json", "examples/data/ines.json",
                                           "examples/data/tobi.yaml"};

typedef struct shared {
  rsup_config *config;
  rsup_meetings *meetings;
  rsup_model *model;
  rsup_instrument *instrument;
} shared;

/* What one round gives, as text. */
typedef struct round {
  char *answers[ANSWERS];
} round;

static void open_shared(shared *s) {
  rsup_error err;
  if (rsup_config_load_file("examples/data/config.yaml", NULL, &s->config, NULL, &err) ||
      rsup_meetings_read_file(s->config, "examples/data/meetings.json", NULL, &s->meetings, NULL,
                              &err) ||
      rsup_model_default(s->config, &s->model, &err) ||
      rsup_instrument_builtin(s->config, "gad-7", &s->instrument, &err))
    fail_msg("%s: %s", err.path, err.message);
}

static void close_shared(shared *s) {
  rsup_instrument_free(s->instrument);
  rsup_model_free(s->model);
  rsup_meetings_free(s->meetings);
  rsup_config_free(s->config);
}

/* ---- one round: no cmocka in here, which is not for threads */

static char *copy(const char *text) {
  const size_t size = strlen(text) + 1;
  char *const mine = malloc(size);
  if (mine) memcpy(mine, text, size);
  return mine;
}

/* `result` by its address: the call that fills it may run after its value is read. */
static char *take(rsup_status status, rsup_result **result) {
  const char *json = NULL;
  size_t len;
  if (status || rsup_result_json(*result, &json, &len, NULL)) return copy(rsup_status_name(status));
  char *const mine = copy(json);
  rsup_result_free(*result);
  return mine;
}

static void play(const shared *s, size_t who, round *out) {
  static const char checkin[] =
      "{\"type\":\"checkin\",\"id\":\"from-a-thread\",\"form\":\"daily\",\"at\":\"2026-03-04T20:10-"
      "05:00\","
      "\"recorded_at\":\"2026-03-04T20:11-05:00\",\"answers\":{\"mood\":6,\"stress\":\"refused\"}}";
  const rsup_today_options options = {
      .struct_size = sizeof options, .meetings = s->meetings, .model = s->model};
  rsup_person *person = NULL;
  rsup_result *r[ANSWERS] = {NULL};
  rsup_status status = rsup_person_load_file(s->config, people[who], &person, &r[0], NULL);
  out->answers[0] = take(status, &r[0]);
  if (status) return;
  status = rsup_person_append(person, checkin, sizeof checkin - 1, NULL, NULL);
  if (!status) status = rsup_today(person, now, &options, &r[1], NULL);
  out->answers[1] = take(status, &r[1]);
  out->answers[2] = take(rsup_person_write(person, &r[2], NULL), &r[2]);
  out->answers[3] =
      take(rsup_next_occurrence(s->config, "Europe/Kiev", 0, 150, 60, now, &r[3], NULL), &r[3]);
  out->answers[4] =
      take(rsup_instrument_score(s->instrument, "[1,2,3,0,1,2,null]", 18, NULL, NULL, &r[4], NULL),
           &r[4]);
  out->answers[5] =
      take(rsup_model_score(s->model, "{\"weeks_since_use\": 3}", 22, NULL, &r[5], NULL), &r[5]);
  rsup_person_free(person);
}

static void forget(round *r) {
  for (size_t i = 0; i < ANSWERS; i++) free(r->answers[i]);
  *r = (round){{NULL}};
}

static int differs(const round *a, const round *b) {
  for (size_t i = 0; i < ANSWERS; i++) {
    if (!a->answers[i] || !b->answers[i] || strcmp(a->answers[i], b->answers[i]) != 0) return 1;
  }
  return 0;
}

typedef struct worker {
  const shared *shared;
  const round *expected; /* per person */
  size_t number;
  int wrong;
} worker;

static void *work(void *user) {
  worker *const w = user;
  for (size_t i = 0; i < ROUNDS; i++) {
    const size_t who = (w->number + i) % PEOPLE;
    round mine = {{NULL}};
    play(w->shared, who, &mine);
    w->wrong += differs(&mine, &w->expected[who]);
    forget(&mine);
  }
  return NULL;
}

/* ---- the test */

static void eight_threads_get_the_bytes_of_one(void **state) {
  (void)state;
  shared alone, all; /* each with caches of its own, so that the threads fill theirs together */
  round expected[PEOPLE] = {{{NULL}}};
  worker workers[THREADS] = {{0}};
  pthread_t threads[THREADS];
  open_shared(&alone);
  for (size_t i = 0; i < PEOPLE; i++) {
    play(&alone, i, &expected[i]);
    for (size_t n = 0; n < ANSWERS; n++) {
      assert_non_null(expected[i].answers[n]);
      if (expected[i].answers[n][0] != '{')
        fail_msg("%s, %d: %s", people[i], (int)n, expected[i].answers[n]);
    }
  }
  close_shared(&alone);
  open_shared(&all);
  for (size_t i = 0; i < THREADS; i++) {
    workers[i] = (worker){.shared = &all, .expected = expected, .number = i};
    assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
  }
  for (size_t i = 0; i < THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
  for (size_t i = 0; i < THREADS; i++) assert_int_equal(workers[i].wrong, 0);
  close_shared(&all);
  for (size_t i = 0; i < PEOPLE; i++) forget(&expected[i]);
}

typedef struct giver {
  rsup_config *config;
  pthread_barrier_t *start;
} giver;

/* A host's collector frees in any order, from any thread. */
static void *give_back(void *user) {
  giver *const g = user;
  rsup_instrument *instrument = NULL;
  (void)pthread_barrier_wait(g->start);
  const rsup_status status = rsup_instrument_builtin(g->config, "phq-9", &instrument, NULL);
  (void)pthread_barrier_wait(g->start);
  rsup_instrument_free(instrument);
  return status ? user : NULL;
}

static void the_last_of_eight_threads_frees_the_config(void **state) {
  (void)state;
  pthread_barrier_t start;
  pthread_t threads[THREADS];
  giver g = {NULL, &start};
  assert_int_equal(pthread_barrier_init(&start, NULL, THREADS + 1), 0);
  assert_int_equal(rsup_config_default(NULL, &g.config, NULL), RSUP_OK);
  for (size_t i = 0; i < THREADS; i++)
    assert_int_equal(pthread_create(&threads[i], NULL, give_back, &g), 0);
  (void)pthread_barrier_wait(&start);
  (void)pthread_barrier_wait(&start);
  rsup_config_free(g.config); /* while the others free what holds on to it */
  for (size_t i = 0; i < THREADS; i++) {
    void *failed = NULL;
    assert_int_equal(pthread_join(threads[i], &failed), 0);
    assert_null(failed);
  }
  (void)pthread_barrier_destroy(&start);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(eight_threads_get_the_bytes_of_one),
      cmocka_unit_test(the_last_of_eight_threads_frees_the_config),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
