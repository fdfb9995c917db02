/* Days with support by peers, by professionals and by both; medications as treatment; declared
 * conditions.
 *
 * A day has peer support when a tie in a peer's role helps (and has not ended), or when the person
 * is a member of a group; professional support likewise, or when it is a day in care. A role that
 * says no begin counts in `value` and `high`, not in `low`. */
#include "recovery/care.h"

static const rsup_field treatment_fields[] = {
    RSUPI_KEY(rsup_treatment, target, TEXT, "", "id of the target"),
    RSUPI_MAYBE(rsup_treatment, medication_class, TEXT, "", "its class"),
    RSUPI_MAYBE(rsup_treatment, agent, TEXT, "", "its agent"),
    RSUPI_MAYBE(rsup_treatment, from, DAY, "", "first day"),
    RSUPI_MAYBE(rsup_treatment, to, DAY, "", "last day"),
    RSUPI_FIELD(rsup_treatment, active, BOOL, "",
                "whether it is in force on the last day asked for"),
    RSUPI_FIELD(rsup_treatment, days, MEASURE, "days", "days of it within what was asked"),
};
const rsup_record_type rsupi_treatment_type =
    RSUPI_RECORD_TYPE("treatment", rsup_treatment, treatment_fields, "a medication as treatment");

static const rsup_field condition_fields[] = {
    RSUPI_KEY(rsup_condition, condition, TEXT, "", "id in the config"),
    RSUPI_MAYBE(rsup_condition, from, DAY, "", "first day"),
    RSUPI_MAYBE(rsup_condition, to, DAY, "", "last day"),
};
const rsup_record_type rsupi_condition_type =
    RSUPI_RECORD_TYPE("condition", rsup_condition, condition_fields, "what the person declared");

/* ---- days with support */

static void unmark_ended(const rsupi_care_question *q, const rsupi_tie *tie, uint8_t *days) {
  for (rsup_day day = q->from; tie->status_count && day < q->until; day++)
    if (rsupi_tie_state(tie, day) != RSUPI_TIE_CURRENT) days[day - q->from] = RSUPI_HOLDS_NOT;
}

/* *told: somebody spoke of such support at all. */
static void mark_tie(const rsupi_care_question *q, const rsupi_tie *tie, int32_t stream,
                     uint8_t *room, uint8_t *days, int *told) {
  const size_t count = (size_t)q->out->days;
  int any = 0;
  for (size_t i = 0; i < count; i++) room[i] = RSUPI_HOLDS_NOT;
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *const role = &tie->roles[i];
    *told = 1;
    if (role->definition->stream != stream || role->definition->direction == RSUPI_I_HELP) continue;
    rsupi_care_mark(q, role->from, role->to, room);
    any = 1;
  }
  if (any) unmark_ended(q, tie, room);
  for (size_t i = 0; any && i < count; i++)
    if (room[i] > days[i]) days[i] = room[i];
}

static rsup_measure measure(const rsupi_care_question *q, const uint8_t *days, int told) {
  if (q->out->days == 0) return rsupi_measure_not_applicable();
  if (told) return rsupi_care_measure(q, days);
  rsup_measure unknown = rsupi_measure_unknown(q->out->days);
  unknown.low = 0;
  unknown.high = q->out->days;
  return unknown;
}

static rsup_measure percent_of(const rsupi_care_question *q, rsup_measure days) {
  if (days.state == RSUP_MEASURE_NOT_APPLICABLE) return days;
  days.value = 100 * days.value / q->out->days;
  days.low = 100 * days.low / q->out->days;
  days.high = 100 * days.high / q->out->days;
  return days;
}

/* With one of the two unknown, both held on no more days than the other did. */
static rsup_measure both(const rsupi_care_question *q, const uint8_t *peer, const uint8_t *pro,
                         uint8_t *room, int told) {
  for (size_t i = 0; i < (size_t)q->out->days; i++) room[i] = peer[i] < pro[i] ? peer[i] : pro[i];
  if (told || q->out->days == 0) return measure(q, room, told);
  rsup_measure unknown = measure(q, room, 0);
  const double most_peer = q->out->peer_days.high, most_pro = q->out->professional_days.high;
  unknown.high = most_peer < most_pro ? most_peer : most_pro;
  return unknown;
}

