/* One person under two ids. A `same_tie` event says so, and from then on every room sees one tie
 * under one id: entries and events that name the other are copied into the view with the id that
 * is kept. The record itself stays as it was told, so that the event can be retracted.
 *
 * Of two entries of one person what the kept one says stands; what it leaves unsaid is taken from
 * the other. Lists are joined, and either's word that somebody is not to be contacted, is a minor,
 * or did not agree to be called holds. */
#include "core/numbers.h"
#include "person/records.h"
#include <string.h>

struct rsupi_same {
  rsupi_map places; /* from an id that is given up to its place below */
  const char **to;  /* the id it goes by, which may itself be given up */
  size_t count;
  rsupi_arena *arena;
};

const char *rsupi_view_same(const rsupi_view *view, const char *id) {
  if (!view->same || !id) return id;
  for (;;) {
    const uint32_t at = rsupi_map_get(&view->same->places, id, strlen(id));
    if (at == UINT32_MAX) return id;
    id = view->same->to[at];
  }
}

/* ---- who is who */

static int read_pairs(rsupi_view *view, const rsupi_event *const *events, size_t count,
                      rsupi_same *same) {
  size_t pairs = 0;
  for (size_t i = 0; i < count; i++) pairs += events[i]->type == RSUPI_EVENT_SAME_TIE;
  same->to = rsupi_arena_array(same->arena, pairs, sizeof *same->to);
  if (!same->to || !rsupi_map_reserve(same->arena, &same->places, pairs)) return 0;
  view->same = same;
  for (size_t i = 0; i < count; i++) {
    if (events[i]->type != RSUPI_EVENT_SAME_TIE) continue;
    const char *const kept = rsupi_view_same(view, events[i]->more->tie);
    const char *const other = rsupi_view_same(view, events[i]->more->of);
    if (strcmp(kept, other) == 0) continue;
    same->to[same->count] = kept;
    if (rsupi_map_put(same->arena, &same->places, other, strlen(other), (uint32_t)same->count) < 0)
      return 0;
    same->count++;
  }
  return 1;
}

/* ---- ties */

/* `more` behind `list`, as one new list. */
static int join_lists(rsupi_arena *arena, void *list, size_t *count, const void *more,
                      size_t more_count, size_t size) {
  void **const at = list;
  if (!more_count) return 1;
  unsigned char *const joined = rsupi_arena_array(arena, *count + more_count, size);
  if (!joined) return 0;
  if (*count) memcpy(joined, *at, *count * size);
  memcpy(joined + *count * size, more, more_count * size);
  *at = joined;
  *count += more_count;
  return 1;
}

static void take_number(double *to, double from) {
  if (rsupi_isnan(*to)) *to = from;
}
static void take_word(int32_t *to, int32_t from) {
  if (*to == 0) *to = from;
}
static void take_whole(int32_t *to, int32_t from) {
  if (*to == INT32_MIN) *to = from;
}
/* `strict` is the answer that holds whoever gave it. */
static void take_yes_or_no(int32_t *to, int32_t from, int32_t strict) {
  if (*to == INT32_MIN || from == strict) *to = from == INT32_MIN ? *to : from;
}

static void take_values(rsupi_tie *to, const rsupi_tie *from) {
  take_word(&to->stance, from->stance);
  take_word(&to->use, from->use);
  take_word(&to->use_level, from->use_level);
  take_word(&to->in_contact, from->in_contact);
  take_number(&to->closeness, from->closeness);
  take_number(&to->importance, from->importance);
  take_number(&to->satisfaction, from->satisfaction);
  take_number(&to->strain, from->strain);
  take_whole(&to->contact_every_days, from->contact_every_days);
  take_whole(&to->since, from->since);
  take_yes_or_no(&to->agreed_call, from->agreed_call, 0);
  take_yes_or_no(&to->agreed_night, from->agreed_night, 0);
  take_yes_or_no(&to->do_not_contact, from->do_not_contact, 1);
  take_yes_or_no(&to->can_call, from->can_call, 0);
  take_yes_or_no(&to->minor, from->minor, 1);
  take_yes_or_no(&to->household, from->household, INT32_MIN);
  take_yes_or_no(&to->former_associate, from->former_associate, INT32_MIN);
  if (!to->capacity) to->capacity = from->capacity;
  if (!to->met_in) to->met_in = from->met_in;
  if (!to->person) to->person = from->person;
  if (!to->zone) {
    to->zone = from->zone;
    to->zone_data = from->zone_data;
  }
}

