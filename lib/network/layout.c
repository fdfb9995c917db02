/* rsup_person_network_map(): a place for everybody. The ring is how close they are, the sector what
 * they are a source of; within a sector ids decide, so that nobody moves when another comes closer.
 */
#include "network/layout.h"
#include "config/config.h"
#include "core/numbers.h"
#include "network/layout_turn.h"
#include "network/structure.h"
#include "recovery/question.h"

enum { RINGS = 5, SOURCES = 4, SECTORS = SOURCES + 1 };
static const double ring_from[RINGS - 1] = {0.75, 0.5, 0.25, 0};

static const rsupi_name sector_state_names[] = {{"named", RSUP_SECTOR_NAMED},
                                                {"gap", RSUP_SECTOR_GAP},
                                                {"unknown", RSUP_SECTOR_UNKNOWN},
                                                {NULL, 0}};
const char *rsup_sector_state_name(int32_t state) {
  return rsupi_name_of(sector_state_names, state);
}

static const rsup_field ring_fields[] = {
    RSUPI_FIELD(rsup_network_ring, ring, INT32, "",
                "number of the ring; 1 is the innermost, 5: not known"),
    RSUPI_FIELD(rsup_network_ring, people, INT32, "", "people on it"),
    RSUPI_MAYBE(rsup_network_ring, at_least, DOUBLE, "", "closeness from which on"),
    RSUPI_FIELD(rsup_network_ring, radius, DOUBLE, "", "ring / 5"),
};
const rsup_record_type rsupi_network_ring_type =
    RSUPI_RECORD_TYPE("network_ring", rsup_network_ring, ring_fields, "a circle of the map");

static const rsup_field sector_fields[] = {
    RSUPI_KEY(rsup_network_sector, id, TEXT, "", "a source, or other"),
    RSUPI_ENUM(rsup_network_sector, state, rsup_sector_state_name, "what is known of it"),
    RSUPI_FIELD(rsup_network_sector, people, INT32, "", "people in it"),
    RSUPI_FIELD(rsup_network_sector, from, DOUBLE, "turn", "first angle"),
    RSUPI_FIELD(rsup_network_sector, until, DOUBLE, "turn", "angle of the next"),
};
const rsup_record_type rsupi_network_sector_type = RSUPI_RECORD_TYPE(
    "network_sector", rsup_network_sector, sector_fields, "a part of the circle of the map");

static const rsup_field node_fields[] = {
    RSUPI_KEY(rsup_network_node, tie, TEXT, "", "id in the person's record"),
    RSUPI_FIELD(rsup_network_node, sector, TEXT, "", "sector, by the first of their sources"),
    RSUPI_FIELD(rsup_network_node, ring, INT32, "", "ring, by closeness"),
    RSUPI_FIELD(rsup_network_node, i_support, BOOL, "", "whether only the person helps"),
    RSUPI_FIELD(rsup_network_node, angle, DOUBLE, "turn", "clockwise from the top"),
    RSUPI_FIELD(rsup_network_node, radius, DOUBLE, "", "0.2 to 1"),
    RSUPI_FIELD(rsup_network_node, x, DOUBLE, "", "place to the right"),
    RSUPI_FIELD(rsup_network_node, y, DOUBLE, "", "place upwards"),
    RSUPI_MAYBE(rsup_network_node, closeness, DOUBLE, "", "newest word, 0 to 1"),
    RSUPI_TEXTS(rsup_network_node, roles, role_count, "roles in force today"),
};
const rsup_record_type rsupi_network_node_type =
    RSUPI_RECORD_TYPE("network_node", rsup_network_node, node_fields, "somebody's place");

static const rsup_field edge_fields[] = {
    RSUPI_FIELD(rsup_network_edge, a, TEXT, "", "a tie"),
    RSUPI_FIELD(rsup_network_edge, b, TEXT, "", "another"),
    RSUPI_ENUM(rsup_network_edge, state, rsup_pair_name, "whether they know each other"),
};
const rsup_record_type rsupi_network_edge_type =
    RSUPI_RECORD_TYPE("network_edge", rsup_network_edge, edge_fields, "two people asked about");

