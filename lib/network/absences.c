/* What hangs on one person: kinds of support that they alone give, what their absence would change,
 * and the shape of the network, which structure.h measures. */
#include "core/numbers.h"
#include "network/measures.h"
#include "network/structure.h"
#include "person/records.h"

enum { MOST_ABSENCES = 200, MOST_SHAPED = 2000 };

/* ---- one person alone */

static int find_one_givers(rsupi_measuring *m, rsup_network_part *part) {
  rsupi_list list = {0};
  for (size_t i = 0; i < part->kind_count; i++) {
    const rsup_network_tally *const kind = part->kinds[i];
    if (kind->tie_count != 1 || part->tie_count < 2) continue;
    rsup_one_giver *const one = rsupi_arena_alloc(m->arena, sizeof *one);
    if (!one) return 0;
    *one = (rsup_one_giver){kind->id, kind->ties[0], kind->people.unknowns};
    if (!rsupi_list_push(m->arena, &list, one)) return 0;
  }
  part->one_givers = (const rsup_one_giver *const *)list.items;
  part->one_giver_count = list.count;
  return 1;
}

/* ---- pairs */

/* The place in the circle of a tie; SIZE_MAX: not in it. */
static size_t place_in(const rsupi_circle *circle, const char *id) {
  size_t low = 0, high = circle->count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(circle->members[middle]->tie->head.id, id);
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return SIZE_MAX;
}

static int by_pair(const void *x, const void *y) {
  const rsupi_pair *const p = x, *const q = y;
  if (p->a != q->a) return p->a < q->a ? -1 : 1;
  return p->b < q->b ? -1 : p->b > q->b;
}

/* Each pair once; told in two ways it counts as not asked. */
static size_t settle(rsupi_pair **pairs, size_t count) {
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    if (n && by_pair(pairs[n - 1], pairs[i]) == 0) {
      if (pairs[n - 1]->state != pairs[i]->state) pairs[n - 1]->state = RSUP_PAIR_NOT_ASKED;
      if (pairs[i]->weight > pairs[n - 1]->weight) pairs[n - 1]->weight = pairs[i]->weight;
      continue;
    }
    pairs[n++] = pairs[i];
  }
  return n;
}

rsupi_pair *rsupi_pairs_read(const rsupi_measuring *m, const rsupi_circle *circle,
                             size_t *out_count) {
  const rsupi_view *const view = m->at->view;
  const size_t most = view->alter_tie_count;
  rsupi_pair *const room = rsupi_arena_array(m->arena, most, sizeof *room);
  rsupi_pair *const pairs = rsupi_arena_array(m->arena, most, sizeof *pairs);
  void **const sorted = rsupi_arena_array(m->arena, most, sizeof *sorted);
  void **const buffer = rsupi_arena_array(m->arena, most, sizeof *buffer);
  size_t count = 0;
  if (!room || !pairs || !sorted || !buffer) return NULL;
  for (size_t i = 0; i < most; i++) {
    const rsupi_alter_tie *const one = view->alter_ties[i];
    const size_t a = place_in(circle, one->a), b = place_in(circle, one->b);
    if (a == SIZE_MAX || b == SIZE_MAX || a == b) continue;
    room[count] = (rsupi_pair){(int32_t)(a < b ? a : b), (int32_t)(a < b ? b : a), one->state, 0,
                               rsupi_isnan(one->weight) ? 1 : one->weight};
    sorted[count] = &room[count];
    count++;
  }
  rsupi_sort(sorted, buffer, count, by_pair);
  count = settle((rsupi_pair **)sorted, count);
  for (size_t i = 0; i < count; i++) pairs[i] = *(const rsupi_pair *)sorted[i];
  *out_count = count;
  return pairs;
}

/* ---- shapes */

static rsup_status add_shape(rsupi_measuring *m, const char *id, const rsupi_ego *ego,
                             rsupi_structure_space *space, rsupi_list *list) {
  rsupi_structure found;
  const rsup_status status = rsupi_structure_measure(ego, space, NULL, &found, NULL);
  if (status) return status;
  rsup_network_shape *const shape = rsupi_arena_alloc(m->arena, sizeof *shape);
  if (!shape) return RSUP_E_MEMORY;
  *shape = (rsup_network_shape){.id = id,
                                .density = found.density,
                                .components = found.components,
                                .isolates = found.isolates,
                                .effective_size = found.effective_size,
                                .efficiency = found.efficiency,
                                .constraint = found.constraint,
                                .hierarchy = found.hierarchy};
  return rsupi_list_push(m->arena, list, shape) ? RSUP_OK : RSUP_E_MEMORY;
}

