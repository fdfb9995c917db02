/* What the tables can't say about the entries of sections: names that only the config knows, zones,
 * and the fields that are written one way and read another. */
#include "core/numbers.h"
#include "person/entry.h"
#include <string.h>

static const rsupi_node *child_at(const rsupi_node *map, const char *key, size_t index) {
  const rsupi_node *const list = rsupi_node_get(map, key);
  const rsupi_node *node = list ? list->first : NULL;
  while (node && index-- > 0) node = node->next;
  return node ? node : list ? list : map;
}

static rsup_status unknown_name(rsupi_reader *reader, const rsupi_node *node, const char *message) {
  return rsupi_bind_problem(&reader->binder, node, RSUP_E_UNKNOWN_NAME, "%s", message);
}

/* ---- zones ------------------------------------------------------------------------------------
 */

rsup_status rsupi_finish_zone(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_zone_entry *const entry = bound;
  return rsupi_reader_zone(reader, rsupi_node_get(node, "zone"), entry->zone, &entry->zone_data);
}

/* ---- facts ------------------------------------------------------------------------------------
 */

rsup_status rsupi_finish_fact(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_fact *const fact = bound;
  int32_t yes = 0;
  (void)node;
  fact->number = rsupi_nan();
  if (!rsupi_scalar_number(fact->value, &fact->number) && rsupi_scalar_bool(fact->value, &yes))
    fact->number = yes;
  fact->value = rsupi_node_copy(reader->binder.arena, fact->value);
  return fact->value ? RSUP_OK : RSUP_E_MEMORY;
}

/* ---- targets ----------------------------------------------------------------------------------
 */

/* One that ends before it begins is never in force: refused when it is appended, told of when it is
 * loaded. */
static rsup_status check_span(rsupi_reader *reader, const rsupi_node *node, const char *key,
                              rsup_day from, rsup_day to) {
  if (!rsupi_is_backwards(from, to)) return RSUP_OK;
  return rsupi_leave_out_part(reader, rsupi_node_get(node, key), RSUP_E_TIME,
                              "it ends before it begins");
}

rsup_status rsupi_finish_setting(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  const rsupi_setting *const setting = bound;
  return check_span(reader, node, "to", setting->from, setting->to);
}

static rsup_status read_goal(rsupi_reader *reader, const rsupi_node *node, rsupi_goal *goal) {
  const rsup_status status = rsupi_bind(&reader->binder, node, &rsupi_goal_shape, goal);
  if (status) return status;
  if (goal->kind == RSUPI_GOAL_AT_MOST && rsupi_isnan(goal->amount))
    return rsupi_bind_problem(&reader->binder, node, RSUP_E_SCHEMA,
                              "a goal of at most so much needs its \"amount\"");
  return check_span(reader, node, "until", goal->from, goal->until);
}

static rsup_status check_medications(rsupi_reader *reader, const rsupi_node *node,
                                     const rsupi_target *target) {
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < target->medication_count && !status; i++)
    status = check_span(reader, child_at(node, "medications", i), "to", target->medications[i].from,
                        target->medications[i].to);
  return status;
}

rsup_status rsupi_finish_target(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_target_input *const input = bound;
  rsupi_target *const target = &input->target;
  const rsupi_node *const goals = input->goal;
  const rsup_status checked = check_medications(reader, node, target);
  if (checked) return checked;
  input->goal = NULL;
  if (goals) {
    const int list = goals->kind == RSUPI_LIST_NODE;
    target->goal_count = list ? goals->count : 1;
    target->goals = rsupi_arena_array(reader->binder.arena, target->goal_count, sizeof(rsupi_goal));
    if (!target->goals) return RSUP_E_MEMORY;
    const rsupi_node *one = list ? goals->first : goals;
    for (size_t i = 0; i < target->goal_count; i++, one = one->next) {
      const rsup_status status = read_goal(reader, one, &target->goals[i]);
      if (status) return status;
    }
  }
  if (target->start != RSUPI_NO_DAY) return RSUP_OK;
  for (size_t i = 0; i < target->goal_count; i++) {
    const rsup_day from = target->goals[i].from;
    if (from != RSUPI_NO_DAY && (target->start == RSUPI_NO_DAY || from < target->start))
      target->start = from;
  }
  return RSUP_OK;
}

