/* rsup_person_network_change(): the people who help me at two moments. Who they are is what is
 * known at the later one; what is said of them is what stood on each of the two days. */
#include "core/numbers.h"
#include "network/measures.h"
#include "recovery/question.h"
#include <string.h>

typedef struct changing {
  rsupi_arena *arena;
  rsup_network_change *out;
  const rsupi_asof *then, *now; /* the first moment, and the second */
  rsupi_measuring before, after;
  rsupi_list added, lost, kept, changed;
} changing;

/* When the tie began; RSUPI_NO_DAY: nobody said, so it was always there. */
static rsup_day began(const rsupi_tie *tie) {
  rsup_day first = RSUPI_NO_DAY;
  if (tie->since != RSUPI_NO_DAY) return tie->since;
  for (size_t i = 0; i < tie->status_count; i++) {
    const rsupi_tie_status *const status = &tie->status[i];
    if (status->state == RSUPI_TIE_CURRENT && status->from != RSUPI_NO_DAY)
      if (first == RSUPI_NO_DAY || status->from < first) first = status->from;
  }
  if (first != RSUPI_NO_DAY) return first;
  for (size_t i = 0; i < tie->role_count; i++) {
    if (tie->roles[i].from == RSUPI_NO_DAY) return RSUPI_NO_DAY;
    if (first == RSUPI_NO_DAY || tie->roles[i].from < first) first = tie->roles[i].from;
  }
  return first;
}

/* 1: stands on that day, as somebody who helps me. */
static int stood(const rsupi_asof *at, const rsupi_tie *tie) {
  const rsup_day first = began(tie);
  return (first == RSUPI_NO_DAY || first <= at->today) && rsupi_tie_counts(at, tie) &&
         rsupi_tie_helps_me(at, tie);
}

