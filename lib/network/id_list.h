/* Ids that a caller writes into one text: "emotional companionship". */
#ifndef RSUPI_ID_LIST_H
#define RSUPI_ID_LIST_H
#include "core/memory.h"

/* Pushes a copy of every id between spaces; NULL is none. 0 out of memory. */
int rsupi_id_list_read(rsupi_arena *arena, const char *text, rsupi_list *out);
#endif
