/* What change between two assessments and the trend of many share. */
#ifndef RSUPI_CHANGE_H
#define RSUPI_CHANGE_H
#include "instrument/definition.h"

/* "better", "worse", "same"; NULL without a change or a direction. */
const char *rsupi_towards(int32_t direction, double change);
/* Index of a score by id, of the first for NULL; SIZE_MAX. */
size_t rsupi_score_index(const rsup_instrument *instrument, const char *id);
/* RSUP_E_STATE with the reason when it cannot be compared with others of the instrument. */
rsup_status rsupi_assessment_fits(const rsup_instrument *instrument,
                                  const rsup_assessment *assessment, const char *profile,
                                  rsup_error *err);
#endif
