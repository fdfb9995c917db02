/* What the files about reach share: the question, the tallies of past calls, and the score. */
#ifndef RSUPI_REACH_H
#define RSUPI_REACH_H
#include "network/ties.h"

/* Beside the moment. All zero is the question of the day picture. */
typedef struct rsupi_reach_request {
  int32_t situation; /* RSUPI_SITUATION_… */
  const char **wanted;
  size_t wanted_count; /* kinds of support; none: those that help in a craving while there is one */
  int32_t hours;       /* who can be reached within so many hours is told too */
  int32_t limit;       /* people in the list; 0: the config's */
  int32_t tell_rest;   /* 1: whoever the limit cuts off is left out with that as the reason */
} rsupi_reach_request;
enum { RSUPI_SITUATION_AS_RECORDED = 0, RSUPI_SITUATION_CRAVING, RSUPI_SITUATION_NO_CRAVING };

/* My calls to one tie, up to now. */
typedef struct rsupi_calls {
  int32_t asked;    /* of known outcome, within response_days */
  int32_t answered; /* of them, those that reached them */
  int32_t lately;   /* of any outcome, within load_days */
} rsupi_calls;
/* By the place of a tie in the view, in one pass over the log; NULL out of memory. */
rsupi_calls *rsupi_calls_read(const rsupi_asof *at, rsupi_arena *arena);

/* Until when the newest word about craving counts; INT64_MIN: there is no craving. */
rsup_instant rsupi_craving_until(const rsupi_asof *at);

/* Who asks, and at which moment somebody would be called. */
typedef struct rsupi_caller {
  const rsupi_asof *at;
  const rsupi_call_rules *call;
  rsupi_arena *arena;
  const char *const *wanted;
  size_t wanted_count;
  const char *wanted_reason; /* id of the reason of who gives it */
} rsupi_caller;
typedef struct rsupi_candidate {
  rsup_reach *reach;
  int supports; /* known to support recovery and not to use */
} rsupi_candidate;
/* One person with score and reasons; 0 out of memory. */
int rsupi_reach_describe(const rsupi_caller *c, const rsupi_tie *tie, const rsupi_hours *hours,
                         const rsupi_calls *calls, rsupi_candidate *out);
/* A reason without a number where `condition` holds; 0 out of memory. */
int rsupi_reason_if(const rsupi_caller *c, int condition, rsupi_list *reasons, const char *id,
                    const rsupi_tie *tie);
extern const rsup_record_type rsupi_reach_list_type;
#endif
