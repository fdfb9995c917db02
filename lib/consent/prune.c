/* Pruning one entry down to what somebody may see: key by key, and answer by answer. */
#include "consent/visible.h"
#include "core/error.h"
#include "core/numbers.h"
#include "core/text.h"

#include <string.h>

/* ---- may they see it ------------------------------------------------------------------------- */

static int is_asked_for(const rsupi_viewing *viewing, const char *what) {
  return viewing->what_count == 0 || rsupi_what_within(viewing->what, viewing->what_count, what);
}

/* `also`: what it is part of, for denials; NULL. */
static int may_see(const rsupi_viewing *viewing, const rsupi_entry *entry, const char *what,
                   const char *also, uint32_t labels) {
  if (!is_asked_for(viewing, what)) return 0;
  rsup_decision decision;
  rsupi_asked_for asked = {.what = &what, .what_count = 1, .also = also, .labels = labels};
  if (entry) {
    const rsupi_entry_head *const head = rsupi_entry_bound(entry);
    asked.labels |= rsupi_label_bits(head);
    asked.origin = rsupi_origin_of(head);
  }
  rsupi_decide(&viewing->asker, &asked, &decision);
  return decision.permit;
}

static uint32_t labels_of(const rsupi_viewing *viewing, const char *data) {
  return rsupi_config_labels(rsupi_person_config(viewing->asker.person), data);
}

void rsupi_viewing_open(const rsup_person *person, const rsup_consent_question *question,
                        rsupi_viewing *out) {
  memset(out, 0, sizeof *out);
  rsupi_asker_open(person, question, &out->asker);
  out->what = question->what;
  out->what_count = question->what_count;
  const rsupi_template *const purpose = out->asker.purpose_template;
  out->own_words = purpose && purpose->free_text != 0;
  out->others = may_see(out, NULL, "ties", NULL, labels_of(out, "tie"));
}

/* ---- names with an item ---------------------------------------------------------------------- */

typedef struct item_name {
  char text[224];
} item_name;
static item_name name_of(const char *what, const char *item) {
  item_name name;
  rsupi_fixed text = rsupi_fixed_start(name.text, sizeof name.text);
  rsupi_fixed_add(&text, what);
  rsupi_fixed_add(&text, ".");
  rsupi_fixed_add(&text, item);
  return name;
}

/* ---- check-ins: answer by answer ------------------------------------------------------------- */

typedef struct answers {
  const rsupi_viewing *viewing;
  const rsupi_entry *entry;
  const rsupi_form *form;
} answers;

/* An open list of choices may hold anything. */
static int may_say(const answers *a, const rsupi_item *item) {
  return a->viewing->own_words || !item->open;
}

static int keep_answer(void *user, const rsupi_node *child) {
  const answers *const a = user;
  const rsupi_item *const item = child->key ? rsupi_form_item(a->form, child->key) : NULL;
  if (!item || !may_say(a, item)) return 0;
  const item_name name = name_of("checkin", item->id);
  uint32_t labels = labels_of(a->viewing, "checkin") | labels_of(a->viewing, name.text);
  if (item->reports == RSUPI_REPORTS_USE) {
    labels |= labels_of(a->viewing, "use_day");
    if (may_see(a->viewing, a->entry, "milestones", name.text, labels)) return 1;
  }
  return may_see(a->viewing, a->entry, name.text, NULL, labels);
}

static int is_checkin_key(void *user, const rsupi_node *child) {
  static const char *const keys[] = {"type",     "id",        "form",        "at",
                                     "on",       "precision", "labels",      "origin",
                                     "revision", "answers",   "recorded_at", NULL};
  (void)user;
  for (size_t i = 0; keys[i]; i++)
    if (rsupi_text_equal(keys[i], child->key)) return 1;
  return 0;
}

static int prune_checkin(const rsupi_viewing *viewing, const rsupi_entry *entry, rsupi_node *node) {
  const rsupi_event *const event = rsupi_entry_event(entry);
  rsupi_node *const given = (rsupi_node *)(uintptr_t)rsupi_node_get(node, "answers");
  answers a = {viewing, entry, NULL};
  a.form = rsupi_config_form(rsupi_person_config(viewing->asker.person), event->questions->form);
  if (!a.form || !given) return 0;
  rsupi_keep_children(given, keep_answer, &a);
  if (!given->count &&
      !may_see(viewing, entry, "checkins_kept", NULL, labels_of(viewing, "checkin")))
    return 0;
  rsupi_keep_children(node, is_checkin_key, NULL);
  return 1;
}

