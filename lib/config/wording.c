/* Looking up a text, choosing its plural form, and filling in its {names}. */
#include "config/wording.h"
#include "config/plural.h"
#include "core/numbers.h"

#include <string.h>

typedef struct phrase {
  const char *other;
  const char **forms; /* by category; NULL for a plain text */
} phrase;

typedef struct language {
  const char *tag;
  rsupi_map ids;
  phrase *phrases;
} language;

struct rsupi_catalogue {
  language *languages;
  size_t count;
};

/* ---- filling in */

/* Counts everything, writes what fits. */
typedef struct text_sink {
  char *buffer;
  size_t size, len;
} text_sink;

static void put(text_sink *out, const char *text, size_t len) {
  for (size_t i = 0; i < len; i++, out->len++)
    if (out->len + 1 < out->size) out->buffer[out->len] = text[i];
}

/* Ends the text, on a whole character where it was cut. */
static void finish(const text_sink *out) {
  if (!out->size) return;
  size_t end = out->len;
  if (end + 1 > out->size) {
    end = out->size - 1;
    size_t start = end;
    while (start > 0 && ((unsigned char)out->buffer[start - 1] & 0xc0) == 0x80) start--;
    if (start > 0 && (unsigned char)out->buffer[start - 1] >= 0xc0) {
      unsigned char lead = (unsigned char)out->buffer[start - 1];
      size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
      if (end - (start - 1) < whole) end = start - 1;
    }
  }
  out->buffer[end] = '\0';
}

static const rsup_text_arg *arg_named(const rsup_text_arg *args, size_t count, const char *name,
                                      size_t len) {
  for (size_t i = 0; i < count; i++)
    if (args[i].name && strlen(args[i].name) == len && memcmp(args[i].name, name, len) == 0)
      return &args[i];
  return NULL;
}

static void put_arg(text_sink *out, const rsup_text_arg *arg) {
  char digits[32];
  if (arg->text)
    put(out, arg->text, strlen(arg->text));
  else
    put(out, digits, rsupi_print_double(arg->number, digits));
}

/* A {name} that nobody gave stays as it is: a visible gap, never a wrong number. */
static void fill(text_sink *out, const char *text, const rsup_text_arg *args, size_t count) {
  while (*text) {
    const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close) break;
    const rsup_text_arg *arg = arg_named(args, count, open + 1, (size_t)(close - open - 1));
    put(out, text, (size_t)(open - text));
    if (arg)
      put_arg(out, arg);
    else
      put(out, open, (size_t)(close + 1 - open));
    text = close + 1;
  }
  put(out, text, strlen(text));
}

static const char *form_for(const phrase *found, const char *tag, const rsup_text_arg *args,
                            size_t count) {
  const rsup_text_arg *n = arg_named(args, count, "n", 1);
  int32_t category = RSUPI_PLURAL_OTHER;
  if (n && !n->text && !rsupi_isnan(n->number)) category = rsupi_plural_category(tag, n->number);
  const char *form = found->forms ? found->forms[category] : NULL;
  return form ? form : found->other;
}

static const char *filled(rsupi_arena *arena, const char *form, const rsup_text_arg *args,
                          size_t count) {
  text_sink length = {0};
  fill(&length, form, args, count);
  text_sink text = {.buffer = rsupi_arena_alloc(arena, length.len + 1), .size = length.len + 1};
  if (!text.buffer) return NULL;
  fill(&text, form, args, count);
  finish(&text);
  return text.buffer;
}

/* ---- compiling */

static int is_tag(const char *tag) {
  size_t letters = 0;
  for (size_t i = 0; tag[i]; i++) {
    char c = tag[i];
    int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || letters == 0)) return 0;
    letters = letter ? letters + 1 : 0;
    if (letters > 8) return 0;
  }
  return letters > 1;
}

static void check_phrase(rsupi_binder *binder, const rsupi_node *node) {
  if (node->kind == RSUPI_LIST_NODE) {
    rsupi_bind_problem(binder, node, RSUP_E_SCHEMA, "expected a text or its plural forms");
    return;
  }
  if (node->kind == RSUPI_SCALAR) return;
  for (const rsupi_node *form = node->first; form; form = form->next)
    if (!rsupi_value_of(rsupi_plural_names, form->key, form->key_len))
      rsupi_bind_problem(binder, form, RSUP_E_SCHEMA,
                         "expected a plural form: zero, one, two, few, many or other");
    else if (form->kind != RSUPI_SCALAR)
      rsupi_bind_problem(binder, form, RSUP_E_SCHEMA, "expected a text");
  if (!rsupi_node_get(node, "other"))
    rsupi_bind_problem(binder, node, RSUP_E_SCHEMA, "the plural form \"other\" is missing");
}

