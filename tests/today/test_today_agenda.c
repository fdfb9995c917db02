/* The agenda, case by case: over changes of the clocks, a move to another zone, the end of a
 * consent. New York is UTC-5, and UTC-4 from 2026-03-08T07:00Z until 2026-11-01T06:00Z; Lisbon is
 * UTC+0, and UTC+1 from 2026-03-29T01:00Z until 2026-10-25T01:00Z. The built-in form: opens 06:00,
 * due 21:00, closes 24:00, late until noon of the next day. What has only a day stands at 09:00. */
#include "core/cmocka_all.h"
#include "recovery-support.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  CHECKINS = 1 << RSUP_AGENDA_CHECKIN_OPENS | 1 << RSUP_AGENDA_CHECKIN_DUE |
             1 << RSUP_AGENDA_CHECKIN_CLOSES | 1 << RSUP_AGENDA_CHECKIN_LATE_UNTIL,
  OPENS = 1 << RSUP_AGENDA_CHECKIN_OPENS,
  MILESTONES = 1 << RSUP_AGENDA_MILESTONE,
  REVIEWS = 1 << RSUP_AGENDA_PLAN_REVIEW,
  CONSENTS = 1 << RSUP_AGENDA_CONSENT_ENDS,
  CONTACTS = 1 << RSUP_AGENDA_CONTACT,
  MEETINGS = 1 << RSUP_AGENDA_MEETING,
  APPOINTMENTS = 1 << RSUP_AGENDA_APPOINTMENT,
  GOALS = 1 << RSUP_AGENDA_GOAL_DUE,
  ALL = 0xffff
};

#define NEW_YORK "\"zones\":[{\"zone\":\"America/New_York\"}]"
#define LISBON "\"zones\":[{\"zone\":\"Europe/Lisbon\"}]"
#define MOVED                                                                                      \
  "\"zones\":[{\"zone\":\"America/New_York\"},"                                                    \
  "{\"zone\":\"Europe/Lisbon\",\"from\":\"2026-05-10T12:00Z\"}]"
#define LATE_MOVE                                                                                  \
  "\"zones\":[{\"zone\":\"America/New_York\"},{\"zone\":\"Europe/Lisbon\","                        \
  "\"from\":\"2026-05-10T12:00Z\",\"recorded_at\":\"2026-05-09T00:00Z\"}]"
#define EVENTS(E) ",\"events\":[" E "]"
#define CHECKIN(ID, AT)                                                                            \
  "{\"type\":\"checkin\",\"id\":\"" ID "\",\"form\":\"daily\",\"at\":\"" AT                        \
  "\",\"answers\":{\"mood\":5}}"
#define CONSENT(REST)                                                                              \
  ",\"consents\":[{\"id\":\"k1\",\"grantor\":\"self\",\"to\":\"dana\",\"what\":[\"checkin\"],"     \
  "\"purpose\":\"SUPNWK\",\"from\":\"2026-01-01\"" REST "}]"
#define TARGET(FROM)                                                                               \
  ",\"targets\":[{\"id\":\"alcohol\",\"goal\":{\"kind\":\"abstain\",\"from\":\"" FROM "\"}}]"
#define PLAN(REVIEWED) ",\"plan\":[{\"id\":\"v1\",\"reviewed\":\"" REVIEWED "\"}]"
#define TIE(REST)                                                                                  \
  ",\"ties\":[{\"id\":\"dana\",\"roles\":[{\"role\":\"sponsor\"}],\"contact_every\":{\"days\":"    \
  "7}" REST "}]"
#define CONTACT(ID, ON)                                                                            \
  "{\"type\":\"contact\",\"id\":\"" ID "\",\"tie\":\"dana\",\"on\":\"" ON                          \
  "\",\"outcome\":\"reached\"}"
#define MEMBER(REST) ",\"memberships\":[{\"group\":\"f/sun\"" REST "}]"
#define WENT(ID, ON)                                                                               \
  "{\"type\":\"attendance\",\"id\":\"" ID "\",\"meeting\":\"f/sun\",\"on\":\"" ON "\"}"

static const char night_form[] =
    "format: recovery-support/config\nformat_version: 1\nforms:\n"
    "  - {id: daily, version: 9, days: daily, opens: \"%s\", due: \"%s\", closes: \"%s\",\n"
    "     late_minutes: 0, items: [{id: mood, kind: scale, min: 0, max: 10, step: 1}]}\n";

