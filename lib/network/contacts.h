/* The contact log, told off tie by tie in one pass. */
#ifndef RSUPI_CONTACTS_H
#define RSUPI_CONTACTS_H
#include "network/network.h"

/* By the place of a tie in the view. Contacts count that came about (an outcome other than "not
 * reached"), once per event. */
typedef struct rsupi_contacts {
  rsup_day *last;   /* of any age; RSUPI_NO_DAY: none is recorded */
  int32_t *within;  /* in the window */
  int32_t *days;    /* different days of it */
  int32_t total;    /* contacts in the window with people who are listed */
  int32_t unlisted; /* contacts in the window with ids that nobody is listed under */
} rsupi_contacts;
/* The window is the last `window` local days, today included. 0 out of memory. */
int rsupi_contacts_read(const rsupi_asof *at, int32_t window, rsupi_arena *arena,
                        rsupi_contacts *out);
#endif
