/* See pieces.h. */
#include "consent/pieces.h"

#define KEPT ", source: NEVER-1, device: NEVER-2, x-note: NEVER-3"
#define ANYTHING " all "

const piece pieces[] = {
    {"standing", " profile" ANYTHING, "worker", "{values: [worker]" KEPT "}"},
    {"status", " profile" ANYTHING, "zq-status",
     "{id: zq-status, state: active, from: 2024-11-02" KEPT "}"},
    {"region", " profile" ANYTHING, "zq-region",
     "{id: zq-region, from: 2024-11-01, region: CA-NS" KEPT "}"},
    {"languages", " profile" ANYTHING, "zq-language", "{values: [en, zq-language]" KEPT "}"},
    {"facts", " facts facts.housing" ANYTHING, "zq-fact",
     "{id: zq-fact, name: housing, value: 'WORDS under a roof', on: 2024-11-02" KEPT "}"},
    {"facts", " facts" ANYTHING, "zq-count",
     "{id: zq-count, name: prior_treatments, value: 7919" KEPT "}"},
    {"guardians", " guardians" ANYTHING, "zq-guardian",
     "{id: zq-guardian, tie: tie-mum, from: 2024-11-02, until: 2025-02-01" KEPT "}"},
    {"settings", " settings" ANYTHING, "zq-setting",
     "{id: zq-setting, kind: controlled, from: 2025-01-10, to: 2025-01-17" KEPT "}"},
    {"targets", " recovery milestones medication" ANYTHING, "zq-alcohol",
     "{id: zq-alcohol, goal: {kind: abstain, from: 2024-11-02, x-why: NEVER-4}, counts: [zq-beer], "
     "medications: [{class: moud, agent: zq-agent, from: 2024-12-05, x-dose: NEVER-5}]" KEPT "}"},
    {"ties", " ties ties.details" ANYTHING, "tie-dana",
     "{id: tie-dana, roles: [{role: sponsor, from: 2024-11-20}], status: [{state: current, from: "
     "2024-11-20}], gives: [emotional], stance: supports, use: in_recovery, closeness: 0.7919, "
     "contact_every: {days: 3}, channels: [zq-channel], tags: [zq-tag], person: NEVER-6" KEPT "}"},
    {"ties", " ties ties.details" ANYTHING, "tie-eli",
     "{id: tie-eli, roles: [{role: friend}]" KEPT "}"},
    {"self", " profile" ANYTHING, "zq-self", "{id: zq-self, capacity: {sponsor: 79}" KEPT "}"},
    {"alter_ties", " ties ties.details ", "zq-pair",
     "{id: zq-pair, a: tie-dana, b: tie-eli, state: not_tied" KEPT "}"},
    {"asked", " ties ties.details ", "zq-asked",
     "{id: zq-asked, generator: family, on: 2024-12-01, outcome: none" KEPT "}"},
    {"memberships", " attendance" ANYTHING, "zq-group",
     "{group: zq-group, roles: [{role: facilitator}], from: 2024-12-01" KEPT "}"},
    {"organisations", " ties ties.details ", "zq-office",
     "{id: zq-office, kind: housing, services: [zq-room], since: 2025-02-01" KEPT "}"},
    {"events", " contacts" ANYTHING, "zq-contact",
     "{type: contact, id: zq-contact, tie: tie-dana, at: \"2025-10-20T19:30+01:00\", channel: "
     "phone, by: me, outcome: reached" KEPT "}"},
    {"events", " checkin checkins_kept checkin.mood checkin.craving milestones recovery" ANYTHING,
     "zq-checkin",
     "{type: checkin, id: zq-checkin, form: {id: daily, version: 2}, at: "
     "\"2025-10-21T08:10+01:00\", answers: {mood: 4, craving: {zq-alcohol: 6}, triggers: "
     "[zq-trigger], used: {zq-alcohol: false}, thoughts_of_self_harm: false}" KEPT "}"},
    {"events", " use milestones recovery" ANYTHING, "zq-use",
     "{type: use_day, id: zq-use, target: zq-alcohol, substance: zq-beer, on: 2024-12-24, amount: "
     "7919, unit: drinks" KEPT "}"},
    {"events", " setback milestones recovery" ANYTHING, "zq-setback",
     "{type: setback, id: zq-setback, target: zq-alcohol, on: 2024-12-24, extent: single, "
     "triggers: [zq-payday], helped: [zq-call], lesson: WORDS of a lesson, note: NEVER-12, "
     "resumed: "
     "2024-12-25" KEPT "}"},
    {"events", " milestones recovery" ANYTHING, "zq-ack",
     "{type: acknowledged, id: zq-ack, milestone: months-6, target: zq-alcohol, on: 2025-06-26" KEPT
     "}"},
    {"events", " milestones recovery" ANYTHING, "zq-confirmed",
     "{type: confirmed, id: zq-confirmed, target: zq-alcohol, from: 2025-02-01, to: 2025-02-28" KEPT
     "}"},
    {"events", " attendance" ANYTHING, "zq-attended",
     "{type: attendance, id: zq-attended, meeting: zq-meeting, on: 2025-10-16, as: member" KEPT
     "}"},
    {"events", " activities" ANYTHING, "zq-activity",
     "{type: activity, id: zq-activity, kind: exercise, on: 2025-10-17, minutes: 40, with: "
     "[tie-eli]" KEPT "}"},
    {"events", " answers answers.phq-9" ANYTHING, "zq-answers",
     "{type: answers, id: zq-answers, instrument: phq-9, at: \"2025-10-18T20:00+01:00\", answers: "
     "{q1: 1, q2: 1, q3: 2, q4: 1, q5: 0, q6: 1, q7: 1, q8: 0, q9: 1}" KEPT "}"},
    {"events", " checkin checkins_kept" ANYTHING, "zq-excuse",
     "{type: excuse, id: zq-excuse, form: daily, from: 2025-01-10, to: 2025-01-17, reason: WORDS "
     "of a reason" KEPT "}"},
    {"events", " training" ANYTHING, "zq-training",
     "{type: training, id: zq-training, kind: mentor, completed: 2025-08-15" KEPT "}"},
    {"events", " signs" ANYTHING, "zq-sign",
     "{type: sign, id: zq-sign, kind: unsafe_at_home, at: \"2025-10-22T23:10+01:00\"" KEPT "}"},
    {"events", " signs" ANYTHING, "zq-observed",
     "{type: observation, id: zq-observed, tie: tie-dana, on: 2025-06-06, seen: [zq-alone], "
     "not_seen: [zq-late]" KEPT "}"},
    {"events", " use recovery" ANYTHING, "zq-safer",
     "{type: safer_use, id: zq-safer, target: zq-alcohol, on: 2025-06-07, did: [zq-strips]" KEPT
     "}"},
    {"events", " ties ties.details ", "zq-rating",
     "{type: tie_rating, id: zq-rating, tie: tie-dana, on: 2025-06-01, closeness: 0.7919" KEPT "}"},
    {"events", " ties ties.details ", "zq-same",
     "{type: same_tie, id: zq-same, tie: tie-eli, of: tie-elias, on: 2025-06-04" KEPT "}"},
    {"events", " contacts" ANYTHING, "zq-step",
     "{type: step_work, id: zq-step, step: step-4, state: done, tie: tie-dana, on: 2025-06-03" KEPT
     "}"},
    {"events", " activities" ANYTHING, "zq-session",
     "{type: family_session, id: zq-session, kind: education, module: zq-module, completed: true, "
     "on: 2025-06-02" KEPT "}"},
    {"events", " ", "zq-suggested",
     "{type: suggestion, id: zq-suggested, gap: dormant/tie-eli, state: shown, on: 2025-06-05" KEPT
     "}"},
    {"events", " ", "zq-gone",
     "{type: activity, id: zq-gone, kind: zq-gone-kind, on: 2025-10-17" KEPT "}"},
    {"events", " ", "zq-void", "{type: void, id: zq-void, of: zq-gone, reason: NEVER-7" KEPT "}"},
    {"events", " ", "NEVER-8", "{type: dream, id: NEVER-8, of: NEVER-9}"},
    {"plan", " plan" ANYTHING, "zq-plan",
     "{id: zq-plan, reviewed: 2025-09-20, warning_signs: [WORDS of warning], coping: [{strategy: "
     "WORDS that help, area: stress_response}], people: [tie-dana], professionals: [tie-doctor], "
     "reasons: [WORDS of reasons]" KEPT "}"},
    {"words", " words" ANYTHING, "milestone.one_year",
     "{id: milestone.one_year, locale: en, text: WORDS of pride" KEPT "}"},
    {"x-app", " ", "NEVER-10", "{id: NEVER-10, note: NEVER-11}"},
};
const int piece_count = (int)(sizeof pieces / sizeof pieces[0]);

rsup_person *person_of_pieces(rsup_config *config, int without, const char *consents) {
  static char text[32768]; /* one test at a time */
  size_t len = 0;
  for (int i = 0; i < piece_count; i++) {
    const piece *const one = &pieces[i];
    if (i == 0 || strcmp(one->section, pieces[i - 1].section) != 0)
      len += (size_t)snprintf(text + len, sizeof text - len, "%s:\n", one->section);
    if (i != without) len += (size_t)snprintf(text + len, sizeof text - len, "  - %s\n", one->yaml);
  }
  (void)snprintf(text + len, sizeof text - len, "consents:%s\n", consents);
  return person_with(config, text);
}
