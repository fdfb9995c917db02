/* The person's own words for a text, before the config's. */
#include "core/numbers.h"
#include "person/person_reading.h"
#include <string.h>

/* How near a locale is: the same, its language ("de" for "de-AT"), or words for any locale. */
static int nearness(const char *have, const char *wanted) {
  if (!have) return 1;
  const size_t len = strlen(have);
  if (strncmp(have, wanted, len) != 0) return 0;
  return wanted[len] == '\0' ? 3 : wanted[len] == '-' || wanted[len] == '_' ? 2 : 0;
}

static const char *own_text(const rsup_person *person, const char *id, const char *locale) {
  const rsupi_view *const view = &person->records->view;
  const char *best = NULL;
  int best_nearness = 0;
  for (size_t i = 0; i < view->word_count; i++) {
    const rsupi_own_words *const words = view->words[i];
    const int near = strcmp(words->text_id, id) ? 0 : nearness(words->locale, locale);
    if (near <= best_nearness) continue;
    best = words->text;
    best_nearness = near;
  }
  return best;
}

typedef struct filling {
  rsupi_fixed into;
  int writes;
  size_t len; /* what the whole needs */
} filling;

static void put(filling *f, const char *text, size_t len) {
  if (f->writes) rsupi_fixed_add_len(&f->into, text, len);
  f->len += len;
}

static int put_argument(filling *f, const char *name, size_t len, const rsup_text_arg *args,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!args[i].name || strlen(args[i].name) != len || memcmp(args[i].name, name, len)) continue;
    char number[32];
    const char *const text = args[i].text ? args[i].text : number;
    put(f, text, args[i].text ? strlen(text) : rsupi_print_double(args[i].number, number));
    return 1;
  }
  return 0;
}

/* {names} are replaced; a name without an argument stays as it was written. */
static void fill(filling *f, const char *text, const rsup_text_arg *args, size_t count) {
  while (*text) {
    const char *const open = strchr(text, '{');
    const char *const close = open ? strchr(open, '}') : NULL;
    if (!close) {
      put(f, text, strlen(text));
      return;
    }
    put(f, text, (size_t)(open - text));
    if (!put_argument(f, open + 1, (size_t)(close - open - 1), args, count))
      put(f, open, (size_t)(close - open + 1));
    text = close + 1;
  }
}

rsup_status rsup_person_text(const rsup_person *person, const char *id, const char *locale,
                             const rsup_text_arg *args, size_t arg_count, char *buffer, size_t size,
                             size_t *out_len, rsup_error *err) {
  if (!person || !id || (!args && arg_count) || (!buffer && size))
    return rsupi_fail(err, RSUP_E_ARGUMENT, "person, id, args or buffer is NULL");
  const char *const own = own_text(person, id, locale ? locale : "en");
  if (!own)
    return rsup_config_text(person->config, id, locale, args, arg_count, buffer, size, out_len,
                            err);
  rsupi_error_clear(err);
  filling f = {.writes = size > 0};
  if (f.writes) f.into = rsupi_fixed_start(buffer, size);
  fill(&f, own, args, arg_count);
  if (out_len) *out_len = f.len;
  return RSUP_OK;
}
