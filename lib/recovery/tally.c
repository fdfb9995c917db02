/* The closed list of what a milestone by counts may count, and what it takes for one of it. */
#include "recovery/tally.h"
#include <string.h>

/* ---- what is one */

static int is_in_person(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->mode == RSUPI_MODE_IN_PERSON;
}
static int is_online(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->mode == RSUPI_MODE_ONLINE;
}
static int has_shared(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->shared == 1;
}
static int has_asked(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->asked == 1;
}
static int gave_feedback(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->feedback == 1;
}
static int has_led(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->led == 1;
}
static int is_of_kind(const rsupi_tally *t, const rsupi_event *event) {
  return !t->kind || rsupi_text_equal(event->more->kind, t->kind);
}
static int reached_out(const rsupi_tally *t, const rsupi_event *event) {
  (void)t;
  return event->more->by == RSUPI_BY_ME;
}
static int came_back(const rsupi_tally *t, const rsupi_event *event) {
  return event->more->resumed != RSUPI_NO_DAY && event->more->resumed <= t->at->today;
}

static int says_yes(const rsupi_tally *t, const rsupi_event *event) {
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (answer.state != RSUPI_ANSWER_VALUE || answer.number != 1) continue;
    if (!answer.definition || answer.definition->kind != RSUPI_ITEM_YES_NO) continue;
    if (rsupi_text_equal(answer.item, t->kind)) return 1;
  }
  return 0;
}

static rsupi_answer strategies_of(const rsupi_event *event) {
  for (size_t k = 0; k < event->questions->count; k++) {
    const rsupi_answer answer = rsupi_answer_at(event, k);
    if (!answer.definition || answer.definition->kind != RSUPI_ITEM_CHOICES) continue;
    if (answer.state == RSUPI_ANSWER_VALUE && rsupi_text_equal(answer.item, "strategies"))
      return answer;
  }
  return (rsupi_answer){.number = rsupi_nan()};
}

static int uses_strategy(const rsupi_tally *t, const rsupi_event *event) {
  const rsupi_answer answer = strategies_of(event);
  for (size_t k = 0; k < answer.text_count; k++) {
    if (!t->kind || rsupi_text_equal(answer.texts[k], t->kind)) return 1;
  }
  return 0;
}

/* ---- what counts once */

/* 1 when it was not seen before. */
static int is_new(rsupi_tally *t, const char *name) {
  for (size_t i = 0; i < t->seen.count; i++) {
    if (strcmp(t->seen.items[i], name) == 0) return 0;
  }
  return rsupi_list_push(t->arena, &t->seen, name);
}

static size_t new_strategies(rsupi_tally *t, const rsupi_event *event) {
  const rsupi_answer answer = strategies_of(event);
  size_t found = 0;
  for (size_t k = 0; k < answer.text_count; k++) found += (size_t)is_new(t, answer.texts[k]);
  return found;
}

/* Somebody to whom the person gives support: by a role of that day (a child is cared for, which is
 * another thing), or because the record says what they receive. */
static int is_supported(const rsupi_tally *t, const rsupi_tie *tie, rsup_day day) {
  (void)t;
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *role = &tie->roles[i];
    const int begun = role->from == RSUPI_NO_DAY || role->from <= day;
    const int over = role->to != RSUPI_NO_DAY && role->to < day;
    if (!begun || over || !role->definition || role->definition->family_minor == 1) continue;
    if (role->definition->direction == RSUPI_I_HELP) return 1;
  }
  return tie->receives_count > 0;
}

/* At some time, by a role or by what they receive. */
static int may_be_supported(const rsupi_tie *tie) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_role *definition = tie->roles[i].definition;
    if (definition && definition->direction == RSUPI_I_HELP) return 1;
  }
  return tie->receives_count > 0;
}

