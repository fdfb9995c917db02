/* Reads scalars by the type a schema wants, never by their look. */
#include "core/numbers.h"
#include "document/schema_read.h"
#include "document/yaml_text.h"
#include "time/civil.h"
#include <float.h>
#include <string.h>

/* ---- what was found, and what was wanted */

/* A number, true and false are what JSON calls so; any other scalar is a text. */
static const char *kind_of(const rsupi_node *node) {
  if (node->kind == RSUPI_MAP_NODE) return "a map";
  if (node->kind == RSUPI_LIST_NODE) return "a list";
  if (node->style == RSUPI_QUOTED) return "a text";
  if (rsupi_node_is_null(node)) return "nothing";
  if (strcmp(node->text, "true") == 0 || strcmp(node->text, "false") == 0) return "true or false";
  return rsupi_is_json_number(node->text, node->len) ? "a number" : "a text";
}

/* The text of a value, on one line and short. */
void rsupi_bind_show(rsupi_fixed *out, const char *text, size_t len) {
  char cut[RSUPI_SHOWN_MOST + 1];
  rsupi_fixed shown = rsupi_fixed_start(cut, sizeof(cut));
  rsupi_fixed_add_len(&shown, text, len);
  for (size_t i = 0; i < shown.len; i++) {
    if ((unsigned char)cut[i] < 0x20 || cut[i] == 0x7F) cut[i] = '?';
  }
  rsupi_fixed_add(out, "\"");
  rsupi_fixed_add(out, cut);
  rsupi_fixed_add(out, len > shown.len ? "...\"" : "\"");
}

static void add_found(rsupi_fixed *out, const rsupi_binder *binder, const rsupi_node *node) {
  rsupi_fixed_add(out, ", found ");
  if (binder->private_values || node->kind != RSUPI_SCALAR || rsupi_node_is_null(node)) {
    rsupi_fixed_add(out, kind_of(node));
  } else {
    rsupi_bind_show(out, node->text, node->len);
  }
}

static rsup_status mismatch(rsupi_binder *binder, const rsupi_node *node, rsup_status status,
                            const char *expected) {
  char message[256];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
  rsupi_fixed_format(&text, "expected %s", expected);
  add_found(&text, binder, node);
  return rsupi_bind_problem(binder, node, status, "%s", message);
}

rsup_status rsupi_bind_mismatch(rsupi_binder *binder, const rsupi_node *node,
                                const char *expected) {
  return mismatch(binder, node, RSUP_E_SCHEMA, expected);
}

/* ---- bare readers */

static int is_plain_scalar(const rsupi_node *node) {
  return node != NULL && node->kind == RSUPI_SCALAR && node->style == RSUPI_PLAIN;
}

int rsupi_scalar_int(const rsupi_node *node, int64_t *out) {
  return is_plain_scalar(node) && rsupi_parse_int64(node->text, node->len, out);
}

int rsupi_scalar_number(const rsupi_node *node, double *out) {
  return is_plain_scalar(node) && rsupi_parse_double(node->text, node->len, out);
}

int rsupi_scalar_bool(const rsupi_node *node, int32_t *out) {
  if (!is_plain_scalar(node)) return 0;
  int yes = strcmp(node->text, "true") == 0;
  if (!yes && strcmp(node->text, "false") != 0) return 0;
  *out = yes;
  return 1;
}

int rsupi_scalar_day(const rsupi_node *node, rsup_day *out) {
  return node != NULL && node->kind == RSUPI_SCALAR && rsupi_day_parse(node->text, node->len, out);
}

/* ---- texts */

/* 1 when the node is a text that every reader takes for one. */
static int check_text(rsupi_binder *binder, const rsupi_node *node, const char *expected,
                      rsup_status *status) {
  if (node->kind != RSUPI_SCALAR) {
    *status = mismatch(binder, node, RSUP_E_SCHEMA, expected);
    return 0;
  }
  if (rsupi_node_is_null(node)) {
    *status = rsupi_bind_mismatch(binder, node, expected);
    return 0;
  }
  if (node->style == RSUPI_PLAIN && rsupi_yaml_retypes(node->text, node->len)) {
    char message[256];
    rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
    rsupi_fixed_format(&text, "expected %s; put ", expected);
    if (binder->private_values) {
      rsupi_fixed_add(&text, "it");
    } else {
      rsupi_bind_show(&text, node->text, node->len);
    }
    rsupi_fixed_add(&text, " in quotes");
    *status = rsupi_bind_problem(binder, node, RSUP_E_SCHEMA, "%s", message);
    return 0;
  }
  return 1;
}

static rsup_status copy_text(rsupi_binder *binder, const rsupi_node *node, void *into) {
  const char *copy =
      binder->borrows ? node->text : rsupi_arena_text(binder->arena, node->text, node->len);
  if (copy == NULL) return rsupi_bind_memory(binder);
  *(const char **)into = copy;
  return RSUP_OK;
}

