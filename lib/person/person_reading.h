/* Steps that load, append and merge share. */
#ifndef RSUPI_PERSON_READING_H
#define RSUPI_PERSON_READING_H
#include "person/records.h"

enum { RSUPI_PERSON_FORMAT_VERSION = 1 };
/* A record without a state: the first rsupi_records_take() makes one. */
rsup_status rsupi_person_new(const rsup_config *config, const char *id, const char *source,
                             rsup_person **out, rsup_error *err);
/* Read all entries of a record document (or of a part of one) into a batch. */
rsup_status rsupi_read_record(rsupi_reader *reader, const rsupi_node *root, rsupi_batch *batch,
                              rsup_error *err);
/* Check the head of a record document; *out_id lives in the tree. Reports through the binder. */
rsup_status rsupi_check_person_head(rsupi_binder *binder, const rsupi_node *root,
                                    const rsupi_node **out_id);
/* Report of what the record holds now. */
rsup_status rsupi_person_report_build(const rsup_person *person, rsup_result **out,
                                      rsup_error *err);

/* ---- safety */

/* Look through a document that was read, before it is judged. RSUP_E_MEMORY when a questionnaire
 * could not be compiled; its built-in safety items were looked at all the same. */
rsup_status rsupi_safety_scan(const rsup_person *person, const rsupi_node *root,
                              rsup_safety *safety);
/* Look through a text that could not be read, without a tree: finds more rather than less. */
void rsupi_safety_scan_text(const rsup_config *config, const char *text, size_t len,
                            rsup_safety *safety);
#endif
