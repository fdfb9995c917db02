/* The measures of a network: by hand for small ones, against an enumeration of all ways to fill in
 * what is not known for random ones, and the same bits whatever the order and the ids of ties. */
#include "alloc/failing.h"
#include "core/cmocka_all.h"
#include "person/person_support.h"
#include "recovery-support.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1772622000000) /* 2026-03-04T11:00Z */
#define HEAD                                                                                       \
  "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","                     \
  "\"zones\":[{\"zone\":\"Etc/UTC\"}],"

#ifndef NETWORKS
#define NETWORKS 400 /* drawn in each of two tests; the slow test draws more */
#endif

static rsup_config *config;

static int open_config(void **state) {
  (void)state;
  return rsup_config_default(NULL, &config, NULL);
}
static int close_config(void **state) {
  (void)state;
  rsup_config_free(config);
  return 0;
}

static rsup_result *measured(const char *text) {
  rsup_person *const person = load_text(config, text);
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_network(person, NOW, NULL, &result, &err)) fail_msg("%s", err.message);
  rsup_person_free(person);
  return result;
}
static const rsup_network_part *part_of(const rsup_result *result, size_t at) {
  return rsup_network_measures_get(result)->parts[at];
}

static void expect_measure(const char *name, rsup_measure m, double value, double low,
                           double high) {
  const double tiny = 1e-12;
  const int same = (isnan(value) ? isnan(m.value) : fabs(m.value - value) < tiny) &&
                   (isnan(low) ? isnan(m.low) : fabs(m.low - low) < tiny) &&
                   (isnan(high) ? isnan(m.high) : fabs(m.high - high) < tiny);
  if (!same)
    fail_msg("%s: %.17g in %.17g to %.17g, expected %.17g in %.17g to %.17g", name, m.value, m.low,
             m.high, value, low, high);
}
#define EXPECT(M, VALUE, LOW, HIGH) expect_measure(#M, M, VALUE, LOW, HIGH)
#define KNOWN(M, VALUE) expect_measure(#M, M, VALUE, VALUE, VALUE)

/* ---- by hand */

static void nobody_has_a_size_and_no_shares(void **state) {
  (void)state;
  rsup_result *const result = measured(HEAD "\"ties\":[]}");
  const rsup_network_part *const all = part_of(result, 0);
  KNOWN(all->size, 0);
  assert_int_equal(all->supporting.state, RSUP_MEASURE_NOT_APPLICABLE);
  assert_int_equal(all->support_balance.state, RSUP_MEASURE_NOT_APPLICABLE);
  assert_int_equal(all->ei_index.state, RSUP_MEASURE_NOT_APPLICABLE);
  assert_int_equal(all->stream_blau.state, RSUP_MEASURE_NOT_APPLICABLE);
  assert_int_equal(all->contact_hhi.state, RSUP_MEASURE_NOT_APPLICABLE);
  assert_int_equal(all->closeness.state, RSUP_MEASURE_NOT_APPLICABLE);
  KNOWN(all->daily_contact, 0);
  assert_int_equal(rsup_network_measures_get(result)->family->people.state, RSUP_MEASURE_UNKNOWN);
  rsup_result_free(result);
}

static void nobody_asked_and_nobody_there_are_different(void **state) {
  (void)state;
  rsup_result *const result = measured(
      HEAD "\"asked\":[{\"generator\":\"family\",\"on\":\"2026-01-01\",\"outcome\":\"none\"}]}");
  const rsup_family *const family = rsup_network_measures_get(result)->family;
  KNOWN(family->people, 0);
  KNOWN(family->structural, 0);
  KNOWN(family->functional, 0);
  rsup_result_free(result);
}

static void one_person_has_known_measures(void **state) {
  (void)state;
  rsup_result *const result =
      measured(HEAD "\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}],\"stance\":"
                    "\"supports\",\"use\":\"in_recovery\",\"closeness\":0.5,\"in_contact\":"
                    "\"daily\"}]}");
  const rsup_network_part *const all = part_of(result, 0);
  KNOWN(all->size, 1);
  KNOWN(all->closeness, 0.5);
  KNOWN(all->supporting, 1);
  KNOWN(all->support_balance, 1); /* (1 - 0) / (1 + 0) */
  KNOWN(all->ei_index, -1);       /* like the person, who is in recovery */
  KNOWN(all->stream_blau, 0);
  KNOWN(all->reciprocity, 0); /* a sponsor helps me, by the config */
  KNOWN(all->daily_contact, 1);
  assert_int_equal(all->shapes[0]->density.state, RSUP_MEASURE_NOT_APPLICABLE);
  rsup_result_free(result);
}