/* Few of a person's ties: most contacts are with others, and need no further look. */
static void find_helped(rsupi_tally *t) {
  const rsupi_view *view = t->at->view;
  t->looked = 1;
  for (size_t i = 0; i < view->tie_count; i++)
    if (may_be_supported(view->ties[i]) && !rsupi_list_push(t->arena, &t->helped, view->ties[i]))
      return;
}

static size_t new_people(rsupi_tally *t, const rsupi_event *event) {
  if (event->more->outcome == RSUPI_OUTCOME_NOT_REACHED || !event->more->tie) return 0;
  if (!t->looked) find_helped(t);
  for (size_t i = 0; i < t->helped.count; i++) {
    const rsupi_tie *tie = t->helped.items[i];
    if (strcmp(tie->head.id, event->more->tie) == 0)
      return is_supported(t, tie, event->first) && is_new(t, tie->head.id);
  }
  return 0;
}

/* ---- the list */

typedef struct countable {
  int32_t event;
  uint32_t has; /* a check-in without any of these bits holds none of it */
  int (*is_one)(const rsupi_tally *t, const rsupi_event *event); /* NULL: each is one */
  size_t (*are_new)(rsupi_tally *t, const rsupi_event *event);   /* instead: how many it adds */
} countable;

static const countable countables[RSUPI_COUNTS_KINDS] = {
    [RSUPI_COUNTS_MEETINGS] = {RSUPI_EVENT_ATTENDANCE, 0, NULL, NULL},
    [RSUPI_COUNTS_MEETINGS_IN_PERSON] = {RSUPI_EVENT_ATTENDANCE, 0, is_in_person, NULL},
    [RSUPI_COUNTS_MEETINGS_ONLINE] = {RSUPI_EVENT_ATTENDANCE, 0, is_online, NULL},
    [RSUPI_COUNTS_SHARED] = {RSUPI_EVENT_ATTENDANCE, 0, has_shared, NULL},
    [RSUPI_COUNTS_ASKED] = {RSUPI_EVENT_ATTENDANCE, 0, has_asked, NULL},
    [RSUPI_COUNTS_FEEDBACK] = {RSUPI_EVENT_ATTENDANCE, 0, gave_feedback, NULL},
    [RSUPI_COUNTS_LED] = {RSUPI_EVENT_ATTENDANCE, 0, has_led, NULL},
    [RSUPI_COUNTS_CHECKINS] = {RSUPI_EVENT_CHECKIN, RSUPI_HAS_VALUE, NULL, NULL},
    [RSUPI_COUNTS_ANSWERED_YES] = {RSUPI_EVENT_CHECKIN, RSUPI_HAS_YES, says_yes, NULL},
    [RSUPI_COUNTS_STRATEGIES] = {RSUPI_EVENT_CHECKIN, RSUPI_HAS_CHOICES, NULL, new_strategies},
    [RSUPI_COUNTS_STRATEGY_USES] = {RSUPI_EVENT_CHECKIN, RSUPI_HAS_CHOICES, uses_strategy, NULL},
    [RSUPI_COUNTS_ACTIVITIES] = {RSUPI_EVENT_ACTIVITY, 0, is_of_kind, NULL},
    [RSUPI_COUNTS_TRAININGS] = {RSUPI_EVENT_TRAINING, 0, is_of_kind, NULL},
    [RSUPI_COUNTS_REACHED_OUT] = {RSUPI_EVENT_CONTACT, 0, reached_out, NULL},
    [RSUPI_COUNTS_PEOPLE_SUPPORTED] = {RSUPI_EVENT_CONTACT, 0, NULL, new_people},
    [RSUPI_COUNTS_CAME_BACK] = {RSUPI_EVENT_SETBACK, 0, came_back, NULL},
};

static inline size_t times_in(rsupi_tally *t, const countable *what, const rsupi_event *event) {
  if (what->are_new) return what->are_new(t, event);
  return !what->is_one || what->is_one(t, event);
}

/* ---- in order of days */

static inline rsup_day day_of(const rsupi_tally *t, const rsupi_event *event) {
  return t->counts == RSUPI_COUNTS_CAME_BACK ? event->more->resumed : event->last;
}

