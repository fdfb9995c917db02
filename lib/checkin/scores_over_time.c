/* One questionnaire of a record over time: each set of answers scored, and what is comparable
 * compared. */
#include "checkin/checkin.h"
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/instrument.h"
#include "recovery-support/checkin_scores.h"
#include "recovery/question.h"

static const rsup_field answers_fields[] = {
    RSUPI_KEY(rsup_scored_answers, event, TEXT, "", "id in the record"),
    RSUPI_FIELD(rsup_scored_answers, on, DAY, "", "local day"),
    RSUPI_MAYBE(rsup_scored_answers, at, INSTANT, "ms",
                "when they were given, where more than the day is known"),
    RSUPI_FIELD(rsup_scored_answers, scoring_revision, INT32, "",
                "scoring revision that they were recorded under"),
    RSUPI_MAYBE(rsup_scored_answers, left_out, TEXT, "",
                "why they are compared with nothing: \"other_revision\", \"day_unknown\""),
    RSUPI_RECORD(rsup_scored_answers, score, rsupi_score_type,
                 "the score, unless of another revision"),
    RSUPI_MAYBE(rsup_scored_answers, since_first, DOUBLE, "points",
                "value less that of the first score"),
    RSUPI_MAYBE(rsup_scored_answers, since_previous, DOUBLE, "points",
                "value less that of the one before"),
    RSUPI_MAYBE(rsup_scored_answers, since_best, DOUBLE, "points",
                "value less that of the best before it"),
};
const rsup_record_type rsupi_scored_answers_type = RSUPI_RECORD_TYPE(
    "scored_answers", rsup_scored_answers, answers_fields, "One set of answers of the record.");

static const rsup_field since_fields[] = {
    RSUPI_KEY(rsup_score_since, event, TEXT, "", "the earlier answers"),
    RSUPI_FIELD(rsup_score_since, on, DAY, "", "their local day"),
    RSUPI_RECORD(rsup_score_since, change, rsupi_score_change_type, "change from then to the last"),
};
const rsup_record_type rsupi_score_since_type = RSUPI_RECORD_TYPE(
    "score_since", rsup_score_since, since_fields, "The last score beside an earlier one.");

static const rsup_field scores_fields[] = {
    RSUPI_KEY(rsup_scores, instrument, TEXT, "", "id of the questionnaire"),
    RSUPI_MAYBE(rsup_scores, profile, TEXT, "", "how gaps were treated"),
    RSUPI_MAYBE(rsup_scores, from, DAY, "", "first local day"),
    RSUPI_FIELD(rsup_scores, until, DAY, "", "day after the last"),
    RSUPI_RECORD(rsup_scores, trend, rsupi_trend_type, "trend of those that are compared"),
    RSUPI_RECORD(rsup_scores, since_first, rsupi_score_since_type, "the last beside the first"),
    RSUPI_RECORD(rsup_scores, since_previous, rsupi_score_since_type,
                 "the last beside the one before"),
    RSUPI_RECORD(rsup_scores, since_best, rsupi_score_since_type,
                 "the last beside the best before it"),
    RSUPI_RECORDS(rsup_scores, answers, answer_count, rsupi_scored_answers_type,
                  "answers in order of time, those left out too"),
    RSUPI_MAYBE(rsup_scores, notice, TEXT, "", "the licence's line to show"),
};
const rsup_record_type rsupi_scores_type =
    RSUPI_RECORD_TYPE("scores", rsup_scores, scores_fields, "One questionnaire over time.");

/* ---- one set of answers after the other */

typedef struct work {
  const rsup_instrument *instrument;
  const rsup_instrument_info *info;
  rsupi_comparison comparison;
  size_t score;        /* index */
  const char *profile; /* of the definition; NULL */
  rsupi_arena *arena;
  rsupi_list answers, points;
  int32_t other_revision;
  const rsup_scored_answers *first, *previous, *best, *last; /* scored and compared */
} work;

static int is_scored(const rsup_score *score) {
  return !rsupi_isnan(score->value) || score->rule_value;
}

static double since(const rsup_scored_answers *before, const rsup_score *score) {
  return before ? rsupi_score_difference(before->score, score) : rsupi_nan();
}

static int is_better(const work *w, const rsup_scored_answers *one) {
  const int32_t direction = w->info->scores[w->score]->direction;
  const double than = w->best ? w->best->score->value : rsupi_nan(), value = one->score->value;
  if (rsupi_isnan(value) || (direction != RSUP_HIGHER_BETTER && direction != RSUP_HIGHER_WORSE))
    return 0;
  if (!w->best) return 1;
  return direction == RSUP_HIGHER_BETTER ? value > than : value < than;
}

/* What lies before `last` is what it is compared with: the best of those, not itself. */
static void take(work *w, rsup_scored_answers *one) {
  if (w->last && is_better(w, w->last)) w->best = w->last;
  w->previous = w->last;
  one->since_first = since(w->first, one->score);
  one->since_previous = since(w->previous, one->score);
  one->since_best = since(w->best, one->score);
  if (!w->first) w->first = one;
  w->last = one;
}