/* A map, or something that stands for an empty one. */
static int is_map(const rsupi_node *node) {
  return node->kind == RSUPI_MAP_NODE || rsupi_node_is_null(node) ||
         (node->kind == RSUPI_LIST_NODE && node->count == 0);
}

/* Languages whose words this library's tests hold against a list of terms to avoid. */
static int has_list(const char *tag) {
  static const char *const languages[] = {"en", "de"};
  for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
    if (strncmp(tag, languages[i], 2) == 0 && (tag[2] == '\0' || tag[2] == '-')) return 1;
  return 0;
}

static void check_language(rsupi_binder *binder, const rsupi_node *one) {
  if (!is_tag(one->key))
    rsupi_bind_problem(binder, one, RSUP_E_SCHEMA, "expected a locale such as de or de-AT");
  else if (!has_list(one->key))
    rsupi_bind_warning(
        binder, one, RSUP_E_CONFIG,
        "there is no list of words to avoid in this language: have it read by people "
        "it speaks of");
}

void rsupi_catalogue_check(rsupi_binder *binder, const rsupi_node *texts) {
  if (texts && !is_map(texts))
    rsupi_bind_problem(binder, texts, RSUP_E_SCHEMA, "expected a map from locale to texts");
  if (!texts || texts->kind != RSUPI_MAP_NODE) return;
  for (const rsupi_node *one = texts->first; one; one = one->next) {
    check_language(binder, one);
    if (!is_map(one))
      rsupi_bind_problem(binder, one, RSUP_E_SCHEMA, "expected a map from id to text");
    for (const rsupi_node *text = one->first; text && one->kind == RSUPI_MAP_NODE;
         text = text->next)
      check_phrase(binder, text);
  }
}

static void build_phrase(rsupi_arena *arena, const rsupi_node *node, phrase *out) {
  if (node->kind == RSUPI_SCALAR) {
    out->other = node->text;
    return;
  }
  out->forms = rsupi_arena_array(arena, RSUPI_PLURAL_OTHER + 1, sizeof *out->forms);
  for (const rsupi_node *form = node->first; form && out->forms; form = form->next)
    if (form->kind == RSUPI_SCALAR) {
      int32_t category = rsupi_value_of(rsupi_plural_names, form->key, form->key_len);
      out->forms[category] = form->text;
    }
  if (out->forms) out->other = out->forms[RSUPI_PLURAL_OTHER];
}

static void build_language(rsupi_arena *arena, const rsupi_node *node, size_t more, language *out) {
  out->tag = node->key;
  out->phrases = rsupi_arena_array(arena, node->count + more, sizeof *out->phrases);
  uint32_t count = 0;
  if (!rsupi_map_reserve(arena, &out->ids, node->count + more)) return;
  for (const rsupi_node *text = node->first; text && !arena->failed; text = text->next) {
    if (rsupi_node_is_null(text)) continue; /* taken back by the user's file */
    build_phrase(arena, text, &out->phrases[count]);
    rsupi_map_put(arena, &out->ids, text->key, text->key_len, count++);
  }
}

/* ---- milestones: "milestone.months-3" is milestone.months for 3, and "milestone.meetings-10"
 * milestone.count.meetings for 10, unless they have a text of their own */

static const phrase *of_language(const language *one, const char *id) {
  uint32_t at = rsupi_map_get(&one->ids, id, strlen(id));
  return at == UINT32_MAX ? NULL : &one->phrases[at];
}

static const char *unit_of(const rsupi_milestone_rule *rule) {
  return rule->counts == RSUPI_COUNTS_TOTAL_DAYS ? "milestone.total_days"
         : rule->days > 0                        ? "milestone.days"
         : rule->months > 0                      ? "milestone.months"
                                                 : "milestone.years";
}

static int32_t number_of(const rsupi_milestone_rule *rule) {
  if (rule->count > 0) return rule->count;
  return rule->days > 0 ? rule->days : rule->months > 0 ? rule->months : rule->years;
}

static void add_milestone(rsupi_arena *arena, const rsupi_milestone_rule *rule, const char *unit_id,
                          language *one) {
  char id[128];
  rsupi_fixed text = rsupi_fixed_start(id, sizeof id);
  rsupi_fixed_format(&text, "milestone.%s", rule->id);
  const phrase *unit = of_language(one, unit_id);
  if (!unit || of_language(one, id)) return;
  rsup_text_arg n = {.name = "n", .text = NULL};
  n.number = number_of(rule);
  uint32_t at = (uint32_t)one->ids.count;
  one->phrases[at].other = filled(arena, form_for(unit, one->tag, &n, 1), &n, 1);
  const char *key = rsupi_arena_copy(arena, id);
  if (key) rsupi_map_put(arena, &one->ids, key, text.len, at);
}