typedef struct asked {
  const char *name, *record, *from, *to, *now;
  int kinds;
  const char *expected; /* kind ref [part] date at [-ends] [dst] [reason number] */
} asked;

#define APPOINTMENT(AT, REST)                                                                      \
  ",\"appointments\":[{\"id\":\"p1\",\"kind\":\"counseling\",\"at\":\"" AT "\"" REST "}]"
#define GOAL(REST)                                                                                 \
  ",\"goals\":[{\"id\":\"g1\",\"measure\":\"meetings\",\"at_least\":1,\"from\":\"2026-02-01\","    \
  "\"due\":\"2026-02-12\"" REST "}]"

static const asked cases[] = {
    /* ---- appointments and goals */
    {"an appointment of 50 minutes",
     NEW_YORK APPOINTMENT("2026-02-12T10:00-05:00", ",\"minutes\":50"), "2026-02-10T00:00-05:00",
     "2026-02-20T00:00-05:00", NULL, APPOINTMENTS,
     "appointment p1 2026-02-12 2026-02-12T15:00:00Z -2026-02-12T15:50:00Z planned nan\n"},
    {"an appointment of a day, without an hour", NEW_YORK APPOINTMENT("2026-02-12", ""),
     "2026-02-10T00:00-05:00", "2026-02-20T00:00-05:00", NULL, APPOINTMENTS,
     "appointment p1 2026-02-12 2026-02-12T14:00:00Z planned nan\n"},
    {"an appointment that was cancelled",
     NEW_YORK APPOINTMENT("2026-02-12T10:00-05:00", ",\"outcome\":\"cancelled\""),
     "2026-02-10T00:00-05:00", "2026-02-20T00:00-05:00", NULL, APPOINTMENTS, ""},
    {"an appointment that is over", NEW_YORK APPOINTMENT("2026-02-12T10:00-05:00", ""),
     "2026-02-12T00:00-05:00", "2026-02-20T00:00-05:00", "2026-02-12T12:00-05:00", APPOINTMENTS,
     ""},
    {"the date of an open goal", NEW_YORK GOAL(""), "2026-02-10T00:00-05:00",
     "2026-02-20T00:00-05:00", NULL, GOALS,
     "goal_due g1 2026-02-12 2026-02-12T14:00:00Z goal_open nan\n"},
    {"a goal that is met has no date any more", NEW_YORK GOAL("") EVENTS(WENT("a1", "2026-02-03")),
     "2026-02-10T00:00-05:00", "2026-02-20T00:00-05:00", NULL, GOALS, ""},
    {"a goal that was set aside",
     NEW_YORK GOAL(",\"status\":[{\"state\":\"set_aside\",\"from\":\"2026-02-05\"}]"),
     "2026-02-10T00:00-05:00", "2026-02-20T00:00-05:00", NULL, GOALS, ""},
    /* ---- the window */
    {"an ordinary day", NEW_YORK, "2026-02-10T00:00-05:00", "2026-02-11T00:00-05:00", NULL, ALL,
     "checkin_opens daily 2026-02-10 2026-02-10T11:00:00Z -2026-02-11T05:00:00Z\n"
     "checkin_due daily 2026-02-10 2026-02-11T02:00:00Z\n"},
    {"the end is not part of it", NEW_YORK, "2026-02-10T12:00-05:00",
     "2026-02-11T00:00:00.001-05:00", NULL, ALL,
     "checkin_due daily 2026-02-10 2026-02-11T02:00:00Z\n"
     "checkin_closes daily 2026-02-10 2026-02-11T05:00:00Z\n"},
    {"the beginning is part of it", NEW_YORK, "2026-02-10T06:00-05:00",
     "2026-02-10T06:00:00.001-05:00", NULL, ALL,
     "checkin_opens daily 2026-02-10 2026-02-10T11:00:00Z -2026-02-11T05:00:00Z\n"},
    {"nothing in no time", NEW_YORK, "2026-02-10T06:00-05:00", "2026-02-10T06:00-05:00", NULL, ALL,
     ""},
    /* ---- the clocks */
    /* The seventh still has 24 hours and closes as the eighth begins; the eighth has 23. */
    {"a day of 23 hours", NEW_YORK, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00",
     "2026-03-07T12:00Z", ALL,
     "checkin_closes daily 2026-03-07 2026-03-08T05:00:00Z\n"
     "checkin_opens daily 2026-03-08 2026-03-08T10:00:00Z -2026-03-09T04:00:00Z\n"
     "checkin_late_until daily 2026-03-07 2026-03-08T16:00:00Z\n"
     "checkin_due daily 2026-03-08 2026-03-09T01:00:00Z\n"},
    {"a day of 25 hours", NEW_YORK, "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00",
     "2026-10-31T12:00Z", ALL,
     "checkin_closes daily 2026-10-31 2026-11-01T04:00:00Z\n"
     "checkin_opens daily 2026-11-01 2026-11-01T11:00:00Z -2026-11-02T05:00:00Z\n"
     "checkin_late_until daily 2026-10-31 2026-11-01T17:00:00Z\n"
     "checkin_due daily 2026-11-01 2026-11-02T02:00:00Z\n"},
    {"Lisbon's day of 23 hours", LISBON, "2026-03-29T00:00Z", "2026-03-30T00:00+01:00", NULL,
     CHECKINS,
     "checkin_opens daily 2026-03-29 2026-03-29T05:00:00Z -2026-03-29T23:00:00Z\n"
     "checkin_due daily 2026-03-29 2026-03-29T20:00:00Z\n"},
    /* ---- a move from New York to Lisbon, at noon UTC of 10 May: that day's noon is in Lisbon */
    {"the day before a move is the old zone's", MOVED, "2026-05-09T00:00-04:00",
     "2026-05-10T00:00-04:00", "2026-05-08T12:00Z", OPENS,
     "checkin_opens daily 2026-05-09 2026-05-09T10:00:00Z -2026-05-10T04:00:00Z\n"},
    {"the days after a move are the new zone's", MOVED, "2026-05-11T00:00+01:00",
     "2026-05-12T00:00+01:00", "2026-05-08T12:00Z", CHECKINS,
     "checkin_closes daily 2026-05-10 2026-05-10T23:00:00Z\n" /* as the eleventh begins */
     "checkin_opens daily 2026-05-11 2026-05-11T05:00:00Z -2026-05-11T23:00:00Z\n"
     "checkin_late_until daily 2026-05-10 2026-05-11T11:00:00Z\n"
     "checkin_due daily 2026-05-11 2026-05-11T20:00:00Z\n"},
    {"a move that the record learns of later", LATE_MOVE, "2026-05-11T00:00-04:00",
     "2026-05-12T00:00-04:00", "2026-05-08T12:00Z", OPENS,
     "checkin_opens daily 2026-05-11 2026-05-11T10:00:00Z -2026-05-12T04:00:00Z\n"},
    /* ---- what was answered, what is excused */
    {"an answered check-in asks no more", NEW_YORK EVENTS(CHECKIN("c", "2026-02-10T07:00-05:00")),
     "2026-02-10T00:00-05:00", "2026-02-11T06:00:00.001-05:00", "2026-02-10T08:00-05:00", CHECKINS,
     "checkin_opens daily 2026-02-11 2026-02-11T11:00:00Z -2026-02-12T05:00:00Z\n"},
    {"yesterday's can be answered until noon",
     NEW_YORK EVENTS(CHECKIN("c", "2026-02-08T07:00-05:00")), "2026-02-10T00:00-05:00",
     "2026-02-10T23:00-05:00", "2026-02-10T08:00-05:00", CHECKINS,
     "checkin_closes daily 2026-02-09 2026-02-10T05:00:00Z\n"
     "checkin_opens daily 2026-02-10 2026-02-10T11:00:00Z -2026-02-11T05:00:00Z\n"
     "checkin_late_until daily 2026-02-09 2026-02-10T17:00:00Z\n"
     "checkin_due daily 2026-02-10 2026-02-11T02:00:00Z\n"},
    {"and from noon on no more", NEW_YORK EVENTS(CHECKIN("c", "2026-02-08T07:00-05:00")),
     "2026-02-10T00:00-05:00", "2026-02-10T23:00-05:00", "2026-02-10T12:00-05:00", CHECKINS,
     "checkin_opens daily 2026-02-10 2026-02-10T11:00:00Z -2026-02-11T05:00:00Z\n"
     "checkin_due daily 2026-02-10 2026-02-11T02:00:00Z\n"},
    {"a planned pause",
     NEW_YORK EVENTS(
         "{\"type\":\"excuse\",\"id\":\"x\",\"form\":\"daily\",\"from\":\"2026-02-11\","
         "\"to\":\"2026-02-12\",\"reason\":\"trip\",\"recorded_at\":\"2026-02-01T00:00Z\"}"),
     "2026-02-10T00:00-05:00", "2026-02-14T00:00-05:00", NULL, OPENS,
     "checkin_opens daily 2026-02-10 2026-02-10T11:00:00Z -2026-02-11T05:00:00Z\n"
     "checkin_opens daily 2026-02-13 2026-02-13T11:00:00Z -2026-02-14T05:00:00Z\n"},
    {"a pause that the record learns of later",
     NEW_YORK EVENTS(
         "{\"type\":\"excuse\",\"id\":\"x\",\"form\":\"daily\",\"from\":\"2026-02-11\","
         "\"to\":\"2026-02-12\",\"reason\":\"trip\",\"recorded_at\":\"2026-02-10T15:00Z\"}"),
     "2026-02-10T12:00-05:00", "2026-02-12T00:00-05:00", "2026-02-10T14:00Z", OPENS,
     "checkin_opens daily 2026-02-11 2026-02-11T11:00:00Z -2026-02-12T05:00:00Z\n"},
    {"a controlled setting",
     NEW_YORK ",\"settings\":[{\"id\":\"h\",\"kind\":\"controlled\",\"from\":\"2026-02-11\",\"to\":"
              "\"2026-02-12\"}]",
     "2026-02-11T00:00-05:00", "2026-02-14T00:00-05:00", "2026-02-10T14:00Z", OPENS,
     "checkin_opens daily 2026-02-13 2026-02-13T11:00:00Z -2026-02-14T05:00:00Z\n"},
    /* ---- consents */
    {"a consent's last day", NEW_YORK CONSENT(",\"until\":\"2026-03-31\""),
     "2026-03-31T00:00-04:00", "2026-04-01T00:00-04:00", "2026-03-01T12:00Z", CONSENTS,
     "consent_ends k1 2026-03-31 2026-03-31T13:00:00Z -2026-04-01T04:00:00Z days_to_go 30\n"},
    {"a consent that ends as the clocks change", NEW_YORK CONSENT(",\"until\":\"2026-03-08\""),
     "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", "2026-03-07T12:00Z", CONSENTS,
     "consent_ends k1 2026-03-08 2026-03-08T13:00:00Z -2026-03-09T04:00:00Z days_to_go 1\n"},
    {"a consent that ends after a move", MOVED CONSENT(",\"until\":\"2026-05-20\""),
     "2026-05-08T12:00Z", "2026-06-01T00:00Z", NULL, CONSENTS,
     "consent_ends k1 2026-05-20 2026-05-20T08:00:00Z -2026-05-20T23:00:00Z days_to_go 12\n"},
    {"one that was revoked ends no more",
     NEW_YORK CONSENT(",\"until\":\"2026-03-31\",\"revoked\":\"2026-02-20\""),
     "2026-03-31T00:00-04:00", "2026-04-01T00:00-04:00", "2026-03-01T12:00Z", CONSENTS, ""},
    {"one that ended is over", NEW_YORK CONSENT(",\"until\":\"2026-03-31\""),
     "2026-03-31T00:00-04:00", "2026-04-01T00:00-04:00", "2026-04-02T12:00Z", CONSENTS, ""},
    {"one without an end", NEW_YORK CONSENT(""), "2026-03-01T00:00-05:00", "2026-12-01T00:00-05:00",
     NULL, CONSENTS, ""},
    {"one that the record learns of later",
     NEW_YORK CONSENT(",\"until\":\"2026-03-31\",\"recorded_at\":\"2026-03-02T00:00Z\""),
     "2026-03-31T00:00-04:00", "2026-04-01T00:00-04:00", "2026-03-01T12:00Z", CONSENTS, ""},
    {"the end of a denial", NEW_YORK CONSENT(",\"until\":\"2026-03-31\",\"effect\":\"deny\""),
     "2026-03-31T00:00-04:00", "2026-04-01T00:00-04:00", "2026-03-31T06:00-04:00", CONSENTS,
     "consent_ends k1 2026-03-31 2026-03-31T13:00:00Z -2026-04-01T04:00:00Z denial_ends 0\n"},
    /* ---- milestones */
    /* Started on 31 January: a month is 28 February, two are 31 March; 30 days from then are 2
     * March, of the run and in total. */
    {"calendar months", NEW_YORK TARGET("2026-01-31"), "2026-02-15T00:00-05:00",
     "2026-04-01T00:00-04:00", NULL, MILESTONES,
     "milestone months-1 alcohol 2026-02-28 2026-02-28T14:00:00Z days_to_go 13\n"
     "milestone total-30 alcohol 2026-03-02 2026-03-02T14:00:00Z days_to_go 15\n"
     "milestone months-2 alcohol 2026-03-31 2026-03-31T13:00:00Z days_to_go 44\n"},
    {"a milestone on the day of the clocks", NEW_YORK TARGET("2026-03-01"),
     "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", "2026-03-05T12:00Z", MILESTONES,
     "milestone weeks-1 alcohol 2026-03-08 2026-03-08T13:00:00Z days_to_go 3\n"},
    {"reached today, and not acknowledged", NEW_YORK TARGET("2026-03-01"), "2026-03-08T00:00-05:00",
     "2026-03-09T00:00-04:00", "2026-03-08T12:00Z", MILESTONES,
     "milestone weeks-1 alcohol 2026-03-08 2026-03-08T13:00:00Z reached 0\n"},
    {"acknowledged",
     NEW_YORK TARGET("2026-03-01")
         EVENTS("{\"type\":\"acknowledged\",\"id\":\"a\",\"milestone\":\"weeks-1\",\"on\":"
                "\"2026-03-08\"}"),
     "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", "2026-03-08T12:00Z", MILESTONES, ""},
    /* Use on 3 March: the run begins on the 4th, so a week is the 11th; the total goes on. */
    {"after a setback the run begins again",
     NEW_YORK TARGET("2026-02-20")
         EVENTS("{\"type\":\"use_day\",\"id\":\"u\",\"target\":\"alcohol\",\"on\":\"2026-03-03\"}"),
     "2026-03-06T00:00-05:00", "2026-03-24T00:00-04:00", "2026-03-05T12:00Z", MILESTONES,
     "milestone days-3 alcohol 2026-03-07 2026-03-07T14:00:00Z days_to_go 2\n"
     "milestone weeks-1 alcohol 2026-03-11 2026-03-11T13:00:00Z days_to_go 6\n"
     "milestone weeks-2 alcohol 2026-03-18 2026-03-18T13:00:00Z days_to_go 13\n"
     "milestone total-30 alcohol 2026-03-23 2026-03-23T13:00:00Z days_to_go 18\n"},
    /* ---- the plan: every 90 days; 10 January + 90 is 10 April */
    {"a review", NEW_YORK PLAN("2026-01-10"), "2026-04-01T00:00-04:00", "2026-05-01T00:00-04:00",
     NULL, REVIEWS, "plan_review v1 2026-04-10 2026-04-10T13:00:00Z days_to_go 9\n"},
    {"a review that is overdue stands on today", NEW_YORK PLAN("2026-01-10"),
     "2026-04-01T00:00-04:00", "2026-05-01T00:00-04:00", "2026-04-12T20:00Z", REVIEWS,
     "plan_review v1 2026-04-12 2026-04-12T13:00:00Z review_overdue_days 2\n"},
    /* ---- contacts: every 7 days */
    {"a contact over the clocks' change", NEW_YORK TIE("") EVENTS(CONTACT("e", "2026-03-02")),
     "2026-03-03T00:00-05:00", "2026-03-20T00:00-04:00", NULL, CONTACTS,
     "contact dana 2026-03-09 2026-03-09T13:00:00Z days_to_go 6\n"},
    {"a contact that is overdue", NEW_YORK TIE("") EVENTS(CONTACT("e", "2026-03-02")),
     "2026-03-12T00:00-04:00", "2026-03-20T00:00-04:00", NULL, CONTACTS,
     "contact dana 2026-03-12 2026-03-12T13:00:00Z contact_overdue_days 3\n"},
    {"nobody is sent where no contact is wanted",
     NEW_YORK TIE(",\"do_not_contact\":true") EVENTS(CONTACT("e", "2026-03-02")),
     "2026-03-03T00:00-05:00", "2026-03-20T00:00-04:00", NULL, CONTACTS, ""},
    {"nor to somebody who uses",
     NEW_YORK TIE(",\"use\":\"uses\"") EVENTS(CONTACT("e", "2026-03-02")), "2026-03-03T00:00-05:00",
     "2026-03-20T00:00-04:00", NULL, CONTACTS, ""},
    {"without a contact nothing is known", NEW_YORK TIE(""), "2026-03-03T00:00-05:00",
     "2026-03-20T00:00-04:00", NULL, CONTACTS, ""},
    /* ---- meetings: Sundays 10:00 to 11:00 in New York */
    {"a member's meeting over the clocks' change", NEW_YORK MEMBER(""), "2026-03-01T00:00-05:00",
     "2026-03-15T10:00-04:00", NULL, MEETINGS,
     "meeting f/sun 2026-03-01 2026-03-01T15:00:00Z -2026-03-01T16:00:00Z member nan\n"
     "meeting f/sun 2026-03-08 2026-03-08T14:00:00Z -2026-03-08T15:00:00Z member nan\n"},
    {"a membership that ends", NEW_YORK MEMBER(",\"to\":\"2026-03-07\""), "2026-03-01T00:00-05:00",
     "2026-03-16T00:00-04:00", NULL, MEETINGS,
     "meeting f/sun 2026-03-01 2026-03-01T15:00:00Z -2026-03-01T16:00:00Z member nan\n"},
    {"a meeting attended three times",
     NEW_YORK EVENTS(
         WENT("a", "2026-02-15") "," WENT("b", "2026-02-22") "," WENT("c", "2026-03-01")),
     "2026-03-02T00:00-05:00", "2026-03-09T00:00-04:00", NULL, MEETINGS,
     "meeting f/sun 2026-03-08 2026-03-08T14:00:00Z -2026-03-08T15:00:00Z attended_times 3\n"},
    {"twice is no habit", NEW_YORK EVENTS(WENT("b", "2026-02-22") "," WENT("c", "2026-03-01")),
     "2026-03-02T00:00-05:00", "2026-03-09T00:00-04:00", NULL, MEETINGS, ""},
    {"nor is twice, one of which was entered twice",
     NEW_YORK EVENTS(
         WENT("b", "2026-02-22") "," WENT("b2", "2026-02-22") "," WENT("c", "2026-03-01")),
     "2026-03-02T00:00-05:00", "2026-03-09T00:00-04:00", NULL, MEETINGS, ""},
    /* ---- who is not there any more */
    {"nothing is asked of who has died",
     NEW_YORK ",\"status\":[{\"state\":\"died\",\"from\":\"2026-02-01\"}]" TARGET("2026-01-31")
         PLAN("2025-01-01"),
     "2026-02-10T00:00-05:00", "2026-03-11T00:00-05:00", NULL, ALL, ""},
    {"nor of who withdrew",
     NEW_YORK ",\"status\":[{\"state\":\"withdrawn\",\"from\":\"2026-02-01\"}]",
     "2026-02-10T00:00-05:00", "2026-03-11T00:00-05:00", NULL, ALL, ""},
};

