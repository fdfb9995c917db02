/* rsup_fhir_questionnaire_response(): a QuestionnaireResponse read, scored and compared with the
 * scores it brings along. */
#include "core/numbers.h"
#include "core/result.h"
#include "document/file.h"
#include "document/schema_read.h"
#include "document/tree_build.h"
#include "exchange/fhir.h"
#include "safety/floor.h"
#include "time/civil.h"
#include <string.h>

/* ---- the head */

typedef struct response_head {
  const char *status, *questionnaire;
  rsup_instant authored;
  rsup_day on;
} response_head;

static void read_status(rsupi_fhir_reading *r, const rsupi_node *root, response_head *head) {
  static const char *const taken[] = {"completed", "in-progress", "amended"};
  const char *const status = rsupi_fhir_text(r, root, "status");
  const rsupi_node *const node = rsupi_node_get(root, "status");
  if (!status) {
    if (!node) rsupi_fhir_wrong(r, root, RSUP_E_SCHEMA, "a response needs a status");
    return;
  }
  for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
    if (strcmp(status, taken[i]) == 0) head->status = taken[i];
  if (head->status) return;
  if (strcmp(status, "entered-in-error") == 0 || strcmp(status, "stopped") == 0)
    rsupi_fhir_wrong(r, node, RSUP_E_NOT_SCORED, "responses of this status are not scored");
  else
    rsupi_fhir_wrong(r, node, RSUP_E_SCHEMA, "no status that FHIR R4 has");
}

/* A day, or a time with its offset; a year or a month says too little for either. */
static void read_authored(rsupi_fhir_reading *r, const rsupi_node *root, response_head *head) {
  const char *const text = rsupi_fhir_text(r, root, "authored");
  rsup_day first, last;
  head->authored = RSUPI_NO_INSTANT;
  head->on = RSUPI_NO_DAY;
  if (!text) return;
  const size_t len = strlen(text);
  if (rsupi_span_parse(text, len, &first, &last))
    head->on = first == last ? first : RSUPI_NO_DAY;
  else if (rsupi_instant_parse(text, len, &head->authored, &head->on) != 1)
    rsupi_fhir_wrong(r, rsupi_node_get(root, "authored"), RSUP_E_TIME,
                     "expected a day, or a time with Z or an offset");
}

static int is_builtin(const char *id, size_t len) {
  for (size_t i = 0; i < rsup_instrument_count(); i++) {
    const char *const known = rsup_instrument_at(i);
    if (strlen(known) == len && memcmp(known, id, len) == 0) return 1;
  }
  return 0;
}

/* Any URL is taken, but not the name of another instrument that is built in: the items of many are
 * called q1, q2 and so on. */
static void read_questionnaire(rsupi_fhir_reading *r, const rsupi_node *root, response_head *head) {
  const char *const text = rsupi_fhir_text(r, root, "questionnaire");
  head->questionnaire = text;
  if (!text) return;
  const size_t len = strcspn(text, "|#");
  size_t from = len;
  while (from > 0 && text[from - 1] != '/') from--;
  const char *const own = r->info->id;
  if (strlen(own) == len - from && memcmp(own, text + from, len - from) == 0) return;
  if (is_builtin(own, strlen(own)) && is_builtin(text + from, len - from))
    rsupi_fhir_wrong(r, rsupi_node_get(root, "questionnaire"), RSUP_E_SCHEMA,
                     "these are answers to another instrument");
}

/* What can be read of the items is read in any case, for the safety floor. */
static void read_root(rsupi_fhir_reading *r, const rsupi_node *root, response_head *head) {
  static const char *const keys[] = {"resourceType",  "id",        "meta",
                                     "implicitRules", "language",  "text",
                                     "contained",     "extension", "modifierExtension",
                                     "identifier",    "basedOn",   "partOf",
                                     "questionnaire", "status",    "subject",
                                     "encounter",     "authored",  "author",
                                     "source",        "item",      NULL};
  const rsupi_node *const type = rsupi_node_get(root, "resourceType");
  if (!type || type->kind != RSUPI_SCALAR || strcmp(type->text, "QuestionnaireResponse") != 0) {
    if (type) rsupi_bind_know(type);
    rsupi_fhir_wrong(r, type ? type : root, RSUP_E_FORMAT,
                     "expected a FHIR resource of the type QuestionnaireResponse");
    return;
  }
  if (!rsupi_fhir_map(r, root, keys)) return;
  read_status(r, root, head);
  read_questionnaire(r, root, head);
  read_authored(r, root, head);
  rsupi_fhir_items(r, rsupi_fhir_list(r, root, "item"));
}

