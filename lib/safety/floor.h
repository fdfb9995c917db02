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
/* Last thing in a call that went through: takes the "call failed" sign away again. A call that held
 * no answers at all and fails for another reason may use it too (`had_answers` 0). */
void rsupi_safety_done(rsup_safety *safety);
/* The bit of a sign by its name ("self_harm_answer"); 0 when there is none of that name. */
uint32_t rsupi_sign_of(const char *name);
extern const rsup_record_type rsupi_crisis_line_type, rsupi_notice_type;
#endif
