/* Part 4 of the day picture: people by stream and source, shares as measures, and what is missing.
 */
#include "core/numbers.h"
#include "network/measures.h"
#include "time/civil.h"

static const rsup_field group_fields[] = {
    RSUPI_KEY(rsup_network_group, id, TEXT, "", "stream or source"),
    RSUPI_FIELD(rsup_network_group, people, INT32, "", "current ties that help me"),
    RSUPI_TEXTS(rsup_network_group, ties, tie_count, "their ids"),
    RSUPI_MAYBE(rsup_network_group, last_contact, DAY, "",
                "last contact with any of them, as recorded"),
    RSUPI_FIELD(rsup_network_group, asked, BOOL, "", "whether the record asked who is there"),
};
const rsup_record_type rsupi_network_group_type = RSUPI_RECORD_TYPE(
    "network_group", rsup_network_group, group_fields, "ties of one stream or source");

static const rsup_field network_fields[] = {
    RSUPI_FIELD(rsup_network, people, INT32, "", "current ties that help me"),
    RSUPI_FIELD(rsup_network, i_support, INT32, "", "current ties whom I support"),
    RSUPI_RECORDS(rsup_network, streams, stream_count, rsupi_network_group_type,
                  "personal, professional, peer, community"),
    RSUPI_RECORDS(rsup_network, sources, source_count, rsupi_network_group_type,
                  "peer group, family, professional, recovery community"),
    RSUPI_FIELD(rsup_network, supporting, MEASURE, "",
                "share of those who help me whose stance supports recovery"),
    RSUPI_FIELD(rsup_network, using_share, MEASURE, "", "share of those who help me who use"),
    RSUPI_FIELD(rsup_network, in_recovery, MEASURE, "",
                "share of those who help me who are in recovery"),
    RSUPI_RECORDS(rsup_network, gaps, gap_count, rsupi_gap_type, "what is missing, ranked"),
    RSUPI_FIELD(rsup_network, not_asked, INT32, "",
                "rules that could not be judged: nobody was asked"),
};
const rsup_record_type rsupi_network_type =
    RSUPI_RECORD_TYPE("network", rsup_network, network_fields, "the support network");

/* The current ties that help me, once. */
typedef struct circle {
  const rsupi_tie **ties;
  rsup_day *last_contact; /* with each of them, as recorded */
  size_t count;
} circle;

static int gather(const rsupi_asof *at, rsupi_arena *arena, circle *out, rsup_network *network) {
  out->ties = rsupi_arena_array(arena, at->view->tie_count, sizeof *out->ties);
  out->last_contact = rsupi_arena_array(arena, at->view->tie_count, sizeof *out->last_contact);
  if (!out->ties || !out->last_contact) return 0;
  const rsup_day *const last = rsupi_last_contacts(at, arena);
  for (size_t i = 0; i < at->view->tie_count; i++) {
    const rsupi_tie *tie = at->view->ties[i];
    if (!rsupi_tie_counts(at, tie)) continue;
    int32_t direction = rsupi_tie_direction(at, tie);
    if (direction != RSUPI_I_HELP) {
      out->last_contact[out->count] = rsupi_last_contact_at(at, last, i);
      out->ties[out->count++] = tie;
    }
    network->i_support += direction != RSUPI_HELPS_ME;
  }
  network->people = (int32_t)out->count;
  return 1;
}

typedef int group_test(const rsupi_asof *at, const rsupi_tie *tie, int32_t value);

static rsup_network_group *describe_group(const rsupi_asof *at, const circle *c,
                                          const rsupi_name *name, group_test *test,
                                          rsupi_arena *arena) {
  rsup_network_group *group = rsupi_arena_alloc(arena, sizeof *group);
  rsupi_list ids = {0};
  if (!group) return NULL;
  group->id = name->name;
  group->last_contact = RSUPI_NO_DAY;
  for (size_t i = 0; i < c->count; i++) {
    if (!test(at, c->ties[i], name->value)) continue;
    char *id = rsupi_arena_copy(arena, c->ties[i]->head.id);
    if (!id || !rsupi_list_push(arena, &ids, id)) return NULL;
    if (c->last_contact[i] > group->last_contact) group->last_contact = c->last_contact[i];
  }
  int32_t outcome = rsupi_was_asked(at, name->name);
  group->asked = ids.count > 0 || outcome == RSUPI_ASKED_NAMED || outcome == RSUPI_ASKED_NONE;
  group->people = (int32_t)ids.count;
  group->ties = (const char *const *)ids.items;
  group->tie_count = ids.count;
  return group;
}

static int describe_groups(const rsupi_asof *at, const circle *c, const rsupi_name *names,
                           group_test *test, rsupi_arena *arena, rsupi_list *out) {
  for (; names->name; names++) {
    rsup_network_group *group = describe_group(at, c, names, test, arena);
    if (!group || !rsupi_list_push(arena, out, group)) return 0;
  }
  return 1;
}

static void measure_shares(const circle *c, rsup_network *network) {
  size_t supports = 0, stance_unknown = 0, uses = 0, recovering = 0, use_unknown = 0;
  for (size_t i = 0; i < c->count; i++) {
    supports += c->ties[i]->stance == RSUPI_STANCE_SUPPORTS;
    stance_unknown += c->ties[i]->stance <= 0;
    uses += c->ties[i]->use == RSUPI_USE_USES;
    recovering += c->ties[i]->use == RSUPI_USE_IN_RECOVERY;
    use_unknown += c->ties[i]->use <= 0;
  }
  network->supporting = rsupi_people_share(supports, stance_unknown, c->count);
  network->using_share = rsupi_people_share(uses, use_unknown, c->count);
  network->in_recovery = rsupi_people_share(recovering, use_unknown, c->count);
}

rsup_status rsupi_network_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_network *out,
                                rsup_error *err) {
  rsup_network *network = rsupi_arena_alloc(arena, sizeof *network);
  rsupi_list streams = {0}, sources = {0}, gaps = {0};
  circle c = {0};
  *out = (rsupi_network){0};
  if (!network || !gather(at, arena, &c, network) ||
      !describe_groups(at, &c, rsupi_stream_names, rsupi_tie_has_stream, arena, &streams) ||
      !describe_groups(at, &c, rsupi_source_names, rsupi_tie_has_source, arena, &sources)) {
    return rsupi_fail_memory(err);
  }
  network->streams = (const rsup_network_group *const *)streams.items;
  network->stream_count = streams.count;
  network->sources = (const rsup_network_group *const *)sources.items;
  network->source_count = sources.count;
  measure_shares(&c, network);
  if (!rsupi_gaps_make(at, network, arena, &gaps, &network->not_asked) || arena->failed)
    return rsupi_fail_memory(err);
  network->gaps = (const rsup_gap *const *)gaps.items;
  network->gap_count = gaps.count;
  out->record = network;
  return RSUP_OK;
}
