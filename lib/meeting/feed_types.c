/* Type codes: a list, a text ("O,D", "[open]"), or the object that some content systems make of a
 * list with gaps. A code the programme does not know is kept as it stands, and counted. */
#include "meeting/feed.h"
#include "meeting/feed_text.h"
#include "meeting/type_codes.h"
#include <string.h>

enum { MOST_TYPES = 64, LONGEST_TYPE = 64 };

typedef struct collector {
  rsupi_feed *feed;
  const char *codes[MOST_TYPES];
  size_t count;
} collector;

/* How many meetings list the unknown code, in the order in which codes came up. */
static int count_unknown(rsupi_feed *feed, const char *code) {
  const size_t len = strlen(code);
  const uint32_t at = rsupi_map_get(&feed->unknown_codes, code, len);
  if (at != UINT32_MAX) {
    ++*(int32_t *)(uintptr_t)feed->code_counts.items[at];
    return 1;
  }
  int32_t *const number = rsupi_arena_alloc(&feed->scratch, sizeof *number);
  if (number == NULL ||
      rsupi_map_put(&feed->scratch, &feed->unknown_codes, code, len,
                    (uint32_t)feed->unknown_list.count) < 0 ||
      !rsupi_list_push(&feed->scratch, &feed->unknown_list, code) ||
      !rsupi_list_push(&feed->scratch, &feed->code_counts, number))
    return rsupi_feed_out_of_memory(feed);
  *number = 1;
  return 1;
}

static int add_code(collector *to, const char *text, size_t len) {
  rsupi_feed *const feed = to->feed;
  const char *code = rsupi_type_code(feed->program, text, len);
  const int unknown = code == NULL && rsupi_type_codes_known(feed->program);
  if (code == NULL) {
    const char *const copy = rsupi_arena_text(&feed->element, text, len);
    code = copy ? rsupi_feed_keep(feed, copy) : NULL;
    if (code == NULL) return rsupi_feed_out_of_memory(feed);
  }
  for (size_t i = 0; i < to->count; i++)
    if (strcmp(to->codes[i], code) == 0) return 1;
  if (to->count == MOST_TYPES) return 1;
  to->codes[to->count++] = code;
  return unknown ? count_unknown(feed, code) : 1;
}

/* One text may hold several, in brackets or not. A name that itself holds no comma is one code. */
static int add_text(collector *to, const rsupi_node *node) {
  const char *const text =
      rsupi_feed_text_clean(&to->feed->element, node->text, node->len, 1024, 0);
  if (text == NULL) return to->feed->element.failed ? rsupi_feed_out_of_memory(to->feed) : 1;
  for (size_t at = 0; text[at] != '\0';) {
    const size_t len = strcspn(text + at, ",[]");
    size_t from = at, until = at + len;
    while (from < until && text[from] == ' ') from++;
    while (until > from && text[until - 1] == ' ') until--;
    size_t most = until - from < LONGEST_TYPE ? until - from : LONGEST_TYPE;
    while (most > 0 && (text[from + most] & 0xC0) == 0x80) most--; /* no half character */
    if (most > 0 && !add_code(to, text + from, most)) return 0;
    at += len + (text[at + len] != '\0');
  }
  return 1;
}

/* Open and closed contradict each other; closed is the safer of the two to show. */
static void drop_open(collector *to, const rsupi_node *node) {
  size_t open = MOST_TYPES;
  int closed = 0;
  for (size_t i = 0; i < to->count; i++) {
    if (strcmp(to->codes[i], "O") == 0) open = i;
    closed |= strcmp(to->codes[i], "C") == 0;
  }
  if (!closed || open == MOST_TYPES) return;
  memmove(&to->codes[open], &to->codes[open + 1], (to->count - open - 1) * sizeof to->codes[0]);
  to->count--;
  rsupi_feed_warning(to->feed, node, "types", RSUP_E_CONFLICT,
                     "both open and closed; taken as closed");
}

static int collect(collector *to, const rsupi_node *node) {
  if (node == NULL || rsupi_node_is_null(node)) return 1;
  if (node->kind == RSUPI_SCALAR) return add_text(to, node);
  for (const rsupi_node *item = node->first; item; item = item->next) {
    if (rsupi_node_is_null(item)) continue;
    if (item->kind != RSUPI_SCALAR) {
      rsupi_feed_warning(to->feed, item, "types", RSUP_E_SCHEMA, "a type that is no text");
      continue;
    }
    if (!add_text(to, item)) return 0;
  }
  return 1;
}

int rsupi_feed_read_types(rsupi_feed *feed, const rsupi_node *element, rsupi_feed_types *out) {
  const rsupi_node *const node = rsupi_node_get(element, "types");
  collector to;
  to.feed = feed;
  to.count = 0;
  *out = (rsupi_feed_types){0};
  if (!collect(&to, node)) return 0;
  if (rsupi_type_codes_known(feed->program)) drop_open(&to, node);
  for (size_t i = 0; i < to.count; i++) {
    out->closed_for_now |= rsupi_feed_text_same(to.codes[i], strlen(to.codes[i]), "TC");
    out->online |= rsupi_feed_text_same(to.codes[i], strlen(to.codes[i]), "ONL");
  }
  if (to.count == 0) return 1;
  const char **const kept = rsupi_arena_array(&feed->meetings->arena, to.count, sizeof *kept);
  if (kept == NULL) return rsupi_feed_out_of_memory(feed);
  memcpy(kept, to.codes, to.count * sizeof *kept);
  out->codes = kept;
  out->count = to.count;
  return 1;
}

void rsupi_feed_report_types(rsupi_feed *feed) {
  for (size_t i = 0; i < feed->unknown_list.count; i++) {
    const int32_t *const number = feed->code_counts.items[i];
    rsupi_problem_add(feed->problems, RSUP_SEVERITY_NOTE, RSUP_E_UNKNOWN_NAME, feed->source, 0, 0,
                      0, "types", "unknown type %s, kept as it stands: %d times",
                      (const char *)feed->unknown_list.items[i], *number);
  }
}
