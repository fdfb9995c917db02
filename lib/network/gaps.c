/* Gaps, by the coverage rules of the config. Each rule looks at a group of people and has three
 * outcomes: enough, a gap, or not to be judged because nobody was asked. A person with two or fewer
 * known ties gets the first gap only: one next step, not a list. */
#include "network/gaps.h"
#include "core/numbers.h"
#include "person/records.h"
#include <string.h>

static const rsup_field gap_fields[] = {
    RSUPI_KEY(rsup_gap, id, TEXT, "", "rule and what it looked at: source/family"),
    RSUPI_FIELD(rsup_gap, rule, TEXT, "", "id of the coverage rule"),
    RSUPI_MAYBE(rsup_gap, next_step, TEXT, "",
                "text id of one thing to do; the gap to speak of today has one"),
    RSUPI_MAYBE(rsup_gap, text, TEXT, "", "words for it"),
    RSUPI_FIELD(rsup_gap, weight, DOUBLE, "", "weight of the rule; higher ranks first"),
    RSUPI_RECORDS(rsup_gap, reasons, reason_count, rsupi_reason_type, "what was found"),
};
const rsup_record_type rsupi_gap_type =
    RSUPI_RECORD_TYPE("gap", rsup_gap, gap_fields, "something missing from the network, by a rule");

int rsupi_gap_add(rsupi_gap_builder *b, const char *what, const char *why, double number,
                  const char *ref) {
  rsup_gap *gap = rsupi_arena_alloc(b->arena, sizeof *gap);
  rsupi_list reasons = {0};
  char text[208]; /* two ids and a slash */
  if (!gap) return 0;
  rsupi_fixed id = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_add(&id, b->rule->id);
  if (what) rsupi_fixed_format(&id, "/%s", what);
  gap->id = rsupi_arena_copy(b->arena, text);
  gap->rule = rsupi_arena_copy(b->arena, b->rule->id);
  gap->weight = rsupi_isnan(b->rule->weight) ? 1 : b->rule->weight;
  rsupi_fixed words = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&words, "gap.%s", b->rule->id);
  gap->text = rsupi_arena_copy(b->arena, rsupi_config_words(b->at->config, text, b->at->locale));
  if (!rsupi_reason_push(b->arena, &reasons, why, number, ref)) return 0;
  gap->reasons = (const rsup_reason *const *)reasons.items;
  gap->reason_count = reasons.count;
  return rsupi_list_push(b->arena, b->gaps, gap);
}

static int32_t wanted(const rsupi_gap_builder *b) {
  return b->rule->at_least == INT32_MIN ? 1 : b->rule->at_least;
}

/* ---- sources and streams
 * ------------------------------------------------------------------------------------- */

/* People of a group with contact within the rule's days; *unknown counts those of whom no contact
 * is recorded. */
static int32_t recent_people(const rsupi_gap_builder *b, const rsup_network_group *group,
                             int32_t *unknown) {
  int32_t n = 0;
  *unknown = 0;
  if (b->rule->within_days == INT32_MIN) return group->people;
  for (size_t i = 0; i < group->tie_count; i++) {
    const size_t place = rsupi_tie_place(b->at->view, group->ties[i]);
    const rsup_day last = rsupi_last_contact_at(b->at, b->last, place);
    if (last == RSUPI_NO_DAY) {
      ++*unknown;
    } else if (last > b->at->today - b->rule->within_days) {
      n++;
    }
  }
  return n;
}

static int judge_group(rsupi_gap_builder *b, const rsup_network_group *group) {
  int32_t unknown = 0;
  int32_t people = recent_people(b, group, &unknown);
  if (people >= wanted(b)) return 1;
  if (!group->asked || people + unknown >= wanted(b)) {
    ++*b->not_asked;
    return 1;
  }
  const char *why = group->people == 0       ? "nobody_named"
                    : people < group->people ? "no_recent_contact"
                                             : "too_few_people";
  return rsupi_gap_add(b, group->id, why, people, group->id);
}

static int judge_groups(rsupi_gap_builder *b, const rsup_network_group *const *groups,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (b->rule->of && strcmp(b->rule->of, groups[i]->id) != 0) continue;
    if (!judge_group(b, groups[i])) return 0;
  }
  return 1;
}

/* ---- kinds of support
 * ---------------------------------------------------------------------------------------- */

typedef struct givers {
  int32_t yes, unknown, people;
  const char *only;
} givers;