static const rsupi_member *find_member(const rsupi_measuring *m, const char *id) {
  for (size_t low = 0, high = m->count; low < high;) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(m->members[middle].tie->head.id, id);
    if (order == 0) return &m->members[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

/* ---- what changed with somebody who stayed */

static int add_change(changing *c, const char *tie, const char *what, double before, double after) {
  rsup_tie_change *const change = rsupi_arena_alloc(c->arena, sizeof *change);
  if (!change) return 0;
  *change = (rsup_tie_change){tie, what, before, after};
  return rsupi_list_push(c->arena, &c->changed, change);
}

static int compare_number(changing *c, const char *tie, const char *what, double before,
                          double after) {
  const int same = before == after || (rsupi_isnan(before) && rsupi_isnan(after));
  return same || add_change(c, tie, what, before, after);
}

static int compare_word(changing *c, const char *tie, const char *what, int same) {
  return same || add_change(c, tie, what, rsupi_nan(), rsupi_nan());
}

static int same_names(const char *const *a, size_t a_count, const char *const *b, size_t b_count) {
  size_t found = 0;
  for (size_t i = 0; i < a_count; i++)
    for (size_t k = 0; k < b_count; k++)
      if (strcmp(a[i], b[k]) == 0) {
        found++;
        break;
      }
  return a_count == b_count && found == a_count;
}

static int compare(changing *c, const char *id, const rsupi_member *before,
                   const rsupi_member *after) {
#define NUMBER(FIELD) compare_number(c, id, #FIELD, before->FIELD, after->FIELD)
#define NAMES(FIELD, COUNT)                                                                        \
  compare_word(                                                                                    \
      c, id, #FIELD,                                                                               \
      same_names(before->tie->FIELD, before->tie->COUNT, after->tie->FIELD, after->tie->COUNT))
  return NUMBER(closeness) && NUMBER(importance) && NUMBER(satisfaction) && NUMBER(strain) &&
         compare_word(c, id, "stance", before->stance == after->stance) &&
         compare_word(c, id, "use", before->use == after->use) &&
         compare_word(c, id, "direction", before->direction == after->direction) &&
         compare_word(c, id, "roles",
                      before->streams == after->streams && before->sources == after->sources &&
                          before->roles == after->roles) &&
         NAMES(gives, gives_count) && NAMES(receives, receives_count) &&
         compare_word(c, id, "household", before->tie->household == after->tie->household);
#undef NUMBER
#undef NAMES
}

/* ---- who came and went */

static int sort_tie(changing *c, const rsupi_tie *tie) {
  const int before = stood(c->then, tie), after = stood(c->now, tie);
  if (!before && !after) return 1;
  const char *const id = rsupi_arena_copy(c->arena, tie->head.id);
  rsupi_list *const list = before && after ? &c->kept : after ? &c->added : &c->lost;
  if (!id || !rsupi_list_push(c->arena, list, id)) return 0;
  if (list != &c->kept) return 1;
  /* A tie the record had not heard of then has nothing to compare with. */
  const rsupi_member *const was = find_member(&c->before, id), *const is =
                                                                   find_member(&c->after, id);
  return !was || !is || compare(c, id, was, is);
}

static void count_up(changing *c) {
  rsup_network_change *const out = c->out;
  const double added = (double)c->added.count, lost = (double)c->lost.count,
               kept = (double)c->kept.count;
  out->added = (const char *const *)c->added.items;
  out->added_count = c->added.count;
  out->lost = (const char *const *)c->lost.items;
  out->lost_count = c->lost.count;
  out->kept = (const char *const *)c->kept.items;
  out->kept_count = c->kept.count;
  out->changed = (const rsup_tie_change *const *)c->changed.items;
  out->changed_count = c->changed.count;
  out->turnover = out->stability = rsupi_measure_not_applicable();
  if (added + lost + kept == 0) return;
  out->turnover = rsupi_measure_known((added + lost) / (added + lost + 2 * kept));
  out->stability = rsupi_measure_known(kept / (kept + added + lost));
}

/* ---- bonds that outlived a programme */

static int add_programme(changing *c, rsupi_list *list, const char *id, rsup_day ended) {
  const rsupi_view *const view = c->now->view;
  if (!id || ended == RSUPI_NO_DAY || ended < c->out->from || ended > c->out->until) return 1;
  rsup_programme_bonds *const bonds = rsupi_arena_alloc(c->arena, sizeof *bonds);
  if (!bonds) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    if (!rsupi_text_equal(view->ties[i]->met_in, id)) continue;
    bonds->bonds++;
    bonds->outlived += rsupi_tie_counts(c->now, view->ties[i]);
  }
  bonds->programme = rsupi_arena_copy(c->arena, id);
  bonds->ended = ended;
  return bonds->programme && rsupi_list_push(c->arena, list, bonds);
}

static int list_programmes(changing *c) {
  const rsupi_view *const view = c->now->view;
  rsupi_list list = {0};
  for (size_t i = 0; i < view->setting_count; i++)
    if (!add_programme(c, &list, view->settings[i]->head.id, view->settings[i]->to)) return 0;
  for (size_t i = 0; i < view->care_count; i++)
    if (!add_programme(c, &list, view->care[i]->head.id, view->care[i]->to)) return 0;
  for (size_t i = 0; i < view->membership_count; i++)
    if (!add_programme(c, &list, view->memberships[i]->group, view->memberships[i]->to)) return 0;
  c->out->programmes = (const rsup_programme_bonds *const *)list.items;
  c->out->programme_count = list.count;
  return 1;
}

/* ---- all of it */

static int read_people(rsupi_measuring *m, const rsupi_asof *at, rsupi_arena *arena) {
  m->at = at;
  m->arena = arena;
  return rsupi_contacts_read(at, at->config->network.contact_days, arena, &m->contacts) &&
         rsupi_members_read(m);
}

static rsup_status tell(changing *c, const rsup_person *person, rsup_instant a, rsup_error *err) {
  rsupi_asof then, told;
  /* What was known then says how they were; what is known now says who was there. */
  rsup_status status = rsupi_asof_open(person, a, a, NULL, NULL, c->arena, &told, err);
  if (!status)
    status = rsupi_asof_open(person, a, c->now->known_at, NULL, NULL, c->arena, &then, err);
  if (status) return status;
  c->then = &then;
  c->out->from = then.today;
  c->out->until = c->now->today;
  if (!read_people(&c->before, &told, c->arena) || !read_people(&c->after, c->now, c->arena))
    return rsupi_fail_memory(err);
  for (size_t i = 0; i < c->now->view->tie_count; i++)
    if (!sort_tie(c, c->now->view->ties[i])) return rsupi_fail_memory(err);
  count_up(c);
  return list_programmes(c) ? RSUP_OK : rsupi_fail_memory(err);
}

rsup_status rsup_person_network_change(const rsup_person *person, rsup_instant a, rsup_instant b,
                                       const rsup_network_change_options *given,
                                       rsup_result **out_result, rsup_error *err) {
  rsup_network_change_options options;
  changing c = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, given, &options, sizeof options, err);
  if (!status && options.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (!status && a > b) status = rsupi_fail(err, RSUP_E_RANGE, "a lies after b");
  if (!status && a < INT64_C(-62104147200000))
    status = rsupi_fail(err, RSUP_E_ARGUMENT, "a has no value, or lies before the year 2");
  if (!status)
    status = rsupi_question_open(person, b, options.known_at, &rsupi_network_change_type, &question,
                                 err);
  if (status) return status;
  c.arena = question.arena;
  c.out = question.root;
  c.now = &question.at;
  return rsupi_question_close(&question, tell(&c, person, a, err), out_result, err);
}

const rsup_network_change *rsup_network_change_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_network_change_type ? rsup_result_root(result) : NULL;
}
