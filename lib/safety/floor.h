/* Setting the caller's rsup_safety. None of this allocates or can fail; all accept safety == NULL.
 */
#ifndef RSUPI_FLOOR_H
#define RSUPI_FLOOR_H
#include "core/record.h"
#include "recovery-support/safety.h"

/* First thing in a call that takes answers: as if it had already failed, so that an early return
 * says "review". */
void rsupi_safety_start(rsup_safety *safety);
/* A sign was seen. Levels only rise. */
void rsupi_safety_raise(rsup_safety *safety, uint32_t sign, int32_t level);
/* What was found at a safety item. The text forms stand in person/safety_scan.c. */
typedef enum rsupi_finding {
  RSUPI_FOUND_NEGATIVE = 1,
  RSUPI_FOUND_NOT_ASKED,
  RSUPI_FOUND_UNANSWERED,
  RSUPI_FOUND_POSITIVE
} rsupi_finding;
/* The one place where a safety-critical answer, a checked sign or a plan trigger becomes a level:
 * every path ends here. `sign` is the bit that a positive finding stands for. */
void rsupi_safety_found(rsup_safety *safety, uint32_t sign, rsupi_finding finding);
/* How a sign must be treated: RSUP_SAFETY_…; a sign nobody knows is urgent. */
int32_t rsupi_sign_level(uint32_t sign);
/* Last thing in a call that went through: takes the "call failed" sign away again. */
void rsupi_safety_done(rsup_safety *safety);
/* The bit of a sign by its name ("self_harm_answer"); 0 when there is none of that name. */
uint32_t rsupi_sign_of(const char *name);
extern const rsup_record_type rsupi_crisis_line_type, rsupi_notice_type;
#endif
