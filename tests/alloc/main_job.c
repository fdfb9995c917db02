/* See main_job.h. */
#include "alloc/main_job.h"
#include "alloc/failing.h"
#include "core/cmocka_all.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW 1761300000000 /* 2025-10-24T10:00Z */

/* ---- documents */

static const char config_text[] =
    "format: recovery-support/config\nformat_version: 1\n"
    "roles: [{id: house_manager, stream: professional, source: professional, direction: helps_me},"
    " {id: clergy, off: true}]\n"
    "strategies: [{id: gardening, parent: stress_response}]\n"
    "forms: [{id: daily, due: '20:00', items: [{id: motivation, off: true}]}]\n"
    "milestones: [{id: days-100, days: 100, counts: current_run}]\n"
    "policies: {meeting_km: 20, next_meetings: 4}\n"
    "crisis_lines: [{id: desk, region: PT, name: Night desk, purpose: clinic, dial: '555-0134',"
    " hours: 24/7, languages: en, verified_on: '2026-11-20', source: 'https://desk.example'}]\n"
    "texts: {en: {role.house_manager: house manager}}\n";

static const char feed_text[] =
    "[{\"slug\":\"thu-6pm\",\"name\":\"Harbour\",\"day\":4,\"time\":\"18:00\",\"end_time\":"
    "\"19:00\",\"timezone\":\"Europe/Lisbon\",\"location\":\"Hall\",\"formatted_address\":"
    "\"1 Quay, Lisboa\",\"latitude\":38.71,\"longitude\":-9.14,\"types\":[\"O\",\"D\"]},"
    "{\"slug\":\"first-fri\",\"name\":\"Speakers\",\"day\":[5,6],\"time\":\"20:30\",\"timezone\":"
    "\"America/Halifax\",\"notes\":\"First Friday of the month\",\"conference_url\":"
    "\"https://meet.example/1\",\"conference_phone\":\"+1 555 0100\",\"types\":[\"ONL\"]},"
    "{\"slug\":\"bad\",\"name\":\"Bad\",\"day\":9,\"time\":\"25:00\"}]";

#define AT "\"at\":\"2025-10-23T20:10+01:00\",\"recorded_at\":\"2025-10-23T20:11+01:00\""
static const char checkin_text[] =
    "{\"type\":\"checkin\",\"id\":\"n1\",\"form\":{\"id\":\"daily\",\"version\":2}," AT
    ",\"answers\":{\"mood\":6,\"craving\":{\"alcohol\":3},\"triggers\":[\"loneliness\"],"
    "\"stress\":\"refused\",\"used\":{\"alcohol\":false}}}";
static const char answers_text[] =
    "{\"type\":\"answers\",\"id\":\"n2\",\"instrument\":\"phq-9\",\"scoring_revision\":1," AT
    ",\"answers\":{\"q1\":2,\"q2\":2,\"q3\":2,\"q4\":1,\"q5\":0,\"q6\":1,\"q7\":1,\"q8\":0,"
    "\"q9\":2}}";
static const char sign_text[] = "type: sign\nid: n3\nkind: overdose\nat: 2025-10-23T20:10+01:00\n";
static const char list_text[] =
    "[{\"type\":\"tie\",\"id\":\"zoe\",\"roles\":[{\"role\":\"friend\"}],\"gives\":[\"emotional\"]}"
    ","
    "{\"type\":\"contact\",\"id\":\"n4\",\"tie\":\"zoe\",\"by\":\"them\"," AT "},"
    "{\"type\":\"void\",\"id\":\"n5\",\"of\":\"e6\"}]";
#define GAD2(ID, DAY, A)                                                                           \
  "{\"type\":\"answers\",\"id\":\"" ID "\",\"instrument\":\"gad-2\",\"on\":\"" DAY "\","           \
  "\"answers\":{\"q1\":" A ",\"q2\":" A "}}"
