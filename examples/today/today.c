/* Prints what today looks like for one person: the day picture of recovery-support.
 *
 *   today --person FILE [--now TIME] [options]
 */
#include "today.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char usage[] = "usage: today --person FILE [options]\n"
                            "  --config FILE     settings laid over the built-in ones\n"
                            "  --person FILE     the person's record\n"
                            "  --meetings FILE   a Meeting Guide list\n"
                            "  --model FILE      a risk model; else the built-in one\n"
                            "  --now TIME        such as \"2026-03-06T18:40-05:00\"\n"
                            "  --known-at TIME   only what was known by then\n"
                            "  --region CODE     for crisis lines, such as \"US-NY\"\n"
                            "  --near LAT,LON    where the person is\n"
                            "  --locale TAG      words and plurals, such as \"en\"\n"
                            "  --json            the whole picture as JSON\n"
                            "  --report          all that could not be used\n";

typedef struct options {
  const char *config, *person, *meetings, *model, *now, *known_at, *region, *near, *locale;
  int json, report;
} options;

typedef struct objects {
  rsup_config *config;
  rsup_person *person;
  rsup_meetings *meetings;
  rsup_model *model;
  rsup_result *person_report, *meetings_report;
  rsup_result *today;
} objects;

/* ---- options */

static const char **option_named(options *given, const char *name) {
  const struct {
    const char *name, **value;
  } known[] = {
      {"--config", &given->config}, {"--person", &given->person}, {"--meetings", &given->meetings},
      {"--model", &given->model},   {"--now", &given->now},       {"--known-at", &given->known_at},
      {"--region", &given->region}, {"--near", &given->near},     {"--locale", &given->locale}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(known[i].name, name) == 0) return known[i].value;
  return NULL;
}

static int read_options(int count, char **arguments, options *given) {
  for (int i = 1; i < count; i++) {
    const char **value = option_named(given, arguments[i]);
    if (strcmp(arguments[i], "--json") == 0) {
      given->json = 1;
    } else if (strcmp(arguments[i], "--report") == 0) {
      given->report = 1;
    } else if (value && i + 1 < count) {
      *value = arguments[++i];
    } else {
      fprintf(stderr, "%stoday: what is %s?\n", usage, arguments[i]);
      return 0;
    }
  }
  if (!given->person) fprintf(stderr, "%stoday: --person is wanted\n", usage);
  return given->person != NULL;
}

static int read_place(const char *text, double place[2]) {
  char *end;
  place[0] = strtod(text, &end);
  if (end == text || *end != ',') return 0;
  const char *second = end + 1;
  place[1] = strtod(second, &end);
  return end != second && *end == '\0';
}

/* ---- what went wrong */

static void print_error(const rsup_error *err) {
  if (err->source[0]) fputs(err->source, stderr);
  if (err->line) fprintf(stderr, ":%u:%u", (unsigned)err->line, (unsigned)err->column);
  if (err->source[0] || err->line) fputs(": ", stderr);
  if (err->row) fprintf(stderr, "row %u: ", (unsigned)err->row);
  if (err->path[0]) fprintf(stderr, "%s: ", err->path);
  fprintf(stderr, "%s\n", err->message);
}

static void print_problem(const rsup_problem *problem) {
  fputs(problem->source, stderr);
  if (problem->line) fprintf(stderr, ":%u:%u", (unsigned)problem->line, (unsigned)problem->column);
  fputs(": ", stderr);
  if (problem->severity != RSUP_SEVERITY_ERROR)
    fprintf(stderr, "%s: ", rsup_severity_name(problem->severity));
  if (problem->row) fprintf(stderr, "row %u: ", (unsigned)problem->row);
  if (problem->path && problem->path[0]) fprintf(stderr, "%s: ", problem->path);
  fprintf(stderr, "%s\n", problem->message);
}

