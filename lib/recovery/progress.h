/* Record types of the questions about progress. */
#ifndef RSUPI_PROGRESS_H
#define RSUPI_PROGRESS_H
#include "recovery-support/recovery_progress.h"
#include "recovery/recovery.h"

extern const rsup_record_type rsupi_stage_type, rsupi_group_milestone_type, rsupi_group_count_type,
    rsupi_group_page_type;
#endif
