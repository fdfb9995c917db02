/* Matching a person with a mentor: the rules that must hold, the terms that rank, and what both
 * read of a candidate. */
#ifndef RSUPI_MATCH_H
#define RSUPI_MATCH_H
#include "network/network.h"
#include "recovery-support/network_mentors.h"

typedef struct rsupi_week rsupi_week;
typedef struct rsupi_matching {
  const rsupi_asof *seeker;    /* who looks for a mentor */
  const rsupi_week *hours;     /* the seeker's; NULL: not known */
  rsupi_match_weights weights; /* the config's, with the seeker's own before them */
  rsupi_arena *arena;          /* of the result */
} rsupi_matching;

typedef struct rsupi_applicant {
  const rsupi_asof *at;   /* the question about them */
  int tells;              /* 1: which rule their record does not meet may be said */
  int declared_conflict;  /* 1: one of the two said so */
  int32_t room, capacity; /* people they can still take, and in all; INT32_MIN: not known */
} rsupi_applicant;

/* Room left by their own word and the people they mentor today. */
void rsupi_applicant_room(rsupi_applicant *applicant);
/* Why they may not be the seeker's mentor; none: they may. `scratch` holds what is worked out. */
rsup_status rsupi_match_rules(const rsupi_matching *m, const rsupi_applicant *applicant,
                              rsupi_arena *scratch, rsupi_list *reasons, rsup_error *err);
/* How well they would fit: terms strongest first, then what is not known. 0 out of memory. */
int rsupi_match_terms(const rsupi_matching *m, const rsupi_applicant *applicant,
                      rsupi_arena *scratch, double *out_score, rsupi_list *reasons);
/* The hours of a person's week, on the clock of UTC as it stands to theirs now. *out is NULL when
 * they are not known. 0 out of memory. */
int rsupi_week_read(const rsupi_asof *at, rsupi_arena *arena, const rsupi_week **out);

extern const rsup_record_type rsupi_mentor_type, rsupi_mentor_left_out_type,
    rsupi_mentor_match_type;
#endif
