/* Which of the gaps to speak of today, and rsup_person_network_gaps().
 *
 * At most one on a local day. One that the record says was shown today stays today's, until it was
 * answered (done, or not now); then there is none for the rest of the day. Otherwise it is the
 * first in rank that rests no more: after it was shown or done for network.rest_days, after "not
 * now" for network.not_now_days. A record without such events gets the first in rank each day. */
#include "network/gaps.h"
#include "recovery/question.h"

static const rsup_field gaps_fields[] = {
    RSUPI_RECORDS(rsup_network_gaps, gaps, gap_count, rsupi_gap_type, "what is missing, ranked"),
    RSUPI_RECORD(rsup_network_gaps, suggestion, rsupi_gap_type, "the one to speak of today"),
    RSUPI_FIELD(rsup_network_gaps, not_asked, INT32, "",
                "rules that could not be judged: nobody was asked"),
};
const rsup_record_type rsupi_network_gaps_type =
    RSUPI_RECORD_TYPE("network_gaps", rsup_network_gaps, gaps_fields,
                      "what is missing from the network, and what to suggest");

/* ---- which one */

/* The newest word about a gap; NULL: none. */
static const rsupi_event *last_word(const rsupi_view *view, const char *gap) {
  for (size_t i = view->by_type_count[RSUPI_EVENT_SUGGESTION]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_SUGGESTION][i - 1];
    if (strcmp(event->more->of, gap) == 0) return event;
  }
  return NULL;
}

static int rests(const rsupi_asof *at, const rsup_gap *gap) {
  const rsupi_event *event = last_word(at->view, gap->id);
  if (!event) return 0;
  const rsupi_network_rules *rules = &at->config->network;
  const int put_off = event->more->state == RSUPI_SUGGESTION_NOT_NOW;
  return at->today - event->first < (put_off ? rules->not_now_days : rules->rest_days);
}

/* What was spoken of today; NULL: nothing. */
static const rsupi_event *word_of_today(const rsupi_asof *at) {
  const size_t count = at->view->by_type_count[RSUPI_EVENT_SUGGESTION];
  if (!count) return NULL;
  const rsupi_event *last = at->view->by_type[RSUPI_EVENT_SUGGESTION][count - 1];
  return last->first == at->today ? last : NULL;
}

static size_t choose(const rsupi_asof *at, const rsupi_list *gaps) {
  const rsupi_event *today = word_of_today(at);
  if (today && today->more->state != RSUPI_SUGGESTION_SHOWN) return gaps->count;
  for (size_t i = 0; i < gaps->count; i++) {
    const rsup_gap *gap = gaps->items[i];
    if (today ? strcmp(gap->id, today->more->of) == 0 : !rests(at, gap)) return i;
  }
  return gaps->count;
}

int rsupi_suggest(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *gaps) {
  const size_t chosen = choose(at, gaps);
  if (chosen == gaps->count) return 1;
  char text[128];
  rsup_gap *gap = rsupi_arena_alloc(arena, sizeof *gap);
  rsupi_fixed id = rsupi_fixed_start(text, sizeof text);
  if (!gap) return 0;
  *gap = *(const rsup_gap *)gaps->items[chosen];
  rsupi_fixed_format(&id, "next_step.%s", gap->rule);
  gap->next_step = rsupi_arena_copy(arena, text);
  gaps->items[chosen] = gap;
  return 1;
}

/* ---- on its own */

static rsup_status tell(rsupi_question *question, rsup_error *err) {
  rsup_network_gaps *const out = question->root;
  rsupi_network network;
  const rsup_status status = rsupi_network_today(&question->at, question->arena, &network, err);
  if (status) return status;
  out->gaps = network.record->gaps;
  out->gap_count = network.record->gap_count;
  out->not_asked = network.record->not_asked;
  for (size_t i = 0; i < out->gap_count; i++)
    if (out->gaps[i]->next_step) out->suggestion = out->gaps[i];
  return RSUP_OK;
}

rsup_status rsup_person_network_gaps(const rsup_person *person, rsup_instant now,
                                     const rsup_network_gaps_options *given,
                                     rsup_result **out_result, rsup_error *err) {
  rsup_network_gaps_options options;
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, given, &options, sizeof options, err);
  if (!status && options.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (!status)
    status = rsupi_question_open(person, now, options.known_at, &rsupi_network_gaps_type, &question,
                                 err);
  if (status) return status;
  if (options.locale) question.at.locale = options.locale;
  return rsupi_question_close(&question, tell(&question, err), out_result, err);
}

const rsup_network_gaps *rsup_network_gaps_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_network_gaps_type ? rsup_result_root(result) : NULL;
}
