/* Checks of check-in forms, and of the safety items that no config may silence. */
#include "config/config_check.h"
#include "config/config_merge.h"
#include "core/numbers.h"

#include <string.h>

/* Signs an answer can report; safety/ gives them their bits. */
static const char *const answer_signs[] = {"self_harm_answer", "overdose", "unsafe_at_home",
                                           "plan_trigger"};
enum { ANSWER_SIGNS = sizeof answer_signs / sizeof answer_signs[0] };

static int is_answer_sign(const char *sign) {
  for (size_t i = 0; i < ANSWER_SIGNS; i++)
    if (rsupi_text_equal(answer_signs[i], sign)) return 1;
  return 0;
}

/* Problems of an item are reported at the item where the user's text has it. */
static void item_problem(rsupi_config_job *job, const rsupi_form *form, const rsupi_item *item,
                         const char *key, const char *text) {
  const rsupi_node *forms = rsupi_node_get(job->user, "forms");
  const rsupi_node *items = rsupi_node_get(rsupi_config_entry(forms, form->id), "items");
  const rsupi_node *place = rsupi_config_entry(items, item->id);
  const rsupi_node *value = key ? rsupi_node_get(place, key) : NULL;
  if (value) place = value;
  if (place)
    rsupi_bind_problem(&job->binder, place, RSUP_E_CONFIG, "item \"%s\" %s", item->id, text);
  else
    rsupi_config_problem(job, "forms", form->id, "items", "item \"%s\" %s", item->id, text);
}

static int is_number(const rsupi_item *item) {
  return item->kind == RSUPI_ITEM_SCALE || item->kind == RSUPI_ITEM_COUNT ||
         item->kind == RSUPI_ITEM_DURATION || item->kind == RSUPI_ITEM_AMOUNT;
}

/* 1 also where there is no step. Decimal steps such as 0.1 have no exact double. */
static int divides(const rsupi_item *item) {
  if (rsupi_isnan(item->step)) return 1;
  const double steps = (item->max - item->min) / item->step;
  const double off = steps - (double)(int64_t)(steps + 0.5);
  return steps < 1e15 && off < 1e-6 && off > -1e-6;
}

static void check_item(rsupi_config_job *job, const rsupi_form *form, const rsupi_item *item) {
  int choices = item->kind == RSUPI_ITEM_CHOICE || item->kind == RSUPI_ITEM_CHOICES;
  if (!item->kind) item_problem(job, form, item, NULL, "needs a kind");
  if (item->kind == RSUPI_ITEM_SCALE && (rsupi_isnan(item->min) || rsupi_isnan(item->max)))
    item_problem(job, form, item, NULL, "is a scale and needs min and max");
  if (!rsupi_isnan(item->min) && !rsupi_isnan(item->max) && !(item->min < item->max))
    item_problem(job, form, item, "min", "has a min that is not below its max");
  if (item->min < item->max && !divides(item))
    item_problem(job, form, item, "step", "has a step that does not divide its range");
  if (choices && !item->choice_count && item->open != 1)
    item_problem(job, form, item, NULL, "needs choices, or open: true");
  if (!choices && (item->choice_count || item->open == 1))
    item_problem(job, form, item, "choices", "has choices, but not the kind for them");
  if (item->per_target == 1 && item->target)
    item_problem(job, form, item, "target", "is asked per target and cannot name one");
  if (item->reports == RSUPI_REPORTS_USE && (choices || item->kind == RSUPI_ITEM_SCALE))
    item_problem(job, form, item, "reports", "reports use and must be yes_no, count or amount");
  if (item->safety_sign && !is_answer_sign(item->safety_sign))
    item_problem(
        job, form, item, "safety_sign",
        "has a sign that is none of self_harm_answer, overdose, unsafe_at_home, plan_trigger");
  if (item->safety_sign && is_number(item) && rsupi_isnan(item->safety_from))
    item_problem(job, form, item, "safety_sign", "needs safety_from, the value that is a sign");
  if (item->safety_sign && !is_number(item) && !rsupi_isnan(item->safety_from))
    item_problem(job, form, item, "safety_from", "is no number and cannot have safety_from");
  if (item->safety_sign && choices)
    item_problem(job, form, item, "safety_sign", "is a choice and cannot carry a sign");
}

/* ---- earlier versions */

static void check_recode(rsupi_config_job *job, const rsupi_form *form, const rsupi_item *item) {
  const rsupi_recode *recode = item->recode;
  const rsupi_item *to = recode->item;
  const double low = item->min * recode->times + recode->plus;
  const double high = item->max * recode->times + recode->plus;
  const int plain = recode->times == 1 && recode->plus == 0;
  if (!to)
    item_problem(job, form, item, NULL, "is recoded to an item that the form does not have");
  else if (!(is_number(item) && is_number(to)) && !(plain && item->kind == to->kind))
    item_problem(job, form, item, NULL, "can only be recoded from numbers to numbers, or as it is");
  else if (item->per_target != to->per_target)
    item_problem(job, form, item, NULL, "is recoded, and only one of the two is asked per target");
  else if (recode->times == 0)
    item_problem(job, form, item, NULL, "is recoded by times: 0, which keeps nothing");
  else if (low < to->min || low > to->max || high < to->min || high > to->max)
    item_problem(job, form, item, NULL, "is recoded to values that its new scale does not have");
}