/* ---- asking */

static const char feed[] = "[{\"slug\":\"sun\",\"name\":\"Sunday\",\"day\":0,\"time\":\"10:00\","
                           "\"end_time\":\"11:00\",\"timezone\":\"America/New_York\","
                           "\"formatted_address\":\"1 Quay, Port, NY 00000, USA\"}]";

static rsup_config *config;
static rsup_meetings *meetings;

static rsup_instant moment(const char *text) {
  rsup_instant at = 0;
  if (rsup_instant_parse(text, strlen(text), &at, NULL)) fail_msg("%s", text);
  return at;
}

static rsup_person *person_of(rsup_config *of, const char *body) {
  char text[4000];
  rsup_error err;
  rsup_person *person = NULL;
  rsup_result *report = NULL;
  snprintf(text, sizeof text,
           "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\",%s}", body);
  if (rsup_person_load(of, "p", text, strlen(text), &person, &report, &err))
    fail_msg("%s: %s", err.path, err.message);
  const char *json;
  size_t len;
  assert_int_equal(rsup_result_json(report, &json, &len, &err), RSUP_OK);
  if (strstr(json, "\"error\"")) fail_msg("%s", json);
  rsup_result_free(report);
  return person;
}

static void print_instant(char *out, size_t size, rsup_instant at) {
  char text[40];
  assert_int_equal(rsup_local_time_text(config, "UTC", at, text, sizeof text, NULL), RSUP_OK);
  snprintf(out, size, "%.19sZ", text);
}

