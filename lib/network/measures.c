/* rsup_person_network(): who is in the network as of a moment, measured as a whole, without those
 * who have gone quiet, and of the people whom I support. */
#include "network/measures.h"
#include "recovery/question.h"

/* ---- circles */

static int is_helper(const rsupi_measuring *m, const rsupi_member *member) {
  (void)m;
  return member->direction != RSUPI_I_HELP;
}
static int is_current_helper(const rsupi_measuring *m, const rsupi_member *member) {
  return is_helper(m, member) && !rsupi_is_stale(m, member);
}
static int is_helped(const rsupi_measuring *m, const rsupi_member *member) {
  (void)m;
  return member->direction == RSUPI_I_HELP || member->direction == RSUPI_MUTUAL;
}

typedef int belongs(const rsupi_measuring *m, const rsupi_member *member);

static int gather(const rsupi_measuring *m, belongs *test, rsupi_circle *out) {
  out->count = 0;
  out->members = rsupi_arena_array(m->arena, m->count, sizeof *out->members);
  if (!out->members) return 0;
  for (size_t i = 0; i < m->count; i++)
    if (test(m, &m->members[i])) out->members[out->count++] = &m->members[i];
  return 1;
}

static int make_parts(rsupi_measuring *m, rsupi_circle *all) {
  static const struct {
    const char *id;
    belongs *test;
  } sets[] = {{"all", is_helper}, {"current", is_current_helper}, {"i_support", is_helped}};
  rsupi_list parts = {0};
  for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
    rsupi_circle circle;
    if (!gather(m, sets[i].test, &circle)) return 0;
    rsup_network_part *const part = rsupi_part_make(m, sets[i].id, &circle);
    if (!part || !rsupi_list_push(m->arena, &parts, part)) return 0;
    if (i == 0) *all = circle;
  }
  m->out->parts = (const rsup_network_part *const *)parts.items;
  m->out->part_count = parts.count;
  m->out->stale = (int32_t)(m->out->parts[0]->tie_count - m->out->parts[1]->tie_count);
  for (size_t i = 0; i < all->count; i++)
    m->out->never_contacted += all->members[i]->last == RSUPI_NO_DAY;
  return 1;
}

/* ---- what was left out */

static int count_reason(rsupi_measuring *m, const char *id, int32_t count) {
  return !count || rsupi_reason_push(m->arena, &m->reasons, id, count, "");
}

static int is_listed(const rsupi_view *view, const char *id) {
  return rsupi_tie_place(view, id) != SIZE_MAX;
}

static int give_reasons(rsupi_measuring *m) {
  const rsupi_view *const view = m->at->view;
  int32_t unlisted = 0, oneself = 0;
  for (size_t i = 0; i < view->alter_tie_count; i++)
    unlisted +=
        !is_listed(view, view->alter_ties[i]->a) || !is_listed(view, view->alter_ties[i]->b);
  for (size_t i = 0; i < view->tie_count; i++)
    oneself += rsupi_tie_state(view->ties[i], m->at->today) == RSUPI_TIE_CURRENT &&
               !rsupi_tie_counts(m->at, view->ties[i]);
  if (!count_reason(m, "pairs_with_unlisted_people", unlisted) ||
      !count_reason(m, "contacts_with_unlisted_people", m->contacts.unlisted) ||
      !count_reason(m, "ties_to_oneself", oneself))
    return 0;
  m->out->reasons = (const rsup_reason *const *)m->reasons.items;
  m->out->reason_count = m->reasons.count;
  return 1;
}

/* ---- all of it */

static int measure(rsupi_measuring *m) {
  rsupi_circle all;
  m->out->today = m->at->today;
  if (!rsupi_contacts_read(m->at, m->options.contact_days, m->arena, &m->contacts) ||
      !rsupi_members_read(m) || !make_parts(m, &all))
    return 0;
  m->out->family = rsupi_family_make(m, &all);
  m->out->ipda = rsupi_ipda_make(m, &all);
  m->out->sim_ar = rsupi_sim_ar_make(m);
  return m->out->family && m->out->ipda && m->out->sim_ar && rsupi_measure_flow(m) &&
         give_reasons(m);
}

static rsup_status take_options(const rsup_network_options *given, rsup_network_options *out,
                                rsup_error *err) {
  const rsup_status status = rsupi_options_read(given, out, sizeof *out, err);
  if (status) return status;
  if (out->reserved) return rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (out->stale_days < 0 || out->stale_days > 36500 || out->contact_days < 0 ||
      out->contact_days > 36500)
    return rsupi_fail(err, RSUP_E_RANGE, "days of the options lie outside of 0 to 36500");
  return RSUP_OK;
}

rsup_status rsup_person_network(const rsup_person *person, rsup_instant now,
                                const rsup_network_options *given, rsup_result **out_result,
                                rsup_error *err) {
  rsupi_measuring m = {0};
  rsupi_question question;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (!out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "rsup_person_network needs an out_result");
  rsup_status status = take_options(given, &m.options, err);
  if (!status)
    status = rsupi_question_open(person, now, m.options.known_at, &rsupi_network_measures_type,
                                 &question, err);
  if (status) return status;
  const rsupi_network_rules *const rules = &question.at.config->network;
  m.at = &question.at;
  m.arena = question.arena;
  m.out = question.root;
  if (!m.options.stale_days) m.options.stale_days = rules->stale_days;
  if (!m.options.contact_days) m.options.contact_days = rules->contact_days;
  return rsupi_question_close(&question, measure(&m) ? RSUP_OK : rsupi_fail_memory(err), out_result,
                              err);
}

const rsup_network_measures *rsup_network_measures_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_network_measures_type ? rsup_result_root(result) : NULL;
}