/* ---- ties -------------------------------------------------------------------------------------
 */

/* Ids are replaced by the config's own, so that a renamed role is one role everywhere. */
static rsup_status check_roles(rsupi_reader *reader, const rsupi_node *node, rsupi_tie *tie) {
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_role *const role = rsupi_config_role(reader->config, tie->roles[i].role);
    if (!role)
      return unknown_name(reader, rsupi_node_get(child_at(node, "roles", i), "role"),
                          "a role the config does not have");
    tie->roles[i].definition = role;
    tie->roles[i].role = role->id;
  }
  return RSUP_OK;
}

static rsup_status check_kinds(rsupi_reader *reader, const rsupi_node *node, const char *key,
                               const char **kinds, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const rsupi_word *const kind = rsupi_config_kind(reader->config, kinds[i]);
    if (!kind)
      return unknown_name(reader, child_at(node, key, i),
                          "a kind of support the config does not have");
    kinds[i] = kind->id;
  }
  return RSUP_OK;
}

static rsup_status read_window(rsupi_reader *reader, const rsupi_node *node,
                               const rsupi_available_input *from, const rsupi_zone *zone,
                               rsupi_available *to) {
  if (from->from != INT32_MIN && from->from == from->to)
    return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "to"), RSUP_E_RANGE,
                              "hours without length");
  to->weekdays = from->day_count ? 0 : 127;
  for (size_t i = 0; i < from->day_count; i++) to->weekdays |= from->days[i];
  to->from = from->from == INT32_MIN ? 0 : from->from;
  to->to = from->to == INT32_MIN ? 1440 : from->to;
  to->zone = from->zone;
  to->zone_data = zone;
  if (!to->zone) return RSUP_OK;
  return rsupi_reader_zone(reader, rsupi_node_get(node, "zone"), to->zone, &to->zone_data);
}

/* `zone`: of windows that name none. */
static rsup_status read_windows(rsupi_reader *reader, const rsupi_node *node,
                                const rsupi_available_input *from, size_t count,
                                const rsupi_zone *zone, rsupi_available **out) {
  *out = rsupi_arena_array(reader->binder.arena, count, sizeof **out);
  if (!*out) return RSUP_E_MEMORY;
  for (size_t i = 0; i < count; i++) {
    const rsup_status status =
        read_window(reader, child_at(node, "available", i), &from[i], zone, &(*out)[i]);
    if (status) return status;
  }
  return RSUP_OK;
}

static rsup_status read_windows_of_tie(rsupi_reader *reader, const rsupi_node *node,
                                       rsupi_tie_input *input) {
  rsupi_tie *const tie = &input->tie;
  if (tie->zone) {
    const rsupi_node *const zone = rsupi_node_get(node, "zone");
    const rsup_status status = rsupi_reader_zone(reader, zone, tie->zone, &tie->zone_data);
    if (status) return status;
  }
  tie->available_count = input->available_count;
  return read_windows(reader, node, input->available, input->available_count, tie->zone_data,
                      &tie->available);
}

rsup_status rsupi_finish_self(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_self_input *const input = bound;
  input->self.available_count = input->available_count;
  return read_windows(reader, node, input->available, input->available_count, NULL,
                      &input->self.available);
}

