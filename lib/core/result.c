/* Results: an arena, a described root record, and its JSON once somebody asked for it. Also what
 * all rooms put into results: reasons and measures. */
#include "core/result.h"
#include "core/names.h"
#include "core/numbers.h"

static const rsup_field reason_fields[] = {
    RSUPI_KEY(rsup_reason, id, TEXT, "", "what the reason is; words for it come from the config"),
    RSUPI_MAYBE(rsup_reason, number, DOUBLE, "", "the number that goes with it"),
    RSUPI_FIELD(rsup_reason, ref, TEXT, "",
                "id of the tie, meeting or rule it speaks of; empty when none"),
};
const rsup_record_type rsupi_reason_type =
    RSUPI_RECORD_TYPE("reason", rsup_reason, reason_fields, "Why something is so.");

rsup_status rsupi_call_start(rsup_result **out_result, const void *given, void *options,
                             size_t known_size, rsup_error *err) {
  rsupi_error_clear(err);
  if (!out_result) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_result is NULL");
  *out_result = NULL;
  return rsupi_options_read(given, options, known_size, err);
}

rsup_status rsupi_result_new(const rsup_allocator *allocator, const rsup_record_type *type,
                             rsup_result **out, rsup_error *err) {
  enum { FIRST_CHUNK = 1024 };
  const rsup_allocator own = rsupi_allocator_or_default(allocator);
  *out = NULL;
  rsup_result *const result = rsupi_alloc(&own, sizeof *result);
  if (!result) return rsupi_fail_memory(err);
  rsupi_arena_init(&result->arena, &own, FIRST_CHUNK);
  rsupi_text_init(&result->json, &own);
  result->type = type;
  result->root = rsupi_arena_alloc(&result->arena, type->size);
  if (!result->root) {
    rsup_result_free(result);
    return rsupi_fail_memory(err);
  }
  *out = result;
  return RSUP_OK;
}

void rsupi_result_keep(rsup_result *result, void *kept, void (*release)(void *kept)) {
  result->kept = kept;
  result->kept_release = release;
}

const rsup_record_type *rsup_result_type(const rsup_result *result) {
  return result ? result->type : NULL;
}

const void *rsup_result_root(const rsup_result *result) {
  return result ? result->root : NULL;
}

rsup_status rsup_result_json(rsup_result *result, const char **out_text, size_t *out_len,
                             rsup_error *err) {
  if (out_text) *out_text = NULL;
  if (out_len) *out_len = 0;
  if (!result || !out_text)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_result_json needs a result and an out_text");
  if (result->json.len == 0) {
    rsupi_record_json(&result->json, result->type, result->root);
    if (result->json.failed) {
      rsupi_text_free(&result->json); /* half a text is none; asking again may succeed */
      return rsupi_fail_memory(err);
    }
  }
  *out_text = result->json.data;
  if (out_len) *out_len = result->json.len;
  return RSUP_OK;
}

/* The kept object goes last: texts in the result may point into it, and so may the allocator's own
 * user data. */
void rsup_result_free(rsup_result *result) {
  if (!result) return;
  const rsup_allocator allocator = result->arena.allocator;
  void *const kept = result->kept;
  void (*const release)(void *) = result->kept_release;
  rsupi_text_free(&result->json);
  rsupi_arena_free(&result->arena);
  rsupi_release(&allocator, result, sizeof *result);
  if (release) release(kept);
}

int rsupi_reason_push(rsupi_arena *arena, rsupi_list *list, const char *id, double number,
                      const char *ref) {
  rsup_reason *const reason = rsupi_arena_alloc(arena, sizeof *reason);
  if (!reason) return 0;
  reason->id = id;
  reason->number = number;
  reason->ref = ref && *ref ? rsupi_arena_copy(arena, ref) : "";
  return reason->ref && rsupi_list_push(arena, list, reason);
}

rsup_measure rsupi_measure_known(double value) {
  return (rsup_measure){value, value, value, RSUP_MEASURE_KNOWN, 0};
}

rsup_measure rsupi_measure_bounded(double value, double low, double high, int32_t unknowns) {
  const int32_t state = low == high ? RSUP_MEASURE_KNOWN : RSUP_MEASURE_BOUNDED;
  return (rsup_measure){value, low, high, state, unknowns};
}

static rsup_measure measure_without_value(int32_t state, int32_t unknowns) {
  const double nan = rsupi_nan();
  return (rsup_measure){nan, nan, nan, state, unknowns};
}

rsup_measure rsupi_measure_unknown(int32_t unknowns) {
  return measure_without_value(RSUP_MEASURE_UNKNOWN, unknowns);
}

rsup_measure rsupi_measure_not_applicable(void) {
  return measure_without_value(RSUP_MEASURE_NOT_APPLICABLE, 0);
}

const char *rsup_measure_state_name(int32_t state) {
  static const rsupi_name names[] = {{"known", RSUP_MEASURE_KNOWN},
                                     {"bounded", RSUP_MEASURE_BOUNDED},
                                     {"unknown", RSUP_MEASURE_UNKNOWN},
                                     {"not_applicable", RSUP_MEASURE_NOT_APPLICABLE},
                                     {NULL, 0}};
  return rsupi_name_of(names, state);
}
