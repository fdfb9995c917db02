/* What a definition says, as records in the instrument's own arena: made once, when it is loaded.
 * Out of memory, the arena says so at the end. */
#include "core/numbers.h"
#include "core/text.h"
#include "instrument/definition_draft.h"
#include "instrument/score_draft.h"
#include <string.h>

typedef const char *const *texts;

static rsupi_arena *arena_of(const rsupi_definition_work *w) {
  return &w->compiler.instrument->arena;
}

static const char *keep(const rsupi_definition_work *w, const char *text) {
  return rsupi_arena_copy(arena_of(w), text);
}

/* A text, or of a map by locale the English one, else the first. */
static const char *keep_words(const rsupi_definition_work *w, const rsupi_node *node) {
  if (node && node->kind == RSUPI_MAP_NODE) {
    const rsupi_node *const english = rsupi_node_get(node, "en");
    node = english ? english : node->first;
  }
  return node && node->kind == RSUPI_SCALAR && !rsupi_node_is_null(node) ? keep(w, node->text)
                                                                         : NULL;
}

static double number_of(rsupi_rational value) {
  return value.den ? rsupi_rational_double(value) : rsupi_nan();
}

static size_t keep_list(const rsupi_definition_work *w, const rsupi_node *node, texts *out) {
  rsupi_list list = {0};
  for (node = node ? node->first : NULL; node; node = node->next)
    if (node->kind == RSUPI_SCALAR) rsupi_list_push(arena_of(w), &list, keep(w, node->text));
  *out = (texts)list.items;
  return list.count;
}

/* "source: what it says" */
static const char *joined(const rsupi_definition_work *w, const char *first, const char *between,
                          const char *second) {
  const size_t a = strlen(first), b = strlen(between), c = second ? strlen(second) : 0;
  char *const text = rsupi_arena_alloc(arena_of(w), a + b + c + 1);
  if (!text) return NULL;
  memcpy(text, first, a);
  memcpy(text + a, between, b);
  if (c) memcpy(text + a + b, second, c);
  return text;
}

static const char *text_at(const rsupi_node *map, const char *key) {
  const rsupi_node *const node = rsupi_node_get(map, key);
  return node && node->kind == RSUPI_SCALAR ? node->text : NULL;
}

/* ---- licence, references */

static const rsup_licence_info *make_licence(const rsupi_definition_work *w) {
  const rsupi_draft_licence *const draft = w->draft.licence;
  const rsupi_node *const node = rsupi_node_get(w->root, "licence");
  rsup_licence_info *const out = rsupi_arena_alloc(arena_of(w), sizeof *out);
  rsupi_list basis = {0};
  if (!out) return NULL;
  out->status = keep(w, text_at(node, "status"));
  out->ship_text = draft->ship_text;
  out->commercial_use = draft->commercial_use;
  out->modification = draft->modification;
  out->notice = w->compiler.instrument->notice;
  out->verified_at_source = draft->verified_at_source;
  out->caution = keep(w, draft->caution);
  for (const rsupi_node *one = draft->basis->first; one; one = one->next)
    rsupi_list_push(arena_of(w), &basis,
                    joined(w, text_at(one, "source"), ": ", text_at(one, "says")));
  out->basis = (texts)basis.items;
  out->basis_count = basis.count;
  return out;
}

static void make_references(const rsupi_definition_work *w, rsup_instrument_info *out) {
  const rsupi_node *const map = rsupi_node_get(w->root, "references");
  rsupi_list list = {0};
  for (const rsupi_node *one = map ? map->first : NULL; one; one = one->next) {
    const char *const words = text_at(one, "text"), *const doi = text_at(one, "doi");
    const char *line = joined(w, one->key, ": ", words ? words : "");
    if (line && doi) line = joined(w, line, words ? " doi:" : "doi:", doi);
    rsupi_list_push(arena_of(w), &list, line);
  }
  out->references = (texts)list.items;
  out->reference_count = list.count;
}

/* ---- items */