/* Either's labels hold. */
static int join_labels(rsupi_arena *arena, rsupi_entry_head *to, const rsupi_entry_head *from) {
  const uint32_t bits = rsupi_label_bits(to) | rsupi_label_bits(from);
  if (bits == rsupi_label_bits(to)) return 1;
  rsupi_told *const told = rsupi_arena_alloc(arena, sizeof *told);
  if (!told) return 0;
  if (to->told) *told = *to->told;
  told->label_bits = bits;
  to->told = told;
  return 1;
}

static int join_tie(rsupi_arena *arena, rsupi_tie *to, const rsupi_tie *from) {
#define JOIN(LIST, COUNT)                                                                          \
  join_lists(arena, &to->LIST, &to->COUNT, from->LIST, from->COUNT, sizeof *to->LIST)
  take_values(to, from);
  if (!to->status_count) {
    to->status = from->status;
    to->status_count = from->status_count;
  }
  return join_labels(arena, &to->head, &from->head) && JOIN(roles, role_count) &&
         JOIN(gives, gives_count) && JOIN(receives, receives_count) &&
         JOIN(available, available_count) && JOIN(channels, channel_count) &&
         JOIN(tags, tag_count) && JOIN(behaviours, behaviour_count);
#undef JOIN
}

/* A tie, and the id that it goes by. */
typedef struct named_tie {
  const char *id;
  const rsupi_tie *tie;
} named_tie;

static int by_id(const void *a, const void *b) {
  const named_tie *const x = a, *const y = b;
  return strcmp(x->id, y->id);
}

/* By the id that they go by; what goes by its own comes first, so that what it says stands. */
static void order_ties(const rsupi_view *view, named_tie *named, void **order, void **buffer) {
  size_t count = 0;
  for (int others = 0; others < 2; others++)
    for (size_t i = 0; i < view->tie_count; i++) {
      const rsupi_tie *const tie = view->ties[i];
      const char *const id = rsupi_view_same(view, tie->head.id);
      if ((id != tie->head.id) != others) continue;
      named[count] = (named_tie){id, tie};
      order[count] = &named[count];
      count++;
    }
  rsupi_sort(order, buffer, count, by_id);
}

/* One tie of all that go by one id. */
static const rsupi_tie *join_same(rsupi_arena *arena, const named_tie *const *same, size_t count) {
  if (count == 1 && same[0]->id == same[0]->tie->head.id) return same[0]->tie;
  rsupi_tie *const joined = rsupi_arena_alloc(arena, sizeof *joined);
  if (!joined) return NULL;
  *joined = *same[0]->tie;
  joined->head.id = same[0]->id;
  for (size_t i = 1; i < count; i++)
    if (!join_tie(arena, joined, same[i]->tie)) return NULL;
  return joined;
}

static int join_ties(rsupi_view *view, rsupi_arena *arena) {
  const size_t count = view->tie_count;
  const rsupi_tie **const ties = rsupi_arena_array(arena, count, sizeof *ties);
  named_tie *const named = rsupi_arena_array(arena, count, sizeof *named);
  const named_tie **const order = rsupi_arena_array(arena, count, sizeof *order);
  void **const buffer = rsupi_arena_array(arena, count, sizeof *buffer);
  size_t kept = 0;
  if (!ties || !named || !order || !buffer) return 0;
  order_ties(view, named, (void **)order, buffer);
  for (size_t i = 0, end; i < count; i = end) {
    for (end = i + 1; end < count && by_id(order[i], order[end]) == 0;) end++;
    if (!(ties[kept++] = join_same(arena, order + i, end - i))) return 0;
  }
  view->ties = ties;
  view->tie_count = kept;
  return 1;
}

/* ---- all that names them */

static int names_other(const rsupi_view *view, const char *id) {
  return id && rsupi_view_same(view, id) != id;
}

static int any_other(const rsupi_view *view, const char *const *ids, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (names_other(view, ids[i])) return 1;
  return 0;
}

static const char **kept_ids(const rsupi_view *view, const char *const *ids, size_t count) {
  const char **const kept = rsupi_arena_array(view->same->arena, count, sizeof *kept);
  for (size_t i = 0; kept && i < count; i++) kept[i] = rsupi_view_same(view, ids[i]);
  return kept;
}