/* ---- the result */

static const rsup_score *score_named(const rsup_assessment *assessment, const char *id) {
  for (size_t i = 0; i < assessment->score_count; i++)
    if (strcmp(assessment->scores[i]->id, id) == 0) return assessment->scores[i];
  return NULL;
}

static int is_rule_value(const rsup_instrument_info *info, const rsup_fhir_carried *carried) {
  for (size_t i = 0; i < info->score_count; i++)
    for (size_t k = 0; k < info->scores[i]->value_count; k++)
      if (info->scores[i]->id == carried->score &&
          strcmp(info->scores[i]->values[k], carried->carried_rule) == 0)
        return 1;
  return 0;
}

static void compare(const rsup_instrument_info *info, const rsup_assessment *assessment,
                    rsup_fhir_carried *carried) {
  const rsup_score *const score = score_named(assessment, carried->score);
  if (!score) return;
  carried->computed = score->value;
  carried->computed_rule = score->rule_value;
  if (carried->carried_rule && score->rule_value && is_rule_value(info, carried))
    carried->matches = strcmp(carried->carried_rule, score->rule_value) == 0;
  else if (!carried->carried_rule && !rsupi_isnan(score->value))
    carried->matches = !(carried->carried < score->value || carried->carried > score->value);
}

static void push_carried(const rsupi_fhir_reading *r, rsupi_arena *arena, rsup_fhir_response *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < r->carried.count; i++) {
    rsup_fhir_carried *const copy = rsupi_arena_alloc(arena, sizeof *copy);
    if (!copy) return;
    *copy = *(const rsup_fhir_carried *)r->carried.items[i];
    copy->link_id = rsupi_arena_copy(arena, copy->link_id);
    copy->carried_rule = rsupi_arena_copy(arena, copy->carried_rule);
    compare(r->info, out->assessment, copy);
    (void)rsupi_list_push(arena, &list, copy);
  }
  out->carried = (const rsup_fhir_carried *const *)list.items;
  out->carried_count = list.count;
}

static void push_answers(const rsupi_fhir_reading *r, rsupi_arena *arena, rsup_fhir_response *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < r->info->item_count; i++) {
    if (rsupi_isnan(r->values[i])) continue;
    rsup_fhir_answer *const answer = rsupi_arena_alloc(arena, sizeof *answer);
    if (!answer) return;
    answer->item = r->info->items[i]->id;
    answer->value = (int32_t)r->values[i];
    (void)rsupi_list_push(arena, &list, answer);
  }
  out->answers = (const rsup_fhir_answer *const *)list.items;
  out->answer_count = list.count;
}

static rsup_status make_result(const rsupi_fhir_reading *r, const response_head *head,
                               const rsup_score_options *options, rsup_result *result,
                               rsup_error *err) {
  rsup_fhir_response *const out = result->root;
  rsupi_arena *const arena = &result->arena;
  rsup_assessment *const assessment = rsupi_arena_alloc(arena, sizeof *assessment);
  if (!assessment) return rsupi_fail_memory(err);
  rsupi_instrument_keep(r->instrument);
  rsupi_result_keep(result, (void *)(uintptr_t)r->instrument, rsupi_instrument_release);
  const rsup_status status =
      rsupi_instrument_score_with(r->instrument, r->values, options, arena, assessment, err);
  if (status) return status;
  out->instrument = r->info->id;
  out->questionnaire = rsupi_arena_copy(arena, head->questionnaire);
  out->status = head->status;
  out->authored = head->authored;
  out->on = head->on;
  out->assessment = assessment;
  push_answers(r, arena, out);
  push_carried(r, arena, out);
  return arena->failed ? rsupi_fail_memory(err) : RSUP_OK;
}

/* ---- reading */

typedef struct response_text {
  const char *source, *text;
  size_t len;
} response_text;

