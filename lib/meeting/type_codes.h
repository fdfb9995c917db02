/* Which type codes a programme's meetings have. */
#ifndef RSUPI_TYPE_CODES_H
#define RSUPI_TYPE_CODES_H
#include <stddef.h>

/* Whether there is a table for the programme at all. */
int rsupi_type_codes_known(const char *program);
/* The code that a feed means by a code or an English name, in any case; NULL when the programme
 * knows none. Static. */
const char *rsupi_type_code(const char *program, const char *text, size_t len);
#endif
