/* The last resort: a text that could not be read, for want of memory or because it is broken. Words
 * are taken as they come, in JSON or YAML: a word before a colon is a key, the next word its value.
 * It may see too much; the level stands at "review" anyway. */
#include "person/person_reading.h"
#include "person/safety_items.h"
#include "safety/floor.h"
#include <string.h>

typedef struct word {
  const char *text;
  size_t len;
} word;

static int is_between(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c != '\0' && strchr("\"',:{}[]", c));
}

/* The next word from *at on; its len is 0 at the end. */
static word next_word(const char *text, size_t len, size_t *at) {
  while (*at < len && is_between(text[*at])) (*at)++;
  word found = {text + *at, 0};
  while (*at < len && !is_between(text[*at])) {
    (*at)++;
    found.len++;
  }
  return found;
}

static int is_key(const char *text, size_t len, size_t at) {
  while (at < len && (text[at] == '"' || text[at] == '\'' || text[at] == ' ')) at++;
  return at < len && text[at] == ':';
}

static int is_word(const word *w, const char *name) {
  return strlen(name) == w->len && memcmp(name, w->text, w->len) == 0;
}

static int mentions(const char *text, size_t len, const char *name) {
  const size_t name_len = strlen(name);
  for (size_t i = 0; i + name_len <= len; i++)
    if (memcmp(text + i, name, name_len) == 0) return 1;
  return 0;
}

static void judge_items(const char *text, size_t len, const word *key, const word *value,
                        rsup_safety *safety) {
  for (const rsupi_safety_item *item = rsupi_safety_items; item->instrument; item++) {
    if (!is_word(key, item->item) || !mentions(text, len, item->instrument)) continue;
    rsupi_finding finding = rsupi_find_in_text(value->text, value->len, item->from);
    if (finding == RSUPI_FOUND_NOT_ASKED && item->always) finding = RSUPI_FOUND_UNANSWERED;
    rsupi_safety_found(safety, RSUP_SIGN_SELF_HARM_ANSWER, finding);
  }
}

static void judge_forms(const rsup_config *config, const word *key, const word *value,
                        rsup_safety *safety) {
  for (size_t i = 0; i < config->form_count; i++) {
    const rsupi_form *const form = &config->forms[i];
    for (size_t k = 0; k < form->item_count; k++) {
      const rsupi_item *const item = &form->items[k];
      if (!item->safety_sign || !is_word(key, item->id)) continue;
      rsupi_raise_item(
          item, rsupi_find_in_text(value->text, value->len, rsupi_item_safety_from(item)), safety);
    }
  }
}

void rsupi_safety_scan_text(const rsup_config *config, const char *text, size_t len,
                            rsup_safety *safety) {
  word key = {NULL, 0};
  size_t at = 0;
  if (!text) return;
  for (;;) {
    const word found = next_word(text, len, &at);
    if (found.len == 0) return;
    if (is_key(text, len, at)) {
      key = found;
    } else if (key.len) {
      judge_items(text, len, &key, &found, safety);
      judge_forms(config, &key, &found, safety);
      if (is_word(&key, "kind")) rsupi_raise_sign(found.text, found.len, safety);
      key.len = 0;
    }
  }
}
