/* Opens and closes a question about one person: see question.h. */
#include "recovery/question.h"
#include <string.h>

/* Dates before and after now are to be written with four digits. */
static const rsup_instant earliest = INT64_C(-62104147200000), /* 0001-12-31T00:00Z */
    latest = INT64_C(250246713600000);                         /* 9900-01-02T00:00Z */

rsup_status rsupi_question_open(const rsup_person *person, rsup_instant now,
                                const rsup_instant *known_at, const rsup_record_type *type,
                                rsupi_question *out, rsup_error *err) {
  memset(out, 0, sizeof *out);
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "a person is needed");
  if (now == INT64_MIN || now < earliest || now > latest)
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
