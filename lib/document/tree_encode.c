/* Writes a tree as JSON or YAML. Both read back as an equal tree, and the YAML means the same to
 * any YAML reader: whatever could be taken for another type is quoted. */
#include "core/numbers.h"
#include "document/tree_build.h"
#include "document/yaml_text.h"
#include <string.h>

/* ---- scalars */

/* The bare JSON word or number that a scalar stands for, NULL when it is a text. */
static const char *bare_word(const rsupi_node *node) {
  if (node->style != RSUPI_PLAIN) return NULL;
  if (rsupi_node_is_null(node)) return "null";
  int word = strcmp(node->text, "true") == 0 || strcmp(node->text, "false") == 0;
  return word || rsupi_is_json_number(node->text, node->len) ? node->text : NULL;
}

static void write_json_scalar(rsupi_text *out, const rsupi_node *node, int form) {
  const char *bare = bare_word(node);
  char number[32];
  size_t len = 0;
  if (bare == NULL) {
    rsupi_text_add_json_string(out, node->text, node->len);
    return;
  }
  int number_like = bare[0] == '-' || (bare[0] >= '0' && bare[0] <= '9');
  if (form && number_like) len = rsupi_canonical_number(node->text, node->len, number);
  if (len > 0) {
    rsupi_text_add(out, number, len);
  } else {
    rsupi_text_add_text(out, bare);
  }
}

/* Texts that may stand unquoted in YAML: a word or id that begins with a letter, and that no
 * resolver takes for anything else. */
static int may_stand_plain(const char *text, size_t len) {
  if (len == 0 || len > 200) return 0;
  for (size_t i = 0; i < len; i++) {
    char c = text[i];
    int letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    int inner = (c >= '0' && c <= '9') || (c != '\0' && strchr("_-./@+", c) != NULL);
    int space = c == ' ' && i + 1 < len && text[i + 1] != ' ';
    if (!letter && (i == 0 || (!inner && !space))) return 0;
  }
  return !rsupi_yaml_retypes(text, len);
}

static void add_hex(rsupi_text *out, char kind, uint32_t code, int digits) {
  static const char hex[] = "0123456789ABCDEF";
  rsupi_text_add_char(out, '\\');
  rsupi_text_add_char(out, kind);
  while (digits-- > 0) rsupi_text_add_char(out, hex[code >> (4 * digits) & 15]);
}

static void add_escaped(rsupi_text *out, const char *at, size_t bytes, uint32_t code) {
  switch (code) {
  case '"':
    rsupi_text_add_text(out, "\\\"");
    break;
  case '\\':
    rsupi_text_add_text(out, "\\\\");
    break;
  case '\n':
    rsupi_text_add_text(out, "\\n");
    break;
  case '\r':
    rsupi_text_add_text(out, "\\r");
    break;
  case '\t':
    rsupi_text_add_text(out, "\\t");
    break;
  default:
    if (!rsupi_yaml_refuses(code)) {
      rsupi_text_add(out, at, bytes);
    } else if (code < 0x100) {
      add_hex(out, 'x', code, 2);
    } else {
      add_hex(out, 'u', code, 4);
    }
  }
}

static void write_yaml_text(rsupi_text *out, const char *text, size_t len) {
  if (may_stand_plain(text, len)) {
    rsupi_text_add(out, text, len);
    return;
  }
  rsupi_text_add_char(out, '"');
  for (size_t i = 0; i < len;) {
    size_t bytes;
    uint32_t code = rsupi_yaml_code_point(text + i, &bytes);
    add_escaped(out, text + i, bytes, code);
    i += bytes;
  }
  rsupi_text_add_char(out, '"');
}

static void write_yaml_scalar(rsupi_text *out, const rsupi_node *node) {
  const char *bare = bare_word(node);
  if (bare != NULL) {
    rsupi_text_add_text(out, bare);
  } else {
    write_yaml_text(out, node->text, node->len);
  }
}