/* Events come by their first day; one that counts on a later day waits for its turn. */
static int put_off_once(rsupi_tally *t, rsup_day day) {
  if (t->waiting_until == t->waiting_room) {
    const size_t room = t->waiting_room ? 2 * t->waiting_room : 16;
    rsup_day *waiting = rsupi_arena_array(t->arena, room, sizeof *waiting);
    if (!waiting) return 0;
    if (t->waiting) memcpy(waiting, t->waiting, t->waiting_until * sizeof *waiting);
    t->waiting = waiting;
    t->waiting_room = room;
  }
  size_t k = t->waiting_until++;
  for (; k > t->waiting_from && t->waiting[k - 1] > day; k--) t->waiting[k] = t->waiting[k - 1];
  t->waiting[k] = day;
  return 1;
}

static int put_off(rsupi_tally *t, rsup_day day, size_t times) {
  while (times > 0 && put_off_once(t, day)) times--;
  return times == 0;
}

static inline int take_waiting(rsupi_tally *t, rsup_day until, rsup_day *out_day) {
  if (t->waiting_from == t->waiting_until || t->waiting[t->waiting_from] > until) return 0;
  *out_day = t->waiting[t->waiting_from++];
  return 1;
}

rsupi_tally rsupi_tally_start(const rsupi_asof *at, int32_t counts, const char *kind,
                              rsupi_arena *arena) {
  return (rsupi_tally){.at = at, .counts = counts, .kind = kind, .arena = arena};
}

static int next_one(rsupi_tally *t, rsup_day *out_day) {
  const countable *what = &countables[t->counts];
  const rsupi_event *const *events = t->at->view->by_type[what->event];
  const size_t count = t->at->view->by_type_count[what->event];
  const uint32_t has = what->has;
  if (t->again > 0 && !t->arena->failed) {
    t->again--;
    *out_day = t->day;
    return 1;
  }
  for (; !t->arena->failed; t->next++) {
    size_t i = t->next;
    while (has && i < count && !(events[i]->has & has)) i++;
    t->next = i;
    if (i >= count) break;
    const rsupi_event *event = events[i];
    if (take_waiting(t, event->first, out_day)) return 1;
    const size_t times = times_in(t, what, event);
    const rsup_day day = times ? day_of(t, event) : RSUPI_NO_DAY;
    if (times == 0 || day > t->at->today) continue; /* who moved over the date line */
    if (day != event->first) {
      if (!put_off(t, day, times)) return 0;
      continue;
    }
    t->next++;
    t->again = times - 1;
    *out_day = t->day = day;
    return 1;
  }
  return !t->arena->failed && take_waiting(t, INT32_MAX, out_day);
}

/* Where each is one, those that come one behind the other, each known by its day: most of a year.
 */
static int32_t take_plain(rsupi_tally *t, int32_t most, rsup_day *out_day) {
  const countable *what = &countables[t->counts];
  const rsupi_event *const *events = t->at->view->by_type[what->event];
  const size_t count = t->at->view->by_type_count[what->event];
  int32_t done = 0;
  size_t i = t->next;
  if (what->is_one || what->are_new || t->again > 0 || t->waiting_from < t->waiting_until ||
      t->arena->failed)
    return 0;
  for (; done < most && i < count; i++) {
    const rsupi_event *event = events[i];
    if (what->has && !(event->has & what->has)) continue;
    if (event->first != event->last || event->last > t->at->today) break;
    *out_day = event->last;
    done++;
  }
  t->next = i;
  return done;
}

int32_t rsupi_tally_take(rsupi_tally *t, int32_t times, rsup_day *out_day) {
  int32_t done = take_plain(t, times, out_day);
  for (; done < times && next_one(t, out_day); done++)
    done += take_plain(t, times - done - 1, out_day);
  return done;
}

int rsupi_tally_next(rsupi_tally *t, rsup_day *out_day) {
  return next_one(t, out_day);
}
