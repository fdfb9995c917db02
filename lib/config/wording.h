/* The wording: a catalogue per locale, from id to a text or to plural forms of it. */
#ifndef RSUPI_WORDING_H
#define RSUPI_WORDING_H
#include "config/config.h"
#include "document/schema.h"

/* Compile the `texts` section (locale -> id -> text or {one:, other: ...}). Its texts stay where
 * they are; what is new goes into the binder's arena; what is wrong is reported at its node. NULL
 * when out of memory. */
rsupi_catalogue *rsupi_catalogue_build(rsupi_binder *binder, const rsupi_node *texts,
                                       const rsup_config *config);
/* Report what is wrong with a `texts` section, keeping nothing. */
void rsupi_catalogue_check(rsupi_binder *binder, const rsupi_node *texts);
#endif
