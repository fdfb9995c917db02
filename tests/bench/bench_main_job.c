/* Speeds of the main job, each beside something that everybody knows. Prints one line per case;
 * nothing here is a gate. */
#include "bench/generated.h"
#include "bench/harness.h"
#include "document/tree.h"
#include "recovery-support.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum { MEETINGS = 2500 };

typedef struct table {
  generated record, feed, config_text;
  rsup_config *config, *made_config;
  rsup_person *person, *made_person;
  rsup_meetings *meetings, *made_meetings;
  rsup_model *model;
  rsup_result *result;
  json_t *json;
} table;

static void must(rsup_status status, const rsup_error *err) {
  if (!status) return;
  (void)fprintf(stderr, "%u:%u %s: ", err->line, err->column, err->path);
  bench_stop(err->message);
}

static uint64_t hash_result(void *with) {
  table *const t = with;
  const char *json;
  size_t len;
  rsup_error err;
  must(rsup_result_json(t->result, &json, &len, &err), &err);
  return bench_hash(json, len);
}

static void free_result(void *with) {
  table *const t = with;
  rsup_result_free(t->result);
  t->result = NULL;
}

/* ---- today */

static void ask(table *t, const rsup_person *person, rsup_instant now) {
  static const double latitude = 42.9, longitude = -74.9;
  const rsup_today_options options = {.struct_size = sizeof options,
                                      .meetings = t->meetings,
                                      .model = t->model,
                                      .latitude = &latitude,
                                      .longitude = &longitude};
  rsup_error err;
  must(rsup_today(person, now, &options, &t->result, &err), &err);
}

static void today(void *with) {
  table *const t = with;
  ask(t, t->person, GENERATED_NOW);
}

/* 2026-03-07T12:00Z: many of the next meetings lie beyond the change. */
static void today_near_change(void *with) {
  table *const t = with;
  ask(t, t->person, 1772884800000);
}

static void today_without(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_today(t->person, GENERATED_NOW, NULL, &t->result, &err), &err);
}

static void record_to_today(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_load(t->config, "record", t->record.text, t->record.len, &t->made_person, NULL,
                        &err),
       &err);
  ask(t, t->made_person, GENERATED_NOW);
}

static void free_record_and_result(void *with) {
  table *const t = with;
  free_result(t);
  rsup_person_free(t->made_person);
  t->made_person = NULL;
}

static void write_json(void *with) {
  (void)hash_result(with);
}

/* ---- documents */

static void load_config(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_config_load("config", t->config_text.text, t->config_text.len, NULL, &t->made_config,
                        NULL, &err),
       &err);
}

static void free_config(void *with) {
  table *const t = with;
  rsup_config_free(t->made_config);
}

static uint64_t hash_config(void *with) {
  const char *const digest = rsup_config_digest(((table *)with)->made_config);
  return bench_hash(digest, strlen(digest));
}

static void bare_yaml(void *with) {
  table *const t = with;
  yaml_parser_t parser;
  yaml_event_t event;
  if (!yaml_parser_initialize(&parser)) bench_stop("libyaml");
  yaml_parser_set_input_string(&parser, (const unsigned char *)t->config_text.text,
                               t->config_text.len);
  for (int over = 0; !over;) {
    if (!yaml_parser_parse(&parser, &event)) bench_stop("libyaml");
    over = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

static void read_json(void *with) {
  table *const t = with;
  rsupi_arena arena;
  const rsupi_node *root;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 65536);
  must(rsupi_json_read(&arena, "feed", t->feed.text, t->feed.len, 1u << 29, &root, &err), &err);
  if (root->count != MEETINGS) bench_stop("the list is cut");
  rsupi_arena_free(&arena);
}

/* What was read, written again. */
static uint64_t hash_tree(void *with) {
  table *const t = with;
  rsupi_arena arena;
  rsupi_text text;
  const rsupi_node *root;
  rsup_error err;
  rsupi_arena_init(&arena, NULL, 65536);
  rsupi_text_init(&text, NULL);
  must(rsupi_json_read(&arena, "feed", t->feed.text, t->feed.len, 1u << 29, &root, &err), &err);
  rsupi_tree_write_json(&text, root, 0);
  const uint64_t hash = bench_hash(text.data, text.len);
  rsupi_text_free(&text);
  rsupi_arena_free(&arena);
  return hash;
}

static void jansson(void *with) {
  table *const t = with;
  json_error_t err;
  json_t *const root = json_loadb(t->feed.text, t->feed.len, 0, &err);
  if (!root || json_array_size(root) != MEETINGS) bench_stop("jansson");
  json_decref(root);
}

static void read_meetings(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_meetings_read(t->config, "generated.json", t->feed.text, t->feed.len, NULL,
                          &t->made_meetings, NULL, &err),
       &err);
  if (rsup_meetings_count(t->made_meetings) != MEETINGS) bench_stop("meetings are left out");
}

