/* The parts of the day picture that no other room builds. */
#ifndef RSUPI_PICTURE_H
#define RSUPI_PICTURE_H
#include "instrument/instrument.h"
#include "person/view.h"
#include "recovery-support/today.h"
#include "safety/floor.h"

/* Part 8: the last answers to each questionnaire, scored. */
rsup_status rsupi_assessments_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *out,
                                    rsup_error *err);
/* Part 11: safety notices first, then what every picture carries. Raises `safety` by each sign. */
int rsupi_notices_today(const rsupi_asof *at, const rsupi_list *assessments, rsupi_arena *arena,
                        rsup_safety *safety, rsupi_list *out);
/* Crisis lines of the region, and those that the config adds. */
/* With what any answer to this question is made, labels and origins included
 * (docs/guide/consent.md); meetings may be NULL. The result has to keep the config. NULL out of
 * memory. */
rsup_provenance *rsupi_provenance_new(const rsupi_asof *at, const rsup_meetings *meetings,
                                      rsupi_arena *arena);
extern const rsup_record_type rsupi_provenance_type, rsupi_day_picture_type;
#endif