/* What a sign was, it is in every version. */
static void check_earlier_item(rsupi_config_job *job, const rsupi_form *form,
                               const rsupi_item *item) {
  const rsupi_item *now =
      rsupi_form_item(form, item->recode && item->recode->to ? item->recode->to : item->id);
  check_item(job, form, item);
  if (item->recode) check_recode(job, form, item);
  if (now && now->safety_sign && !rsupi_text_equal(now->safety_sign, item->safety_sign))
    item_problem(job, form, item, NULL, "is a safety item, in earlier versions too");
}

static void check_earlier(rsupi_config_job *job, const rsupi_form *form) {
  for (size_t i = 0; i < form->earlier_count; i++) {
    const rsupi_form *one = &form->earlier[i];
    int twice = one->version == form->version;
    for (size_t k = 0; k < i; k++) twice |= form->earlier[k].version == one->version;
    if (one->version < 1 || !one->item_count)
      rsupi_config_problem(job, "forms", form->id, "earlier",
                           "an earlier version needs version and items");
    if (twice)
      rsupi_config_problem(job, "forms", form->id, "earlier", "version %d stands there twice",
                           (int)one->version);
    for (size_t k = 0; k < one->item_count; k++) check_earlier_item(job, form, &one->items[k]);
  }
}

static void check_form(rsupi_config_job *job, const rsupi_form *form) {
  if (form->version < 1) rsupi_config_problem(job, "forms", form->id, NULL, "a form needs version");
  rsupi_config_check_schedule(job, form);
  if (!form->item_count) rsupi_config_problem(job, "forms", form->id, NULL, "a form needs items");
  for (size_t i = 0; i < form->item_count; i++) {
    check_item(job, form, &form->items[i]);
    if (form->items[i].recode)
      item_problem(job, form, &form->items[i], "recode",
                   "is of the present version; only items of an earlier one are recoded");
  }
  check_earlier(job, form);
}

/* ---- what no config may silence */

static int is_reported_by_any_form(const rsup_config *config, const char *sign) {
  for (size_t i = 0; i < config->form_count; i++)
    for (size_t k = 0; k < config->forms[i].item_count; k++)
      if (rsupi_text_equal(config->forms[i].items[k].safety_sign, sign)) return 1;
  return 0;
}

/* A built-in safety item stays as it is while its form is there. */
static void check_kept(rsupi_config_job *job, const rsupi_form *form, const rsupi_node *built_in) {
  const char *id = rsupi_node_get(built_in, "id")->text;
  const rsupi_node *sign = rsupi_node_get(built_in, "safety_sign");
  const rsupi_node *kind = rsupi_node_get(built_in, "kind");
  const rsupi_item *item = rsupi_form_item(form, id), named = {.id = id};
  if (!item)
    item_problem(job, form, &named, "off", "is a safety item and cannot be turned off");
  else if (!rsupi_text_equal(item->safety_sign, sign->text))
    item_problem(job, form, item, "safety_sign", "is a safety item and keeps its sign");
  else if (item->kind != rsupi_value_of(rsupi_item_kind_names, kind->text, kind->len))
    item_problem(job, form, item, "kind", "is a safety item and keeps its kind");
}

static void check_built_in_form(rsupi_config_job *job, const rsupi_node *built_in) {
  const char *id = rsupi_node_get(built_in, "id")->text;
  const rsupi_form *form = NULL;
  for (size_t i = 0; i < job->config->form_count; i++)
    if (rsupi_text_equal(job->config->forms[i].id, id)) form = &job->config->forms[i];
  const rsupi_node *items = rsupi_node_get(built_in, "items");
  for (const rsupi_node *item = items ? items->first : NULL; item; item = item->next) {
    const rsupi_node *sign = rsupi_node_get(item, "safety_sign");
    if (!sign) continue;
    if (form)
      check_kept(job, form, item);
    else if (!is_reported_by_any_form(job->config, sign->text))
      rsupi_config_problem(job, "forms", id, NULL,
                           "without form \"%s\" nothing reports the sign %s any more", id,
                           sign->text);
  }
}

void rsupi_config_check_forms(rsupi_config_job *job) {
  for (size_t i = 0; i < job->config->form_count; i++) check_form(job, &job->config->forms[i]);
  for (const rsupi_node *form = job->safety ? job->safety->first : NULL; form; form = form->next)
    check_built_in_form(job, form);
}
