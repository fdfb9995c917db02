/* A FHIR QuestionnaireResponse while it is read. The tree is walked once; nothing of the walk
 * allocates but the list of carried scores, and nothing stops it: the safety floor sees every
 * answer that can be read, whatever is wrong with the others. */
#ifndef RSUPI_FHIR_H
#define RSUPI_FHIR_H
#include "core/record.h"
#include "document/schema.h"
#include "instrument/instrument.h"
#include "recovery-support/exchange.h"

typedef struct rsupi_fhir_reading {
  const rsup_instrument *instrument;
  const rsup_instrument_info *info;
  rsup_safety *safety;
  rsupi_binder binder; /* private: a place is told, never what stands there */
  double *values;      /* by item; NaN: no answer */
  uint8_t *seen;       /* by item: it stood in the response, answered or not */
  rsupi_list carried;  /* of rsup_fhir_carried, in the scratch arena; not yet compared */
} rsupi_fhir_reading;

/* Report what is wrong at a node. */
void rsupi_fhir_wrong(rsupi_fhir_reading *reading, const rsupi_node *node, rsup_status status,
                      const char *message);
/* 1 when it is a map. Its keys are checked against a list that ends with NULL, but for those of
 * values; from then on paths name the ones that are known. */
int rsupi_fhir_map(rsupi_fhir_reading *reading, const rsupi_node *node, const char *const *keys);
/* A list under a key, NULL when there is none; reports what is no list. */
const rsupi_node *rsupi_fhir_list(rsupi_fhir_reading *reading, const rsupi_node *map,
                                  const char *key);
/* A text under a key, NULL when there is none; reports what is no text. */
const char *rsupi_fhir_text(rsupi_fhir_reading *reading, const rsupi_node *map, const char *key);
/* Whether an element says why it has no value. */
int rsupi_fhir_absent(const rsupi_node *element);

/* The items below a list, with those nested in them and in their answers. */
void rsupi_fhir_items(rsupi_fhir_reading *reading, const rsupi_node *list);

/* The value[x] of an answer: NULL for a blank, and after reporting that it is none or several. */
const rsupi_node *rsupi_fhir_value(rsupi_fhir_reading *reading, const rsupi_node *answer);
/* Read the value of an answer to an item into reading->values. */
void rsupi_fhir_answer(rsupi_fhir_reading *reading, int32_t item, const rsupi_node *answer,
                       const rsupi_node *value);
/* Note the value of a score that is carried along. */
void rsupi_fhir_score(rsupi_fhir_reading *reading, const rsup_score_info *score,
                      const char *link_id, const rsupi_node *value);

extern const rsup_record_type rsupi_fhir_answer_type, rsupi_fhir_carried_type,
    rsupi_fhir_response_type;
#endif