/* ---- JSON. Recursion is bounded by the depth that readers and writers keep. */

static void write_json(rsupi_text *out, const rsupi_node *node, int form);

static void write_json_child(rsupi_text *out, const rsupi_node *child, int first, int form) {
  if (!first) rsupi_text_add_char(out, ',');
  if (child->parent->kind == RSUPI_MAP_NODE) {
    rsupi_text_add_json_string(out, child->key, child->key_len);
    rsupi_text_add_char(out, ':');
  }
  write_json(out, child, form);
}

static void write_sorted(rsupi_text *out, const rsupi_node *map) {
  const rsupi_node **sorted = rsupi_sorted_children(&out->allocator, map);
  if (sorted == NULL) {
    out->failed = 1;
    return;
  }
  for (size_t i = 0; i < map->count; i++)
    write_json_child(out, sorted[i], i == 0, RSUPI_JSON_CANONICAL);
  rsupi_release(&out->allocator, sorted, rsupi_sorted_size(map));
}

static void write_json(rsupi_text *out, const rsupi_node *node, int form) {
  if (node->kind == RSUPI_SCALAR) {
    write_json_scalar(out, node, form);
    return;
  }
  int map = node->kind == RSUPI_MAP_NODE;
  rsupi_text_add_char(out, map ? '{' : '[');
  if (map && form == RSUPI_JSON_CANONICAL && node->count > 1) {
    write_sorted(out, node);
  } else {
    for (const rsupi_node *child = node->first; child != NULL; child = child->next) {
      write_json_child(out, child, child == node->first, form);
    }
  }
  rsupi_text_add_char(out, map ? '}' : ']');
}

void rsupi_tree_write_json(rsupi_text *out, const rsupi_node *node, int form) {
  write_json(out, node, form);
}

/* ---- YAML */

/* YAML readers look for the ':' of a key within 1,024 characters; a longer one is written with '?'.
 */
enum { INDENT = 2, SIMPLE_KEY_MOST = 200 };

static void write_block(rsupi_text *out, const rsupi_node *node, size_t indent, int indented);

static void add_indent(rsupi_text *out, size_t indent) {
  while (indent-- > 0) rsupi_text_add_char(out, ' ');
}

static void write_yaml_key(rsupi_text *out, const rsupi_node *child, size_t indent) {
  int simple = child->key_len <= SIMPLE_KEY_MOST;
  if (!simple) rsupi_text_add_text(out, "? ");
  write_yaml_text(out, child->key, child->key_len);
  if (!simple) {
    rsupi_text_add_char(out, '\n');
    add_indent(out, indent);
  }
  rsupi_text_add_char(out, ':');
}

static int is_block(const rsupi_node *node) {
  return node->kind != RSUPI_SCALAR && node->count > 0;
}

/* `indented`: the first line's indentation stands already, behind a "- ". */
static void write_block(rsupi_text *out, const rsupi_node *node, size_t indent, int indented) {
  if (!is_block(node)) {
    if (node->kind == RSUPI_SCALAR) {
      write_yaml_scalar(out, node);
    } else {
      rsupi_text_add_text(out, node->kind == RSUPI_MAP_NODE ? "{}" : "[]");
    }
    rsupi_text_add_char(out, '\n');
    return;
  }
  for (const rsupi_node *child = node->first; child != NULL; child = child->next) {
    if (!indented) add_indent(out, indent);
    indented = 0;
    if (node->kind == RSUPI_LIST_NODE) {
      rsupi_text_add_text(out, "- ");
      write_block(out, child, indent + INDENT, 1);
      continue;
    }
    write_yaml_key(out, child, indent);
    rsupi_text_add_char(out, is_block(child) ? '\n' : ' ');
    write_block(out, child, indent + INDENT, 0);
  }
}

void rsupi_tree_write_yaml(rsupi_text *out, const rsupi_node *node) {
  write_block(out, node, 0, 0);
}
