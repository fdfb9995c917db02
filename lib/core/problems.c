/* Collecting the problems of one load: all into the report, the first error for the caller. */
#include "core/problems.h"
#include <string.h>

enum { MOST_KEPT = 1000 };

static const rsup_field problem_fields[] = {
    RSUPI_ENUM(rsup_problem, severity, rsup_severity_name, "how bad it is"),
    RSUPI_FIELD(rsup_problem, code, TEXT, "", "name of the status"),
    RSUPI_FIELD(rsup_problem, source, TEXT, "", "name of the text"),
    RSUPI_FIELD(rsup_problem, path, TEXT, "",
                "place in the document, \"terms[3].weight\"; empty for the whole"),
    RSUPI_FIELD(rsup_problem, message, TEXT, "", "one line of English, without personal values"),
    RSUPI_FIELD(rsup_problem, line, UINT32, "",
                "line in the text, from 1; 0 when it is not about a text"),
    RSUPI_FIELD(rsup_problem, column, UINT32, "",
                "column in the line, from 1; 0 when it is not about a text"),
    RSUPI_FIELD(rsup_problem, row, UINT32, "", "row of a feed or table, from 1; 0 when none"),
};
const rsup_record_type rsupi_problem_type =
    RSUPI_RECORD_TYPE("problem", rsup_problem, problem_fields, "One problem found in a document.");

static const rsup_field report_fields[] = {
    RSUPI_FIELD(rsup_report, source, TEXT, "", "name of the text that was loaded"),
    RSUPI_MAYBE(rsup_report, used, INT32, "entries", "entries taken"),
    RSUPI_MAYBE(rsup_report, left_out, INT32, "entries", "entries left out"),
    RSUPI_RECORDS(rsup_report, problems, problem_count, rsupi_problem_type,
                  "problems in order of the text"),
};
const rsup_record_type rsupi_report_type =
    RSUPI_RECORD_TYPE("report", rsup_report, report_fields, "All problems of one load.");

rsup_status rsupi_problems_start(rsupi_problems *problems, const rsup_allocator *allocator,
                                 const char *source, int want_report, rsup_error *err) {
  memset(problems, 0, sizeof *problems);
  rsupi_fixed name = rsupi_fixed_start(problems->source, sizeof problems->source);
  if (source) rsupi_fixed_add(&name, source);
  if (!want_report) return RSUP_OK;
  const rsup_status status =
      rsupi_result_new(allocator, &rsupi_report_type, &problems->report, err);
  if (status) return status;
  rsup_report *const report = problems->report->root;
  report->used = report->left_out = INT32_MIN;
  report->source = rsupi_arena_copy(&problems->report->arena, source ? source : "");
  if (report->source) return RSUP_OK;
  rsup_result_free(problems->report);
  problems->report = NULL;
  return rsupi_fail_memory(err);
}

/* Only places in the same text can be compared. */
static int stands_before(const char *source_a, uint32_t line_a, uint32_t column_a,
                         const char *source_b, uint32_t line_b, uint32_t column_b) {
  if (line_a == 0 || line_b == 0 || strcmp(source_a, source_b) != 0) return 0;
  return line_a < line_b || (line_a == line_b && column_a < column_b);
}

/* Checks run map by map; the reader of a report goes down the text. */
static void keep_in_order(rsupi_list *list) {
  for (size_t i = list->count - 1; i > 0; i--) {
    const rsup_problem *const late = list->items[i], *const early = list->items[i - 1];
    if (!stands_before(late->source, late->line, late->column, early->source, early->line,
                       early->column))
      return;
    list->items[i] = early;
    list->items[i - 1] = late;
  }
}

static const char *report_source(const rsupi_problems *problems) {
  const rsup_report *const report = problems->report->root;
  return report->source;
}

static void keep(rsupi_problems *problems, int32_t severity, const rsup_error *what) {
  if (!problems->report || problems->failed) return;
  rsupi_arena *const arena = &problems->report->arena;
  rsup_problem *const problem = rsupi_arena_alloc(arena, sizeof *problem);
  if (problem) {
    const char *const source = report_source(problems);
    problem->severity = severity;
    problem->code = rsup_status_name(what->status);
    problem->source = strcmp(what->source, source) ? rsupi_arena_copy(arena, what->source) : source;
    problem->path = rsupi_arena_copy(arena, what->path);
    problem->message = rsupi_arena_copy(arena, what->message);
    problem->line = what->line;
    problem->column = what->column;
    problem->row = what->row;
    if (rsupi_list_push(arena, &problems->list, problem)) keep_in_order(&problems->list);
  }
  problems->failed = arena->failed;
}

void rsupi_problem_add(rsupi_problems *problems, int32_t severity, rsup_status status,
                       const char *source, uint32_t line, uint32_t column, uint32_t row,
                       const char *path, const char *format, ...) {
  char message[sizeof problems->first.message];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof message);
  va_list args;
  va_start(args, format);
  rsupi_fixed_vformat(&text, format, args);
  va_end(args);

  rsup_error what;
  if (!source) source = problems->source;
  rsupi_fail_at(&what, status, source, line, column, path, "%s", message);
  what.row = row;
  const rsup_error *const first = &problems->first;
  if (severity == RSUP_SEVERITY_ERROR &&
      (problems->errors++ == 0 ||
       stands_before(what.source, line, column, first->source, first->line, first->column)))
    problems->first = what;
  if (severity == RSUP_SEVERITY_WARNING) problems->warnings++;
  if (problems->list.count < MOST_KEPT)
    keep(problems, severity, &what);
  else
    problems->not_kept++;
}

/* A report that lost problems to a failed allocation would look better than the document is: then
 * there is none, and `failed` tells. */
void rsupi_problems_finish(rsupi_problems *problems, int32_t used, int32_t left_out,
                           rsup_result **out_report) {
  if (problems->not_kept) {
    rsup_error rest;
    rsupi_fail_at(&rest, RSUP_E_LIMIT, problems->source, 0, 0, NULL,
                  "%z more problems are counted but not listed", problems->not_kept);
    keep(problems, RSUP_SEVERITY_NOTE, &rest);
  }
  rsup_result *const result = problems->report;
  if (result && !problems->failed) {
    rsup_report *const report = result->root;
    report->used = used;
    report->left_out = left_out;
    report->problems = (const rsup_problem *const *)problems->list.items;
    report->problem_count = problems->list.count;
  }
  const int give = out_report && !problems->failed;
  if (out_report) *out_report = give ? result : NULL;
  if (!give) rsup_result_free(result);
  problems->report = NULL;
  memset(&problems->list, 0, sizeof problems->list);
}

rsup_status rsupi_problems_settle(rsupi_problems *problems, rsup_status status,
                                  rsup_result **out_report, rsup_error *err) {
  if (status == RSUP_E_MEMORY) {
    rsupi_fail_memory(err);
  } else if (status && problems->errors == 0) {
    rsupi_fail(err, status, "%s", rsup_status_sentence(status));
  } else if (status) {
    status = problems->first.status;
    if (err) *err = problems->first;
  }
  rsupi_problems_finish(problems, INT32_MIN, INT32_MIN, out_report);
  return status;
}

const rsup_report *rsup_report_get(const rsup_result *result) {
  return result && result->type == &rsupi_report_type ? result->root : NULL;
}
