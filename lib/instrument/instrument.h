/* What other rooms need of instruments. Scoring itself knows nothing of persons; the day picture's
 * part is built in today/ from the record's `answers` events through these calls. */
#ifndef RSUPI_INSTRUMENT_H
#define RSUPI_INSTRUMENT_H
#include "config/config.h"
#include "recovery-support/instrument.h"

/* One answer set as numbers: values[i] for item i of the instrument; NaN is no answer. */
size_t rsupi_instrument_item_count(const rsup_instrument *instrument);
int32_t rsupi_instrument_item_index(const rsup_instrument *instrument,
                                    const char *item); /* -1: no such item */
int rsupi_instrument_value_ok(const rsup_instrument *instrument, int32_t item,
                              double value); /* in the item's own set */
/* Is `value` one that it tells apart of this context? 1, 0; -1: it does not ask for it. */
int32_t rsupi_instrument_context_ok(const rsup_instrument *instrument, const char *name,
                                    const char *value);
/* Its set is 0 and 1: true and false may be said for them. */
int rsupi_instrument_is_yes_no(const rsup_instrument *instrument, int32_t item);
/* SHA-256 (hex) of the definition, for provenance. Lives with the instrument. */
const char *rsupi_instrument_digest(const rsup_instrument *instrument);
int32_t rsupi_instrument_revision(const rsup_instrument *instrument);
/* Safety items: any answer >= its alert threshold is positive. Allocation-free. Raises `safety`. */
void rsupi_instrument_floor(const rsup_instrument *instrument, const double *values,
                            rsup_safety *safety);
rsup_status rsupi_instrument_score_values(const rsup_instrument *instrument, const double *values,
                                          rsupi_arena *arena, rsup_assessment *out,
                                          rsup_error *err);
/* The same with the caller's options, which may be NULL. */
rsup_status rsupi_instrument_score_with(const rsup_instrument *instrument, const double *values,
                                        const rsup_score_options *options, rsupi_arena *arena,
                                        rsup_assessment *out, rsup_error *err);
/* What rsup_instrument_describe() gives; lives with the instrument. */
const rsup_instrument_info *rsupi_instrument_info(const rsup_instrument *instrument);
const rsup_allocator *rsupi_instrument_allocator(const rsup_instrument *instrument);
/* For a result that points into the instrument: take a reference, give it back. */
void rsupi_instrument_keep(const rsup_instrument *instrument);
void rsupi_instrument_release(void *instrument);

/* The instruments a config names, compiled when first asked for and kept with the config
 * (thread-safe); NULL when the config does not name it. */
rsup_status rsupi_config_instrument(const rsup_config *config, const char *id,
                                    const rsup_instrument **out, rsup_error *err);
/* The same without compiling: NULL when nobody has asked for it yet. Allocates nothing. An answer
 * in a record was read with its instrument, so of those it is there. */
const rsup_instrument *rsupi_config_instrument_there(const rsup_config *config, const char *id);

/* ---- change and trend */
typedef struct rsupi_comparison {
  const rsup_instrument *instrument;
  rsupi_arena *arena; /* of the result: for the caller to set */
  rsup_change_options options;
  size_t rated; /* index of the score that reliability and sd are of */
} rsupi_comparison;
rsup_status rsupi_comparison_start(rsupi_comparison *comparison, const rsup_instrument *instrument,
                                   const rsup_change_options *given, rsup_error *err);
/* One score beside the published amounts; NULL without memory. */
const rsup_score_change *rsupi_score_compare(const rsupi_comparison *comparison, size_t index,
                                             const rsup_score *before, const rsup_score *after);
/* after - before, of the exact values. */
double rsupi_score_difference(const rsup_score *before, const rsup_score *after);

/* A point of a trend, at its place among the others; 0 without memory. */
int rsupi_trend_add(rsupi_arena *arena, rsupi_list *points, const rsup_score *score, rsup_day on);
/* Everything of a score's trend that follows from its points; 0 without memory. */
int rsupi_trend_measure(const rsup_instrument *instrument, size_t score, rsupi_list *points,
                        rsupi_arena *arena, rsup_trend *out);
extern const rsup_record_type rsupi_score_type, rsupi_alert_type, rsupi_assessment_type,
    rsupi_score_change_type, rsupi_change_type, rsupi_trend_type;
#endif
