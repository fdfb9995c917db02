/* The record types of the load of mentors and sponsors. */
#ifndef RSUPI_LOAD_H
#define RSUPI_LOAD_H
#include "core/record.h"
#include "network/network.h"

extern const rsup_record_type rsupi_support_pair_type, rsupi_role_load_type,
    rsupi_support_load_type;
#endif
