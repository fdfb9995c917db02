/* Every combination of role, purpose, label and state of a consent, against an oracle of thirty
 * lines that was written from the promise and not from the library:
 *   nobody but the person sees anything without a consent; a denial wins; legal proceedings never;
 *   a consent reaches its recipient, its purposes, what it names ("all" is all but PSYTHPN and what
 *   is about others), the labels it names, from its first to its last day, until it is revoked, and
 *   only when who gave it may; the role and the purpose have limits of their own. */
#include "consent/consent_support.h"

/* ---- the parts that are combined --------------------------------------------------------------
 */

typedef struct state {
  const char *name, *yaml; /* of the consent */
  int holds;               /* on 2026-03-04 */
} state;
static const state states[] = {
    {"open", "grantor: self", 1},
    {"by id", "grantor: me", 1},
    {"in its span", "grantor: self, from: 2026-03-04, until: 2026-03-04", 1},
    {"not yet", "grantor: self, from: 2026-03-05", 0},
    {"expired", "grantor: self, until: 2026-03-03", 0},
    {"revoked", "grantor: self, revoked: 2026-03-04", 0},
    {"silently revoked", "grantor: self, revoked: 2026-03-01, silent: true", 0},
    {"revoked later", "grantor: self, revoked: 2026-03-05", 1},
    {"ended", "grantor: self, until_event: end_of_treatment", 0},
    {"not ended", "grantor: self, until_event: end_of_study", 1},
    {"guardian", "grantor: mum", 1},
    {"of age", "grantor: dad", 0},
    {"proxy", "grantor: pat", 1},
    {"stranger", "grantor: sam", 0},
};
static const char *const recipients[] = {"dana", "role:open", "clinic-7"};
static const char *const purposes[] = {"TREAT",   "ETREAT",  "BTG",      "CAREMGT", "HPAYMT",
                                       "HOPERAT", "HRESCH",  "CLINTRCH", "PATRQT",  "FAMRQT",
                                       "PWATRNY", "PUBHLTH", "HLEGAL",   "SUPNWK",  "NONSENSE"};
enum { SUD = 1, PSY = 2, PSYTHPN = 4, HIV = 8, STRANGE = 16 };
static const char *const label_words[] = {"SUD", "PSY", "PSYTHPN", "HIV", "ZZZ"};
static const int label_sets[] = {0,   SUD,     PSY,          SUD | PSY, PSYTHPN, SUD | PSYTHPN,
                                 HIV, STRANGE, SUD | STRANGE};
typedef struct scope {
  const char *yaml;
  int purpose_a, purpose_b, labels; /* purposes by index, -1: none */
  int whole;                        /* what: all; else [milestones] */
} scope;
static const scope scopes[] = {
    {"purpose: SUPNWK, what: [milestones], sensitivity: [SUD]", 13, -1, SUD, 0},
    {"purpose: [TREAT, HRESCH], what: [all], sensitivity: [SUD, PSY]", 0, 6, SUD | PSY, 1},
    {"purpose: [ETREAT, HLEGAL], what: all, sensitivity: [all]", 1, 12, SUD | PSY | HIV, 1},
    {"purpose: [TREAT, HPAYMT], what: [milestones], sensitivity: [all, PSYTHPN]", 0, 4,
     SUD | PSY | PSYTHPN | HIV, 0},
    {"purpose: SUPNWK, what: [all]", 13, -1, 0, 1},
};
/* A denial beside the consent, for dana: none, of all that is SUD, of check-ins, and a silent one
 * for the purpose TREAT. */
static const char *const denials[] = {
    "", ", {id: n1, effect: deny, grantor: self, to: dana, sensitivity: [SUD]}",
    ", {id: n1, effect: deny, grantor: self, to: dana, what: [checkin]}",
    ", {id: n1, effect: deny, silent: true, grantor: self, to: dana, purpose: TREAT}"};
static const char *const actors[] = {"dana", "clinic-7", "self"};
static const char *const roles[] = {"open", "narrow", "studies", "nobody"};
static const char *const whats[] = {"milestones", "checkin.mood", "link"};

typedef struct question {
  int actor, role, purpose, labels, what;
} question;
typedef struct given {
  const state *state;
  int recipient;
  const scope *scope;
  int denial;
} given;

/* ---- the oracle ------------------------------------------------------------------------------ */

static int oracle(const given *g, const question *q) {
  const int legal = q->purpose == 12, nonsense = q->purpose == 14;
  if (legal || nonsense) return 0;
  if (q->actor == 2) return 1;                         /* the person */
  if (q->role == 3 || (q->labels & STRANGE)) return 0; /* nobody knows it */
  /* A denial wins. Milestones are worked out from check-ins too. */
  if (q->actor == 0 && g->denial == 1 && (q->labels & SUD)) return 0;
  if (q->actor == 0 && g->denial == 2 && q->what != 2) return 0;
  if (q->actor == 0 && g->denial == 3 && q->purpose == 0) return 0;
  /* The limits: "narrow" sees milestones, "studies" asks for research, BTG is in no template. */
  if (q->role == 1 && q->what != 0) return 0;
  if (q->role == 2 && q->purpose != 6) return 0;
  if (q->purpose == 2) return 0;
  /* The consent. */
  const int to_me = (g->recipient == 0 && q->actor == 0) || (g->recipient == 1 && q->role == 0) ||
                    (g->recipient == 2 && q->actor == 1);
  if (!to_me || !g->state->holds) return 0;
  if (q->purpose != g->scope->purpose_a && q->purpose != g->scope->purpose_b) return 0;
  if (q->what == 2) return 0; /* about others: nobody named it */
  if (q->what == 1 && !g->scope->whole) return 0;
  return (q->labels & ~g->scope->labels) == 0;
}

