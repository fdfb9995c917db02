/* Milestones of what was done, so often: each with the day on which it was done for the n-th time,
 * worked out anew from the record, so that back-dating moves it. Nothing here rests on days without
 * use, and no report of use holds any of it back. */
#include "core/numbers.h"
#include "recovery/milestones.h"
#include "recovery/tally.h"

static const rsup_field count_milestone_fields[] = {
    RSUPI_KEY(rsup_count_milestone, id, TEXT, "", "id of the rule"),
    RSUPI_FIELD(rsup_count_milestone, counts, TEXT, "", "what it counts"),
    RSUPI_MAYBE(rsup_count_milestone, kind, TEXT, "",
                "the one item, strategy, activity or training that counts"),
    RSUPI_ENUM(rsup_count_milestone, state, rsup_milestone_state_name, "how it stands"),
    RSUPI_MAYBE(rsup_count_milestone, on, DAY, "", "civil date it was reached"),
    RSUPI_FIELD(rsup_count_milestone, needed, INT32, "", "times that it takes"),
    RSUPI_FIELD(rsup_count_milestone, done, INT32, "", "times up to today"),
    RSUPI_FIELD(rsup_count_milestone, to_go, INT32, "", "times that are left; 0 when reached"),
    RSUPI_FIELD(rsup_count_milestone, acknowledged, BOOL, "",
                "whether somebody has acknowledged it"),
    RSUPI_MAYBE(rsup_count_milestone, label, TEXT, "", "words for it"),
    RSUPI_RECORDS(rsup_count_milestone, reasons, reason_count, rsupi_reason_type,
                  "what it rests on"),
};
const rsup_record_type rsupi_count_milestone_type =
    RSUPI_RECORD_TYPE("count_milestone", rsup_count_milestone, count_milestone_fields,
                      "one milestone of what was done");

typedef struct builder {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsupi_list reached, next;
} builder;

static rsup_count_milestone *describe(builder *b, const rsupi_milestone_rule *rule, int32_t done) {
  rsup_count_milestone *m = rsupi_arena_alloc(b->arena, sizeof *m);
  rsupi_list reasons = {0};
  if (!m) return NULL;
  m->id = rule->id;
  m->counts = rsupi_name_of(rsupi_counts_names, rule->counts);
  m->kind = rule->kind;
  m->on = RSUPI_NO_DAY;
  m->needed = rule->count;
  m->done = done;
  m->to_go = rule->count - done;
  m->label = rsupi_milestone_label(b->at, rule->id);
  if (!rsupi_reason_push(b->arena, &reasons, m->to_go ? "times_to_go" : "times_done",
                         m->to_go ? m->to_go : done, m->counts))
    return NULL;
  m->reasons = (const rsup_reason *const *)reasons.items;
  m->reason_count = reasons.count;
  return m;
}

static int add_reached(builder *b, const rsupi_milestone_rule *rule, rsup_day on) {
  rsup_count_milestone *m = describe(b, rule, rule->count);
  if (!m) return 0;
  m->state = RSUP_MILESTONE_REACHED;
  m->on = on;
  m->acknowledged = rsupi_milestone_acknowledged(b->at, rule->id, NULL, on, 1);
  return rsupi_list_push(b->arena, &b->reached, m);
}

static int add_next(builder *b, const rsupi_milestone_rule *rule, int32_t done) {
  rsup_count_milestone *m = describe(b, rule, done);
  if (!m) return 0;
  m->state = RSUP_MILESTONE_NEXT;
  return rsupi_list_push(b->arena, &b->next, m);
}

/* Rules [first, after) count the same; the smallest stands first. Who has not begun isn't told how
 * far it is: a first time comes as a surprise. */
static int add_kind(builder *b, const rsupi_milestone_rule *first,
                    const rsupi_milestone_rule *after) {
  rsupi_tally tally = rsupi_tally_start(b->at, first->counts, first->kind, b->arena);
  int32_t done = 0;
  rsup_day day;
  while (first < after) {
    done += rsupi_tally_take(&tally, first->count - done, &day);
    if (done < first->count) break;
    for (const int32_t count = done; first < after && first->count == count; first++)
      if (!add_reached(b, first, day)) return 0;
  }
  if (b->arena->failed) return 0;
  return first == after || done == 0 || add_next(b, first, done);
}

static int is_same_kind(const rsupi_milestone_rule *a, const rsupi_milestone_rule *b) {
  if (a->counts != b->counts || !a->kind || !b->kind)
    return a->counts == b->counts && a->kind == b->kind;
  return rsupi_text_equal(a->kind, b->kind);
}

/* Oldest first; the order of the config decides between equals. */
static void sort_by_day(rsupi_list *list) {
  for (size_t i = 1; i < list->count; i++) {
    const rsup_count_milestone *m = list->items[i];
    size_t k = i;
    for (; k > 0 && ((const rsup_count_milestone *)list->items[k - 1])->on > m->on; k--)
      list->items[k] = list->items[k - 1];
    list->items[k] = m;
  }
}

int rsupi_count_milestones(const rsupi_asof *at, int look_ahead, rsupi_arena *arena,
                           rsupi_list *out) {
  const rsup_config *config = at->config;
  const rsupi_milestone_rule *rules = config->count_milestones;
  builder b = {.at = at, .arena = arena};
  for (size_t i = 0, after; i < config->count_milestone_count; i = after) {
    for (after = i + 1; after < config->count_milestone_count; after++)
      if (!is_same_kind(&rules[i], &rules[after])) break;
    if (!add_kind(&b, &rules[i], &rules[after])) return 0;
  }
  sort_by_day(&b.reached);
  *out = b.reached;
  for (size_t i = 0; look_ahead && i < b.next.count; i++)
    if (!rsupi_list_push(arena, out, b.next.items[i])) return 0;
  return 1;
}