static const rsup_item_info *make_item(rsupi_definition_work *w, size_t index) {
  const rsupi_question *const item = &w->compiler.instrument->items[index];
  const rsupi_draft_item *const draft = &w->draft.items[index];
  rsup_item_info *const out = rsupi_arena_alloc(arena_of(w), sizeof *out);
  size_t set = 0;
  if (!out) return NULL;
  while (strcmp(w->draft.sets[set].id, draft->responses) != 0) set++;
  out->id = item->id;
  out->min = item->min;
  out->max = item->max;
  out->safety = item->safety;
  out->optional = item->optional;
  out->always_asked = item->ask_when == NULL;
  out->group = keep(w, draft->group);
  out->loinc = keep(w, draft->loinc);
  out->text = keep_words(w, draft->text);
  if (!rsupi_verified_read(&w->compiler, draft->loinc_verified, &out->loinc_verified, NULL, NULL) ||
      rsupi_options_info(w, set, &out->options, &out->option_count))
    return NULL;
  return out;
}

/* ---- scores */

static const char *op_name(int32_t op) {
  static const char *const names[] = {"",      "sum",    "mean",  "count",
                                      "value", "linear", "rules", "table"};
  return names[op];
}

static void name_items(const rsupi_definition_work *w, const rsupi_score_def *def,
                       rsup_score_info *out) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  rsupi_list items = {0}, reversed = {0};
  for (size_t i = 0; i < instrument->item_count; i++)
    if (def->uses[i]) rsupi_list_push(arena_of(w), &items, instrument->items[i].id);
  for (size_t i = 0; i < def->point_count; i++)
    if (def->points[i].reversed)
      rsupi_list_push(arena_of(w), &reversed, instrument->items[def->points[i].item].id);
  out->items = (texts)items.items;
  out->item_count = items.count;
  out->reversed = (texts)reversed.items;
  out->reversed_count = reversed.count;
}

static void make_bands(const rsupi_definition_work *w, const rsupi_score_def *def,
                       rsup_score_info *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < def->band_count; i++) {
    rsup_band_info *const band = rsupi_arena_alloc(arena_of(w), sizeof *band);
    if (!band) return;
    band->id = def->bands[i].id;
    band->label = def->bands[i].label;
    band->from = number_of(def->bands[i].from);
    rsupi_list_push(arena_of(w), &list, band);
  }
  out->bands = (const rsup_band_info *const *)list.items;
  out->band_count = list.count;
}

static void make_cutoffs(const rsupi_definition_work *w, const rsupi_score_def *def,
                         rsup_score_info *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < def->cutoff_count; i++) {
    const rsupi_cutoff *const from = &def->cutoffs[i];
    rsup_cutoff_info *const to = rsupi_arena_alloc(arena_of(w), sizeof *to);
    if (!to) return;
    to->id = from->id;
    to->from = from->below ? rsupi_nan() : number_of(from->bound);
    to->below = from->below ? number_of(from->bound) : rsupi_nan();
    to->conditional = from->when != NULL;
    if (from->when && from->when->kind == RSUPI_WHEN_CONTEXT) {
      to->context = from->when->context;
      to->when = from->when->is;
    }
    to->active = from->active;
    to->source = from->source;
    to->note = from->note;
    rsupi_list_push(arena_of(w), &list, to);
  }
  out->cutoffs = (const rsup_cutoff_info *const *)list.items;
  out->cutoff_count = list.count;
}

static void make_thresholds(const rsupi_definition_work *w, const rsupi_score_def *def,
                            rsup_score_info *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < def->threshold_count; i++) {
    const rsupi_threshold *const from = &def->thresholds[i];
    rsup_threshold_info *const to = rsupi_arena_alloc(arena_of(w), sizeof *to);
    if (!to) return;
    to->id = from->id;
    to->metric = from->metric;
    to->amount = number_of(from->amount);
    to->active = from->active;
    to->source = from->source;
    rsupi_list_push(arena_of(w), &list, to);
  }
  out->thresholds = (const rsup_threshold_info *const *)list.items;
  out->threshold_count = list.count;
}

static void make_values(const rsupi_definition_work *w, const rsupi_score_def *def,
                        rsup_score_info *out) {
  rsupi_list list = {0};
  for (size_t i = 0; i < def->rule_count; i++)
    rsupi_list_push(arena_of(w), &list, def->rules[i].value);
  out->values = (texts)list.items;
  out->value_count = list.count;
}

