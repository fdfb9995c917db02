/* Opens and closes a question about one person: see question.h. */
#include "recovery/question.h"
#include <string.h>

int rsupi_is_writable(rsup_instant at) {
  static const rsup_instant earliest = INT64_C(-62104147200000), /* 0001-12-31T00:00Z */
      latest = INT64_C(250246713600000);                         /* 9900-01-02T00:00Z */
  return at >= earliest && at <= latest;
}

rsup_status rsupi_span_check(rsup_day from, rsup_day until, rsup_error *err) {
  static const rsup_day first = -719162, last = 2932896; /* 0001-01-01, 9999-12-31 */
  if ((from != RSUPI_NO_DAY && (from < first || from > last)) ||
      (until != RSUPI_NO_DAY && (until < first || until > last)))
    return rsupi_fail(err, RSUP_E_RANGE, "from or until lies outside of the years 1 to 9999");
  if (from != RSUPI_NO_DAY && until != RSUPI_NO_DAY && from > until)
    return rsupi_fail(err, RSUP_E_RANGE, "from lies after until");
  return RSUP_OK;
}

rsup_status rsupi_span_fill(const rsupi_asof *at, rsup_day first, rsup_day *from, rsup_day *until,
                            rsup_error *err) {
  enum { MOST_DAYS = 40000 };
  const rsup_day tomorrow = at->today + 1;
  if (*until == RSUPI_NO_DAY || *until > tomorrow) *until = tomorrow;
  if (*from == RSUPI_NO_DAY) *from = first != RSUPI_NO_DAY && first < *until ? first : *until;
  if (*from > *until) *from = *until;
  if (*until - *from > MOST_DAYS)
    return rsupi_fail(err, RSUP_E_LIMIT, "more than 40,000 days were asked for");
  return RSUP_OK;
}

rsup_status rsupi_span_of_events(const rsupi_asof *at, int32_t event_type, rsup_day *from,
                                 rsup_day *until, rsup_error *err) {
  const rsupi_view *const view = at->view;
  const int any = view->by_type_count[event_type] > 0;
  return rsupi_span_fill(at, any ? view->by_type[event_type][0]->first : RSUPI_NO_DAY, from, until,
                         err);
}

rsup_status rsupi_persons_check(const rsup_person *const *persons, size_t n, rsup_error *err) {
  for (size_t i = 0; i < n; i++) {
    if (!persons[i]) return rsupi_fail(err, RSUP_E_ARGUMENT, "a person is NULL");
    if (rsupi_person_config(persons[i]) != rsupi_person_config(persons[0]))
      return rsupi_fail(err, RSUP_E_STATE, "the records belong to different configs");
  }
  return RSUP_OK;
}

rsup_status rsupi_question_open(const rsup_person *person, rsup_instant now,
                                const rsup_instant *known_at, const rsup_record_type *type,
                                rsupi_question *out, rsup_error *err) {
  memset(out, 0, sizeof *out);
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "a person is needed");
  if (!rsupi_is_writable(now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "now has no value, or lies outside of years 2 to 9899");
  const rsup_config *config = rsupi_person_config(person);
  rsup_status status = rsupi_result_new(&config->allocator, type, &out->result, err);
  if (status) return status;
  rsupi_config_ref(config);
  rsupi_result_keep(out->result, (void *)(uintptr_t)config, rsupi_config_unref);
  out->arena = &out->result->arena;
  out->root = out->result->root;
  status = rsupi_asof_open(person, now, known_at ? *known_at : now, NULL, NULL, out->arena,
                           &out->at, err);
  if (status) rsup_result_free(out->result);
  return status;
}

rsup_status rsupi_question_close(rsupi_question *question, rsup_status status,
                                 rsup_result **out_result, rsup_error *err) {
  if (!status && question->arena->failed) status = rsupi_fail_memory(err);
  if (status) {
    rsup_result_free(question->result);
    return status;
  }
  *out_result = question->result;
  return RSUP_OK;
}