/* Four people: a sponsor, a partner, a therapist and one of whom nothing is known but the name. */
static const char four[] = HEAD
    "\"self\":{\"tags\":[\"veteran\",\"parent\"]},"
    "\"ties\":["
    "{\"id\":\"ana\",\"roles\":[{\"role\":\"sponsor\"}],\"gives\":[\"emotional\","
    "\"accountability\"],"
    "\"stance\":\"supports\",\"use\":\"in_recovery\",\"closeness\":0.9,\"tags\":[\"veteran\"]},"
    "{\"id\":\"ben\",\"roles\":[{\"role\":\"partner\"}],\"gives\":[\"emotional\",\"companionship\"]"
    ","
    "\"stance\":\"makes_use_easier\",\"use\":\"uses\",\"use_level\":\"heavy\",\"closeness\":0.6,"
    "\"household\":true,\"in_contact\":\"daily\",\"tags\":[\"gardener\"]},"
    "{\"id\":\"cleo\",\"roles\":[{\"role\":\"therapist\"}],\"gives\":[\"informational\"],"
    "\"stance\":\"supports\",\"use\":\"does_not_use\",\"closeness\":0.3,\"in_contact\":\"weekly\"},"
    "{\"id\":\"dov\"},{\"id\":\"eli\",\"roles\":[{\"role\":\"sponsee\"}]}],"
    "\"alter_ties\":[{\"a\":\"ana\",\"b\":\"ben\",\"state\":\"tied\"},"
    "{\"a\":\"ana\",\"b\":\"nobody\",\"state\":\"tied\"}],"
    "\"events\":["
    "{\"type\":\"contact\",\"id\":\"e1\",\"tie\":\"ana\",\"on\":\"2026-03-01\"},"
    "{\"type\":\"contact\",\"id\":\"e2\",\"tie\":\"ana\",\"on\":\"2026-03-02\"},"
    "{\"type\":\"contact\",\"id\":\"e3\",\"tie\":\"ben\",\"on\":\"2026-03-02\"},"
    "{\"type\":\"contact\",\"id\":\"e4\",\"tie\":\"cleo\",\"on\":\"2025-06-02\"},"
    "{\"type\":\"contact\",\"id\":\"e5\",\"tie\":\"stranger\",\"on\":\"2026-03-02\"}]}";

static void four_people_by_hand(void **state) {
  (void)state;
  rsup_result *const result = measured(four);
  const rsup_network_measures *const m = rsup_network_measures_get(result);
  const rsup_network_part *const all = part_of(result, 0);
  KNOWN(all->size, 4); /* eli is helped, and does not help me */
  EXPECT(all->closeness, 0.6, 1.8 / 4, 2.8 / 4);
  EXPECT(all->supporting, 2.0 / 3, 2.0 / 4, 3.0 / 4);
  EXPECT(all->using_share, 1.0 / 3, 1.0 / 4, 2.0 / 4);
  EXPECT(all->abstaining, 2.0 / 3, 2.0 / 4, 3.0 / 4);
  EXPECT(all->support_balance, 1.0 / 3, 0, 2.0 / 4);     /* (2-1)/3; (2-2)/4; (3-1)/4 */
  EXPECT(all->ei_index, 1.0 / 3, 0, 2.0 / 4);            /* E 2, I 1; I 2; E 3 */
  EXPECT(all->stream_blau, 2.0 / 3, 1 - 6.0 / 16, 0.75); /* 1,1,1; 2,1,1; 1,1,1,1 */
  EXPECT(all->homophily, 1.0 / 2, 1.0 / 4, 3.0 / 4);     /* ana yes, ben no, two did not say */
  EXPECT(all->daily_contact, 1, 1, 3);
  KNOWN(all->contacts, 3);
  KNOWN(all->contact_hhi, 5.0 / 9); /* 2/3 and 1/3 */
  KNOWN(all->family_share, 1.0 / 3);
  assert_int_equal(all->one_giver_count, 3);
  assert_int_equal(m->stale, 1); /* cleo, heard of nine months ago */
  assert_int_equal(m->never_contacted, 1);
  KNOWN(part_of(result, 1)->size, 3);
  KNOWN(part_of(result, 2)->size, 2); /* eli, and ben: a partner goes both ways */
  KNOWN(m->family->structural, 1);
  KNOWN(m->family->functional, 2.0 / 5);
  EXPECT(m->ipda->heavy_share, 1.0 / 3, 1.0 / 4, 2.0 / 4);
  /* ana 0, ben 1 * 7/7, cleo 0, dov 0 to 1 */
  EXPECT(m->ipda->use_by_contact, 1.0 / 3, 1.0 / 4, 2.0 / 4);
  EXPECT(m->giving_share, 2.0 / 5, 2.0 / 6, 3.0 / 6); /* eli and ben; ana, ben and cleo */
  assert_int_equal(m->reason_count, 2);
  assert_string_equal(m->reasons[0]->id, "pairs_with_unlisted_people");
  assert_string_equal(m->reasons[1]->id, "contacts_with_unlisted_people");
  EXPECT(all->shapes[0]->density, 1, 1.0 / 6, 1); /* 6 pairs, one of them asked about */
  rsup_result_free(result);
}