static givers count_givers(const rsupi_gap_builder *b, const char *kind) {
  givers g = {0, 0, (int32_t)b->helper_count, NULL};
  for (size_t i = 0; i < b->helper_count; i++) {
    const rsupi_tie *tie = b->helpers[i];
    int gives = rsupi_tie_gives(tie, kind);
    g.yes += gives == 1;
    g.unknown += gives < 0;
    if (gives == 1) g.only = tie->head.id;
  }
  return g;
}

static int judge_kind(rsupi_gap_builder *b, const char *kind) {
  givers g = count_givers(b, kind);
  int nobody = rsupi_was_asked(b->at, kind) == RSUPI_ASKED_NONE;
  if (b->rule->looks_at == RSUPI_LOOKS_AT_SINGLE_PROVIDER) {
    if (g.yes != 1 || g.people < 2 || g.unknown > 0) return 1;
    return rsupi_gap_add(b, kind, "single_provider", 1, g.only);
  }
  if (g.yes >= wanted(b)) return 1;
  if (!nobody && (g.people == 0 || g.yes + g.unknown >= wanted(b))) {
    ++*b->not_asked;
    return 1;
  }
  return rsupi_gap_add(b, kind, g.yes == 0 ? "nobody_gives" : "too_few_people", g.yes, kind);
}

static int judge_kinds(rsupi_gap_builder *b) {
  for (size_t i = 0; i < b->at->config->kind_count; i++) {
    const char *kind = b->at->config->kinds[i].id;
    if (b->rule->of && strcmp(b->rule->of, kind) != 0) continue;
    if (!judge_kind(b, kind)) return 0;
  }
  return 1;
}

/* ---- all rules
 * -----------------------------------------------------------------------------------------------
 */

static int judge_rule(rsupi_gap_builder *b) {
  switch (b->rule->looks_at) {
  case RSUPI_LOOKS_AT_SOURCE:
    return judge_groups(b, b->network->sources, b->network->source_count);
  case RSUPI_LOOKS_AT_STREAM:
    return judge_groups(b, b->network->streams, b->network->stream_count);
  case RSUPI_LOOKS_AT_OVERDUE:
    return rsupi_judge_overdue(b);
  case RSUPI_LOOKS_AT_DORMANT:
    return rsupi_judge_dormant(b);
  case RSUPI_LOOKS_AT_ONE_HAND:
    return rsupi_judge_one_hand(b);
  case RSUPI_LOOKS_AT_HOURS:
    return rsupi_judge_hours(b);
  default:
    return judge_kinds(b);
  }
}

static int by_weight(const void *x, const void *y) {
  const rsup_gap *a = x, *b = y;
  if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
  return strcmp(a->id, b->id);
}

static int rank(rsupi_arena *arena, rsupi_list *gaps) {
  void **buffer = rsupi_arena_array(arena, gaps->count, sizeof *buffer);
  if (!buffer) return 0;
  rsupi_sort((void **)gaps->items, buffer, gaps->count, by_weight);
  return 1;
}

/* Current ties, each once: one that goes both ways is in two counts of the network. */
static size_t known_ties(const rsupi_asof *at) {
  size_t n = 0;
  for (size_t i = 0; i < at->view->tie_count; i++)
    n += rsupi_tie_counts(at, at->view->ties[i]) != 0;
  return n;
}

static int gather_helpers(rsupi_gap_builder *b) {
  const rsupi_view *view = b->at->view;
  b->helpers = rsupi_arena_array(b->arena, view->tie_count, sizeof *b->helpers);
  if (!b->helpers) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    const rsupi_tie *tie = view->ties[i];
    if (rsupi_tie_counts(b->at, tie) && rsupi_tie_helps_me(b->at, tie))
      b->helpers[b->helper_count++] = tie;
  }
  return 1;
}

int rsupi_gaps_make(const rsupi_asof *at, const rsup_network *network, rsupi_arena *arena,
                    rsupi_list *gaps, int32_t *not_asked) {
  rsupi_gap_builder b = {
      .at = at, .network = network, .arena = arena, .gaps = gaps, .not_asked = not_asked};
  if (!gather_helpers(&b)) return 0;
  b.last = rsupi_last_contacts(at, arena);
  for (size_t i = 0; i < at->config->coverage_count; i++) {
    b.rule = &at->config->coverage[i];
    if (!judge_rule(&b)) return 0;
  }
  if (!rank(arena, gaps)) return 0;
  if (known_ties(at) <= 2 && gaps->count > 1) gaps->count = 1;
  return rsupi_suggest(at, arena, gaps) && !arena->failed;
}