static rsup_status score_one(work *w, const rsupi_event *event, rsup_scored_answers *one,
                             rsup_error *err) {
  rsup_assessment scored = {0};
  const rsup_status status =
      rsupi_answers_score(w->instrument, event, w->profile, w->arena, &scored, err);
  if (status) return status;
  one->score = scored.scores[w->score];
  if (one->left_out) return RSUP_OK;
  if (!rsupi_trend_add(w->arena, &w->points, one->score, one->on)) return rsupi_fail_memory(err);
  if (is_scored(one->score)) take(w, one);
  return RSUP_OK;
}

static rsup_status add(work *w, const rsupi_event *event, rsup_error *err) {
  const int32_t revision = w->info->scoring_revision;
  rsup_scored_answers *const one = rsupi_arena_alloc(w->arena, sizeof *one);
  if (!one || !rsupi_list_push(w->arena, &w->answers, one)) return rsupi_fail_memory(err);
  one->event = rsupi_arena_copy(w->arena, event->head.id);
  one->on = event->first;
  one->at = event->at;
  one->scoring_revision =
      event->more->scoring_revision == INT32_MIN ? revision : event->more->scoring_revision;
  one->since_first = one->since_previous = one->since_best = rsupi_nan();
  if (event->first != event->last) one->left_out = "day_unknown";
  if (one->scoring_revision == revision) return score_one(w, event, one, err);
  one->left_out = "other_revision";
  w->other_revision++;
  return RSUP_OK;
}

/* ---- the whole */

static const rsup_score_since *beside(const work *w, const rsup_scored_answers *before) {
  if (!before || before == w->last) return NULL;
  rsup_score_since *const out = rsupi_arena_alloc(w->arena, sizeof *out);
  if (!out) return NULL;
  out->event = before->event;
  out->on = before->on;
  out->change = rsupi_score_compare(&w->comparison, w->score, before->score, w->last->score);
  return out;
}

static rsup_status add_all(work *w, const rsupi_view *view, rsup_day until, rsup_scores *out,
                           rsup_error *err) {
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_ANSWERS]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_ANSWERS][i];
    if (!rsupi_text_equal(event->more->instrument, w->info->id)) continue;
    if (event->last >= until || (out->from != RSUPI_NO_DAY && event->first < out->from)) continue;
    const rsup_status status = add(w, event, err);
    if (status) return status;
  }
  return RSUP_OK;
}

static rsup_status fill(work *w, const rsupi_asof *at, rsup_day until, rsup_scores *out,
                        rsup_error *err) {
  rsup_trend *const trend = rsupi_arena_alloc(w->arena, sizeof *trend);
  if (!trend) return rsupi_fail_memory(err);
  out->until = until == RSUPI_NO_DAY || until > at->today + 1 ? at->today + 1 : until;
  const rsup_status status = add_all(w, at->view, out->until, out, err);
  if (status) return status;
  if (!rsupi_trend_measure(w->instrument, w->score, &w->points, w->arena, trend))
    return rsupi_fail_memory(err);
  trend->other_revision = w->other_revision;
  out->instrument = w->info->id;
  out->profile = w->profile;
  out->notice = w->info->licence->notice;
  out->trend = trend;
  out->answers = (const rsup_scored_answers *const *)w->answers.items;
  out->answer_count = w->answers.count;
  if (out->from == RSUPI_NO_DAY && out->answer_count) out->from = out->answers[0]->on;
  out->since_first = beside(w, w->first);
  out->since_previous = beside(w, w->previous);
  out->since_best = beside(w, w->best);
  return RSUP_OK;
}

static rsup_status start(work *w, const rsup_config *config, const char *instrument,
                         const rsup_scores_options *given, rsup_error *err) {
  const rsup_change_options change = {.struct_size = sizeof change,
                                      .score = given->score,
                                      .reliability = given->reliability,
                                      .sd = given->sd};
  rsup_status status = rsupi_config_instrument(config, instrument, &w->instrument, err);
  if (status) return status;
  if (!w->instrument)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the config has no such questionnaire");
  w->info = rsupi_instrument_info(w->instrument);
  status = rsupi_comparison_start(&w->comparison, w->instrument, &change, err);
  w->comparison.arena = w->arena;
  w->score = w->comparison.rated;
  for (size_t i = 0; given->profile && i < w->info->profile_count; i++)
    if (rsupi_text_equal(w->info->profiles[i], given->profile)) w->profile = w->info->profiles[i];
  if (!status && given->profile && !w->profile)
    status = rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the questionnaire has no such profile");
  return status;
}

rsup_status rsup_person_scores(const rsup_person *person, const char *instrument, rsup_day from,
                               rsup_day until, rsup_instant now, const rsup_scores_options *options,
                               rsup_result **out_result, rsup_error *err) {
  rsup_scores_options given;
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!instrument || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_person_scores needs an instrument and an out_result");
  rsup_status status = rsupi_options_read(options, &given, sizeof given, err);
  if (!status && given.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "a reserved field of the options is not zero");
  if (!status) status = rsupi_span_check(from, until, err);
  if (!status)
    status = rsupi_question_open(person, now, given.known_at, &rsupi_scores_type, &question, err);
  if (status) return status;
  work w = {.arena = question.arena};
  rsup_scores *const out = question.root;
  out->from = from;
  status = start(&w, question.at.config, instrument, &given, err);
  if (!status) status = fill(&w, &question.at, until, out, err);
  return rsupi_question_close(&question, status, out_result, err);
}

const rsup_scores *rsup_scores_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_scores_type ? rsup_result_root(result) : NULL;
}
