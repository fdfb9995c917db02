/* What the judges of the coverage rules share. */
#ifndef RSUPI_GAPS_H
#define RSUPI_GAPS_H
#include "network/contacts.h"
#include "network/ties.h"

typedef struct rsupi_gap_builder {
  const rsupi_asof *at;
  const rsup_network *network;
  rsupi_arena *arena;
  rsupi_list *gaps;
  int32_t *not_asked;
  const rsupi_coverage_rule *rule;
  const rsupi_tie **helpers; /* current ties that help me: every kind asks for them */
  size_t helper_count;
  const rsup_day *last; /* contact, for rsupi_last_contact_at() */
} rsupi_gap_builder;
/* One gap of the rule: what it looked at (NULL: the rule says it all), and why. 0 out of memory. */
int rsupi_gap_add(rsupi_gap_builder *b, const char *what, const char *why, double number,
                  const char *ref);

/* Rules on contacts and hours: gaps_contacts.c. 0 out of memory. */
int rsupi_judge_overdue(rsupi_gap_builder *b);
int rsupi_judge_dormant(rsupi_gap_builder *b);
int rsupi_judge_one_hand(rsupi_gap_builder *b);
int rsupi_judge_hours(rsupi_gap_builder *b);

/* Give the one gap to speak of today its next step: suggestions.c. 0 out of memory. */
int rsupi_suggest(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *gaps);
#endif