/* All that is wrong with the text goes to the problems. */
static rsup_status read_response(rsupi_fhir_reading *r, const response_text *from,
                                 response_head *head) {
  rsup_error first;
  rsupi_arena *const scratch = r->binder.arena;
  const size_t count = r->info->item_count;
  const rsupi_node *root;
  r->values = rsupi_arena_array(scratch, count, sizeof *r->values);
  r->seen = rsupi_arena_array(scratch, count, sizeof *r->seen);
  if (!r->values || !r->seen) return RSUP_E_MEMORY;
  for (size_t i = 0; i < count; i++) r->values[i] = rsupi_nan();
  const rsup_status status =
      rsupi_json_read_within(scratch, from->source, from->text, from->len,
                             rsupi_limits_of(RSUPI_DOCUMENT_PERSON), &root, &first);
  if (status == RSUP_E_MEMORY) return status;
  if (status) {
    rsupi_problem_add(r->binder.problems, RSUP_SEVERITY_ERROR, status, first.source, first.line,
                      first.column, 0, first.path, "%s", first.message);
    return status;
  }
  read_root(r, root, head);
  rsupi_instrument_floor(r->instrument, r->values, r->safety);
  return r->binder.problems->first.status;
}

static rsup_status read_into(const rsup_instrument *instrument, const response_text *from,
                             const rsup_score_options *options, rsup_safety *safety,
                             rsup_result *result, rsup_result **out_report, rsup_error *err) {
  rsupi_arena scratch;
  rsupi_problems problems;
  response_head head = {0};
  rsup_status status =
      rsupi_problems_start(&problems, &result->arena.allocator, from->source, !!out_report, err);
  if (status) return status;
  rsupi_arena_init(&scratch, &result->arena.allocator, 8192);
  rsupi_fhir_reading reading = {
      .instrument = instrument,
      .info = rsupi_instrument_info(instrument),
      .safety = safety,
      .binder = {
          .arena = &scratch, .source = from->source, .problems = &problems, .private_values = 1}};
  status = read_response(&reading, from, &head);
  if (scratch.failed || problems.failed || status == RSUP_E_MEMORY) {
    status = RSUP_E_MEMORY;
    problems.failed = 1; /* what was not read may have been wrong too */
  }
  status = rsupi_problems_settle(&problems, status, out_report, err);
  if (!status) status = make_result(&reading, &head, options, result, err);
  rsupi_arena_free(&scratch);
  return status;
}

rsup_status rsup_fhir_questionnaire_response(const rsup_instrument *instrument, const char *source,
                                             const char *text, size_t len,
                                             const rsup_score_options *options,
                                             rsup_safety *out_safety, rsup_result **out_result,
                                             rsup_result **out_report, rsup_error *err) {
  const response_text from = {source ? source : "response", text, len};
  rsup_result *result = NULL;
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (out_report) *out_report = NULL;
  if (!instrument || !text || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "reading a response needs an instrument, a text and an out_result");
  rsup_status status = rsupi_result_new(rsupi_instrument_allocator(instrument),
                                        &rsupi_fhir_response_type, &result, err);
  if (!status) status = read_into(instrument, &from, options, out_safety, result, out_report, err);
  if (status) {
    rsup_result_free(result);
    return status;
  }
  *out_result = result;
  rsupi_safety_done(out_safety);
  return RSUP_OK;
}

rsup_status rsup_fhir_questionnaire_response_file(const rsup_instrument *instrument,
                                                  const char *path,
                                                  const rsup_score_options *options,
                                                  rsup_safety *out_safety, rsup_result **out_result,
                                                  rsup_result **out_report, rsup_error *err) {
  char *text;
  size_t len;
  rsupi_safety_start(out_safety);
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (out_report) *out_report = NULL;
  if (!instrument || !path || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "reading a response needs an instrument, a path and an out_result");
  const rsup_allocator *const allocator = rsupi_instrument_allocator(instrument);
  rsup_status status = rsupi_file_read(allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_PERSON),
                                       &text, &len, err);
  if (status) return status;
  status = rsup_fhir_questionnaire_response(instrument, rsupi_file_base_name(path), text, len,
                                            options, out_safety, out_result, out_report, err);
  rsupi_release(allocator, text, len + 1);
  return status;
}

const rsup_fhir_response *rsup_fhir_response_get(const rsup_result *result) {
  return result && result->type == &rsupi_fhir_response_type ? result->root : NULL;
}
