/* Text packs: the wording a host brings for a questionnaire, checked against its definition. */
#include "core/record.h"
#include "core/text.h"
#include "document/file.h"
#include "instrument/definition.h"
#include "recovery-support/instrument_texts.h"
#include <string.h>

static const rsup_field option_fields[] = {
    RSUPI_KEY(rsup_option_text, id, TEXT, "", "id of the option in the definition"),
    RSUPI_FIELD(rsup_option_text, value, INT32, "", "what is stored when it is chosen"),
    RSUPI_FIELD(rsup_option_text, text, TEXT, "", "its words"),
};
const rsup_record_type rsupi_option_text_type =
    RSUPI_RECORD_TYPE("option_text", rsup_option_text, option_fields, "The words of an answer.");
static const rsup_field item_fields[] = {
    RSUPI_KEY(rsup_item_text, id, TEXT, "", "id of the item"),
    RSUPI_FIELD(rsup_item_text, text, TEXT, "", "its words"),
    RSUPI_RECORDS(rsup_item_text, options, option_count, rsupi_option_text_type,
                  "words of its answers; none where every whole number is one"),
};
const rsup_record_type rsupi_item_text_type =
    RSUPI_RECORD_TYPE("item_text", rsup_item_text, item_fields, "The words of an item.");
static const rsup_field pack_fields[] = {
    RSUPI_FIELD(rsup_text_pack, instrument, TEXT, "", "id of the instrument"),
    RSUPI_FIELD(rsup_text_pack, locale, TEXT, "", "language of the words"),
    RSUPI_MAYBE(rsup_text_pack, title, TEXT, "", "title of the questionnaire"),
    RSUPI_MAYBE(rsup_text_pack, instructions, TEXT, "", "words before the first item"),
    RSUPI_FIELD(rsup_text_pack, licence, TEXT, "", "licence under which these words may be shown"),
    RSUPI_FIELD(rsup_text_pack, notice, TEXT, "", "the line a host must show with them"),
    RSUPI_MAYBE(rsup_text_pack, source, TEXT, "", "where the words are from"),
    RSUPI_RECORDS(rsup_text_pack, items, item_count, rsupi_item_text_type,
                  "words of each item, in the definition's order"),
};
const rsup_record_type rsupi_text_pack_type = RSUPI_RECORD_TYPE(
    "text_pack", rsup_text_pack, pack_fields, "The wording of an instrument in one language.");

/* ---- the document */

typedef struct draft_option {
  const char *id, *text;
} draft_option;
typedef struct draft_item {
  const char *id, *text;
  draft_option *options;
  size_t option_count;
} draft_item;
typedef struct draft_pack {
  const char *instrument, *locale, *title, *instructions, *licence, *notice, *source;
  draft_item *items;
  size_t item_count;
  draft_option *options;
  size_t option_count;
} draft_pack;