static void add_entry(char *out, size_t size, const rsup_agenda_entry *e) {
  char day[16], at[40], ends[40] = "";
  snprintf(day, sizeof day, "%s", e->id + strlen(e->id) - 10); /* the local day ends the id */
  print_instant(at, sizeof at, e->at);
  if (e->ends != INT64_MIN) print_instant(ends, sizeof ends, e->ends);
  size_t len = strlen(out);
  snprintf(out + len, size - len, "%s %s%s%s %s %s%s%s%s", rsup_agenda_kind_name(e->kind), e->ref,
           e->part ? " " : "", e->part ? e->part : "", day, at, *ends ? " -" : "", ends,
           e->dst ? " dst" : "");
  len = strlen(out);
  if (e->kind > RSUP_AGENDA_CHECKIN_LATE_UNTIL) {
    const double number = e->reasons[0]->number;
    if (number != number)
      snprintf(out + len, size - len, " %s nan", e->reasons[0]->id);
    else
      snprintf(out + len, size - len, " %s %.0f", e->reasons[0]->id, number);
  }
  strcat(out, "\n");
}

static int check_case(rsup_config *of, const asked *c) {
  char found[4000] = "";
  rsup_error err;
  rsup_result *result = NULL;
  rsup_person *const person = person_of(of, c->record);
  const rsup_instant now = c->now ? moment(c->now) : 0;
  const rsup_agenda_options options = {.struct_size = sizeof options,
                                       .meetings = c->kinds & MEETINGS ? meetings : NULL,
                                       .now = c->now ? &now : NULL};
  if (rsup_agenda(person, moment(c->from), moment(c->to), &options, &result, &err))
    fail_msg("%s: %s", c->name, err.message);
  const rsup_agenda_page *const page = rsup_agenda_get(result);
  for (size_t i = 0; i < page->entry_count; i++) {
    const rsup_agenda_entry *const e = page->entries[i];
    assert_non_null(e->text);
    assert_non_null(e->discreet);
    if (c->kinds & 1 << e->kind) add_entry(found, sizeof found, e);
  }
  if (strcmp(found, c->expected) != 0)
    print_error("%s\nexpected:\n%sfound:\n%s", c->name, c->expected, found);
  const int same = strcmp(found, c->expected) == 0;
  rsup_result_free(result);
  rsup_person_free(person);
  return same;
}