/* Closeness of each, above 0; NULL when it is not known of all. */
static double *weights_of(const rsupi_measuring *m, const rsupi_circle *circle) {
  double *const weights = rsupi_arena_array(m->arena, circle->count, sizeof *weights);
  for (size_t i = 0; weights && i < circle->count; i++) {
    weights[i] = circle->members[i]->closeness;
    if (!(weights[i] > 0)) return NULL;
  }
  return weights;
}

static rsup_status make_shapes(rsupi_measuring *m, const rsupi_circle *circle, rsupi_ego *ego,
                               rsupi_structure_space *space, rsup_network_part *part) {
  rsupi_list list = {0};
  rsup_status status = add_shape(m, "ties", ego, space, &list);
  double *const weights = weights_of(m, circle);
  if (!status && weights) {
    ego->weights = weights;
    ego->weighted = 1;
    status = add_shape(m, "weighted", ego, space, &list);
    ego->weights = NULL;
    ego->weighted = 0;
  }
  part->shapes = (const rsup_network_shape *const *)list.items;
  part->shape_count = list.count;
  return status;
}

/* ---- absences */

/* The ids of those tallies that only this tie is in. */
static int only_with(rsupi_arena *arena, const rsup_network_tally *const *tallies, size_t count,
                     const char *tie, const char *const **out, size_t *out_count) {
  rsupi_list ids = {0};
  for (size_t i = 0; i < count; i++) {
    if (tallies[i]->tie_count != 1 || strcmp(tallies[i]->ties[0], tie) != 0) continue;
    if (!rsupi_list_push(arena, &ids, tallies[i]->id)) return 0;
  }
  *out = (const char *const *)ids.items;
  *out_count = ids.count;
  return 1;
}

static int describe_absence(rsupi_measuring *m, const rsup_network_part *part,
                            const rsupi_member *member, rsup_absence *out) {
  out->tie = rsupi_arena_copy(m->arena, member->tie->head.id);
  out->contact_share = part->contacts.value > 0
                           ? rsupi_measure_known(member->contacts / part->contacts.value)
                           : rsupi_measure_not_applicable();
  return out->tie &&
         only_with(m->arena, part->kinds, part->kind_count, out->tie, &out->kinds,
                   &out->kind_count) &&
         only_with(m->arena, part->sources, part->source_count, out->tie, &out->sources,
                   &out->source_count) &&
         only_with(m->arena, part->streams, part->stream_count, out->tie, &out->streams,
                   &out->stream_count);
}

static rsup_status make_absences(rsupi_measuring *m, const rsupi_circle *circle,
                                 const rsupi_ego *ego, rsupi_structure_space *space,
                                 rsup_network_part *part) {
  rsupi_list list = {0};
  for (size_t i = 0; i < circle->count && circle->count <= MOST_ABSENCES; i++) {
    rsup_absence *const absence = rsupi_arena_alloc(m->arena, sizeof *absence);
    rsupi_structure rest;
    if (!absence || !describe_absence(m, part, circle->members[i], absence)) return RSUP_E_MEMORY;
    const rsup_status status = rsupi_structure_without(ego, (int32_t)i, space, &rest, NULL);
    if (status) return status;
    absence->components = rest.components;
    absence->density = rest.density;
    if (!rsupi_list_push(m->arena, &list, absence)) return RSUP_E_MEMORY;
  }
  part->absences = (const rsup_absence *const *)list.items;
  part->absence_count = list.count;
  return RSUP_OK;
}

int rsupi_measure_absences(rsupi_measuring *m, const rsupi_circle *circle,
                           rsup_network_part *part) {
  if (!find_one_givers(m, part)) return 0;
  if (circle->count > MOST_SHAPED) return 1;
  rsupi_ego ego = {.alters = (int32_t)circle->count, .unlisted = RSUP_PAIR_NOT_ASKED};
  ego.pairs = rsupi_pairs_read(m, circle, &ego.pair_count);
  if (!ego.pairs) return 0;
  rsupi_structure_space space;
  rsupi_structure_space_init(&space, &m->arena->allocator);
  rsup_status status = make_shapes(m, circle, &ego, &space, part);
  if (!status) status = make_absences(m, circle, &ego, &space, part);
  rsupi_structure_space_free(&space);
  return !status;
}