static rsup_status bind_text(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                             void *into) {
  (void)slot;
  rsup_status status;
  if (!check_text(binder, node, "a text", &status)) return status;
  if (node->len > RSUPI_TEXT_MOST) {
    return rsupi_bind_problem(binder, node, RSUP_E_LIMIT, "a text longer than %d bytes",
                              (int)RSUPI_TEXT_MOST);
  }
  return copy_text(binder, node, into);
}

const char rsupi_id_rule[] =
    "an id begins with a letter or digit and goes on with letters, digits and . _ : / @ + -";

static int is_id_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

static int is_id_sign(char c) {
  return c == '_' || c == '-' || c == '.' || c == ':' || c == '/' || c == '@' || c == '+';
}

int rsupi_is_id(const char *text, size_t len) {
  if (len == 0 || len > RSUPI_ID_MOST || !is_id_start(text[0])) return 0;
  for (size_t i = 1; i < len; i++) {
    if (!is_id_start(text[i]) && !is_id_sign(text[i])) return 0;
  }
  return 1;
}

static rsup_status bind_id(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                           void *into) {
  (void)slot;
  rsup_status status;
  if (!check_text(binder, node, "an id", &status)) return status;
  if (node->len > RSUPI_ID_MOST) {
    return rsupi_bind_problem(binder, node, RSUP_E_LIMIT, "an id longer than %d bytes",
                              (int)RSUPI_ID_MOST);
  }
  if (!rsupi_is_id(node->text, node->len)) {
    return rsupi_bind_problem(binder, node, RSUP_E_SCHEMA, "%s", rsupi_id_rule);
  }
  return copy_text(binder, node, into);
}

/* ---- numbers */

/* Bounds beyond this are meant as none. */
static const double no_bound = 1e37;

static int has_bounds(const rsupi_slot *slot) {
  return (slot->flags & RSUPI_BOUNDED) != 0 || slot->min < 0 || slot->min > 0 || slot->max < 0 ||
         slot->max > 0;
}

static int within_bounds(const rsupi_slot *slot, double value) {
  return value >= (double)slot->min && value <= (double)slot->max;
}

static void add_bounds(rsupi_fixed *text, const rsupi_slot *slot) {
  const double min = (double)slot->min, max = (double)slot->max;
  if (min > -no_bound && max < no_bound) {
    rsupi_fixed_format(text, " from %D to %D", min, max);
  } else if (min > -no_bound) {
    rsupi_fixed_format(text, " of at least %D", min);
  } else if (max < no_bound) {
    rsupi_fixed_format(text, " of at most %D", max);
  }
}

static rsup_status number_problem(rsupi_binder *binder, const rsupi_slot *slot,
                                  const rsupi_node *node, rsup_status status, const char *noun) {
  char expected[96];
  rsupi_fixed text = rsupi_fixed_start(expected, sizeof(expected));
  rsupi_fixed_add(&text, noun);
  if (has_bounds(slot)) add_bounds(&text, slot);
  if (status == RSUP_E_RANGE && binder->private_values) {
    return rsupi_bind_problem(binder, node, status, "expected %s", expected);
  }
  return mismatch(binder, node, status, expected);
}

static rsup_status bind_int(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                            void *into) {
  static const char noun[] = "a whole number";
  int64_t value;
  if (!rsupi_scalar_int(node, &value)) {
    return number_problem(binder, slot, node, RSUP_E_SCHEMA, noun);
  }
  /* INT32_MIN is "no value". */
  int inside = value > INT32_MIN && value <= INT32_MAX;
  if (inside && has_bounds(slot)) {
    inside = within_bounds(slot, (double)value);
  }
  if (!inside) return number_problem(binder, slot, node, RSUP_E_RANGE, noun);
  *(int32_t *)into = (int32_t)value;
  return RSUP_OK;
}

static rsup_status bind_number(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                               void *into) {
  static const char noun[] = "a number";
  double value;
  if (!rsupi_scalar_number(node, &value)) {
    return number_problem(binder, slot, node, RSUP_E_SCHEMA, noun);
  }
  if (has_bounds(slot) && !within_bounds(slot, value)) {
    return number_problem(binder, slot, node, RSUP_E_RANGE, noun);
  }
  *(double *)into = value;
  return RSUP_OK;
}

static rsup_status bind_bool(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                             void *into) {
  (void)slot;
  if (rsupi_scalar_bool(node, into)) return RSUP_OK;
  return rsupi_bind_mismatch(binder, node, "true or false");
}

/* ---- time: plain or quoted, they look the same to every reader of dates */

/* What begins like a date but is none is impossible or incomplete, not of another type. */
static rsup_status time_problem(rsupi_binder *binder, const rsupi_node *node,
                                const char *expected) {
  int digit = node->kind == RSUPI_SCALAR && node->text[0] >= '0' && node->text[0] <= '9';
  return mismatch(binder, node, digit ? RSUP_E_TIME : RSUP_E_SCHEMA, expected);
}

static rsup_status bind_day(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                            void *into) {
  (void)slot;
  if (rsupi_scalar_day(node, into)) return RSUP_OK;
  return time_problem(binder, node, "a day such as 2026-03-04");
}