static void every_case_is_as_worked_out_by_hand(void **state) {
  (void)state;
  int same = 1;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) same &= check_case(config, &cases[i]);
  assert_true(same);
}

/* A form that opens while the clocks jump: 02:30 does not exist on 8 March, so it is 03:30 EDT,
 * which is also when it is due. In November 01:30 comes twice, and the first counts. */
static void clocks_that_touch_a_time_are_told(void **state) {
  (void)state;
  static const struct {
    const char *opens, *due, *closes;
    asked c;
  } forms[] = {
      {"02:30",
       "03:30",
       "05:00",
       {"in the gap", NEW_YORK, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", NULL, CHECKINS,
        "checkin_opens daily 2026-03-08 2026-03-08T07:30:00Z -2026-03-08T09:00:00Z dst\n"
        "checkin_due daily 2026-03-08 2026-03-08T07:30:00Z dst\n"
        "checkin_closes daily 2026-03-08 2026-03-08T09:00:00Z dst\n"
        "checkin_late_until daily 2026-03-08 2026-03-08T09:00:00Z dst\n"}},
      {"01:30",
       "02:30",
       "03:00",
       {"twice", NEW_YORK, "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", NULL, CHECKINS,
        "checkin_opens daily 2026-11-01 2026-11-01T05:30:00Z -2026-11-01T08:00:00Z dst\n"
        "checkin_due daily 2026-11-01 2026-11-01T07:30:00Z dst\n"
        "checkin_closes daily 2026-11-01 2026-11-01T08:00:00Z dst\n"
        "checkin_late_until daily 2026-11-01 2026-11-01T08:00:00Z dst\n"}},
  };
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
    char yaml[800];
    rsup_error err;
    rsup_config *own = NULL;
    snprintf(yaml, sizeof yaml, night_form, forms[i].opens, forms[i].due, forms[i].closes);
    if (rsup_config_load("c", yaml, strlen(yaml), NULL, &own, NULL, &err))
      fail_msg("%s: %s", err.path, err.message);
    assert_true(check_case(own, &forms[i].c));
    rsup_config_free(own);
  }
}