/* ---- asking the library ---------------------------------------------------------------------- */

static rsup_config *open_config(void) {
  char text[4096];
  size_t len =
      (size_t)snprintf(text, sizeof text,
                       "format: recovery-support/config\nformat_version: 1\nrole_templates:\n"
                       "  - {id: open, what: [all]}\n  - {id: narrow, what: [milestones]}\n"
                       "  - {id: studies, what: [all], purposes: [HRESCH]}\npurpose_templates:\n");
  for (int i = 0; i < 14; i++)
    if (i != 2 && i != 12)
      len += (size_t)snprintf(text + len, sizeof text - len, "  - {id: %s, what: [all]}\n",
                              purposes[i]);
  rsup_config *config = NULL;
  rsup_error err;
  if (rsup_config_load("open", text, len, NULL, &config, NULL, &err)) fail_msg("%s", err.message);
  return config;
}

static rsup_person *record_of(rsup_config *config, const given *g) {
  char text[2048];
  (void)snprintf(text, sizeof text,
                 "facts: [{id: f1, name: end_of_treatment, value: true, on: 2026-03-04},"
                 " {id: f2, name: end_of_study, value: true, on: 2026-03-05}]\n"
                 "guardians: [{tie: mum, until: 2026-03-05}, {tie: dad, until: 2026-03-04},"
                 " {tie: pat, kind: proxy, from: 2026-03-04}]\n"
                 "consents: [{id: k1, to: \"%s\", %s, %s}%s]\n",
                 recipients[g->recipient], g->state->yaml, g->scope->yaml, denials[g->denial]);
  return person_with(config, text);
}

static int library(const rsup_person *person, rsup_instant now, const question *q) {
  const char *labels[5];
  rsup_consent_question asked = {.struct_size = sizeof asked, .now = now};
  rsup_decision decision;
  rsup_error err;
  for (int bit = 0; bit < 5; bit++)
    if (q->labels & (1 << bit)) labels[asked.label_count++] = label_words[bit];
  asked.labels = labels;
  asked.actor = actors[q->actor];
  asked.role = roles[q->role];
  asked.purpose = purposes[q->purpose];
  asked.what = &whats[q->what];
  asked.what_count = 1;
  assert_int_equal(rsup_consent_decide(person, &asked, &decision, &err), RSUP_OK);
  assert_int_equal(decision.permit, decision.reason < RSUP_REASON_NO_CONSENT);
  return decision.permit;
}

#define COUNT(A) ((int)(sizeof(A) / sizeof((A)[0])))

static int ask_all(const rsup_person *person, const given *g, rsup_instant now, int *permitted) {
  int asked = 0;
  question q;
  for (q.actor = 0; q.actor < COUNT(actors); q.actor++)
    for (q.role = 0; q.role < COUNT(roles); q.role++)
      for (q.purpose = 0; q.purpose < COUNT(purposes); q.purpose++)
        for (int set = 0; set < COUNT(label_sets); set++)
          for (q.what = 0; q.what < COUNT(whats); q.what++, asked++) {
            q.labels = label_sets[set];
            const int permit = library(person, now, &q), expected = oracle(g, &q);
            *permitted += permit && q.actor != 2;
            if (permit != expected)
              fail_msg("%s to %s (%s), denial %d; %s as %s for %s, labels %d, %s: %d",
                       g->state->name, recipients[g->recipient], g->scope->yaml, g->denial,
                       actors[q.actor], roles[q.role], purposes[q.purpose], q.labels, whats[q.what],
                       permit);
          }
  return asked;
}

static void every_combination_is_as_the_oracle_says(void **unused) {
  (void)unused;
  rsup_config *const config = open_config();
  const rsup_instant now = at(NOW);
  int asked = 0, permitted = 0;
  given g;
  for (int i = 0; i < COUNT(states); i++)
    for (g.recipient = 0; g.recipient < COUNT(recipients); g.recipient++)
      for (int k = 0; k < COUNT(scopes); k++) {
        g.state = &states[i];
        g.scope = &scopes[k];
        g.denial = (i + g.recipient + k) % COUNT(denials); /* and none: each with two of the four */
        for (int twice = 0; twice < 2; twice++, g.denial = 0) {
          rsup_person *const person = record_of(config, &g);
          asked += ask_all(person, &g, now, &permitted);
          rsup_person_free(person);
        }
      }
  rsup_config_free(config);
  print_message("%d questions, %d of them permitted by a consent\n", asked, permitted);
  assert_true(asked >= 100000);
  assert_true(permitted >= 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_combination_is_as_the_oracle_says)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
