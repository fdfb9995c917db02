/* The decision. The order is the order of strength: what is never given, the person's own record,
 * names nobody knows, denials, the config's templates, and only then consents. */
#include "consent/consent.h"
#include "core/error.h"
#include "core/text.h"
#include "person/records.h"

#include <string.h>

/* ---- the asker */

/* Years 1 to 9999: beyond them no day can be told, and so no end. */
int rsupi_is_of_calendar(rsup_instant at) {
  return at >= -INT64_C(62135596800000) && at < INT64_C(253402300800000);
}

static rsup_day utc_day(rsup_instant at) {
  return (rsup_day)((at - (at < 0 ? RSUPI_MS_PER_DAY - 1 : 0)) / RSUPI_MS_PER_DAY);
}

static void find_days(rsupi_asker *asker) {
  enum { HOUR = 3600000, WEST = 12, EAST = 14 }; /* the farthest zones there are */
  const rsupi_view *const view = asker->view;
  if (view->zone_count) {
    asker->first = asker->last = rsupi_history_day(view->zones, view->zone_count, asker->now);
    return;
  }
  asker->first = utc_day(asker->now - WEST * (rsup_instant)HOUR);
  asker->last = utc_day(asker->now + EAST * (rsup_instant)HOUR);
}

/* A tie of the same name might be meant: then it is not the person. */
static int is_self(const rsup_person *person, const char *actor) {
  const int own = rsupi_text_equal(actor, "self") || rsupi_text_equal(actor, person->id);
  return own && !rsupi_view_tie(&person->records->view, actor);
}

void rsupi_asker_open(const rsup_person *person, const rsup_consent_question *question,
                      rsupi_asker *out) {
  const char *purpose = question->purpose;
  memset(out, 0, sizeof *out);
  out->person = person;
  out->view = &person->records->view;
  out->actor = question->actor;
  out->role = question->role;
  out->now = question->now;
  out->is_self = is_self(person, question->actor);
  if (!purpose && out->is_self) purpose = "PATRQT";
  if (purpose) out->purpose = rsupi_value_of(rsupi_purpose_names, purpose, strlen(purpose));
  out->role_template = rsupi_config_role_template(person->config, question->role);
  out->purpose_template = rsupi_config_purpose_template(person->config, purpose);
  find_days(out);
}

/* ---- what is said */

static void say(rsup_decision *out, int32_t permit, int32_t reason, const rsupi_consent *consent) {
  out->permit = permit;
  out->reason = reason;
  rsupi_fixed id = rsupi_fixed_start(out->consent_id, sizeof out->consent_id);
  if (consent) rsupi_fixed_add(&id, consent->head.id);
}

static void deny(rsup_decision *out, int32_t reason, const rsupi_consent *consent) {
  say(out, 0, reason, consent);
  out->obligations = RSUP_OBLIGATION_NOAUTH;
}

static int32_t nothing_there(const rsupi_asker *asker) {
  return asker->purpose == RSUPI_PURPOSE_ETREAT ? RSUP_REASON_NO_BREAK_GLASS
                                                : RSUP_REASON_NO_CONSENT;
}

/* ---- denials */

static int denies_label(const rsupi_consent *denial, uint32_t labels) {
  if (!denial->sensitivity_count || denial->all_labels) return 1;
  return (denial->labels & (labels | RSUPI_WORD_UNKNOWN)) != 0;
}

static int touches(const char *denied, const rsupi_asked_for *asked) {
  for (size_t k = 0; k < asked->what_count; k++)
    if (rsupi_what_touches(denied, asked->what[k])) return 1;
  return asked->also && rsupi_what_touches(denied, asked->also);
}

/* An answer that tells use, in any form: what is worked out from use rests on it too. */
static int tells_use(const rsup_config *config, const char *what) {
  static const char prefix[] = "checkin.";
  if (strncmp(what, prefix, sizeof prefix - 1) != 0) return 0;
  for (size_t i = 0; i < config->form_count; i++) {
    const rsupi_item *const item = rsupi_form_item(&config->forms[i], what + sizeof prefix - 1);
    if (item && item->reports == RSUPI_REPORTS_USE) return 1;
  }
  return 0;
}

static int denies_what(const rsupi_asker *asker, const rsupi_consent *denial,
                       const rsupi_asked_for *asked) {
  if (!denial->what_count || denial->unknown_what) return 1;
  for (size_t i = 0; i < denial->what_count; i++) {
    if (touches(denial->what[i], asked)) return 1;
    if (tells_use(asker->person->config, denial->what[i]) && touches("use", asked)) return 1;
  }
  return 0;
}