/* What is marked both ways for one day is unclear. */
static rsup_status check_behaviours(rsupi_reader *reader, const rsupi_node *node, rsupi_tie *tie) {
  for (size_t i = 0; i < tie->behaviour_count; i++) {
    rsupi_behaviour_mark *const mark = &tie->behaviours[i];
    const rsupi_node *const at = child_at(node, "behaviours", i);
    mark->definition = rsupi_config_behaviour(reader->config, mark->behaviour);
    if (!mark->definition)
      return unknown_name(reader, rsupi_node_get(at, "behaviour"),
                          "a behaviour the config does not have");
    mark->behaviour = mark->definition->id;
    for (size_t k = 0; k < i; k++) {
      rsupi_behaviour_mark *const other = &tie->behaviours[k];
      if (other->definition != mark->definition || other->on != mark->on ||
          other->seen == mark->seen)
        continue;
      other->seen = mark->seen = RSUPI_SEEN_UNCLEAR;
      const rsup_status status = rsupi_leave_out_part(
          reader, at, RSUP_E_CONFLICT, "a behaviour is marked in two ways: it counts as unclear");
      if (status) return status;
    }
  }
  return RSUP_OK;
}

rsup_status rsupi_finish_tie(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_tie_input *const input = bound;
  rsupi_tie *const tie = &input->tie;
  tie->contact_every_days = input->every ? input->every->days : INT32_MIN;
  tie->agreed_call = input->agreed ? input->agreed->call : INT32_MIN;
  tie->agreed_night = input->agreed ? input->agreed->night : INT32_MIN;
  tie->agreed_on = input->agreed ? input->agreed->on : RSUPI_NO_DAY;
  rsup_status status = check_roles(reader, node, tie);
  if (!status) status = check_kinds(reader, node, "gives", tie->gives, tie->gives_count);
  if (!status) status = check_kinds(reader, node, "receives", tie->receives, tie->receives_count);
  if (!status) status = check_behaviours(reader, node, tie);
  if (!status && strcmp(tie->head.id, "self") == 0)
    status = rsupi_leave_out_part(reader, rsupi_node_get(node, "id"), RSUP_E_RANGE,
                                  "a tie to oneself, which counts in no measure");
  return status ? status : read_windows_of_tie(reader, node, input);
}

rsup_status rsupi_finish_alter_tie(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  const rsupi_alter_tie *const pair = bound;
  if (strcmp(pair->a, pair->b) != 0) return RSUP_OK;
  return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "b"), RSUP_E_RANGE,
                            "a tie to oneself");
}

rsup_status rsupi_finish_contact(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_event *const event = &((rsupi_event_input *)bound)->event;
  const rsup_status status =
      check_kinds(reader, node, "gives", event->more->gives, event->more->gives_count);
  return status ? status
                : check_kinds(reader, node, "receives", event->more->receives,
                              event->more->receives_count);
}

rsup_status rsupi_finish_same_tie(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  const rsupi_event *const event = &((rsupi_event_input *)bound)->event;
  if (strcmp(event->more->tie, event->more->of) != 0) return RSUP_OK;
  return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, "of"), RSUP_E_RANGE,
                            "the same id twice");
}

/* ---- plans ------------------------------------------------------------------------------------
 */

/* A strategy of the config goes by the config's id; one of the person's own keeps its words. */
static const char *known_strategy(const rsup_config *config, const char *name) {
  const rsupi_word *const word = rsupi_config_strategy(config, name);
  return word ? word->id : name;
}

rsup_status rsupi_finish_plan(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_plan *const plan = bound;
  (void)node;
  for (size_t i = 0; i < plan->coping_count; i++)
    plan->coping[i].strategy = known_strategy(reader->config, plan->coping[i].strategy);
  return RSUP_OK;
}

rsup_status rsupi_finish_setback(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_event_input *const input = bound;
  for (size_t i = 0; i < input->more.helped_count; i++)
    input->more.helped[i] = known_strategy(reader->config, input->more.helped[i]);
  /* Of an instant the local day where the person was may be the day before the written one. */
  const int is_instant = input->event.at != RSUPI_NO_INSTANT;
  if (!rsupi_is_backwards(input->event.first - is_instant, input->more.resumed)) return RSUP_OK;
  input->more.resumed = RSUPI_NO_DAY;
  return rsupi_leave_out_part(reader, rsupi_node_get(node, "resumed"), RSUP_E_TIME,
                              "the first day back lies before the setback");
}
