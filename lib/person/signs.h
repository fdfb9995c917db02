/* What a record's newest words ask for. Nothing here allocates or can fail. */
#ifndef RSUPI_SIGNS_H
#define RSUPI_SIGNS_H
#include "person/view.h"
#include "safety/floor.h"

enum {
  RSUPI_SIGN_DAYS = 30 /* answers, check-ins and signs this far back are looked at; of each
                          questionnaire always the last */
};

typedef struct rsupi_sign_query {
  const rsup_person *person;
  const rsupi_view *view;
  rsup_instant now, known_at;
  rsup_day today;
} rsupi_sign_query;
/* One entry that holds signs: its age in days (NaN: nobody knows), and its id. */
typedef void rsupi_sign_seen(void *user, uint32_t signs, double age_days, const char *ref);
/* Call `seen` for each entry that holds signs: questionnaires, check-ins and signs, newest first,
 * then what this config or version can't read, where more is found rather than less. */
void rsupi_signs_each(const rsupi_sign_query *query, rsupi_sign_seen *seen, void *user);

/* The last part of it: entries that can't be used, or not whole. */
void rsupi_signs_unread(const rsupi_sign_query *query, rsupi_sign_seen *seen, void *user);

/* Whether the plan names this warning sign: case aside, and with "-", "_" and " " as one. */
int rsupi_is_plan_sign(const rsupi_plan *plan, const char *name, size_t len);
/* Whether two names are one sign, in the same way. */
int rsupi_says_sign(const char *sign, const char *name, size_t len);
/* The plan that holds: the one reviewed last; NULL. */
const rsupi_plan *rsupi_view_plan(const rsupi_view *view);
#endif