static void an_absence_tells_what_would_be_missing(void **state) {
  (void)state;
  rsup_result *const result = measured(four);
  const rsup_absence *const ana = part_of(result, 0)->absences[0];
  assert_string_equal(ana->tie, "ana");
  assert_int_equal(ana->kind_count, 1); /* ben gives emotional support too */
  assert_string_equal(ana->kinds[0], "accountability");
  assert_int_equal(ana->source_count, 1);
  assert_string_equal(ana->sources[0], "recovery_community");
  KNOWN(ana->contact_share, 2.0 / 3);
  rsup_result_free(result);
}

static void groups_and_behaviours_by_hand(void **state) {
  (void)state;
  rsup_result *const result = measured(
      HEAD
      "\"memberships\":[{\"group\":\"a\",\"use\":\"in_recovery\",\"importance\":0.8},"
      "{\"group\":\"b\",\"use\":\"heavy_use\",\"importance\":0.4},{\"group\":\"c\"},"
      "{\"group\":\"d\",\"to\":\"2025-01-01\",\"use\":\"heavy_use\"}],"
      "\"ties\":[{\"id\":\"mum\",\"roles\":[{\"role\":\"parent\"}],\"behaviours\":["
      "{\"behaviour\":\"listens\",\"seen\":\"yes\"},"
      "{\"behaviour\":\"covers_up_use\",\"seen\":\"yes\"},"
      "{\"behaviour\":\"gives_money_for_use\",\"seen\":\"no\"},"
      "{\"behaviour\":\"lends_money\",\"seen\":\"yes\"},"
      "{\"behaviour\":\"asks_how_i_am\",\"seen\":\"unclear\"}]}],"
      "\"events\":[{\"type\":\"tie_rating\",\"id\":\"r1\",\"tie\":\"mum\",\"on\":\"2025-10-01\","
      "\"closeness\":0.25},{\"type\":\"tie_rating\",\"id\":\"r2\",\"tie\":\"mum\",\"on\":"
      "\"2026-02-01\",\"closeness\":0.75},"
      "{\"type\":\"family_session\",\"id\":\"s1\",\"on\":\"2026-01-10\",\"kind\":\"education\","
      "\"module\":\"m1\",\"completed\":true},"
      "{\"type\":\"step_work\",\"id\":\"w1\",\"on\":\"2026-01-11\",\"step\":\"four\",\"state\":"
      "\"begun\"},{\"type\":\"step_work\",\"id\":\"w2\",\"on\":\"2026-02-11\",\"step\":"
      "\"four\",\"state\":\"done\",\"tie\":\"ana\"}]}");
  const rsup_network_measures *const m = rsup_network_measures_get(result);
  KNOWN(m->sim_ar->groups, 3); /* the fourth is over */
  EXPECT(m->sim_ar->heavy_use_share, 1.0 / 2, 1.0 / 3, 2.0 / 3);
  EXPECT(m->sim_ar->importance, 0.6, 1.2 / 3, 2.2 / 3);
  const rsup_behaviours *const mum = m->family->behaviours[0];
  /* supports 1, easier 1; lends_money may be either, asks_how_i_am may be there or not: least
   * 1/(1+1+1), most (1+1+1)/(1+1+1+1) */
  EXPECT(mum->supporting, 0.5, 1.0 / 3, 3.0 / 4);
  assert_int_equal(mum->unclear, 2);
  KNOWN(m->family->ties[0]->closeness, 0.5);
  KNOWN(part_of(result, 0)->closeness, 0.75); /* the newest word */
  assert_int_equal(m->family->modules[0]->completed, 1);
  assert_int_equal(m->step_count, 1);
  assert_int_equal(m->steps[0]->done, 1);
  rsup_result_free(result);
}

static void two_ids_that_are_one_person_count_once(void **state) {
  (void)state;
  const char text[] =
      HEAD "\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}],\"stance\":\"supports\"},"
           "{\"id\":\"d2\",\"roles\":[{\"role\":\"friend\"}],\"stance\":\"neutral\",\"use\":"
           "\"in_recovery\",\"do_not_contact\":true},{\"id\":\"eli\"}],"
           "\"alter_ties\":[{\"a\":\"d2\",\"b\":\"eli\",\"state\":\"tied\"},{\"a\":\"dana\",\"b\":"
           "\"d2\",\"state\":\"tied\"}],"
           "\"events\":[{\"type\":\"contact\",\"id\":\"c1\",\"tie\":\"d2\",\"on\":\"2026-03-01\"},"
           "{\"type\":\"contact\",\"id\":\"c2\",\"tie\":\"dana\",\"on\":\"2026-03-02\"},"
           "{\"type\":\"same_tie\",\"id\":\"m1\",\"on\":\"2026-03-03\",\"tie\":\"dana\",\"of\":"
           "\"d2\"}]}";
  rsup_result *const result = measured(text);
  const rsup_network_part *const all = part_of(result, 0);
  KNOWN(all->size, 2);
  EXPECT(all->supporting, 1, 0.5, 1);
  EXPECT(all->in_recovery, 1, 0.5, 1); /* what dana leaves unsaid is taken from d2 */
  KNOWN(all->contact_hhi, 1);          /* both contacts are with one person */
  KNOWN(all->shapes[0]->density, 1);   /* a pair of somebody with themselves is none */
  rsup_result_free(result);
  rsup_person *const person = load_text(config, text);
  rsup_result *before = NULL;
  assert_int_equal(rsup_person_network(person, NOW - 2 * INT64_C(86400000), NULL, &before, NULL),
                   0);
  KNOWN(part_of(before, 0)->size, 3); /* the day before, they were two */
  rsup_result_free(before);
  rsup_result *today = NULL;
  assert_int_equal(rsup_today(person, NOW, NULL, &today, NULL), 0);
  const char *json = NULL;
  size_t len;
  assert_int_equal(rsup_result_json(today, &json, &len, NULL), 0);
  assert_null(strstr(json, "\"d2\"")); /* one from then on, everywhere */
  assert_non_null(strstr(json, "do_not_contact"));
  rsup_result_free(today);
  rsup_person_free(person);
}