/* A denial that speaks of this actor and purpose, and holds. */
static int is_denial(const rsupi_asker *asker, const rsupi_consent *consent) {
  if (consent->effect != RSUPI_EFFECT_DENY || !rsupi_is_addressed(asker, consent)) return 0;
  const uint32_t purpose = UINT32_C(1) << asker->purpose;
  const int meant =
      !consent->purpose_count || (consent->purposes & (purpose | RSUPI_WORD_UNKNOWN)) != 0;
  return meant && rsupi_denial_holds(asker, consent);
}

/* A loud denial is named before a silent one is passed over in silence. */
static int denied(const rsupi_asker *asker, const rsupi_asked_for *asked, rsup_decision *out) {
  int silently = 0;
  for (size_t i = 0; i < asker->view->consent_count; i++) {
    const rsupi_consent *const one = asker->view->consents[i];
    if (!is_denial(asker, one) || !denies_label(one, asked->labels) ||
        !denies_what(asker, one, asked))
      continue;
    silently |= one->silent;
    if (one->silent) continue;
    deny(out, RSUP_REASON_DENIED_BY_RECORD, one);
    return 1;
  }
  if (silently)
    deny(out, nothing_there(asker), NULL);
  else if (rsupi_has_unread_denial(asker->person))
    deny(out, RSUP_REASON_DENIED_BY_RECORD, NULL);
  else
    return 0;
  return 1;
}

/* ---- permits */

static int covers_labels(const rsupi_consent *consent, uint32_t labels) {
  uint32_t named = consent->labels & ~(uint32_t)RSUPI_WORD_UNKNOWN;
  if (consent->all_labels) named |= ~(UINT32_C(1) << RSUPI_LABEL_PSYTHPN);
  return (labels & ~named) == 0;
}

static int covers_what(const rsupi_consent *consent, const rsupi_asked_for *asked) {
  for (size_t k = 0; k < asked->what_count; k++)
    if (!rsupi_what_covers(consent->what, consent->what_count, asked->what[k])) return 0;
  return 1;
}

static int lacks_element(const rsupi_asker *asker, const rsupi_consent *consent, int32_t origin) {
  if (rsupi_origin_of(&consent->head) != RSUPI_ORIGIN_PART2) return origin == RSUPI_ORIGIN_PART2;
  return consent->missing || !rsupi_text_equal(consent->patient, asker->view->person_id);
}

/* 0 when it covers what is asked; else why not, from what is furthest off to what is nearest. */
static int32_t why_not(const rsupi_asker *asker, const rsupi_asked_for *asked,
                       const rsupi_consent *consent) {
  if (!(consent->purposes & UINT32_C(1) << asker->purpose)) return RSUP_REASON_WRONG_PURPOSE;
  if (!covers_what(consent, asked)) return RSUP_REASON_NOT_COVERED;
  if (!covers_labels(consent, asked->labels)) return RSUP_REASON_SENSITIVITY_NOT_COVERED;
  if (lacks_element(asker, consent, asked->origin)) return RSUP_REASON_INCOMPLETE_PART2;
  return rsupi_why_not_in_force(asker, consent);
}

/* A silent revocation leaves nothing behind, not even a better reason. */
static int is_gone(const rsupi_asker *asker, const rsupi_consent *consent) {
  return consent->silent && consent->revoked != RSUPI_NO_DAY && consent->revoked <= asker->last;
}

static uint32_t obligations(const rsupi_asker *asker, const rsupi_asked_for *asked,
                            const rsupi_consent *consent) {
  uint32_t bits = RSUP_OBLIGATION_NORDSCLCD | RSUP_OBLIGATION_MINEC;
  if (asked->labels || asked->origin == RSUPI_ORIGIN_PART2 ||
      rsupi_origin_of(&consent->head) == RSUPI_ORIGIN_PART2)
    bits |= RSUP_OBLIGATION_PERSISTLABEL | RSUP_OBLIGATION_PRIVMARK;
  if (asker->purpose == RSUPI_PURPOSE_HRESCH || asker->purpose == RSUPI_PURPOSE_CLINTRCH)
    bits |= RSUP_OBLIGATION_NORELINK;
  for (size_t i = 0; i < asker->view->consent_count; i++)
    if (!asker->view->consents[i]->silent && is_denial(asker, asker->view->consents[i]))
      bits |= RSUP_OBLIGATION_REDACT;
  return bits;
}

static void look_for_permit(const rsupi_asker *asker, const rsupi_asked_for *asked,
                            rsup_decision *out) {
  const rsupi_consent *nearest = NULL;
  int32_t best = nothing_there(asker);
  for (size_t i = 0; i < asker->view->consent_count; i++) {
    const rsupi_consent *const one = asker->view->consents[i];
    if (one->effect == RSUPI_EFFECT_DENY || !rsupi_is_addressed(asker, one) || is_gone(asker, one))
      continue;
    const int32_t why = why_not(asker, asked, one);
    if (!why) {
      const int emergency = asker->purpose == RSUPI_PURPOSE_ETREAT;
      say(out, 1, emergency ? RSUP_REASON_EMERGENCY : RSUP_REASON_CONSENT, one);
      out->obligations = obligations(asker, asked, one);
      return;
    }
    if (why <= best) continue;
    best = why;
    nearest = one;
  }
  deny(out, best, nearest);
}