static const rsup_agenda_entry *first_of(const rsup_result *result, int32_t kind) {
  const rsup_agenda_page *const page = rsup_agenda_get(result);
  for (size_t i = 0; i < page->entry_count; i++)
    if (page->entries[i]->kind == kind) return page->entries[i];
  return NULL;
}

/* 10 May begins for Lisbon while the person is still in New York: 06:00 there is 01:00 here. */
static void a_time_is_told_by_the_clock_where_the_person_is_then(void **state) {
  (void)state;
  rsup_result *result = NULL;
  rsup_person *const person = person_of(config, MOVED CONSENT(",\"until\":\"2026-05-11\""));
  const rsup_instant now = moment("2026-05-08T12:00Z");
  const rsup_agenda_options options = {
      .struct_size = sizeof options, .now = &now, .day_minute = 600};
  assert_int_equal(rsup_agenda(person, moment("2026-05-10T04:30Z"), moment("2026-05-12T00:00Z"),
                               &options, &result, NULL),
                   RSUP_OK);
  const rsup_agenda_entry *const opens = first_of(result, RSUP_AGENDA_CHECKIN_OPENS);
  assert_string_equal(opens->id, "checkin_opens/daily/2026-05-10");
  assert_string_equal(opens->zone, "America/New_York");
  assert_string_equal(opens->local_time, "2026-05-10T01:00:00-04:00");
  assert_string_equal(opens->text_id, "agenda.checkin_opens");
  assert_string_equal(opens->discreet_id, "agenda.checkin_opens.discreet");
  const rsup_agenda_entry *const ends = first_of(result, RSUP_AGENDA_CONSENT_ENDS);
  assert_int_equal(ends->all_day, 1);
  assert_string_equal(ends->local_time, "2026-05-11T10:00:00+01:00");
  rsup_result_free(result);
  rsup_person_free(person);
}