static const rsup_score_info *make_score(const rsupi_definition_work *w, size_t index,
                                         const rsupi_scored *open) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  const rsupi_score_def *const def = &instrument->scores[index];
  rsup_score_info *const out = rsupi_arena_alloc(arena_of(w), sizeof *out);
  if (!out) return NULL;
  out->id = def->id;
  out->op = op_name(def->op);
  if (def->op == RSUPI_OP_LINEAR || def->op == RSUPI_OP_TABLE)
    out->of = instrument->scores[def->of].id;
  name_items(w, def, out);
  out->low = number_of(open->low);
  out->high = number_of(open->high);
  out->direction = def->direction;
  out->missing_max = def->missing_max;
  if (def->missing_method)
    out->missing_method = def->missing_method == RSUPI_MISSING_ZERO ? "zero" : "prorate";
  out->missing_source = def->missing_source;
  make_values(w, def, out);
  make_bands(w, def, out);
  make_cutoffs(w, def, out);
  make_thresholds(w, def, out);
  out->codes = def->codes;
  out->code_count = def->code_count;
  out->source = def->source;
  out->note = def->note;
  return out;
}

/* ---- alerts, contexts */

static const rsup_alert_info *make_alert(const rsupi_definition_work *w, size_t index) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  const rsupi_alert_def *const def = &instrument->alerts[index];
  rsup_alert_info *const out = rsupi_arena_alloc(arena_of(w), sizeof *out);
  uint8_t uses[RSUPI_MOST_ITEMS] = {0};
  rsupi_list items = {0};
  if (!out) return NULL;
  rsupi_predicate_uses(def->when, instrument, uses);
  for (size_t i = 0; i < instrument->item_count; i++)
    if (uses[i]) rsupi_list_push(arena_of(w), &items, instrument->items[i].id);
  out->id = def->id;
  out->level = def->level;
  out->review = def->review;
  out->items = (texts)items.items;
  out->item_count = items.count;
  out->next_count = keep_list(w, w->draft.alerts[index].next, &out->next);
  return out;
}

typedef struct contexts {
  rsupi_arena *arena;
  rsupi_list list;
} contexts;

static void add_context(contexts *all, const char *name, const char *value) {
  rsup_context_info *found = NULL;
  for (size_t i = 0; i < all->list.count && !found; i++) {
    rsup_context_info *const one = (rsup_context_info *)(uintptr_t)all->list.items[i];
    if (strcmp(one->name, name) == 0) found = one;
  }
  if (!found) {
    found = rsupi_arena_alloc(all->arena, sizeof *found);
    if (!found || !rsupi_list_push(all->arena, &all->list, found)) return;
    found->name = name;
  }
  for (size_t i = 0; i < found->value_count; i++)
    if (strcmp(found->values[i], value) == 0) return;
  const char **const longer = rsupi_arena_array(all->arena, found->value_count + 1, sizeof *longer);
  if (!longer) return;
  for (size_t i = 0; i < found->value_count; i++) longer[i] = found->values[i];
  longer[found->value_count++] = value;
  found->values = longer;
}

static void add_contexts(contexts *all, const rsupi_predicate *when) {
  if (!when) return;
  if (when->kind == RSUPI_WHEN_CONTEXT) add_context(all, when->context, when->is);
  for (size_t i = 0; i < when->part_count; i++) add_contexts(all, when->parts[i]);
}

static void add_contexts_of_score(contexts *all, const rsupi_score_def *def) {
  for (size_t i = 0; i < def->cutoff_count; i++) add_contexts(all, def->cutoffs[i].when);
  for (size_t i = 0; i < def->rule_count; i++) add_contexts(all, def->rules[i].when);
  for (size_t i = 0; def->table && def->table->context && i < def->table->column_count; i++)
    add_context(all, def->table->context, def->table->columns[i]);
}