static int may(const rsup_person *person, const char *actor, const char *what) {
  const rsup_consent_question question = {.struct_size = sizeof question,
                                          .now = NOW,
                                          .actor = actor,
                                          .role = "sponsor",
                                          .purpose = "SUPNWK",
                                          .what = &what,
                                          .what_count = 1};
  rsup_decision decision;
  rsup_error err;
  if (rsup_consent_decide(person, &question, &decision, &err)) fail_msg("%s", err.message);
  return decision.permit;
}

static void consents_follow_a_person_to_both_ids(void **state) {
  (void)state;
  rsup_person *const person =
      load_text(config, HEAD
                "\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}]},{\"id\":\"d2\"}],"
                "\"consents\":[{\"id\":\"k1\",\"grantor\":\"self\",\"to\":\"dana\",\"what\":["
                "\"contacts\",\"activities\"],\"sensitivity\":[\"all\"],\"purpose\":\"SUPNWK\","
                "\"from\":\"2025-01-01\",\"until\":\"2027-01-01\"},"
                "{\"id\":\"k2\",\"grantor\":\"self\",\"to\":\"d2\",\"what\":[\"activities\"],"
                "\"effect\":\"deny\",\"from\":\"2025-01-01\"}]}");
  assert_int_equal(may(person, "d2", "contacts"), 0);
  assert_int_equal(may(person, "dana", "activities"), 1);
  const char same[] = "{\"type\":\"same_tie\",\"id\":\"m1\",\"on\":\"2026-03-03\",\"tie\":"
                      "\"dana\",\"of\":\"d2\"}";
  assert_int_equal(rsup_person_append(person, same, strlen(same), NULL, NULL), RSUP_OK);
  assert_int_equal(may(person, "d2", "contacts"), 1);
  assert_int_equal(may(person, "dana", "activities"), 0); /* what d2 was denied */
  const char parted[] = "{\"type\":\"void\",\"id\":\"v1\",\"of\":\"m1\"}";
  assert_int_equal(rsup_person_append(person, parted, strlen(parted), NULL, NULL), RSUP_OK);
  assert_int_equal(may(person, "d2", "contacts"), 0);
  rsup_person_free(person);
}

/* ---- change */

static void change_tells_who_came_went_and_stayed(void **state) {
  (void)state;
  const char text[] = HEAD
      "\"settings\":[{\"id\":\"rehab\",\"kind\":\"controlled\",\"from\":\"2025-10-01\",\"to\":"
      "\"2025-12-01\"}],"
      "\"ties\":[{\"id\":\"old\",\"closeness\":0.5,\"recorded_at\":\"2025-01-01T10:00Z\"},"
      "{\"id\":\"old\",\"revision\":1,\"closeness\":0.75,\"recorded_at\":\"2026-02-01T10:00Z\"},"
      "{\"id\":\"new\",\"since\":\"2026-01-05\",\"met_in\":\"rehab\"},"
      "{\"id\":\"gone\",\"met_in\":\"rehab\",\"status\":[{\"state\":\"ended\",\"from\":"
      "\"2026-01-20\"}]}]}";
  rsup_person *const person = load_text(config, text);
  rsup_result *result = NULL;
  rsup_error err;
  const rsup_instant a = NOW - INT64_C(110) * 86400000; /* 2025-11-14 */
  assert_int_equal(rsup_person_network_change(person, a, NOW, NULL, &result, &err), RSUP_OK);
  const rsup_network_change *const change = rsup_network_change_get(result);
  assert_int_equal(change->added_count, 1);
  assert_string_equal(change->added[0], "new");
  assert_int_equal(change->lost_count, 1);
  assert_string_equal(change->lost[0], "gone");
  assert_int_equal(change->kept_count, 1);
  assert_int_equal(change->changed_count, 1);
  assert_string_equal(change->changed[0]->what, "closeness");
  assert_true(change->changed[0]->before == 0.5 && change->changed[0]->after == 0.75);
  KNOWN(change->turnover, 2.0 / 4);  /* 1 + 1 of 2 before and 2 after */
  KNOWN(change->stability, 1.0 / 3); /* of old, new and gone */
  assert_int_equal(change->programme_count, 1);
  assert_int_equal(change->programmes[0]->bonds, 2);
  assert_int_equal(change->programmes[0]->outlived, 1);
  rsup_result_free(result);
  assert_int_equal(rsup_person_network_change(person, NOW, a, NULL, &result, &err), RSUP_E_RANGE);
  assert_null(result);
  rsup_person_free(person);
}

