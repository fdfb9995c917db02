/* The caller's rsup_safety: written before anything can fail, raised by every sign, never lowered
 * but for the "call failed" that it starts with. */
#include "safety/floor.h"
#include "core/names.h"

#include <string.h>

static const rsupi_name level_names[] = {{"none_reported", RSUP_SAFETY_NONE_REPORTED},
                                         {"review", RSUP_SAFETY_REVIEW},
                                         {"urgent", RSUP_SAFETY_URGENT},
                                         {NULL, 0}};

static const struct {
  uint32_t bit;
  int32_t level;
  const char *name;
} sign_names[] = {
    {RSUP_SIGN_SELF_HARM_ANSWER, RSUP_SAFETY_URGENT, "self_harm_answer"},
    {RSUP_SIGN_SAFETY_ITEM_UNANSWERED, RSUP_SAFETY_REVIEW, "safety_item_unanswered"},
    {RSUP_SIGN_OVERDOSE, RSUP_SAFETY_URGENT, "overdose"},
    {RSUP_SIGN_UNSAFE_AT_HOME, RSUP_SAFETY_URGENT, "unsafe_at_home"},
    {RSUP_SIGN_PLAN_TRIGGER, RSUP_SAFETY_REVIEW, "plan_trigger"},
    {RSUP_SIGN_CALL_FAILED, RSUP_SAFETY_REVIEW, "call_failed"},
};

const char *rsup_safety_level_name(int32_t level) {
  return rsupi_name_of(level_names, level);
}

const char *rsup_sign_name(uint32_t sign) {
  for (size_t i = 0; i < sizeof sign_names / sizeof sign_names[0]; i++)
    if (sign_names[i].bit == sign) return sign_names[i].name;
  return NULL;
}

uint32_t rsupi_sign_of(const char *name) {
  for (size_t i = 0; name && i < sizeof sign_names / sizeof sign_names[0]; i++)
    if (strcmp(sign_names[i].name, name) == 0) return sign_names[i].bit;
  return 0;
}

int32_t rsupi_sign_level(uint32_t sign) {
  for (size_t i = 0; i < sizeof sign_names / sizeof sign_names[0]; i++)
    if (sign_names[i].bit == sign) return sign_names[i].level;
  return RSUP_SAFETY_URGENT;
}

void rsupi_safety_start(rsup_safety *safety) {
  if (!safety) return;
  memset(safety, 0, sizeof *safety);
  safety->level = RSUP_SAFETY_REVIEW;
  safety->signs = RSUP_SIGN_CALL_FAILED;
}

void rsupi_safety_raise(rsup_safety *safety, uint32_t sign, int32_t level) {
  if (!safety) return;
  safety->signs |= sign;
  if (level > safety->level) safety->level = level;
}

void rsupi_safety_found(rsup_safety *safety, uint32_t sign, rsupi_finding finding) {
  if (finding == RSUPI_FOUND_POSITIVE)
    rsupi_safety_raise(safety, sign, rsupi_sign_level(sign));
  else if (finding == RSUPI_FOUND_UNANSWERED)
    rsupi_safety_raise(safety, RSUP_SIGN_SAFETY_ITEM_UNANSWERED, RSUP_SAFETY_REVIEW);
}

/* "Call failed" alone held the level at review; where another sign was seen, its own level stands,
 * and every sign asks for review at least. */
void rsupi_safety_done(rsup_safety *safety) {
  if (!safety) return;
  safety->signs &= ~(uint32_t)RSUP_SIGN_CALL_FAILED;
  if (safety->signs == 0) safety->level = RSUP_SAFETY_NONE_REPORTED;
}

static const rsup_field notice_fields[] = {
    RSUPI_KEY(rsup_notice, id, TEXT, "", "which notice"),
    RSUPI_ENUM(rsup_notice, level, rsup_safety_level_name,
               "how it must be treated, when it is a safety notice"),
    RSUPI_MAYBE(rsup_notice, text, TEXT, "", "words for the person, in the asked locale"),
    RSUPI_MAYBE(rsup_notice, discreet, TEXT, "",
                "words for a lock screen, which say nothing about health"),
    RSUPI_RECORDS(rsup_notice, reasons, reason_count, rsupi_reason_type, "what it rests on"),
};
const rsup_record_type rsupi_notice_type =
    RSUPI_RECORD_TYPE("notice", rsup_notice, notice_fields, "A notice that goes with a result");