/* ---- templates and names */

static int within(const rsupi_template *limits, const rsupi_asked_for *asked) {
  for (size_t k = 0; k < asked->what_count; k++)
    if (!rsupi_what_within(limits->what, limits->what_count, asked->what[k])) return 0;
  return 1;
}

static int role_may_ask(const rsupi_asker *asker) {
  const rsupi_template *const role = asker->role_template;
  const uint32_t bits = rsupi_word_bits(rsupi_purpose_names, role->purposes, role->purpose_count);
  return !role->purpose_count || (bits & UINT32_C(1) << asker->purpose);
}

static int32_t unknown_name(const rsupi_asker *asker, const rsupi_asked_for *asked) {
  if (!asker->purpose) return RSUP_REASON_UNKNOWN_PURPOSE;
  if (!asker->role_template) return RSUP_REASON_UNKNOWN_ROLE;
  if (asked->labels & RSUPI_WORD_UNKNOWN) return RSUP_REASON_UNKNOWN_LABEL;
  for (size_t k = 0; k < asked->what_count; k++)
    if (!rsupi_what_known(asked->what[k])) return RSUP_REASON_UNKNOWN_WHAT;
  return 0;
}

static int32_t beyond_template(const rsupi_asker *asker, const rsupi_asked_for *asked) {
  if (!role_may_ask(asker) || !within(asker->role_template, asked))
    return RSUP_REASON_ROLE_TEMPLATE;
  if (!asker->purpose_template || !within(asker->purpose_template, asked))
    return RSUP_REASON_PURPOSE_TEMPLATE;
  return 0;
}

/* ---- the whole */

void rsupi_decide(const rsupi_asker *asker, const rsupi_asked_for *given, rsup_decision *out) {
  static const char *const everything[] = {"all"};
  rsupi_asked_for asked = *given;
  if (!asked.what_count) {
    asked.what = everything;
    asked.what_count = 1;
  }
  memset(out, 0, sizeof *out);
  out->confidentiality = asked.labels & UINT32_C(1) << RSUPI_LABEL_PSYTHPN
                             ? RSUP_CONFIDENTIALITY_VERY_RESTRICTED
                             : RSUP_CONFIDENTIALITY_RESTRICTED;
  if (asker->purpose == RSUPI_PURPOSE_HLEGAL) {
    deny(out, RSUP_REASON_LEGAL_NEVER, NULL);
    return;
  }
  if (asker->is_self && asker->purpose) {
    say(out, 1, RSUP_REASON_SELF, NULL);
    return;
  }
  int32_t why = unknown_name(asker, &asked);
  if (!why && denied(asker, &asked, out)) return;
  if (!why) why = beyond_template(asker, &asked);
  if (why)
    deny(out, why, NULL);
  else
    look_for_permit(asker, &asked, out);
}

rsup_status rsupi_question_read(const rsup_consent_question *question, rsup_consent_question *out,
                                rsup_error *err) {
  const rsup_status status = rsupi_options_read(question, out, sizeof *out, err);
  if (status) return status;
  if (!out->actor || !rsupi_is_of_calendar(out->now))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "the question needs an actor and a moment");
  int lacks = (out->what_count && !out->what) || (out->label_count && !out->labels);
  for (size_t i = 0; !lacks && i < out->what_count; i++) lacks = !out->what[i];
  for (size_t i = 0; !lacks && i < out->label_count; i++) lacks = !out->labels[i];
  return lacks ? rsupi_fail(err, RSUP_E_ARGUMENT, "what or labels of the question lack a name")
               : RSUP_OK;
}

rsup_status rsup_consent_decide(const rsup_person *person, const rsup_consent_question *question,
                                rsup_decision *out, rsup_error *err) {
  rsup_consent_question known;
  rsupi_asker asker;
  rsupi_error_clear(err);
  if (out) {
    memset(out, 0, sizeof *out);
    out->confidentiality = RSUP_CONFIDENTIALITY_RESTRICTED;
    deny(out, RSUP_REASON_NO_CONSENT, NULL);
  }
  if (!person || !question || !out)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "person, question or out is NULL");
  const rsup_status status = rsupi_question_read(question, &known, err);
  if (status) return status;
  rsupi_asker_open(person, &known, &asker);
  const rsupi_asked_for asked = {
      .what = known.what,
      .what_count = known.what_count,
      .labels = rsupi_word_bits(rsupi_label_names, known.labels, known.label_count),
      .origin = known.origin};
  rsupi_decide(&asker, &asked, out);
  return RSUP_OK;
}