/* ---- all ways to fill in what is not known */

static uint64_t dice_state;
static uint32_t dice(uint32_t sides) {
  dice_state ^= dice_state << 13;
  dice_state ^= dice_state >> 7;
  dice_state ^= dice_state << 17;
  return (uint32_t)(dice_state >> 33) % sides;
}

enum { MOST = 12, UNKNOWN = -1 };
typedef struct person_told {
  int stance; /* 0 supports, 1 neutral, 2 makes use easier */
  int use;    /* 0 uses, 1 in recovery, 2 does not */
  int role;   /* 0 sponsor, 1 partner, 2 therapist, 3 friend */
  int close;  /* quarters */
  int contacts;
} person_told;
typedef struct told {
  person_told people[MOST];
  int count;
  int8_t pair[MOST][MOST]; /* 1 tied, 2 not, 0 not asked */
} told;

static void draw(told *t, int most) {
  memset(t, 0, sizeof *t);
  t->count = (int)dice((uint32_t)most + 1);
  int roles_unknown = 0;
  for (int i = 0; i < t->count; i++) {
    person_told *const p = &t->people[i];
    p->stance = (int)dice(4) - 1;
    p->use = (int)dice(4) - 1;
    p->role = (int)dice(5) - 1;
    if (p->role == UNKNOWN && ++roles_unknown > 5) p->role = 0;
    p->close = (int)dice(6) - 1;
    p->contacts = (int)dice(4);
    for (int k = 0; k < i; k++) t->pair[i][k] = (int8_t)(dice(8) == 0 ? 0 : 1 + dice(2));
  }
}

/* The record, its ties in the order `order`, under the ids `name`. */
static void write_record(const told *t, const int *order, const int *name, char *out) {
  static const char *const stances[] = {"supports", "neutral", "makes_use_easier"};
  static const char *const uses[] = {"uses", "in_recovery", "does_not_use"};
  static const char *const roles[] = {"sponsor", "partner", "therapist", "friend"};
  char *at = out + sprintf(out, HEAD "\"ties\":[");
  for (int n = 0; n < t->count; n++) {
    const person_told *const p = &t->people[order[n]];
    at += sprintf(at, "%s{\"id\":\"t%03d\"", n ? "," : "", name[order[n]]);
    if (p->stance >= 0) at += sprintf(at, ",\"stance\":\"%s\"", stances[p->stance]);
    if (p->use >= 0) at += sprintf(at, ",\"use\":\"%s\"", uses[p->use]);
    if (p->role >= 0) at += sprintf(at, ",\"roles\":[{\"role\":\"%s\"}]", roles[p->role]);
    if (p->close >= 0) at += sprintf(at, ",\"closeness\":%.10g", p->close * 0.2 + 0.1);
    at += sprintf(at, "}");
  }
  at += sprintf(at, "],\"alter_ties\":[");
  for (int n = 0, any = 0; n < t->count; n++)
    for (int m = 0; m < n; m++) {
      const int i = order[n] > order[m] ? order[n] : order[m], k = order[n] + order[m] - i;
      if (!t->pair[i][k]) continue;
      at += sprintf(at, "%s{\"a\":\"t%03d\",\"b\":\"t%03d\",\"state\":\"%s\"}", any++ ? "," : "",
                    name[order[n]], name[order[m]], t->pair[i][k] == 1 ? "tied" : "not_tied");
    }
  at += sprintf(at, "],\"events\":[");
  for (int n = 0, events = 0; n < t->count; n++)
    for (int c = 0; c < t->people[order[n]].contacts; c++, events++)
      at += sprintf(at,
                    "%s{\"type\":\"contact\",\"id\":\"e%d\",\"tie\":\"t%03d\",\"on\":"
                    "\"2026-02-%02d\"}",
                    events ? "," : "", events, name[order[n]], 1 + c);
  (void)sprintf(at, "]}");
}

typedef struct range {
  double low, high;
  int ways;
} range;
static void take(range *r, double value) {
  if (isnan(value)) return;
  if (!r->ways || value < r->low) r->low = value;
  if (!r->ways || value > r->high) r->high = value;
  r->ways++;
}
static void expect_range(const char *name, rsup_measure m, const range *r) {
  if (!r->ways) {
    assert_int_equal(m.state, RSUP_MEASURE_NOT_APPLICABLE);
    return;
  }
  if (fabs(m.low - r->low) > 1e-12 || fabs(m.high - r->high) > 1e-12)
    fail_msg("%s: %.17g to %.17g, enumerated %.17g to %.17g", name, m.low, m.high, r->low, r->high);
  if (!isnan(m.value) && (m.value < m.low - 1e-12 || m.value > m.high + 1e-12))
    fail_msg("%s: the value %.17g lies outside of %.17g to %.17g", name, m.value, m.low, m.high);
}

