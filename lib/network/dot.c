/* rsup_network_dot(): a map as a graph for Graphviz. Ids are the record's own, between quotes; no
 * role, stance or use is in it, for a picture travels. */
#include "core/numbers.h"
#include "core/text.h"
#include "network/layout.h"
#include <string.h>

enum { SCALE = 216 }; /* points of the outermost circle: three inches */

static void add_id(rsupi_text *text, const char *id) {
  rsupi_text_add_char(text, '"');
  for (const char *c = id; *c; c++) {
    if (*c == '"' || *c == '\\') rsupi_text_add_char(text, '\\');
    rsupi_text_add_char(text, *c);
  }
  rsupi_text_add_char(text, '"');
}

static void add_name(rsupi_text *text, size_t place) {
  rsupi_text_add_char(text, 'n');
  rsupi_text_add_int(text, (int64_t)place);
}

static void add_node(rsupi_text *text, size_t place, const rsup_network_node *node) {
  rsupi_text_add_text(text, "  ");
  add_name(text, place);
  rsupi_text_add_text(text, " [label=");
  add_id(text, node->tie);
  rsupi_text_add_text(text, ", pos=\"");
  rsupi_text_add_double(text, node->x * SCALE);
  rsupi_text_add_char(text, ',');
  rsupi_text_add_double(text, node->y * SCALE);
  rsupi_text_add_text(text, "\"];\n  me -- ");
  add_name(text, place);
  rsupi_text_add_text(text, ";\n");
}

static size_t place_of(const rsup_network_map *map, const char *tie) {
  size_t low = 0, high = map->node_count;
  while (low + 1 < high) {
    const size_t middle = low + (high - low) / 2;
    if (strcmp(map->nodes[middle]->tie, tie) <= 0)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void write_dot(rsupi_text *text, const rsup_network_map *map) {
  rsupi_text_add_text(text, "graph network {\n"
                            "  layout=neato;\n"
                            "  node [shape=ellipse];\n"
                            "  me [label=\"\", shape=point, pos=\"0,0\"];\n");
  for (size_t i = 0; i < map->node_count; i++) add_node(text, i, map->nodes[i]);
  for (size_t i = 0; i < map->edge_count; i++) {
    const rsup_network_edge *const edge = map->edges[i];
    if (edge->state != RSUP_PAIR_TIED) continue;
    rsupi_text_add_text(text, "  ");
    add_name(text, place_of(map, edge->a));
    rsupi_text_add_text(text, " -- ");
    add_name(text, place_of(map, edge->b));
    rsupi_text_add_text(text, " [style=dashed];\n");
  }
  rsupi_text_add_text(text, "}\n");
}

rsup_status rsup_network_dot(rsup_result *map, const char **out_text, size_t *out_len,
                             rsup_error *err) {
  rsupi_text text;
  rsupi_error_clear(err);
  if (out_text) *out_text = NULL;
  if (out_len) *out_len = 0;
  if (!out_text || rsup_result_type(map) != &rsupi_network_map_type)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "a map and an out_text are needed");
  rsupi_text_init(&text, &map->arena.allocator);
  write_dot(&text, map->root);
  char *const kept = text.failed ? NULL : rsupi_arena_text(&map->arena, text.data, text.len);
  if (kept && out_len) *out_len = text.len;
  rsupi_text_free(&text);
  *out_text = kept;
  return kept ? RSUP_OK : rsupi_fail_memory(err);
}
