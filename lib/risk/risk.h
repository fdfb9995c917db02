/* The room's answer for the day picture. */
#ifndef RSUPI_RISK_H
#define RSUPI_RISK_H
#include "checkin/checkin.h"
#include "meeting/meeting.h"
#include "network/network.h"
#include "person/view.h"
#include "recovery-support/risk.h"
#include "recovery/recovery.h"

typedef struct rsupi_risk_query {
  const rsup_model *model;
  const rsupi_checkins *checkins; /* NULL: what is needed of them is worked out */
  const rsupi_recovery *recovery;
  const rsupi_network *network;
  int32_t show_probability; /* the host opted in by name */
} rsupi_risk_query;
rsup_status rsupi_risk_today(const rsupi_asof *at, const rsupi_risk_query *query,
                             rsupi_arena *arena, const rsup_risk **out, rsup_error *err);
extern const rsup_record_type rsupi_risk_term_type, rsupi_risk_score_type, rsupi_risk_type;
#endif
