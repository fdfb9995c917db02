/* The room's answers for the day picture. */
#ifndef RSUPI_NETWORK_H
#define RSUPI_NETWORK_H
#include "person/view.h"
#include "recovery-support/network.h"
#include "recovery-support/network_mentors.h"
#include "recovery-support/network_reach.h"

typedef struct rsupi_network {
  const rsup_network *record;
} rsupi_network;
rsup_status rsupi_network_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_network *out,
                                rsup_error *err);
/* Shares for other rooms (risk), as the record has them. */
typedef struct rsupi_reached {
  const rsup_reach *const *people;
  size_t count;
  size_t can_be_reached;         /* how many there are, the limit aside */
  const rsup_reach *const *soon; /* within the hours asked for, the earliest first */
  size_t soon_count;
  const rsup_left_out *const *left_out;
  size_t left_out_count;
  int32_t craving;      /* 1: there is one, by the record or by what was asked */
  rsup_instant next_at; /* the next time that somebody whom only the hour keeps away can be reached;
                           INT64_MIN: within a week nobody */
  const char *next_tie; /* who; NULL. Lives with the view */
  rsup_instant
      next_change; /* when somebody becomes reachable or stops being so; INT64_MAX: never */
} rsupi_reached;
struct rsupi_reach_request;
rsup_status rsupi_reach_find(const rsupi_asof *at, const struct rsupi_reach_request *request,
                             rsupi_arena *arena, rsupi_reached *out, rsup_error *err);
/* The question of the day picture: now, the config's limit. */
rsup_status rsupi_reach_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_reached *out,
                              rsup_error *err);
extern const rsup_record_type rsupi_network_group_type, rsupi_gap_type, rsupi_network_type,
    rsupi_reach_type, rsupi_left_out_type;
#endif