static const rsup_field map_fields[] = {
    RSUPI_FIELD(rsup_network_map, today, DAY, "", "local day of the question"),
    RSUPI_RECORDS(rsup_network_map, rings, ring_count, rsupi_network_ring_type,
                  "rings from the inside"),
    RSUPI_RECORDS(rsup_network_map, sectors, sector_count, rsupi_network_sector_type,
                  "sectors from the top, clockwise"),
    RSUPI_RECORDS(rsup_network_map, nodes, node_count, rsupi_network_node_type, "people by id"),
    RSUPI_RECORDS(rsup_network_map, edges, edge_count, rsupi_network_edge_type,
                  "pairs by both ids"),
};
const rsup_record_type rsupi_network_map_type =
    RSUPI_RECORD_TYPE("network_map", rsup_network_map, map_fields, "a network, laid out");

/* ---- rings and sectors */

typedef struct drawing {
  rsupi_measuring m; /* who counts, and what is known of each */
  rsup_network_map *map;
  rsup_network_ring *rings[RINGS];
  rsup_network_sector *sectors[SECTORS];
  int32_t placed[SECTORS]; /* so far */
} drawing;

static int32_t ring_of(double closeness) {
  int32_t ring = 1;
  if (rsupi_isnan(closeness)) return RINGS;
  while (ring < RINGS - 1 && closeness < ring_from[ring - 1]) ring++;
  return ring;
}

static int32_t sector_of(const rsupi_member *member) {
  for (int32_t i = 0; i < SOURCES; i++)
    if (member->sources >> rsupi_source_names[i].value & 1) return i;
  return SOURCES;
}

static int make_rings(drawing *d) {
  rsupi_list list = {0};
  for (int32_t i = 0; i < RINGS; i++) {
    d->rings[i] = rsupi_arena_alloc(d->m.arena, sizeof *d->rings[i]);
    if (!d->rings[i] || !rsupi_list_push(d->m.arena, &list, d->rings[i])) return 0;
    d->rings[i]->ring = i + 1;
    d->rings[i]->at_least = i < RINGS - 1 ? ring_from[i] : rsupi_nan();
    d->rings[i]->radius = (i + 1) / (double)RINGS;
  }
  d->map->rings = (const rsup_network_ring *const *)list.items;
  d->map->ring_count = list.count;
  return 1;
}

static int make_sectors(drawing *d) {
  rsupi_list list = {0};
  for (int32_t i = 0; i < SECTORS; i++) {
    d->sectors[i] = rsupi_arena_alloc(d->m.arena, sizeof *d->sectors[i]);
    if (!d->sectors[i] || !rsupi_list_push(d->m.arena, &list, d->sectors[i])) return 0;
    d->sectors[i]->id = i < SOURCES ? rsupi_source_names[i].name : "other";
    d->sectors[i]->from = i / (double)SECTORS;
    d->sectors[i]->until = (i + 1) / (double)SECTORS;
  }
  d->map->sectors = (const rsup_network_sector *const *)list.items;
  d->map->sector_count = list.count;
  return 1;
}

static void count_people(drawing *d) {
  for (size_t i = 0; i < d->m.count; i++) {
    d->rings[ring_of(d->m.members[i].closeness) - 1]->people++;
    d->sectors[sector_of(&d->m.members[i])]->people++;
  }
  for (int32_t i = 0; i < SECTORS; i++) {
    rsup_network_sector *const sector = d->sectors[i];
    const int32_t asked = i < SOURCES ? rsupi_was_asked(d->m.at, sector->id) : 0;
    const int is_gap = asked == RSUPI_ASKED_NAMED || asked == RSUPI_ASKED_NONE;
    sector->state = sector->people ? RSUP_SECTOR_NAMED
                    : is_gap       ? RSUP_SECTOR_GAP
                                   : RSUP_SECTOR_UNKNOWN;
  }
}

/* ---- people */

/* In the middle of an equal part of the sector, of as many as it has people; one division, so that
 * there is one rounding. Members come by the bytes of their ids. */
static double next_angle(drawing *d, int32_t sector) {
  const int32_t people = d->sectors[sector]->people, place = d->placed[sector]++;
  const double halves = 2.0 * sector * people + 2.0 * place + 1;
  return halves / (2.0 * SECTORS * people);
}