static void add_counts(rsupi_arena *arena, const rsupi_milestone_rule *rules, size_t count,
                       language *one) {
  for (size_t i = 0; i < count && !arena->failed; i++) {
    char unit[64];
    rsupi_fixed text = rsupi_fixed_start(unit, sizeof unit);
    rsupi_fixed_format(&text, "milestone.count.%s",
                       rsupi_name_of(rsupi_counts_names, rules[i].counts));
    add_milestone(arena, &rules[i], unit, one);
  }
}

static void add_milestones(rsupi_arena *arena, const rsup_config *config, language *one) {
  for (size_t i = 0; i < config->milestone_count && !arena->failed; i++)
    add_milestone(arena, &config->milestones[i], unit_of(&config->milestones[i]), one);
  add_counts(arena, config->count_milestones, config->count_milestone_count, one);
  add_counts(arena, config->group_milestones, config->group_milestone_count, one);
}

static size_t milestones_in(const rsup_config *config) {
  return config->milestone_count + config->count_milestone_count + config->group_milestone_count;
}

rsupi_catalogue *rsupi_catalogue_build(rsupi_binder *binder, const rsupi_node *texts,
                                       const rsup_config *config) {
  rsupi_arena *arena = binder->arena;
  rsupi_catalogue *catalogue = rsupi_arena_alloc(arena, sizeof *catalogue);
  if (!catalogue || !texts) return catalogue;
  catalogue->languages = rsupi_arena_array(arena, texts->count, sizeof *catalogue->languages);
  for (const rsupi_node *one = texts->first; one && !arena->failed; one = one->next) {
    language *next = &catalogue->languages[catalogue->count++];
    build_language(arena, one, milestones_in(config), next);
    if (!arena->failed) add_milestones(arena, config, next);
  }
  return arena->failed ? NULL : catalogue;
}

/* ---- finding */

static int same_tag(const char *tag, const char *asked, size_t len) {
  for (size_t i = 0; i < len; i++) {
    char a = asked[i] == '_' ? '-' : asked[i], b = tag[i];
    if (a >= 'A' && a <= 'Z') a = (char)(a - 'A' + 'a');
    if (b >= 'A' && b <= 'Z') b = (char)(b - 'A' + 'a');
    if (a != b) return 0;
  }
  return tag[len] == '\0';
}

static const phrase *find_in(const rsupi_catalogue *catalogue, const char *asked, size_t len,
                             const char *id, const char **out_tag) {
  for (size_t i = 0; i < catalogue->count; i++) {
    const language *one = &catalogue->languages[i];
    if (!same_tag(one->tag, asked, len)) continue;
    uint32_t at = rsupi_map_get(&one->ids, id, strlen(id));
    *out_tag = one->tag;
    return at == UINT32_MAX ? NULL : &one->phrases[at];
  }
  return NULL;
}

/* de-AT, then de, then en: the first that has the id. */
static const phrase *find(const rsup_config *config, const char *id, const char *asked,
                          const char **out_tag) {
  if (!asked) asked = "en";
  for (size_t len = strlen(asked); len > 0; len--) {
    if (asked[len] != '\0' && asked[len] != '-' && asked[len] != '_') continue;
    const phrase *found = find_in(config->catalogue, asked, len, id, out_tag);
    if (found) return found;
  }
  return find_in(config->catalogue, "en", 2, id, out_tag);
}

const char *rsupi_config_words(const rsup_config *config, const char *id, const char *locale) {
  const char *tag;
  const phrase *found = id ? find(config, id, locale, &tag) : NULL;
  return found ? found->other : NULL;
}

/* ---- the calls */

rsup_status rsup_config_text(const rsup_config *config, const char *id, const char *locale,
                             const rsup_text_arg *args, size_t arg_count, char *buffer, size_t size,
                             size_t *out_len, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_len) *out_len = 0;
  if (buffer && size) buffer[0] = '\0';
  if (!config || !id || (arg_count && !args) || (size && !buffer))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "config, id, and room for the text are wanted");
  const char *tag = NULL;
  const phrase *found = find(config, id, locale, &tag);
  if (!found) return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "no catalogue has a text of this id");
  text_sink out = {.buffer = buffer, .size = size};
  fill(&out, form_for(found, tag, args, arg_count), args, arg_count);
  finish(&out);
  if (out_len) *out_len = out.len;
  return RSUP_OK;
}