static void make_contexts(const rsup_instrument *instrument, rsupi_arena *arena,
                          rsup_instrument_info *out) {
  contexts all = {arena, {0}};
  for (size_t i = 0; i < instrument->item_count; i++)
    add_contexts(&all, instrument->items[i].ask_when);
  for (size_t i = 0; i < instrument->skip_count; i++) add_contexts(&all, instrument->skips[i].when);
  for (size_t i = 0; i < instrument->alert_count; i++)
    add_contexts(&all, instrument->alerts[i].when);
  for (size_t i = 0; i < instrument->score_count; i++)
    add_contexts_of_score(&all, &instrument->scores[i]);
  out->contexts = (const rsup_context_info *const *)all.list.items;
  out->context_count = all.list.count;
}

/* ---- the whole */

static rsup_status make_lists(rsupi_definition_work *w, rsup_instrument_info *out) {
  const rsup_instrument *const instrument = w->compiler.instrument;
  rsupi_list items = {0}, scores = {0}, alerts = {0}, profiles = {0};
  rsupi_sheet open;
  rsupi_sheet_start(&open, instrument);
  rsupi_sheet_score(&open);
  for (size_t i = 0; i < instrument->item_count; i++) {
    const rsup_item_info *const item = make_item(w, i);
    if (!item) return RSUP_E_SCHEMA; /* or out of memory, which the arena knows */
    rsupi_list_push(arena_of(w), &items, item);
  }
  for (size_t i = 0; i < instrument->score_count; i++)
    rsupi_list_push(arena_of(w), &scores, make_score(w, i, &open.scores[i]));
  for (size_t i = 0; i < instrument->alert_count; i++)
    rsupi_list_push(arena_of(w), &alerts, make_alert(w, i));
  for (size_t i = 0; i < instrument->profile_count; i++)
    rsupi_list_push(arena_of(w), &profiles, instrument->profiles[i].id);
  out->items = (const rsup_item_info *const *)items.items;
  out->item_count = items.count;
  out->scores = (const rsup_score_info *const *)scores.items;
  out->score_count = scores.count;
  out->alerts = (const rsup_alert_info *const *)alerts.items;
  out->alert_count = alerts.count;
  out->profiles = (texts)profiles.items;
  out->profile_count = profiles.count;
  return RSUP_OK;
}

static const char *recall_of(const rsupi_definition_work *w) {
  const rsupi_node *const recall = w->draft.administration->recall;
  const char *const value = text_at(recall, "value"), *const unit = text_at(recall, "unit");
  if (!value) return NULL;
  return unit ? joined(w, value, " ", unit) : keep(w, value);
}

rsup_status rsupi_info_compile(rsupi_definition_work *w) {
  rsup_instrument *const instrument = w->compiler.instrument;
  rsup_instrument_info *const out = rsupi_arena_alloc(&instrument->arena, sizeof *out);
  const rsupi_node *const panel = rsupi_node_get(w->draft.codes, "panel");
  if (!out) return RSUP_E_MEMORY;
  out->id = instrument->id;
  out->version = keep(w, w->draft.version);
  out->status = keep(w, text_at(w->root, "status"));
  out->scoring_revision = instrument->revision;
  out->abbreviation = keep(w, w->draft.abbreviation);
  out->title = keep_words(w, w->draft.title);
  out->purpose = keep(w, w->draft.purpose);
  out->recall = recall_of(w);
  out->variant_count = keep_list(w, rsupi_node_get(w->root, "variants"), &out->variants);
  out->licence = make_licence(w);
  out->tests = w->draft.tests ? (int32_t)w->draft.tests->count : 0;
  out->digest = instrument->digest;
  make_references(w, out);
  make_contexts(instrument, &instrument->arena, out);
  if (out->context_count > RSUPI_MOST_CONTEXT)
    return rsupi_bind_problem(&w->compiler.binder, w->root, RSUP_E_LIMIT,
                              "asks for more than %d things beside the answers",
                              (int)RSUPI_MOST_CONTEXT);
  if (!rsupi_codes_read(&w->compiler, panel, &out->codes, &out->code_count)) return RSUP_E_SCHEMA;
  instrument->info = out;
  const rsup_status status = make_lists(w, out);
  return instrument->arena.failed ? RSUP_E_MEMORY : status;
}