/* What one way to fill in gives. */
typedef struct filled {
  const told *t;
  int stance[MOST], use[MOST], role[MOST];
  double close[MOST];
} filled;
typedef double formula(const filled *f);

static double f_supporting(const filled *f) {
  double yes = 0;
  for (int i = 0; i < f->t->count; i++) yes += f->stance[i] == 0;
  return f->t->count ? yes / f->t->count : (double)NAN;
}
static double f_easier(const filled *f) {
  double yes = 0;
  for (int i = 0; i < f->t->count; i++) yes += f->stance[i] == 2;
  return f->t->count ? yes / f->t->count : (double)NAN;
}
static double f_using(const filled *f) {
  double yes = 0;
  for (int i = 0; i < f->t->count; i++) yes += f->use[i] == 0;
  return f->t->count ? yes / f->t->count : (double)NAN;
}
static double f_recovery(const filled *f) {
  double yes = 0;
  for (int i = 0; i < f->t->count; i++) yes += f->use[i] == 1;
  return f->t->count ? yes / f->t->count : (double)NAN;
}
static double f_abstaining(const filled *f) {
  return f->t->count ? 1 - f_using(f) : (double)NAN;
}
static double f_ei(const filled *f) {
  return f->t->count ? 1 - 2 * f_recovery(f) : (double)NAN;
}
static double f_balance(const filled *f) {
  const double s = f_supporting(f), u = f_using(f);
  return s + u > 0 ? (s - u) / (s + u) : (double)NAN;
}
static double f_close(const filled *f) {
  double sum = 0;
  for (int i = 0; i < f->t->count; i++) sum += f->close[i];
  return f->t->count ? sum / f->t->count : (double)NAN;
}
static double index_of(const double *counts, int n) {
  double all = 0, index = 1;
  for (int i = 0; i < n; i++) all += counts[i];
  for (int i = 0; i < n; i++) index -= all > 0 ? counts[i] / all * (counts[i] / all) : 0;
  return all > 0 ? index : (double)NAN;
}
/* Roles 0 to 3 stand for a stream each; a friend has no source, and the fifth way is a role of
 * the one source that none of them has. */
static double f_stream(const filled *f) {
  static const int stream[] = {0, 1, 2, 1, 3};
  double counts[4] = {0};
  for (int i = 0; i < f->t->count; i++) counts[stream[f->role[i]]]++;
  return index_of(counts, 4);
}
static double f_source(const filled *f) {
  static const int source[] = {0, 1, 2, -1, 3};
  double counts[4] = {0};
  for (int i = 0; i < f->t->count; i++)
    if (source[f->role[i]] >= 0) counts[source[f->role[i]]]++;
  return index_of(counts, 4);
}
static double f_family(const filled *f) {
  double all = 0, family = 0;
  for (int i = 0; i < f->t->count; i++) {
    all += f->t->people[i].contacts;
    if (f->role[i] == 1) family += f->t->people[i].contacts;
  }
  return all > 0 ? family / all : (double)NAN;
}

enum { STANCE = 1, USE = 2, ROLE = 4, CLOSE = 8 };
static void fill(filled *f, int which, int at, formula *value, range *out) {
  const told *const t = f->t;
  if (at == 4 * t->count) {
    take(out, value(f));
    return;
  }
  const int i = at / 4, field = at % 4;
  const person_told *const p = &t->people[i];
  const int said = field == 0 ? p->stance : field == 1 ? p->use : field == 2 ? p->role : p->close;
  static const int ways[] = {3, 3, 5, 2};
  const int open = said == UNKNOWN && (which >> field & 1);
  for (int w = 0; w < (open ? ways[field] : 1); w++) {
    const int now = open ? w : said == UNKNOWN ? 0 : said;
    if (field == 0) f->stance[i] = now;
    if (field == 1) f->use[i] = now;
    if (field == 2) f->role[i] = now;
    if (field == 3) f->close[i] = open ? w : said == UNKNOWN ? 0 : p->close * 0.2 + 0.1;
    fill(f, which, at + 1, value, out);
  }
}
static range enumerate(const told *t, int which, formula *value) {
  filled f = {.t = t};
  range out = {0};
  fill(&f, which, 0, value, &out);
  return out;
}

static int unknowns_of(const told *t) {
  int n = 0;
  for (int i = 0; i < t->count; i++)
    n += (t->people[i].stance == UNKNOWN) + (t->people[i].use == UNKNOWN);
  return n;
}