/* The picture that these meetings give. */
static uint64_t hash_meetings(void *with) {
  table *const t = with;
  rsup_error err;
  const rsup_today_options options = {.struct_size = sizeof options, .meetings = t->made_meetings};
  must(rsup_today(t->person, GENERATED_NOW, &options, &t->result, &err), &err);
  const uint64_t hash = hash_result(t);
  free_result(t);
  return hash;
}

static void free_meetings(void *with) {
  rsup_meetings_free(((table *)with)->made_meetings);
}

/* ---- small things */

static void load_record(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_load(t->config, "record", t->record.text, t->record.len, &t->made_person, NULL,
                        &err),
       &err);
}

static void free_record(void *with) {
  rsup_person_free(((table *)with)->made_person);
}

static void append(void *with) {
  static const char checkin[] =
      "{\"type\":\"checkin\",\"id\":\"new\",\"form\":\"daily\",\"at\":\"2026-02-12T06:30-05:00\","
      "\"recorded_at\":\"2026-02-12T06:31-05:00\",\"answers\":{\"mood\":7,\"craving\":{\"alcohol\":"
      "2,\"opioids\":0},\"stress\":3,\"used\":{\"alcohol\":false,\"opioids\":false}}}";
  rsup_error err;
  must(rsup_person_append(((table *)with)->made_person, checkin, sizeof checkin - 1, NULL, &err),
       &err);
}

/* The record with what was appended. */
static uint64_t hash_record(void *with) {
  table *const t = with;
  rsup_error err;
  must(rsup_person_write(t->made_person, &t->result, &err), &err);
  const uint64_t hash = hash_result(t);
  free_result(t);
  return hash;
}

static void score(void *with) {
  static const char row[] = "{\"weeks_since_use\": 3, \"craving_z\": 1.5, \"meetings_week\": 2}";
  table *const t = with;
  rsup_error err;
  must(rsup_model_score(t->model, row, sizeof row - 1, NULL, &t->result, &err), &err);
}

static void open_table(table *t) {
  rsup_error err;
  *t = (table){.record = generate_record(0),
               .feed = generate_meetings(MEETINGS),
               .config_text = generate_config(1000000)};
  must(rsup_config_default(NULL, &t->config, &err), &err);
  must(rsup_model_default(t->config, &t->model, &err), &err);
  read_meetings(t);
  t->meetings = t->made_meetings;
  load_record(t);
  t->person = t->made_person;
}

int main(void) {
  table t;
  bench_head();
  open_table(&t);
  (void)printf("# record %zu bytes, %d meetings %zu bytes, config %zu bytes\n", t.record.len,
               MEETINGS, t.feed.len, t.config_text.len);
  const double record = (double)t.record.len, feed = (double)t.feed.len;
  const bench_case cases[] = {
      {"today, a year and 2,500 meetings", NULL, today, free_result, NULL, hash_result, NULL, 1001,
       0, "median < 50 us"},
      {"today, without meetings and model", NULL, today_without, free_result, NULL, hash_result,
       NULL, 1001, 0, ""},
      {"today, a day before the clocks change", NULL, today_near_change, free_result, NULL,
       hash_result, NULL, 1001, 0, ""},
      {"its JSON", today, write_json, free_result, NULL, hash_result, NULL, 201, 0, ""},
      {"record in JSON to today", NULL, record_to_today, free_record_and_result, NULL, hash_result,
       NULL, 101, record, "<= 3000 us"},
      {"append a check-in", load_record, append, free_record, NULL, hash_record, NULL, 101, 0, ""},
      {"score one row from JSON", NULL, score, free_result, NULL, hash_result, NULL, 1001, 0, ""},
      {"load a 1 MB YAML config", NULL, load_config, free_config, bare_yaml, hash_config,
       "libyaml events", 11, (double)t.config_text.len, "ratio < 1.6"},
      {"read JSON", NULL, read_json, NULL, jansson, hash_tree, "jansson", 21, feed, ""},
      {"load 2,500 meetings", NULL, read_meetings, free_meetings, jansson, hash_meetings, "jansson",
       21, feed, ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) (void)bench_run(&cases[i], &t);
  rsup_person_free(t.person);
  rsup_meetings_free(t.meetings);
  rsup_model_free(t.model);
  rsup_config_free(t.config);
  free(t.record.text);
  free(t.feed.text);
  free(t.config_text.text);
  return 0;
}
