/* See consent_support.h. */
#include "consent/consent_support.h"

rsup_instant at(const char *text) {
  rsup_instant instant = 0;
  assert_int_equal(rsup_instant_parse(text, strlen(text), &instant, NULL), RSUP_OK);
  return instant;
}

rsup_person *load_person(rsup_config *config, const char *text, size_t len) {
  rsup_person *person = NULL;
  rsup_error err;
  if (rsup_person_load(config, "person", text, len, &person, NULL, &err))
    fail_msg("%s at %u: %s", rsup_status_name(err.status), err.line, err.message);
  return person;
}

rsup_person *person_with(rsup_config *config, const char *sections) {
  static const char head[] = "format: recovery-support/person\nformat_version: 1\nid: me\n"
                             "zones: [{zone: Europe/Lisbon}]\n";
  const size_t size = sizeof head + strlen(sections);
  char *const text = malloc(size);
  assert_non_null(text);
  (void)snprintf(text, size, "%s%s", head, sections);
  rsup_person *const person = load_person(config, text, size - 1);
  free(text);
  return person;
}

rsup_decision decide(const rsup_person *person, asking asked) {
  rsup_consent_question question;
  rsup_decision decision;
  rsup_error err;
  memset(&question, 0, sizeof question);
  question.struct_size = sizeof question;
  question.origin = asked.origin;
  question.now = at(asked.now ? asked.now : NOW);
  question.actor = asked.actor;
  question.role = asked.role;
  question.purpose = asked.purpose;
  question.what = &asked.what;
  question.what_count = asked.what != NULL;
  question.labels = &asked.label;
  question.label_count = asked.label != NULL;
  assert_int_equal(rsup_consent_decide(person, &question, &decision, &err), RSUP_OK);
  return decision;
}

const char *reason_of(const rsup_person *person, asking asked) {
  const rsup_decision decision = decide(person, asked);
  assert_int_equal(decision.permit, decision.reason < RSUP_REASON_NO_CONSENT);
  return rsup_consent_reason_name(decision.reason);
}

char *written(const rsup_person *person) {
  rsup_result *result = NULL;
  rsup_error err;
  assert_int_equal(rsup_person_write(person, &result, &err), RSUP_OK);
  char *const text = strdup(rsup_document_get(result)->text);
  rsup_result_free(result);
  return text;
}
