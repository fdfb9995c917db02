/* rsup_person_network_gaps(): the gaps of the day picture on their own, and the one to speak of
 * today. */
#include "network/ties.h"
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

rsup_status rsup_person_network_gaps(const rsup_person *person,
                                     const rsup_network_gaps_options *given, rsup_instant now,
                                     rsup_result **out_result, rsup_error *err) {
  rsup_network_gaps_options options;
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_network_gaps needs an out_result");
  rsup_status status = rsupi_options_read(given, &options, sizeof options, err);
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