#define SLOT(S, M, K, F)                                                                           \
  { .name = #M, .kind = RSUPI_TYPE_##K, .flags = F, .offset = offsetof(S, M) }
#define KEYED(S, M, N, F, SHAPE)                                                                   \
  {                                                                                                \
    .name = #M, .kind = RSUPI_TYPE_KEYED, .flags = F, .offset = offsetof(S, M),                    \
    .count_offset = offsetof(S, N), .shape = &(SHAPE)                                              \
  }
static const rsupi_slot option_slots[] = {SLOT(draft_option, text, TEXT, RSUPI_REQUIRED)};
static const rsupi_shape option_shape = RSUPI_SHAPE("option", draft_option, option_slots);
static const rsupi_slot item_slots[] = {SLOT(draft_item, text, TEXT, RSUPI_REQUIRED),
                                        KEYED(draft_item, options, option_count, 0, option_shape)};
static const rsupi_shape item_shape = RSUPI_SHAPE("item", draft_item, item_slots);
static const rsupi_slot pack_slots[] = {
    SLOT(draft_pack, instrument, ID, RSUPI_REQUIRED),
    SLOT(draft_pack, locale, ID, RSUPI_REQUIRED),
    SLOT(draft_pack, title, TEXT, 0),
    SLOT(draft_pack, instructions, TEXT, 0),
    SLOT(draft_pack, licence, TEXT, RSUPI_REQUIRED),
    SLOT(draft_pack, notice, TEXT, RSUPI_REQUIRED),
    SLOT(draft_pack, source, TEXT, 0),
    KEYED(draft_pack, items, item_count, RSUPI_REQUIRED, item_shape),
    KEYED(draft_pack, options, option_count, 0, option_shape)};
static const rsupi_shape pack_shape = RSUPI_SHAPE("text pack", draft_pack, pack_slots);

/* ---- against the definition */

typedef struct pack_work {
  const rsup_instrument_info *info;
  rsupi_binder binder;
  const rsupi_node *root;
  draft_pack draft;
  rsupi_arena *arena; /* of the result */
} pack_work;

static const rsupi_node *node_of(const pack_work *w, const char *part, const char *id) {
  const rsupi_node *const map = rsupi_node_get(w->root, part);
  const rsupi_node *const node = map ? rsupi_node_get(map, id) : NULL;
  return node ? node : map ? map : w->root;
}

static int has_option(const rsup_item_info *item, const char *id) {
  for (size_t i = 0; i < item->option_count; i++)
    if (strcmp(item->options[i]->id, id) == 0) return 1;
  return 0;
}

static const rsup_item_info *item_named(const pack_work *w, const char *id) {
  for (size_t i = 0; i < w->info->item_count; i++)
    if (strcmp(w->info->items[i]->id, id) == 0) return w->info->items[i];
  return NULL;
}

static void unknown(pack_work *w, const rsupi_node *node, const char *what) {
  (void)rsupi_bind_problem(&w->binder, node, RSUP_E_UNKNOWN_NAME, "the instrument has no such %s",
                           what);
}

/* Words for something that the definition does not have: most often a misspelt id. */
static void find_unknown(pack_work *w) {
  for (size_t i = 0; i < w->draft.item_count; i++) {
    const draft_item *const words = &w->draft.items[i];
    const rsup_item_info *const item = item_named(w, words->id);
    const rsupi_node *const node = node_of(w, "items", words->id);
    if (!item) unknown(w, node, "item");
    for (size_t k = 0; item && k < words->option_count; k++)
      if (!has_option(item, words->options[k].id)) unknown(w, node, "option of this item");
  }
  for (size_t i = 0; i < w->draft.option_count; i++) {
    int known = 0;
    for (size_t k = 0; k < w->info->item_count; k++)
      known |= has_option(w->info->items[k], w->draft.options[i].id);
    if (!known) unknown(w, node_of(w, "options", w->draft.options[i].id), "option");
  }
}

static const char *option_words(const draft_option *options, size_t count, const char *id) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(options[i].id, id) == 0) return options[i].text;
  return NULL;
}

static rsup_option_text *make_option(pack_work *w, const draft_item *words,
                                     const rsup_option_info *option) {
  const char *text = option_words(words->options, words->option_count, option->id);
  rsup_option_text *const out = rsupi_arena_alloc(w->arena, sizeof *out);
  if (!text) text = option_words(w->draft.options, w->draft.option_count, option->id);
  if (!text)
    (void)rsupi_bind_problem(&w->binder, node_of(w, "items", words->id), RSUP_E_SCHEMA,
                             "no words for its option %s", option->id);
  if (!out || !text) return NULL;
  out->id = rsupi_arena_copy(w->arena, option->id);
  out->value = option->value;
  out->text = rsupi_arena_copy(w->arena, text);
  return out;
}

static rsup_item_text *make_item(pack_work *w, const rsup_item_info *item) {
  const draft_item *words = NULL;
  rsupi_list list = {0};
  for (size_t i = 0; i < w->draft.item_count && !words; i++)
    if (strcmp(w->draft.items[i].id, item->id) == 0) words = &w->draft.items[i];
  if (!words) {
    (void)rsupi_bind_problem(&w->binder, node_of(w, "items", ""), RSUP_E_SCHEMA,
                             "no words for item %s", item->id);
    return NULL;
  }
  rsup_item_text *const out = rsupi_arena_alloc(w->arena, sizeof *out);
  if (!out) return NULL;
  for (size_t i = 0; i < item->option_count; i++) {
    rsup_option_text *const option = make_option(w, words, item->options[i]);
    if (option && !rsupi_list_push(w->arena, &list, option)) return NULL;
  }
  out->id = rsupi_arena_copy(w->arena, item->id);
  out->text = rsupi_arena_copy(w->arena, words->text);
  out->options = (const rsup_option_text *const *)list.items;
  out->option_count = list.count;
  return out;
}