static void low_and_high_are_those_of_an_enumeration(void **state) {
  (void)state;
  static const int order[MOST] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  static char text[1 << 16];
  int done = 0;
  dice_state = UINT64_C(0x9E3779B97F4A7C15);
  while (done < NETWORKS) {
    told t;
    draw(&t, MOST);
    if (unknowns_of(&t) > 7) continue; /* 3^7 ways */
    done++;
    write_record(&t, order, order, text);
    rsup_result *const result = measured(text);
    const rsup_network_part *const all = part_of(result, 0);
    const struct {
      const char *name;
      rsup_measure m;
      int which;
      formula *value;
    } cases[] = {{"supporting", all->supporting, STANCE, f_supporting},
                 {"making_use_easier", all->making_use_easier, STANCE, f_easier},
                 {"using_share", all->using_share, USE, f_using},
                 {"in_recovery", all->in_recovery, USE, f_recovery},
                 {"abstaining", all->abstaining, USE, f_abstaining},
                 {"ei_index", all->ei_index, USE, f_ei},
                 {"support_balance", all->support_balance, STANCE | USE, f_balance},
                 {"closeness", all->closeness, CLOSE, f_close},
                 {"stream_blau", all->stream_blau, ROLE, f_stream},
                 {"source_blau", all->source_blau, ROLE, f_source},
                 {"family_share", all->family_share, ROLE, f_family}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
      const range r = enumerate(&t, cases[i].which, cases[i].value);
      expect_range(cases[i].name, cases[i].m, &r);
    }
    rsup_result_free(result);
  }
  print_message("%d networks, 11 measures each\n", done);
}

/* ---- order and ids */

typedef struct bits {
  rsup_measure measures[1024];
  size_t count;
} bits;

/* All measures of a record and below it, but of lists that go by the ids of ties. */
static void collect(const rsup_record_type *type, const void *record, bits *out) {
  static const char *const by_tie[] = {"absence", "behaviours", "family_tie", "one_giver"};
  for (size_t i = 0; i < sizeof by_tie / sizeof by_tie[0]; i++)
    if (strcmp(rsup_record_type_name(type), by_tie[i]) == 0) return;
  for (size_t i = 0; i < rsup_record_type_field_count(type); i++) {
    const rsup_field *const field = rsup_record_type_field(type, i);
    const char *const at = (const char *)record + field->offset;
    if (field->kind == RSUP_KIND_MEASURE) {
      assert_true(out->count < 1024);
      memcpy(&out->measures[out->count++], at, sizeof(rsup_measure));
    } else if (field->kind == RSUP_KIND_RECORD) {
      const void *one;
      memcpy(&one, at, sizeof one);
      if (one) collect(field->record, one, out);
    } else if (field->kind == RSUP_KIND_RECORDS) {
      const void *const *list;
      size_t count;
      memcpy(&list, at, sizeof list);
      memcpy(&count, (const char *)record + field->count_offset, sizeof count);
      for (size_t k = 0; k < count; k++) collect(field->record, list[k], out);
    }
  }
}

static void shuffle(int *list, int count) {
  for (int i = count - 1; i > 0; i--) {
    const int k = (int)dice((uint32_t)i + 1), swap = list[i];
    list[i] = list[k];
    list[k] = swap;
  }
}

static void order_and_ids_change_no_bit(void **state) {
  (void)state;
  static char text[1 << 16];
  static bits first, second;
  size_t measures = 0;
  dice_state = 88172645463325252u;
  for (int n = 0; n < NETWORKS; n++) {
    told t;
    int order[MOST], name[MOST];
    draw(&t, MOST);
    for (int i = 0; i < MOST; i++) order[i] = name[i] = i;
    for (int round = 0; round < 2; round++) {
      bits *const out = round ? &second : &first;
      write_record(&t, order, name, text);
      rsup_result *const result = measured(text);
      memset(out, 0, sizeof *out);
      collect(rsup_result_type(result), rsup_result_root(result), out);
      rsup_result_free(result);
      shuffle(order, t.count);
      shuffle(name, MOST);
    }
    assert_int_equal(first.count, second.count);
    measures += first.count;
    assert_memory_equal(first.measures, second.measures, first.count * sizeof first.measures[0]);
  }
  print_message("%d networks, %d measures\n", NETWORKS, (int)measures);
}

/* ---- bad input */

static void expect_refused(const char *entry, rsup_status status) {
  rsup_person *const person = load_text(config, HEAD "\"ties\":[]}");
  rsup_error err;
  const rsup_status got = rsup_person_append(person, entry, strlen(entry), NULL, &err);
  if (got != status) fail_msg("%s: %s", entry, rsup_status_name(got));
  rsup_person_free(person);
}

