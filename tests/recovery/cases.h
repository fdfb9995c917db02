/* Cases as data: a YAML file lists records, questions and what the answer must hold; each case is
 * one test, named by its id. tests/vectors/README.md has the form of a case. */
#ifndef TEST_CASES_H
#define TEST_CASES_H
#include "core/result.h"
#include "document/tree.h"
#include "person/view.h"

/* What a room answered: named records, lists of records and instants. */
typedef struct case_part {
  const char *name;
  const rsup_record_type *type; /* NULL: an instant */
  const void *record;
  const void *const *records;
  size_t count;
  rsup_instant instant;
} case_part;
enum { CASE_PARTS = 8 };
typedef struct case_answer {
  const rsupi_node *asked; /* the case itself, for what a question needs beside the moment */
  case_part parts[CASE_PARTS];
  size_t count;
} case_answer;
void answer_record(case_answer *answer, const char *name, const rsup_record_type *type,
                   const void *record);
void answer_records(case_answer *answer, const char *name, const rsup_record_type *type,
                    const void *records, size_t count);
void answer_instant(case_answer *answer, const char *name, rsup_instant instant);

typedef rsup_status case_question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                                  rsup_error *err);
/* Runs every case of a file; prints how many there were. The result is main's. */
int run_cases(const char *path, case_question *question);

/* Append what differs to `differences`; nothing when all that is expected holds. */
void expect_parts(const rsupi_node *expected, const case_answer *answer, rsupi_text *differences);
/* Append every reason of the answer for which the config has no words. */
void expect_words(const rsup_config *config, const case_answer *answer, rsupi_text *differences);
#endif
