/* What the record says of meetings the person was at. */
#ifndef RSUPI_ATTENDANCE_H
#define RSUPI_ATTENDANCE_H
#include "meeting/search.h"
#include "person/view.h"

/* How often the person was at each meeting of search->meetings within the last half year. */
void rsupi_attended_make(const rsupi_asof *at, rsupi_arena *arena, rsupi_search *search);
#endif