static void make_pack(pack_work *w, rsup_text_pack *out) {
  rsupi_list list = {0};
  if (strcmp(w->draft.instrument, w->info->id) != 0)
    (void)rsupi_bind_problem(&w->binder, rsupi_node_get(w->root, "instrument"), RSUP_E_SCHEMA,
                             "these are the words of another instrument");
  find_unknown(w);
  for (size_t i = 0; i < w->info->item_count; i++) {
    rsup_item_text *const item = make_item(w, w->info->items[i]);
    if (item && !rsupi_list_push(w->arena, &list, item)) return;
  }
  out->instrument = rsupi_arena_copy(w->arena, w->draft.instrument);
  out->locale = rsupi_arena_copy(w->arena, w->draft.locale);
  out->title = rsupi_arena_copy(w->arena, w->draft.title);
  out->instructions = rsupi_arena_copy(w->arena, w->draft.instructions);
  out->licence = rsupi_arena_copy(w->arena, w->draft.licence);
  out->notice = rsupi_arena_copy(w->arena, w->draft.notice);
  out->source = rsupi_arena_copy(w->arena, w->draft.source);
  out->items = (const rsup_item_text *const *)list.items;
  out->item_count = list.count;
}

/* ---- reading */

static rsup_status bind_pack(pack_work *w, rsup_text_pack *out) {
  int32_t version;
  rsup_status status = rsupi_check_head(&w->binder, w->root, "text-pack", 1, &version);
  if (!status) status = rsupi_bind(&w->binder, w->root, &pack_shape, &w->draft);
  if (!status) make_pack(w, out);
  return status ? status : w->binder.problems->first.status;
}

static rsup_status read_pack(const rsup_instrument *instrument, const char *source,
                             const char *text, size_t len, rsup_result *result,
                             rsupi_problems *problems) {
  rsupi_arena scratch;
  rsup_error first;
  rsupi_arena_init(&scratch, &instrument->allocator, 8192);
  pack_work w = {.info = instrument->info,
                 .arena = &result->arena,
                 .binder = {.arena = &scratch, .source = source, .problems = problems}};
  rsup_status status =
      rsupi_tree_read(&scratch, RSUPI_DOCUMENT_CONFIG, source, text, len, &w.root, &first);
  if (status)
    rsupi_problem_add(problems, RSUP_SEVERITY_ERROR, status, source, first.line, first.column, 0,
                      first.path, "%s", first.message);
  else
    status = bind_pack(&w, result->root);
  if (scratch.failed || problems->failed || result->arena.failed) status = RSUP_E_MEMORY;
  rsupi_arena_free(&scratch);
  return status;
}

rsup_status rsup_text_pack_read(const rsup_instrument *instrument, const char *source,
                                const char *text, size_t len, rsup_result **out_result,
                                rsup_result **out_report, rsup_error *err) {
  rsupi_problems problems;
  rsup_result *result = NULL;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (out_report) *out_report = NULL;
  if (!instrument || !text || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_text_pack_read needs an instrument, a text and an out_result");
  const char *const name = source ? source : "texts";
  rsup_status status =
      rsupi_result_new(&instrument->allocator, &rsupi_text_pack_type, &result, err);
  if (status) return status;
  status = rsupi_problems_start(&problems, &instrument->allocator, name, out_report != NULL, err);
  if (!status) {
    status = read_pack(instrument, name, text, len, result, &problems);
    status = rsupi_problems_settle(&problems, status, out_report, err);
  }
  if (status)
    rsup_result_free(result);
  else
    *out_result = result;
  return status;
}

rsup_status rsup_text_pack_read_file(const rsup_instrument *instrument, const char *path,
                                     rsup_result **out_result, rsup_result **out_report,
                                     rsup_error *err) {
  char *text;
  size_t len;
  rsupi_error_clear(err);
  if (out_result) *out_result = NULL;
  if (out_report) *out_report = NULL;
  if (!instrument || !path || !out_result)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_text_pack_read_file needs an instrument, a path and an out_result");
  rsup_status status = rsupi_file_read(
      &instrument->allocator, path, rsupi_document_limit(RSUPI_DOCUMENT_CONFIG), &text, &len, err);
  if (status) return status;
  status = rsup_text_pack_read(instrument, rsupi_file_base_name(path), text, len, out_result,
                               out_report, err);
  rsupi_release(&instrument->allocator, text, len + 1);
  return status;
}

const rsup_text_pack *rsup_text_pack_get(const rsup_result *result) {
  return result && result->type == &rsupi_text_pack_type ? result->root : NULL;
}