static int tell_roles(const drawing *d, const rsupi_tie *tie, rsup_network_node *node) {
  rsupi_list list = {0};
  for (size_t i = 0; i < tie->role_count; i++) {
    const rsupi_tie_role *const role = &tie->roles[i];
    if (!rsupi_role_in_force(role, d->m.at->today)) continue;
    const char *const id = rsupi_arena_copy(d->m.arena, role->role);
    if (!id || !rsupi_list_push(d->m.arena, &list, id)) return 0;
  }
  node->roles = (const char *const *)list.items;
  node->role_count = list.count;
  return 1;
}

static int place_people(drawing *d) {
  rsupi_list list = {0};
  for (size_t i = 0; i < d->m.count; i++) {
    const rsupi_member *const member = &d->m.members[i];
    const int32_t sector = sector_of(member);
    double sine, cosine;
    rsup_network_node *const node = rsupi_arena_alloc(d->m.arena, sizeof *node);
    if (!node || !rsupi_list_push(d->m.arena, &list, node)) return 0;
    node->tie = rsupi_arena_copy(d->m.arena, member->tie->head.id);
    node->sector = d->sectors[sector]->id;
    node->ring = ring_of(member->closeness);
    node->i_support = member->direction == RSUPI_I_HELP;
    node->radius = d->rings[node->ring - 1]->radius;
    node->angle = next_angle(d, sector);
    rsupi_turn(node->angle, &sine, &cosine);
    node->x = node->radius * sine;
    node->y = node->radius * cosine;
    node->closeness = member->closeness;
    if (!tell_roles(d, member->tie, node)) return 0;
  }
  d->map->nodes = (const rsup_network_node *const *)list.items;
  d->map->node_count = list.count;
  return 1;
}

/* ---- who knows whom */

static int join_people(drawing *d) {
  rsupi_list list = {0};
  rsupi_circle all = {.count = d->m.count};
  size_t count = 0;
  all.members = rsupi_arena_array(d->m.arena, all.count, sizeof *all.members);
  if (!all.members) return 0;
  for (size_t i = 0; i < all.count; i++) all.members[i] = &d->m.members[i];
  const rsupi_pair *const pairs = rsupi_pairs_read(&d->m, &all, &count);
  if (!pairs) return 0;
  for (size_t i = 0; i < count; i++) {
    rsup_network_edge *const edge = rsupi_arena_alloc(d->m.arena, sizeof *edge);
    if (!edge || !rsupi_list_push(d->m.arena, &list, edge)) return 0;
    edge->a = d->map->nodes[pairs[i].a]->tie;
    edge->b = d->map->nodes[pairs[i].b]->tie;
    edge->state = pairs[i].state;
  }
  d->map->edges = (const rsup_network_edge *const *)list.items;
  d->map->edge_count = list.count;
  return 1;
}

/* ---- all of it */

static int draw(drawing *d) {
  d->map->today = d->m.at->today;
  if (!rsupi_contacts_read(d->m.at, 1, d->m.arena, &d->m.contacts) || !rsupi_members_read(&d->m) ||
      !make_rings(d) || !make_sectors(d))
    return 0;
  count_people(d);
  return place_people(d) && join_people(d);
}

rsup_status rsup_person_network_map(const rsup_person *person, rsup_instant now,
                                    const rsup_network_map_options *options,
                                    rsup_result **out_result, rsup_error *err) {
  rsup_network_map_options given = {0};
  rsupi_question question;
  rsup_status status = rsupi_call_start(out_result, options, &given, sizeof given, err);
  if (!status && given.reserved)
    status = rsupi_fail(err, RSUP_E_OPTIONS, "reserved of the options is not zero");
  if (!status)
    status =
        rsupi_question_open(person, now, given.known_at, &rsupi_network_map_type, &question, err);
  if (status) return status;
  drawing d = {.m = {.at = &question.at, .arena = question.arena}, .map = question.root};
  return rsupi_question_close(&question, draw(&d) ? RSUP_OK : rsupi_fail_memory(err), out_result,
                              err);
}

const rsup_network_map *rsup_network_map_get(const rsup_result *result) {
  return rsup_result_type(result) == &rsupi_network_map_type ? rsup_result_root(result) : NULL;
}