static int rename_events(const rsupi_view *view, const rsupi_event **events, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const rsupi_event *const event = events[i];
    const int with = any_other(view, event->more->with, event->more->with_count);
    if (event->type == RSUPI_EVENT_SAME_TIE || (!with && !names_other(view, event->more->tie)))
      continue;
    rsupi_event *const copy = rsupi_arena_alloc(view->same->arena, sizeof *copy);
    rsupi_event_more *const more = rsupi_arena_alloc(view->same->arena, sizeof *more);
    if (!copy || !more) return 0;
    *copy = *event;
    *more = *event->more;
    copy->more = more;
    more->tie = rsupi_view_same(view, more->tie);
    if (with && !(more->with = kept_ids(view, more->with, more->with_count))) return 0;
    events[i] = copy;
  }
  return 1;
}

/* A list of copies of those entries that name somebody by the other id. TOUCHED and CHANGE speak of
 * `one`; what DROP holds for is left out. */
#define RENAME(LIST, COUNT, TYPE, TOUCHED, CHANGE, DROP)                                           \
  do {                                                                                             \
    const TYPE **const list = rsupi_arena_array(arena, view->COUNT, sizeof *list);                 \
    size_t n = 0;                                                                                  \
    if (!list) return 0;                                                                           \
    for (size_t i = 0; i < view->COUNT; i++) {                                                     \
      const TYPE *const was = view->LIST[i];                                                       \
      list[n++] = was;                                                                             \
      if (!(TOUCHED)) continue;                                                                    \
      TYPE *const one = rsupi_arena_alloc(arena, sizeof *one);                                     \
      if (!one) return 0;                                                                          \
      *one = *was;                                                                                 \
      CHANGE;                                                                                      \
      list[n - 1] = one;                                                                           \
      if (DROP) n--;                                                                               \
    }                                                                                              \
    view->LIST = list;                                                                             \
    view->COUNT = n;                                                                               \
  } while (0)

static int rename_pairs(rsupi_view *view, rsupi_arena *arena) {
  RENAME(alter_ties, alter_tie_count, rsupi_alter_tie,
         names_other(view, was->a) || names_other(view, was->b),
         (one->a = rsupi_view_same(view, was->a), one->b = rsupi_view_same(view, was->b)),
         strcmp(one->a, one->b) == 0);
  return 1;
}

static int rename_consents(rsupi_view *view, rsupi_arena *arena) {
  RENAME(consents, consent_count, rsupi_consent,
         names_other(view, was->to) || names_other(view, was->grantor),
         (one->to = rsupi_view_same(view, was->to),
          one->grantor = rsupi_view_same(view, was->grantor)),
         0);
  RENAME(guardians, guardian_count, rsupi_guardian, names_other(view, was->tie),
         one->tie = rsupi_view_same(view, was->tie), 0);
  return 1;
}

static int rename_care(rsupi_view *view, rsupi_arena *arena) {
  RENAME(appointments, appointment_count, rsupi_appointment, names_other(view, was->tie),
         one->tie = rsupi_view_same(view, was->tie), 0);
  RENAME(aims, aim_count, rsupi_aim,
         was->measure == RSUPI_AIM_CONTACTS && names_other(view, was->of),
         one->of = rsupi_view_same(view, was->of), 0);
  return 1;
}

static int rename_plans(rsupi_view *view, rsupi_arena *arena) {
  RENAME(plans, plan_count, rsupi_plan, any_other(view, was->people, was->people_count),
         one->people = kept_ids(view, was->people, was->people_count), 0);
  return 1;
}

int rsupi_view_join(rsupi_view *view, const rsupi_event **events, size_t count,
                    rsupi_arena *arena) {
  size_t i = 0;
  while (i < count && events[i]->type != RSUPI_EVENT_SAME_TIE) i++;
  if (i == count) return 1;
  rsupi_same *const same = rsupi_arena_alloc(arena, sizeof *same);
  if (!same) return 0;
  same->arena = arena;
  return read_pairs(view, events, count, same) && join_ties(view, arena) &&
         rename_events(view, events, count) && rename_pairs(view, arena) &&
         rename_consents(view, arena) && rename_care(view, arena) && rename_plans(view, arena);
}