/* What of a document could not be used, on stderr: a line each, or their number. */
enum { COUNT, PROBLEMS, ALL }; /* problems: all but notes */
static void tell(const rsup_result *result, int lines) {
  const rsup_report *report = result ? rsup_report_get(result) : NULL;
  if (report && lines != COUNT) {
    for (size_t i = 0; i < report->problem_count; i++)
      if (lines == ALL || report->problems[i]->severity != RSUP_SEVERITY_NOTE)
        print_problem(report->problems[i]);
  } else if (report && report->left_out > 0) {
    fprintf(stderr, "%s: %d used, %d left out (see --report)\n", report->source, (int)report->used,
            (int)report->left_out);
  }
}

/* ---- the day */

static rsup_status load_all(const options *given, objects *all, rsup_error *err) {
  rsup_status status = given->config
                           ? rsup_config_load_file(given->config, NULL, &all->config, NULL, err)
                           : rsup_config_default(NULL, &all->config, err);
  if (status) return status;
  status =
      rsup_person_load_file(all->config, given->person, &all->person, &all->person_report, err);
  if (!status && given->meetings)
    status = rsup_meetings_read_file(all->config, given->meetings, NULL, &all->meetings,
                                     &all->meetings_report, err);
  if (status) return status;
  return given->model ? rsup_model_load_file(all->config, given->model, &all->model, NULL, err)
                      : rsup_model_default(all->config, &all->model, err);
}

static rsup_status ask(const options *given, objects *all, rsup_error *err) {
  rsup_today_options wanted = {.struct_size = sizeof wanted};
  rsup_instant now = (rsup_instant)time(NULL) * 1000, known_at;
  rsup_status status = RSUP_OK;
  double place[2];
  wanted.meetings = all->meetings;
  wanted.model = all->model;
  wanted.region = given->region;
  wanted.locale = given->locale;
  if (given->near && read_place(given->near, place)) {
    wanted.latitude = &place[0];
    wanted.longitude = &place[1];
  }
  if (given->now) status = rsup_instant_parse(given->now, strlen(given->now), &now, err);
  if (!status && given->known_at) {
    status = rsup_instant_parse(given->known_at, strlen(given->known_at), &known_at, err);
    wanted.known_at = &known_at;
  }
  return status ? status : rsup_today(all->person, now, &wanted, &all->today, err);
}

static rsup_status print_answer(const options *given, objects *all, rsup_error *err) {
  const char *text;
  size_t length;
  if (!given->json) {
    const char *locale = given->locale ? given->locale : "en";
    if (print_picture(all->config, all->person, rsup_today_get(all->today), locale)) return RSUP_OK;
    *err = (rsup_error){.status = RSUP_E_MEMORY, .message = "not enough memory for the page"};
    return RSUP_E_MEMORY;
  }
  rsup_status status = rsup_result_json(all->today, &text, &length, err);
  if (!status) {
    fwrite(text, 1, length, stdout);
    putchar('\n');
  }
  return status;
}

int main(int count, char **arguments) {
  options given = {0};
  objects all = {0};
  rsup_error err;
  double place[2];
  if (count == 2 && strcmp(arguments[1], "--help") == 0) return fputs(usage, stdout), 0;
  if (!read_options(count, arguments, &given)) return 2;
  if (given.near && !read_place(given.near, place))
    return fputs("--near wants LAT,LON, such as 42.9012,-74.9034\n", stderr), 2;
  rsup_status status = rsup_version_check(RSUP_VERSION_NUMBER, &err);
  if (!status) status = load_all(&given, &all, &err);
  if (!status) status = ask(&given, &all, &err);
  if (!status) {
    tell(all.person_report, given.report ? ALL : PROBLEMS);
    tell(all.meetings_report, given.report ? ALL : COUNT);
    status = print_answer(&given, &all, &err);
  }
  if (status) print_error(&err);
  rsup_result_free(all.person_report);
  rsup_result_free(all.meetings_report);
  rsup_result_free(all.today);
  rsup_model_free(all.model);
  rsup_meetings_free(all.meetings);
  rsup_person_free(all.person);
  rsup_config_free(all.config);
  return status ? 2 : 0;
}