static int make_support(rsupi_care_question *q) {
  const rsupi_view *const view = q->at->view;
  const size_t room_size = (size_t)q->out->days + 1;
  uint8_t *const peer = rsupi_arena_alloc(q->arena, room_size);
  uint8_t *const pro = rsupi_arena_alloc(q->arena, room_size);
  uint8_t *const room = rsupi_arena_alloc(q->arena, room_size);
  int peer_told = view->membership_count > 0, pro_told = view->care_count > 0;
  if (!peer || !pro || !room) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    mark_tie(q, view->ties[i], RSUPI_STREAM_PEER, room, peer, &peer_told);
    mark_tie(q, view->ties[i], RSUPI_STREAM_PROFESSIONAL, room, pro, &pro_told);
  }
  for (size_t i = 0; i < view->membership_count; i++)
    rsupi_care_mark(q, view->memberships[i]->from, view->memberships[i]->to, peer);
  for (size_t i = 0; i < view->care_count; i++)
    rsupi_care_mark(q, view->care[i]->from, view->care[i]->to, pro);
  q->out->peer_days = measure(q, peer, peer_told);
  q->out->professional_days = measure(q, pro, pro_told);
  q->out->dual_days = both(q, peer, pro, room, peer_told && pro_told);
  q->out->percent_dual = percent_of(q, q->out->dual_days);
  if (q->out->dual_days.unknowns > 0)
    rsupi_care_reason(q, "begin_not_said", q->out->dual_days.unknowns, NULL);
  return 1;
}

/* ---- medications */

static int add_medication(rsupi_care_question *q, const rsupi_target *target,
                          const rsupi_medication *from, rsupi_list *list) {
  if (from->from > q->at->today) return 1;
  rsup_treatment *const out = rsupi_arena_alloc(q->arena, sizeof *out);
  uint8_t *const days = rsupi_arena_alloc(q->arena, (size_t)q->out->days + 1);
  if (!out || !days) return 0;
  out->target = rsupi_arena_copy(q->arena, target->head.id);
  out->medication_class = rsupi_arena_copy(q->arena, from->medication_class);
  out->agent = rsupi_arena_copy(q->arena, from->agent);
  out->from = from->from;
  out->to = from->to;
  rsupi_care_mark(q, from->from, from->to, days);
  out->days = rsupi_care_measure(q, days);
  out->active = out->days.high > 0 && days[q->out->days - 1] != RSUPI_HOLDS_NOT;
  return out->days.high == 0 || rsupi_list_push(q->arena, list, out);
}

static int make_medications(rsupi_care_question *q) {
  const rsupi_view *const view = q->at->view;
  rsupi_list list = {0};
  for (size_t i = 0; i < view->target_count; i++)
    for (size_t k = 0; k < view->targets[i]->medication_count; k++)
      if (!add_medication(q, view->targets[i], &view->targets[i]->medications[k], &list)) return 0;
  q->out->medications = (const rsup_treatment *const *)list.items;
  q->out->medication_count = list.count;
  if (list.count) rsupi_care_reason(q, "medication_is_treatment", (double)list.count, NULL);
  return 1;
}

/* ---- conditions */

static int make_conditions(rsupi_care_question *q) {
  const rsupi_view *const view = q->at->view;
  rsupi_list list = {0};
  for (size_t i = 0; i < view->condition_count; i++) {
    const rsupi_condition *const one = view->conditions[i];
    if (one->from >= q->until || (one->to != RSUPI_NO_DAY && one->to < q->from)) continue;
    rsup_condition *const out = rsupi_arena_alloc(q->arena, sizeof *out);
    if (!out) return 0;
    *out = (rsup_condition){one->condition, one->from, one->to};
    if (!rsupi_list_push(q->arena, &list, out)) return 0;
  }
  q->out->conditions = (const rsup_condition *const *)list.items;
  q->out->condition_count = list.count;
  return 1;
}

int rsupi_care_support(rsupi_care_question *q) {
  return make_support(q) && make_medications(q) && make_conditions(q);
}
