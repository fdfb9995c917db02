/* What makes use safer, counted: for the public call, and for tests. */
#ifndef RSUPI_SAFER_USE_H
#define RSUPI_SAFER_USE_H
#include "person/view.h"
#include "recovery-support/recovery_progress.h"

/* `target`: only this one; NULL: all. */
rsup_status rsupi_safer_use_make(const rsupi_asof *at, const char *target, rsup_day from,
                                 rsup_day until, rsupi_arena *arena, rsup_safer_use *out,
                                 rsup_error *err);

extern const rsup_record_type rsupi_safer_behaviour_type, rsupi_safer_target_type,
    rsupi_safer_use_type;
#endif