static void a_wrong_question_is_refused(void **state) {
  (void)state;
  rsup_result *result = NULL;
  rsup_person *const person = person_of(config, NEW_YORK);
  rsup_person *const nowhere = person_of(config, "\"languages\":[\"en\"]");
  const rsup_instant t = moment("2026-02-10T12:00Z"), day = 86400000;
  rsup_agenda_options options = {.struct_size = sizeof options, .day_minute = 1440};
  assert_int_equal(rsup_agenda(NULL, t, t, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_agenda(person, t, t, NULL, NULL, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_agenda(person, t, t - 1, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_agenda(person, INT64_MIN, t, NULL, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_agenda(person, t, t + 400 * day + 1, NULL, &result, NULL), RSUP_E_LIMIT);
  assert_int_equal(rsup_agenda(person, t, t + day, &options, &result, NULL), RSUP_E_ARGUMENT);
  assert_int_equal(rsup_agenda(nowhere, t, t + day, NULL, &result, NULL), RSUP_E_TIME);
  assert_null(result);
  assert_int_equal(rsup_agenda(person, t, t + 400 * day, NULL, &result, NULL), RSUP_OK);
  assert_null(rsup_worklist_get(result));
  assert_null(rsup_agenda_get(NULL));
  rsup_result_free(result);
  rsup_person_free(person);
  rsup_person_free(nowhere);
}

static int open_all(void **state) {
  (void)state;
  const rsup_meetings_options options = {.struct_size = sizeof options, .feed = "f"};
  return rsup_config_default(NULL, &config, NULL) ||
         rsup_meetings_read(config, "f", feed, sizeof feed - 1, &options, &meetings, NULL, NULL);
}

static int close_all(void **state) {
  (void)state;
  rsup_meetings_free(meetings);
  rsup_config_free(config);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_case_is_as_worked_out_by_hand),
      cmocka_unit_test(clocks_that_touch_a_time_are_told),
      cmocka_unit_test(a_time_is_told_by_the_clock_where_the_person_is_then),
      cmocka_unit_test(a_wrong_question_is_refused),
  };
  return cmocka_run_group_tests(tests, open_all, close_all);
}
