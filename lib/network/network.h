/* The room's answers for the day picture. */
#ifndef RSUPI_NETWORK_H
#define RSUPI_NETWORK_H
#include "person/view.h"
#include "recovery-support/network.h"

typedef struct rsupi_network {
  const rsup_network *record;
} rsupi_network;
rsup_status rsupi_network_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_network *out,
                                rsup_error *err);
/* Shares for other rooms (risk), as the record has them. */
typedef struct rsupi_reached {
  const rsup_reach *const *people;
  size_t count;
  const rsup_left_out *const *left_out;
  size_t left_out_count;
  int32_t craving; /* 1: ranked for a craving (kind wanted, being overdue does not count) */
  rsup_instant
      next_change; /* when somebody becomes reachable or stops being so; INT64_MAX: never */
} rsupi_reached;
rsup_status rsupi_reach_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_reached *out,
                              rsup_error *err);
extern const rsup_record_type rsupi_network_group_type, rsupi_gap_type, rsupi_network_type,
    rsupi_reach_type, rsupi_left_out_type;
#endif