static void bad_ties_are_refused(void **state) {
  (void)state;
  expect_refused("{\"type\":\"tie\",\"id\":\"self\"}", RSUP_E_RANGE);
  expect_refused("{\"type\":\"alter_tie\",\"a\":\"x\",\"b\":\"x\",\"state\":\"tied\"}",
                 RSUP_E_RANGE);
  expect_refused(
      "{\"type\":\"alter_tie\",\"a\":\"x\",\"b\":\"y\",\"state\":\"tied\",\"weight\":-1}",
      RSUP_E_RANGE);
  expect_refused("{\"type\":\"tie\",\"id\":\"x\",\"closeness\":1.5}", RSUP_E_RANGE);
  expect_refused("{\"type\":\"tie\",\"id\":\"x\",\"roles\":[{\"role\":\"wizard\"}]}",
                 RSUP_E_UNKNOWN_NAME);
  expect_refused("{\"type\":\"tie\",\"id\":\"x\",\"available\":[{\"from\":\"22:00\",\"to\":"
                 "\"06:00\"}]}",
                 RSUP_OK);
  expect_refused("{\"type\":\"tie\",\"id\":\"x\",\"available\":[{\"from\":\"22:00\",\"to\":"
                 "\"22:00\"}]}",
                 RSUP_E_RANGE);
  expect_refused("{\"type\":\"tie\",\"id\":\"x\",\"behaviours\":[{\"behaviour\":\"listens\","
                 "\"seen\":\"yes\"},{\"behaviour\":\"listens\",\"seen\":\"no\"}]}",
                 RSUP_E_CONFLICT);
  expect_refused("{\"type\":\"same_tie\",\"id\":\"m\",\"on\":\"2026-01-01\",\"tie\":\"x\",\"of\":"
                 "\"x\"}",
                 RSUP_E_RANGE);
}

static void pairs_told_in_two_ways_are_not_known(void **state) {
  (void)state;
  rsup_result *const result =
      measured(HEAD "\"ties\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"alter_ties\":["
                    "{\"id\":\"one\",\"a\":\"a\",\"b\":\"b\",\"state\":\"tied\"},"
                    "{\"id\":\"two\",\"a\":\"b\",\"b\":\"a\",\"state\":\"not_tied\"}]}");
  EXPECT(part_of(result, 0)->shapes[0]->density, (double)NAN, 0, 1);
  rsup_result_free(result);
}

static void a_hundred_thousand_ties_are_measured(void **state) {
  (void)state;
  enum { TIES = 100000 };
  char *const text = malloc((size_t)TIES * 64 + 400), *at = text;
  assert_non_null(text);
  at += sprintf(at, HEAD "\"ties\":[");
  for (int i = 0; i < TIES; i++)
    at += sprintf(at, "%s{\"id\":\"t%06d\",\"stance\":\"supports\"}", i ? "," : "", i);
  (void)sprintf(at, "]}");
  rsup_result *const result = measured(text);
  KNOWN(part_of(result, 0)->size, TIES);
  KNOWN(part_of(result, 0)->supporting, 1);
  assert_int_equal(part_of(result, 0)->shape_count, 0);
  rsup_result_free(result);
  free(text);
}

/* ---- memory */

static void every_failed_allocation_is_told(void **state) {
  (void)state;
  rsup_config_options options = {.struct_size = sizeof options, .allocator = failing_allocator()};
  rsup_config *own = NULL;
  assert_int_equal(rsup_config_default(&options, &own, NULL), RSUP_OK);
  rsup_person *const person = load_text(own, four);
  size_t failed = 0;
  for (int question = 0; question < 3; question++) {
    for (size_t nth = 1;; nth++) {
      rsup_result *result = NULL;
      rsup_error err;
      rsup_status status;
      failing_start(nth, 1);
      if (question == 0)
        status = rsup_person_network(person, NOW, NULL, &result, &err);
      else if (question == 1)
        status = rsup_person_network_change(person, NOW - 86400000, NOW, NULL, &result, &err);
      else
        status = rsup_person_network_gaps(person, NOW, NULL, &result, &err);
      if (!failing_stop()) {
        assert_int_equal(status, RSUP_OK);
        rsup_result_free(result);
        break;
      }
      assert_int_equal(status, RSUP_E_MEMORY);
      assert_null(result);
      failed++;
    }
  }
  assert_true(failed > 10);
  print_message("%d failed allocations\n", (int)failed);
  rsup_person_free(person);
  rsup_config_free(own);
  assert_int_equal(failing_live(), 0);
  assert_int_equal(failing_unclean(), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nobody_has_a_size_and_no_shares),
      cmocka_unit_test(nobody_asked_and_nobody_there_are_different),
      cmocka_unit_test(one_person_has_known_measures),
      cmocka_unit_test(four_people_by_hand),
      cmocka_unit_test(an_absence_tells_what_would_be_missing),
      cmocka_unit_test(groups_and_behaviours_by_hand),
      cmocka_unit_test(two_ids_that_are_one_person_count_once),
      cmocka_unit_test(consents_follow_a_person_to_both_ids),
      cmocka_unit_test(change_tells_who_came_went_and_stayed),
      cmocka_unit_test(low_and_high_are_those_of_an_enumeration),
      cmocka_unit_test(order_and_ids_change_no_bit),
      cmocka_unit_test(bad_ties_are_refused),
      cmocka_unit_test(pairs_told_in_two_ways_are_not_known),
      cmocka_unit_test(a_hundred_thousand_ties_are_measured),
      cmocka_unit_test(every_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, open_config, close_config);
}
