/* The room's answer for the day picture. */
#ifndef RSUPI_PLAN_H
#define RSUPI_PLAN_H
#include "person/view.h"
#include "recovery-support/plan.h"
rsup_status rsupi_plan_today(const rsupi_asof *at, rsupi_arena *arena, const rsup_plan **out,
                             rsup_error *err);
extern const rsup_record_type rsupi_plan_type;
#endif
