/* The schema checker from the inside. */
#ifndef RSUPI_SCHEMA_READ_H
#define RSUPI_SCHEMA_READ_H
#include "document/schema.h"

/* Read a scalar of the slot's scalar kind (RSUPI_TYPE_TEXT .. RSUPI_TYPE_ENUM) into *into. Reports
 * what is wrong; *into is then unchanged. The node is not null. */
rsup_status rsupi_bind_scalar(rsupi_binder *binder, const rsupi_slot *slot, rsupi_type kind,
                              const rsupi_node *node, void *into);
/* "expected a number, found ..." */
rsup_status rsupi_bind_mismatch(rsupi_binder *binder, const rsupi_node *node, const char *expected);
/* Add the text of a value, in quotes, on one line and short. Not for private documents. */
void rsupi_bind_show(rsupi_fixed *out, const char *text, size_t len);
int rsupi_is_id(const char *text, size_t len);
extern const char rsupi_id_rule[];
/* The key of this node is one that the schema has: messages may name it. */
void rsupi_bind_know(const rsupi_node *node);
/* Out of memory: noted in the problems too. */
rsup_status rsupi_bind_memory(rsupi_binder *binder);
/* The longest texts of the schema, and of a value that a message shows. */
enum { RSUPI_TEXT_MOST = 65536, RSUPI_ID_MOST = 96, RSUPI_SHOWN_MOST = 40 };
#endif
