/* What the tables can't say about goals, care, services, appointments and conditions: names that
 * only the config knows, spans the right way round, and what a goal is measured by. */
#include "core/numbers.h"
#include "person/entry.h"

static rsup_status unknown_name(rsupi_reader *reader, const rsupi_node *node, const char *key,
                                const char *message) {
  return rsupi_bind_problem(&reader->binder, rsupi_node_get(node, key), RSUP_E_UNKNOWN_NAME, "%s",
                            message);
}

static rsup_status refuse(rsupi_reader *reader, const rsupi_node *node, const char *key,
                          const char *message) {
  const rsupi_node *const place = rsupi_node_get(node, key);
  return rsupi_bind_problem(&reader->binder, place ? place : node, RSUP_E_SCHEMA, "%s", message);
}

int rsupi_is_backwards(rsup_day from, rsup_day to) {
  return from != RSUPI_NO_DAY && to != RSUPI_NO_DAY && to < from;
}

/* ---- goals */

int rsupi_aim_may_do_without_of(int32_t measure) {
  return measure == RSUPI_AIM_CHECKINS || measure == RSUPI_AIM_MEETINGS ||
         measure == RSUPI_AIM_CONTACTS || measure == RSUPI_AIM_ACTIVITY_HOURS ||
         measure == RSUPI_AIM_OWN_WORD;
}

static int is_of_form(const rsupi_aim *aim) {
  return aim->measure == RSUPI_AIM_CHECKINS || aim->measure == RSUPI_AIM_ADHERENCE;
}

int rsupi_aim_find_names(const rsup_config *config, rsupi_aim *aim) {
  const char **const form = is_of_form(aim) ? &aim->of : &aim->form;
  const rsupi_form *const found = *form ? rsupi_config_form(config, *form) : NULL;
  if (*form && !found) return 0;
  if (found) *form = found->id;
  const rsupi_activity_kind *const activity = rsupi_config_activity_kind(config, aim->of);
  const rsupi_word *const strategy = rsupi_config_strategy(config, aim->of);
  if (aim->measure == RSUPI_AIM_ACTIVITY_HOURS && activity) aim->of = activity->id;
  if (aim->measure == RSUPI_AIM_STRATEGY && strategy) aim->of = strategy->id;
  return 1;
}

/* By from; of one day the later in the text holds. Few enough to move one by one. */
static void sort_status(rsupi_aim *aim) {
  for (size_t i = 1; i < aim->status_count; i++)
    for (size_t k = i; k > 0 && aim->status[k].from < aim->status[k - 1].from; k--) {
      const rsupi_aim_status other = aim->status[k];
      aim->status[k] = aim->status[k - 1];
      aim->status[k - 1] = other;
    }
}

int rsupi_aim_turns_round(const rsupi_aim *aim, const rsupi_aim_status *status) {
  return rsupi_isnan(aim->at_least) ? !rsupi_isnan(status->at_least)
                                    : !rsupi_isnan(status->at_most);
}

rsup_status rsupi_finish_aim(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_aim *const aim = bound;
  const int amounts = !rsupi_isnan(aim->at_least) + !rsupi_isnan(aim->at_most);
  const int by_word = aim->measure == RSUPI_AIM_OWN_WORD;
  if (amounts != !by_word)
    return refuse(reader, node, "at_most",
                  by_word ? "a goal by own word has no amount"
                          : "a goal needs either \"at_least\" or \"at_most\"");
  if (!aim->of && !rsupi_aim_may_do_without_of(aim->measure))
    return refuse(reader, node, "measure", "this measure needs \"of\"");
  if (rsupi_is_backwards(aim->from, aim->due))
    return refuse(reader, node, "due", "\"due\" lies before \"from\"");
  for (size_t i = 0; i < aim->status_count; i++) {
    if (rsupi_aim_turns_round(aim, &aim->status[i]))
      return refuse(reader, node, "status", "an adjusted goal keeps its direction");
    if (rsupi_is_backwards(aim->from, aim->status[i].due))
      return refuse(reader, node, "status", "\"due\" lies before \"from\"");
  }
  sort_status(aim);
  if (rsupi_aim_find_names(reader->config, aim)) return RSUP_OK;
  return unknown_name(reader, node, is_of_form(aim) ? "of" : "form",
                      "a form the config does not have");
}

/* ---- care */

rsup_status rsupi_finish_care(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_care *const care = bound;
  care->definition = rsupi_config_care_level(reader->config, care->level);
  if (!care->definition)
    return unknown_name(reader, node, "level", "a level of care the config does not have");
  care->level = care->definition->id;
  if (rsupi_is_backwards(care->from, care->to))
    return refuse(reader, node, "to", "\"to\" lies before \"from\"");
  if ((care->ended || care->reason) && care->to == RSUPI_NO_DAY)
    return refuse(reader, node, "ended", "how it ended needs \"to\", the last day");
  return RSUP_OK;
}

rsup_status rsupi_finish_service(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_service *const service = bound;
  const rsupi_word *const kind = rsupi_config_service_kind(reader->config, service->kind);
  if (!kind)
    return unknown_name(reader, node, "kind", "a kind of service the config does not have");
  service->kind = kind->id;
  for (size_t i = 1; i < service->status_count; i++)
    for (size_t k = i; k > 0 && service->status[k].from < service->status[k - 1].from; k--) {
      const rsupi_service_status other = service->status[k];
      service->status[k] = service->status[k - 1];
      service->status[k - 1] = other;
    }
  return RSUP_OK;
}

rsup_status rsupi_finish_appointment(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_appointment *const one = bound;
  one->definition = rsupi_config_appointment_kind(reader->config, one->kind);
  if (!one->definition)
    return unknown_name(reader, node, "kind", "a kind of appointment the config does not have");
  one->kind = one->definition->id;
  return RSUP_OK;
}

rsup_status rsupi_finish_condition(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_condition *const one = bound;
  const rsupi_word *const word = rsupi_config_condition(reader->config, one->condition);
  if (!word) return unknown_name(reader, node, "condition", "a condition the config does not have");
  one->condition = word->id;
  if (rsupi_is_backwards(one->from, one->to))
    return refuse(reader, node, "to", "\"to\" lies before \"from\"");
  return RSUP_OK;
}

/* An activity may be of any kind; a renamed one goes on. */
rsup_status rsupi_finish_activity(rsupi_reader *reader, const rsupi_node *node, void *bound) {
  rsupi_event_more *const more = &((rsupi_event_input *)bound)->more;
  const rsupi_activity_kind *const kind = rsupi_config_activity_kind(reader->config, more->kind);
  (void)node;
  if (kind) more->kind = kind->id;
  return RSUP_OK;
}
