/* A questionnaire that the record holds answers to, scored. */
#include "checkin/checkin.h"
#include "core/numbers.h"
#include "instrument/instrument.h"

/* In the order of the instrument's items; what was not answered is NaN. */
static double *values_of(const rsup_instrument *instrument, const rsupi_event *event,
                         rsupi_arena *arena) {
  size_t count = rsupi_instrument_item_count(instrument);
  double *values = rsupi_arena_array(arena, count, sizeof *values);
  if (!values) return NULL;
  for (size_t i = 0; i < count; i++) values[i] = rsupi_nan();
  for (size_t i = 0; i < event->questions->count; i++) {
    const rsupi_answer answer = rsupi_answer_at(event, i);
    int32_t item = rsupi_instrument_item_index(instrument, answer.item);
    if (item < 0 || answer.state != RSUPI_ANSWER_VALUE) continue;
    if (rsupi_instrument_value_ok(instrument, item, answer.number)) values[item] = answer.number;
  }
  return values;
}

rsup_status rsupi_answers_score(const rsup_instrument *instrument, const rsupi_event *event,
                                const char *profile, rsupi_arena *arena, rsup_assessment *out,
                                rsup_error *err) {
  double *values = values_of(instrument, event, arena);
  if (!values) return rsupi_fail_memory(err);
  const rsup_score_options options = {.struct_size = sizeof options,
                                      .context_count = (uint32_t)event->more->context_count,
                                      .context = event->more->context,
                                      .profile = profile};
  return rsupi_instrument_score_with(instrument, values, &options, arena, out, err);
}