static rsup_status bind_span(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                             void *into) {
  (void)slot;
  rsupi_span span;
  if (node->kind != RSUPI_SCALAR ||
      !rsupi_span_parse(node->text, node->len, &span.first, &span.last)) {
    return time_problem(binder, node, "a day, month or year such as 2026-03-04, 2026-03 or 2026");
  }
  *(rsupi_span *)into = span;
  return RSUP_OK;
}

static rsup_status read_instant(rsupi_binder *binder, const rsupi_node *node, const char *expected,
                                rsupi_moment *out) {
  int read = 0;
  if (node->kind == RSUPI_SCALAR) {
    read = rsupi_instant_parse(node->text, node->len, &out->at, &out->day);
  }
  if (read > 0) return RSUP_OK;
  if (read < 0) {
    return rsupi_bind_problem(binder, node, RSUP_E_TIME,
                              "this time needs its offset, such as 2026-03-04T08:10+01:00 or a Z "
                              "at its end");
  }
  return time_problem(binder, node, expected);
}

static rsup_status bind_instant(rsupi_binder *binder, const rsupi_slot *slot,
                                const rsupi_node *node, void *into) {
  (void)slot;
  rsupi_moment moment;
  rsup_status status = read_instant(binder, node, "a time such as 2026-03-04T08:10+01:00", &moment);
  if (status == RSUP_OK) *(rsup_instant *)into = moment.at;
  return status;
}

static rsup_status bind_day_or_instant(rsupi_binder *binder, const rsupi_slot *slot,
                                       const rsupi_node *node, void *into) {
  (void)slot;
  rsupi_moment moment = {RSUPI_NO_INSTANT, RSUPI_NO_DAY};
  if (!rsupi_scalar_day(node, &moment.day)) {
    rsup_status status = read_instant(
        binder, node, "a day or a time such as 2026-03-04 or 2026-03-04T08:10+01:00", &moment);
    if (status != RSUP_OK) return status;
  }
  *(rsupi_moment *)into = moment;
  return RSUP_OK;
}

static rsup_status bind_clock(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                              void *into) {
  (void)slot;
  static const char expected[] = "a clock time such as \"07:00\"";
  rsup_status status;
  int32_t minute;
  if (!check_text(binder, node, expected, &status)) return status;
  if (!rsupi_clock_parse(node->text, node->len, &minute)) {
    return time_problem(binder, node, expected);
  }
  *(int32_t *)into = minute;
  return RSUP_OK;
}

/* ---- names */

enum { NAMES_LISTED = 8 };

static rsup_status name_problem(rsupi_binder *binder, const rsupi_slot *slot,
                                const rsupi_node *node) {
  char message[256];
  rsupi_fixed text = rsupi_fixed_start(message, sizeof(message));
  const char *nearest = NULL;
  /* A near name would tell what the person wrote. */
  if (!binder->private_values) nearest = rsupi_nearest_name(slot->names, node->text, node->len);
  size_t count = 0;
  while (slot->names[count].name != NULL) count++;
  rsupi_fixed_add(&text, "unknown name");
  if (!binder->private_values) {
    rsupi_fixed_add(&text, " ");
    rsupi_bind_show(&text, node->text, node->len);
  }
  if (nearest != NULL) {
    rsupi_fixed_format(&text, "; did you mean \"%s\"?", nearest);
  } else if (count <= NAMES_LISTED) {
    for (size_t i = 0; i < count; i++) {
      rsupi_fixed_format(&text, "%s%s", i == 0 ? "; expected one of: " : ", ", slot->names[i].name);
    }
  }
  return rsupi_bind_problem(binder, node, RSUP_E_UNKNOWN_NAME, "%s", message);
}

static rsup_status bind_enum(rsupi_binder *binder, const rsupi_slot *slot, const rsupi_node *node,
                             void *into) {
  rsup_status status;
  if (!check_text(binder, node, "a name", &status)) return status;
  int32_t value = rsupi_value_of(slot->names, node->text, node->len);
  if (value == 0) return name_problem(binder, slot, node);
  *(int32_t *)into = value;
  return RSUP_OK;
}

typedef rsup_status (*scalar_reader)(rsupi_binder *, const rsupi_slot *, const rsupi_node *,
                                     void *);
static const scalar_reader readers[] = {
    [RSUPI_TYPE_TEXT] = bind_text,   [RSUPI_TYPE_ID] = bind_id,
    [RSUPI_TYPE_INT] = bind_int,     [RSUPI_TYPE_NUMBER] = bind_number,
    [RSUPI_TYPE_BOOL] = bind_bool,   [RSUPI_TYPE_DAY] = bind_day,
    [RSUPI_TYPE_SPAN] = bind_span,   [RSUPI_TYPE_INSTANT] = bind_instant,
    [RSUPI_TYPE_CLOCK] = bind_clock, [RSUPI_TYPE_DAY_OR_INSTANT] = bind_day_or_instant,
    [RSUPI_TYPE_ENUM] = bind_enum,
};

rsup_status rsupi_bind_scalar(rsupi_binder *binder, const rsupi_slot *slot, rsupi_type kind,
                              const rsupi_node *node, void *into) {
  return readers[kind](binder, slot, node, into);
}