static const char other_text[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"m3k9\",\"zones\":["
    "{\"from\":\"2024-11-01T00:00-03:00\",\"zone\":\"America/"
    "Halifax\"}],\"later\":[{\"id\":\"z\"}],"
    "\"events\":[{\"type\":\"use_day\",\"id\":\"o1\",\"target\":\"alcohol\",\"on\":\"2025-04-01\"},"
    "{\"type\":\"setback\",\"id\":\"e5\",\"revision\":2,\"target\":\"alcohol\",\"on\":"
    "\"2024-12-26\"}," GAD2("o2", "2025-04-01", "3") "," GAD2("o3", "2025-05-01", "1") "," GAD2(
        "o4", "2025-06-01", "2") "]}";
static const char grid_text[] = "format: recovery-support/day-grid\nformat_version: 1\n"
                                "from: 2025-05-01\nunit: drinks\nrecorded_at: 2025-06-01T09:00Z\n"
                                "targets: {alcohol: [0, 4, used, null, 0]}\n";
static const char score_row[] = "{\"weeks_since_use\": 3}";
static const char score_text[] = "[2, 2, 1, null, 2, 1, 1, 0, 1, 1]";

static const char *record_text(size_t *out_len) {
  static char text[1 << 15];
  static size_t len;
  if (!len) {
    FILE *const file = fopen("tests/data/person/full.yaml", "rb");
    assert_non_null(file);
    len = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
  }
  *out_len = len;
  return text;
}

/* ---- steps */

static rsup_status load_config(world *w, rsup_error *err) {
  const rsup_config_options options = {.struct_size = sizeof options,
                                       .allocator = failing_allocator()};
  return rsup_config_load("clinic.yaml", config_text, sizeof config_text - 1, &options,
                          &w->made_config, &w->report, err);
}

static rsup_status load_person(world *w, rsup_error *err) {
  size_t len;
  const char *const text = record_text(&len);
  return rsup_person_load(w->config, "full.yaml", text, len, &w->made_person, &w->report, err);
}

static rsup_status append(world *w, const char *text, rsup_error *err) {
  return rsup_person_append(w->person, text, strlen(text), &w->safety, err);
}
static rsup_status append_checkin(world *w, rsup_error *err) {
  return append(w, checkin_text, err);
}
static rsup_status append_answers(world *w, rsup_error *err) {
  return append(w, answers_text, err);
}
static rsup_status append_sign(world *w, rsup_error *err) {
  return append(w, sign_text, err);
}
static rsup_status append_list(world *w, rsup_error *err) {
  return append(w, list_text, err);
}

static rsup_status read_meetings(world *w, rsup_error *err) {
  return rsup_meetings_read(w->config, "feed.json", feed_text, sizeof feed_text - 1, NULL,
                            &w->meetings, &w->report, err);
}

static rsup_status load_model(world *w, rsup_error *err) {
  return rsup_model_default(w->config, &w->model, err);
}

static rsup_status score_model(world *w, rsup_error *err) {
  return rsup_model_score(w->model, score_row, sizeof score_row - 1, NULL, &w->made, err);
}

static rsup_status load_instrument(world *w, rsup_error *err) {
  return rsup_instrument_builtin(w->config, "phq-9", &w->instrument, err);
}

static rsup_status score_instrument(world *w, rsup_error *err) {
  return rsup_instrument_score(w->instrument, score_text, sizeof score_text - 1, NULL, &w->safety,
                               &w->made, err);
}

static rsup_status describe_instrument(world *w, rsup_error *err) {
  return rsup_instrument_describe(w->instrument, &w->made, err);
}

/* Two results, and what both questions about more than one make of them. */
static rsup_status score_twice(const world *w, rsup_result *out[2], rsup_error *err) {
  static const char less[] = "[1, 1, 1, 1, 1, 1, 1, 1, 0]";
  out[0] = out[1] = NULL;
  const rsup_status status = rsup_instrument_score(w->instrument, score_text, sizeof score_text - 1,
                                                   NULL, NULL, &out[0], err);
  if (status) return status;
  return rsup_instrument_score(w->instrument, less, sizeof less - 1, NULL, NULL, &out[1], err);
}
static void free_both(rsup_result *results[2]) {
  rsup_result_free(results[0]);
  rsup_result_free(results[1]);
}
static rsup_status change(world *w, rsup_error *err) {
  const double reliability = 0.75, sd = 4;
  const rsup_change_options options = {
      .struct_size = sizeof options, .reliability = &reliability, .sd = &sd};
  rsup_result *two[2];
  rsup_status status = score_twice(w, two, err);
  if (!status)
    status = rsup_instrument_change(w->instrument, two[0], two[1], &options, &w->made, err);
  free_both(two);
  return status;
}
static rsup_status trend(world *w, rsup_error *err) {
  static const rsup_day days[] = {20300, 20270};
  rsup_result *two[2];
  rsup_status status = score_twice(w, two, err);
  if (!status)
    status = rsup_instrument_trend(w->instrument, (const rsup_result *const *)two, days, 2, NULL,
                                   &w->made, err);
  free_both(two);
  return status;
}

static rsup_status ask_today(const world *w, rsup_result **out, rsup_error *err) {
  const rsup_today_options options = {
      .struct_size = sizeof options, .meetings = w->meetings, .model = w->model};
  return rsup_today(w->person, NOW, &options, out, err);
}

static rsup_status today(world *w, rsup_error *err) {
  return ask_today(w, &w->made, err);
}

static rsup_status write_json(world *w, rsup_error *err) {
  const char *text;
  size_t len;
  return rsup_result_json(w->picture, &text, &len, err);
}

static rsup_status write_record(world *w, rsup_error *err) {
  return rsup_person_write(w->person, &w->made, err);
}
static rsup_status write_changes(world *w, rsup_error *err) {
  return rsup_person_changes_since(w->person, 0, &w->made, err);
}
static rsup_status merge(world *w, rsup_error *err) {
  return rsup_person_merge(w->person, w->other, err);
}
static rsup_status erase_event(world *w, rsup_error *err) {
  return rsup_person_erase(w->person, "events/e5", err);
}
static rsup_status erase_everything(world *w, rsup_error *err) {
  return rsup_person_erase(w->person, "*", err);
}
static rsup_status report(world *w, rsup_error *err) {
  return rsup_person_report(w->person, &w->made, err);
}

static rsup_status goals(world *w, rsup_error *err) {
  return rsup_person_goals(w->person, NOW, NULL, &w->made, err);
}
static rsup_status care(world *w, rsup_error *err) {
  return rsup_person_care(w->person, INT32_MIN, INT32_MIN, NOW, NULL, &w->made, err);
}
static rsup_status activities(world *w, rsup_error *err) {
  return rsup_person_activities(w->person, INT32_MIN, INT32_MIN, NOW, NULL, &w->made, err);
}

static rsup_status warning_signs(world *w, rsup_error *err) {
  return rsup_person_warning_signs(w->person, INT32_MIN, INT32_MIN, NOW, NULL, &w->made, err);
}
static rsup_status safer_use(world *w, rsup_error *err) {
  return rsup_person_safer_use(w->person, INT32_MIN, INT32_MIN, NOW, NULL, &w->made, err);
}

static rsup_status own_words(world *w, rsup_error *err) {
  const rsup_text_arg args[] = {{"name", "you", 0}};
  size_t len;
  return rsup_person_text(w->person, "milestone.one_year", "en", args, 1, w->text, sizeof w->text,
                          &len, err);
}

static rsup_status next_occurrence(world *w, rsup_error *err) {
  return rsup_next_occurrence(w->config, "Europe/Lisbon", 4, 1080, 60, NOW, &w->made, err);
}

#define DAY INT64_C(86400000)
static rsup_status agenda(world *w, rsup_error *err) {
  const rsup_agenda_options options = {.struct_size = sizeof options, .meetings = w->meetings};
  return rsup_agenda(w->person, NOW, NOW + 60 * DAY, &options, &w->made, err);
}
static rsup_status worklist(world *w, rsup_error *err) {
  const rsup_person *const persons[] = {w->person, w->other};
  return rsup_worklist(persons, 2, NOW, NULL, &w->made, err);
}
/* A month after a start: a milestone is reached, so that nothing is ruled out. */
static rsup_status worklist_of_a_milestone(world *w, rsup_error *err) {
  const rsup_person *const persons[] = {w->person};
  return rsup_worklist(persons, 1, INT64_C(1738000000000), NULL, &w->made, err);
}
static rsup_status series(world *w, rsup_error *err) {
  const rsup_series_options options = {.struct_size = sizeof options, .target = "alcohol"};
  return rsup_person_series(w->person, "craving", NOW, &options, &w->made, err);
}
static rsup_status scores(world *w, rsup_error *err) {
  return rsup_person_scores(w->other, "gad-2", INT32_MIN, INT32_MIN, NOW, NULL, &w->made, err);
}
static rsup_status insights(world *w, rsup_error *err) {
  return rsup_person_insights(w->person, NOW, NULL, &w->made, err);
}
static rsup_status occasions(world *w, rsup_error *err) {
  return rsup_person_occasions(w->person, "daily", NOW, NULL, &w->made, err);
}
static rsup_status history(world *w, rsup_error *err) {
  const rsup_day today = (rsup_day)(NOW / DAY);
  return rsup_person_history(w->person, "alcohol", today - 500, today, NOW, NULL, &w->made, err);
}
static rsup_status stage(world *w, rsup_error *err) {
  return rsup_person_stage(w->person, NOW, NULL, &w->made, err);
}
static rsup_status group_milestones(world *w, rsup_error *err) {
  const rsup_person *const persons[] = {w->person, w->other};
  static const uint8_t permits[] = {1, 1};
  const rsup_group_milestones_options options = {
      .struct_size = sizeof options, .permits = permits, .permit_count = 2};
  return rsup_group_milestones(persons, 2, NOW, &options, &w->made, err);
}
static rsup_status append_grid(world *w, rsup_error *err) {
  return rsup_person_append_grid(w->person, grid_text, sizeof grid_text - 1, &w->safety, err);
}
static rsup_status write_snapshot(world *w, rsup_error *err) {
  return rsup_person_snapshot(w->person, &w->made, err);
}
static rsup_status open_snapshot(world *w, rsup_error *err) {
  return rsup_person_open_snapshot(w->config, rsup_snapshot_bytes(w->snapshot),
                                   (size_t)rsup_snapshot_get(w->snapshot)->length, &w->made_person,
                                   err);
}
static rsup_status append_to_opened(world *w, rsup_error *err) {
  return append(w, list_text, err);
}

enum { RECORD = NEEDS_CONFIG | NEEDS_PERSON };
const job_step main_job[] = {
    {"config from text", 0, load_config, 0},
    {"person, config cold", NEEDS_CONFIG | NEEDS_COLD, load_person, 0},
    {"person", NEEDS_CONFIG, load_person, 0},
    {"append a check-in", RECORD, append_checkin, RSUP_SAFETY_NONE_REPORTED},
    {"append urgent answers", RECORD, append_answers, RSUP_SAFETY_URGENT},
    {"append a sign, YAML", RECORD, append_sign, RSUP_SAFETY_URGENT},
    {"append a list", RECORD, append_list, 0},
    {"meetings, config cold", NEEDS_CONFIG | NEEDS_COLD, read_meetings, 0},
    {"meetings", NEEDS_CONFIG, read_meetings, 0},
    {"model", NEEDS_CONFIG, load_model, 0},
    {"score by the model", NEEDS_CONFIG | NEEDS_MODEL, score_model, 0},
    {"instrument", NEEDS_CONFIG, load_instrument, 0},
    {"score by the instrument", NEEDS_CONFIG | NEEDS_INSTRUMENT, score_instrument,
     RSUP_SAFETY_URGENT},
    {"describe an instrument", NEEDS_CONFIG | NEEDS_INSTRUMENT, describe_instrument, 0},
    {"change", NEEDS_CONFIG | NEEDS_INSTRUMENT, change, 0},
    {"trend", NEEDS_CONFIG | NEEDS_INSTRUMENT, trend, 0},
    {"today", RECORD | NEEDS_MEETINGS | NEEDS_MODEL, today, 0},
    {"JSON", RECORD | NEEDS_MEETINGS | NEEDS_MODEL | NEEDS_PICTURE, write_json, 0},
    {"write", RECORD, write_record, 0},
    {"changes", RECORD, write_changes, 0},
    {"merge", RECORD | NEEDS_OTHER, merge, 0},
    {"erase one", RECORD, erase_event, 0},
    {"erase all", RECORD, erase_everything, 0},
    {"report", RECORD, report, 0},
    {"goals", RECORD, goals, 0},
    {"care", RECORD, care, 0},
    {"activities", RECORD, activities, 0},
    {"warning signs", RECORD, warning_signs, 0},
    {"safer use", RECORD, safer_use, 0},
    {"own words", RECORD, own_words, 0},
    {"next occurrence", NEEDS_CONFIG, next_occurrence, 0},
    {"agenda", RECORD | NEEDS_MEETINGS, agenda, 0},
    {"worklist", RECORD | NEEDS_OTHER, worklist, 0},
    {"worklist, a milestone", RECORD, worklist_of_a_milestone, 0},
    {"series", RECORD, series, 0},
    {"scores", RECORD | NEEDS_OTHER, scores, 0},
    {"insights", RECORD, insights, 0},
    {"occasions", RECORD, occasions, 0},
    {"history", RECORD, history, 0},
    {"stage", RECORD, stage, 0},
    {"milestones of a group", RECORD | NEEDS_OTHER, group_milestones, 0},
    {"append a grid", RECORD, append_grid, 0},
    {"write a snapshot", RECORD, write_snapshot, 0},
    {"open a snapshot", NEEDS_CONFIG | NEEDS_SNAPSHOT, open_snapshot, 0},
    {"open one, config cold", NEEDS_CONFIG | NEEDS_SNAPSHOT | NEEDS_COLD, open_snapshot, 0},
    {"append to an opened one", NEEDS_CONFIG | NEEDS_SNAPSHOT | NEEDS_OPENED, append_to_opened, 0},
};
const size_t main_job_steps = sizeof main_job / sizeof main_job[0];

/* ---- the world around a step */

static void must(rsup_status status, const rsup_error *err) {
  if (status) fail_msg("%s: %s", err->path, err->message);
}

rsup_config *job_config(void) {
  world w = {0};
  rsup_error err;
  must(load_config(&w, &err), &err);
  rsup_result_free(w.report);
  return w.made_config;
}

/* Made under another config of the same content: opening it loads what it needs. */
static void make_snapshot(world *w) {
  rsup_error err;
  world other = {.config = job_config()};
  must(load_person(&other, &err), &err);
  must(rsup_person_snapshot(other.made_person, &w->snapshot, &err), &err);
  world_close(&other);
  rsup_config_free(other.config);
}

void world_open(world *w, const job_step *s, rsup_config *config) {
  rsup_error err;
  *w = (world){.config = config};
  if (s->needs & NEEDS_PERSON) {
    must(load_person(w, &err), &err);
    w->person = w->made_person;
    w->made_person = NULL;
    rsup_result_free(w->report);
    w->report = NULL;
  }
  if (s->needs & NEEDS_SNAPSHOT) make_snapshot(w);
  if (s->needs & NEEDS_OPENED) {
    must(open_snapshot(w, &err), &err);
    w->person = w->made_person;
    w->made_person = NULL;
  }
  if (s->needs & NEEDS_OTHER)
    must(
        rsup_person_load(config, "other", other_text, sizeof other_text - 1, &w->other, NULL, &err),
        &err);
  if (s->needs & NEEDS_MEETINGS) must(read_meetings(w, &err), &err);
  if (s->needs & NEEDS_MODEL) must(load_model(w, &err), &err);
  if (s->needs & NEEDS_INSTRUMENT) must(load_instrument(w, &err), &err);
  if (s->needs & NEEDS_PICTURE) must(ask_today(w, &w->picture, &err), &err);
  rsup_result_free(w->report);
  w->report = NULL;
}

void world_close(world *w) {
  rsup_result_free(w->made);
  rsup_result_free(w->report);
  rsup_result_free(w->picture);
  rsup_result_free(w->snapshot);
  rsup_instrument_free(w->instrument);
  rsup_model_free(w->model);
  rsup_meetings_free(w->meetings);
  rsup_person_free(w->other);
  rsup_person_free(w->person);
  rsup_person_free(w->made_person);
  rsup_config_free(w->made_config);
}

static char *add(char *text, const char *name, const char *more) {
  if (!more) return text;
  const size_t old = text ? strlen(text) : 0;
  char *const longer = realloc(text, old + strlen(name) + strlen(more) + 3);
  assert_non_null(longer);
  (void)sprintf(longer + old, "%s:%s\n", name, more);
  return longer;
}

static char *add_result(char *text, const char *name, rsup_result *result) {
  if (!result) return text;
  const char *json;
  size_t len;
  rsup_error err;
  must(rsup_result_json(result, &json, &len, &err), &err);
  return add(text, name, json);
}

char *world_record(const rsup_person *person) {
  rsup_result *result = NULL;
  rsup_error err;
  must(rsup_person_write(person, &result, &err), &err);
  char *const text = add(NULL, "record", rsup_document_get(result)->text);
  rsup_result_free(result);
  return text;
}

char *world_describe(world *w) {
  char *text = add(NULL, "words", w->text);
  text = add_result(text, "made", w->made);
  text = add_result(text, "report", w->report);
  text = add_result(text, "picture", w->picture);
  if (w->made_config) text = add(text, "config", rsup_config_digest(w->made_config));
  if (w->meetings)
    text = add(text, "meetings", rsup_meetings_count(w->meetings) == 3 ? "three" : "not three");
  if (w->model) text = add(text, "model", rsup_model_digest(w->model));
  if (w->instrument) text = add(text, "instrument", rsup_instrument_id(w->instrument));
  const rsup_person *const people[] = {w->person, w->made_person, w->other};
  for (size_t i = 0; i < 3; i++) {
    char *const record = people[i] ? world_record(people[i]) : NULL;
    text = add(text, "person", record);
    free(record);
  }
  return text;
}
