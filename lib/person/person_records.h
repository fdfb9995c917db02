/* The record descriptions of this room. */
#ifndef RSUPI_PERSON_RECORDS_H
#define RSUPI_PERSON_RECORDS_H
#include "core/record.h"

extern const rsup_record_type rsupi_document_type, rsupi_snapshot_type;
#endif