/* ---- all other entries: key by key ----------------------------------------------------------- */

typedef struct keys {
  const rsupi_viewing *viewing;
  const rsupi_visible *rule;
  int open[3];
} keys;

static int is_among(const char *const *list, const char *key) {
  for (; *list; list++)
    if (strcmp(*list, key) == 0) return 1;
  return 0;
}

/* What every entry carries along; who wrote it on which device stays with the person. */
static const char *const always[] = {"id",     "type",   "revision", "recorded_at",
                                     "labels", "origin", NULL};
static const char *const never[] = {"source", "device", NULL};
static const char *const names_others[] = {"with", "people", "professionals", NULL};

static int keep_key(void *user, const rsupi_node *child) {
  const keys *const k = user;
  if (!child->key || is_among(never, child->key)) return 0;
  if (is_among(always, child->key)) return 1;
  if (is_among(names_others, child->key) && !k->viewing->others) return 0;
  for (int i = 0; i < 3; i++) {
    const rsupi_opening *const opening = &k->rule->openings[i];
    if (!k->open[i]) continue;
    if (opening->keys ? is_among(opening->keys, child->key)
                      : !opening->but || !is_among(opening->but, child->key))
      return 1;
  }
  return 0;
}

/* "facts.prior_treatments", "answers.phq-9": what goes by its item. */
static const char *what_of(const rsupi_entry *entry, const rsupi_opening *opening,
                           item_name *name) {
  const char *item = NULL;
  if (entry->section == RSUPI_SECTION_FACTS)
    item = ((const rsupi_fact *)rsupi_entry_bound(entry))->name;
  if (entry->section == RSUPI_SECTION_CONDITIONS)
    item = ((const rsupi_condition *)rsupi_entry_bound(entry))->condition;
  if (entry->event_type == RSUPI_EVENT_ANSWERS) item = rsupi_entry_event(entry)->more->instrument;
  if (!item) return opening->what;
  *name = name_of(opening->what, item);
  return name->text;
}

/* A fact may be told in words. */
static int is_in_words(const rsupi_entry *entry, const rsupi_node *node) {
  double number;
  int32_t yes;
  if (entry->section != RSUPI_SECTION_FACTS) return 0;
  const rsupi_node *const value = rsupi_node_get(node, "value");
  return !value || !(rsupi_scalar_number(value, &number) || rsupi_scalar_bool(value, &yes));
}

/* Zones go along: what they are, and since when. */
static int is_zone_key(void *user, const rsupi_node *child) {
  (void)user;
  return rsupi_text_equal(child->key, "zone") || rsupi_text_equal(child->key, "from") ||
         (child->key && is_among(always, child->key));
}

int rsupi_prune_zone(const rsupi_entry *entry, rsupi_node *node) {
  rsupi_keep_children(node, is_zone_key, NULL);
  return rsupi_prune_by_shape(node, rsupi_visible_shape(entry, node), 0);
}

int rsupi_prune(const rsupi_viewing *viewing, const rsupi_entry *entry, rsupi_node *node) {
  const rsupi_visible *const rule = rsupi_visible_of(entry, node);
  const rsupi_shape *const shape = rsupi_visible_shape(entry, node);
  if (!rule || !shape) return 0;
  if (entry->event_type == RSUPI_EVENT_CHECKIN) {
    if (!prune_checkin(viewing, entry, node)) return 0;
    return rsupi_prune_by_shape(node, shape, viewing->own_words);
  }
  keys k = {.viewing = viewing, .rule = rule};
  int any = 0;
  for (int i = 0; i < 3 && rule->openings[i].what; i++) {
    item_name name;
    const char *const what = what_of(entry, &rule->openings[i], &name);
    const uint32_t labels = labels_of(viewing, rule->data) | labels_of(viewing, what);
    any |= k.open[i] = may_see(viewing, entry, what, rule->part, labels);
  }
  if (!any || (!viewing->own_words && is_in_words(entry, node))) return 0;
  rsupi_keep_children(node, keep_key, &k);
  return rsupi_prune_by_shape(node, shape, viewing->own_words);
}
