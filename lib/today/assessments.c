/* Part 8 of the day picture: of each questionnaire the last answers, scored, with the change since
 * the ones before. */
#include "checkin/checkin.h"
#include "core/numbers.h"
#include "today/picture.h"
#include <string.h>

static int32_t revision_of(const rsup_instrument *instrument, const rsupi_event *event) {
  return event->more->scoring_revision == INT32_MIN ? rsupi_instrument_revision(instrument)
                                                    : event->more->scoring_revision;
}

/* The event before this one with the same instrument and scoring revision, or NULL. */
static const rsupi_event *previous(const rsupi_asof *at, const rsup_instrument *instrument,
                                   size_t index) {
  const rsupi_event *const *events = at->view->by_type[RSUPI_EVENT_ANSWERS];
  for (size_t i = index; i > 0; i--) {
    if (strcmp(events[i - 1]->more->instrument, events[index]->more->instrument) != 0) continue;
    return revision_of(instrument, events[i - 1]) == revision_of(instrument, events[index])
               ? events[i - 1]
               : NULL;
  }
  return NULL;
}

/* The band's words in the asked locale, where the config has some. */
static void word_bands(const rsupi_asof *at, const char *instrument, rsupi_arena *arena,
                       const rsup_assessment *assessment) {
  for (size_t i = 0; i < assessment->score_count; i++) {
    rsup_score *const one = (rsup_score *)(uintptr_t)assessment->scores[i]; /* of our arena */
    char id[192];
    rsupi_fixed text = rsupi_fixed_start(id, sizeof id);
    if (!one->band) continue;
    rsupi_fixed_format(&text, "band.%s.%s", instrument, one->band);
    const char *const words = rsupi_config_words(at->config, id, at->locale);
    if (words) one->band_label = rsupi_arena_copy(arena, words);
  }
}

static rsup_status describe(const rsupi_asof *at, const rsup_instrument *instrument, size_t index,
                            rsupi_arena *arena, rsup_assessment *out, rsup_error *err) {
  const rsupi_event *event = at->view->by_type[RSUPI_EVENT_ANSWERS][index];
  const rsupi_event *before = previous(at, instrument, index);
  rsup_status status = rsupi_answers_score(instrument, event, NULL, arena, out, err);
  if (status) return status;
  word_bands(at, event->more->instrument, arena, out);
  out->instrument = rsupi_arena_copy(arena, event->more->instrument);
  out->event = rsupi_arena_copy(arena, event->head.id);
  out->on = event->first;
  out->age_days = at->today - event->first;
  out->change = rsupi_nan();
  out->change_since = INT32_MIN;
  if (!before) return RSUP_OK;
  rsup_assessment old = {0};
  status = rsupi_answers_score(instrument, before, NULL, arena, &old, err);
  if (status || !out->score_count || !old.score_count) return status;
  out->change = out->scores[0]->value - old.scores[0]->value; /* NaN when either is unscored */
  if (!rsupi_isnan(out->change)) out->change_since = before->first;
  return RSUP_OK;
}

static int is_last_of_instrument(const rsupi_asof *at, size_t index) {
  const rsupi_event *const *events = at->view->by_type[RSUPI_EVENT_ANSWERS];
  for (size_t i = index + 1; i < at->view->by_type_count[RSUPI_EVENT_ANSWERS]; i++) {
    if (strcmp(events[i]->more->instrument, events[index]->more->instrument) == 0) return 0;
  }
  return 1;
}

rsup_status rsupi_assessments_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *out,
                                    rsup_error *err) {
  for (size_t i = 0; i < at->view->by_type_count[RSUPI_EVENT_ANSWERS]; i++) {
    const rsupi_event *event = at->view->by_type[RSUPI_EVENT_ANSWERS][i];
    const rsup_instrument *instrument = NULL;
    if (!event->more->instrument || !is_last_of_instrument(at, i)) continue;
    rsup_status status =
        rsupi_config_instrument(at->config, event->more->instrument, &instrument, err);
    if (status) return status;
    if (!instrument) continue;
    rsup_assessment *assessment = rsupi_arena_alloc(arena, sizeof *assessment);
    if (!assessment) return rsupi_fail_memory(err);
    status = describe(at, instrument, i, arena, assessment, err);
    if (status) return status;
    if (!rsupi_list_push(arena, out, assessment)) return rsupi_fail_memory(err);
  }
  return RSUP_OK;
}
