/* rsup_person_reach(): the walk of the day picture with what an app can ask for beside the moment.
 * The crisis lines are handed over before anything else can happen. */
#include "network/id_list.h"
#include "network/network.h"
#include "network/reach.h"
#include "recovery/question.h"
#include "safety/crisis_lines_list.h"
#include "safety/floor.h"
#include <string.h>

static const rsup_field list_fields[] = {
    RSUPI_RECORDS(rsup_reach_list, people, people_count, rsupi_reach_type,
                  "people who can be reached now, ranked"),
    RSUPI_RECORDS(rsup_reach_list, soon, soon_count, rsupi_reach_type,
                  "people who can be reached within the hours asked for, the earliest first"),
    RSUPI_RECORDS(rsup_reach_list, left_out, left_out_count, rsupi_left_out_type,
                  "everybody else, and why"),
    RSUPI_FIELD(rsup_reach_list, can_be_reached, INT32, "",
                "people who can be reached now, the limit aside"),
    RSUPI_FIELD(rsup_reach_list, craving, BOOL, "",
                "whether there is a craving, by the record or by what was asked"),
    RSUPI_MAYBE(rsup_reach_list, next_at, INSTANT, "ms",
                "the next time that somebody whom only the hour keeps away can be reached"),
    RSUPI_MAYBE(rsup_reach_list, next_tie, TEXT, "", "who that is"),
    RSUPI_MAYBE(rsup_reach_list, next_change_at, INSTANT, "ms", "instant at which to ask again"),
    RSUPI_RECORDS(rsup_reach_list, crisis_lines, crisis_line_count, rsupi_crisis_line_type,
                  "crisis lines, beneath everybody, always"),
};
const rsup_record_type rsupi_reach_list_type = RSUPI_RECORD_TYPE(
    "reach_list", rsup_reach_list, list_fields, "who can be reached now, and within some hours");

/* ---- the question */

enum { MOST_HOURS = 168 }; /* next times are looked for within a week */

static rsup_status check_options(const rsup_reach_options *options, rsup_error *err) {
  const char *const situation = options->situation;
  if (options->reserved)
    return rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (options->hours < 0 || options->hours > MOST_HOURS)
    return rsupi_fail(err, RSUP_E_RANGE, "hours of the options is not from 0 to 168");
  if (options->limit < 0)
    return rsupi_fail(err, RSUP_E_RANGE, "limit of the options is below zero");
  if (situation && strcmp(situation, "craving") != 0 && strcmp(situation, "no_craving") != 0)
    return rsupi_fail(err, RSUP_E_OPTIONS,
                      "situation of the options is neither craving nor no_craving");
  return RSUP_OK;
}

static int32_t situation_of(const rsup_reach_options *options) {
  if (!options->situation) return RSUPI_SITUATION_AS_RECORDED;
  return strcmp(options->situation, "craving") == 0 ? RSUPI_SITUATION_CRAVING
                                                    : RSUPI_SITUATION_NO_CRAVING;
}

/* By the config's own ids, as ties have them: an older name of a kind finds it too. */
static rsup_status read_wanted(const rsupi_question *question, const char *text,
                               rsupi_reach_request *request, rsup_error *err) {
  rsupi_list wanted = {0};
  if (!rsupi_id_list_read(question->arena, text, &wanted)) return rsupi_fail_memory(err);
  for (size_t i = 0; i < wanted.count; i++) {
    const rsupi_word *const kind = rsupi_config_kind(question->at.config, wanted.items[i]);
    if (!kind)
      return rsupi_fail(err, RSUP_E_OPTIONS, "want names a kind that the config does not know");
    wanted.items[i] = kind->id;
  }
  request->wanted = (const char **)wanted.items;
  request->wanted_count = wanted.count;
  return RSUP_OK;
}

static rsup_status tell(rsupi_question *question, const rsup_reach_options *options,
                        rsup_error *err) {
  rsup_reach_list *const out = question->root;
  const rsupi_asof *const at = &question->at;
  rsupi_reach_request request = {.situation = situation_of(options),
                                 .hours = options->hours,
                                 .limit = options->limit,
                                 .tell_rest = 1};
  rsupi_reached found;
  rsupi_list lines = {0};
  rsup_status status = read_wanted(question, options->want, &request, err);
  if (!status) status = rsupi_reach_find(at, &request, question->arena, &found, err);
  if (status) return status;
  if (!rsupi_crisis_lines_list(at->config, at->region, question->arena, &lines))
    return rsupi_fail_memory(err);
  rsupi_note_change(at, at->view->next_entry, &found.next_change);
  *out = (rsup_reach_list){.people = found.people,
                           .people_count = found.count,
                           .soon = found.soon,
                           .soon_count = found.soon_count,
                           .left_out = found.left_out,
                           .left_out_count = found.left_out_count,
                           .can_be_reached = (int32_t)found.can_be_reached,
                           .craving = found.craving,
                           .next_at = found.next_at,
                           .next_tie = rsupi_arena_copy(question->arena, found.next_tie),
                           .next_change_at =
                               found.next_change == INT64_MAX ? INT64_MIN : found.next_change,
                           .crisis_lines = (const rsup_crisis_line *const *)lines.items,
                           .crisis_line_count = lines.count};
  return RSUP_OK;
}

static rsup_status give_lines(const char *region, const rsup_crisis_line *const **out_lines,
                              size_t *out_count) {
  const rsup_crisis_line *const *lines = NULL;
  const size_t count = rsup_crisis_lines(region, &lines);
  if (out_count) *out_count = count;
  if (out_lines) *out_lines = lines;
  return !out_lines == !out_count ? RSUP_OK : RSUP_E_ARGUMENT;
}

rsup_status rsup_person_reach(const rsup_person *person, rsup_instant now,
                              const rsup_reach_options *given,
                              const rsup_crisis_line *const **out_lines, size_t *out_line_count,
                              rsup_result **out_result, rsup_error *err) {
  rsup_reach_options options;
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  rsup_status status = rsupi_options_read(given, &options, sizeof options, err);
  if (give_lines(status ? NULL : options.region, out_lines, out_line_count) || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_person_reach needs an out_result, and a count with out_lines");
  if (!status) status = check_options(&options, err);
  if (!status)
    status =
        rsupi_question_open(person, now, options.known_at, &rsupi_reach_list_type, &question, err);
  if (status) return status;
  if (options.region) question.at.region = options.region;
  (void)give_lines(question.at.region, out_lines, out_line_count);
  return rsupi_question_close(&question, tell(&question, &options, err), out_result, err);
}

const rsup_reach_list *rsup_reach_list_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_reach_list_type ? rsup_result_root(result) : NULL;
}
