/* Gaps, by the coverage rules of the config. Each rule looks at a group of people and has three
 * outcomes: enough, a gap, or not to be judged because nobody was asked. A person with two or fewer
 * known ties gets the first gap only: one next step, not a list. */
#include "core/numbers.h"
#include "network/ties.h"
#include "time/civil.h"
#include <string.h>

static const rsup_field gap_fields[] = {
    RSUPI_KEY(rsup_gap, id, TEXT, "", "rule and what it looked at: source/family"),
    RSUPI_FIELD(rsup_gap, rule, TEXT, "", "id of the coverage rule"),
    RSUPI_MAYBE(rsup_gap, next_step, TEXT, "", "text id of one thing to do; the first gap has one"),
    RSUPI_MAYBE(rsup_gap, text, TEXT, "", "in words"),
    RSUPI_FIELD(rsup_gap, weight, DOUBLE, "", "of the rule; higher ranks first"),
    RSUPI_RECORDS(rsup_gap, reasons, reason_count, rsupi_reason_type, "what was found"),
};
const rsup_record_type rsupi_gap_type =
    RSUPI_RECORD_TYPE("gap", rsup_gap, gap_fields, "something missing from the network, by a rule");

typedef struct gap_builder {
  const rsupi_asof *at;
  const rsup_network *network;
  rsupi_arena *arena;
  rsupi_list *gaps;
  int32_t *not_asked;
  const rsupi_coverage_rule *rule;
  const rsupi_tie **helpers; /* current ties that help me: every kind asks for them */
  size_t helper_count;
} gap_builder;

static int add_gap(gap_builder *b, const char *what, const char *why, double number,
                   const char *ref) {
  rsup_gap *gap = rsupi_arena_alloc(b->arena, sizeof *gap);
  rsupi_list reasons = {0};
  char text[208]; /* two ids and a slash */
  if (!gap) return 0;
  rsupi_fixed id = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&id, "%s/%s", b->rule->id, what);
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

static int32_t wanted(const gap_builder *b) {
  return b->rule->at_least == INT32_MIN ? 1 : b->rule->at_least;
}

/* ---- sources and streams
 * ------------------------------------------------------------------------------------- */

/* People of a group with contact within the rule's days; *unknown counts those of whom no contact
 * is recorded. */
static int32_t recent_people(const gap_builder *b, const rsup_network_group *group,
                             int32_t *unknown) {
  int32_t n = 0;
  *unknown = 0;
  if (b->rule->within_days == INT32_MIN) return group->people;
  for (size_t i = 0; i < group->tie_count; i++) {
    rsup_day last = rsupi_tie_last_contact(b->at, rsupi_view_tie(b->at->view, group->ties[i]));
    if (last == RSUPI_NO_DAY) {
      ++*unknown;
    } else if (last > b->at->today - b->rule->within_days) {
      n++;
    }
  }
  return n;
}

static int judge_group(gap_builder *b, const rsup_network_group *group) {
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
  return add_gap(b, group->id, why, people, group->id);
}

static int judge_groups(gap_builder *b, const rsup_network_group *const *groups, size_t count) {
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

static givers count_givers(const gap_builder *b, const char *kind) {
  givers g = {0, 0, (int32_t)b->helper_count, NULL};
  for (size_t i = 0; i < b->helper_count; i++) {
    const rsupi_tie *tie = b->helpers[i];
    int gives = rsupi_tie_gives(b->at, tie, kind);
    g.yes += gives == 1;
    g.unknown += gives < 0;
    if (gives == 1) g.only = tie->head.id;
  }
  return g;
}

static int judge_kind(gap_builder *b, const char *kind) {
  givers g = count_givers(b, kind);
  int nobody = rsupi_was_asked(b->at, kind) == RSUPI_ASKED_NONE;
  if (b->rule->looks_at == RSUPI_LOOKS_AT_SINGLE_PROVIDER) {
    if (g.yes != 1 || g.people < 2 || g.unknown > 0) return 1;
    return add_gap(b, kind, "single_provider", 1, g.only);
  }
  if (g.yes >= wanted(b)) return 1;
  if (!nobody && (g.people == 0 || g.yes + g.unknown >= wanted(b))) {
    ++*b->not_asked;
    return 1;
  }
  return add_gap(b, kind, g.yes == 0 ? "nobody_gives" : "too_few_people", g.yes, kind);
}

static int judge_kinds(gap_builder *b) {
  for (size_t i = 0; i < b->at->config->kind_count; i++) {
    const char *kind = b->at->config->kinds[i].id;
    if (b->rule->of && strcmp(b->rule->of, kind) != 0) continue;
    if (!judge_kind(b, kind)) return 0;
  }
  return 1;
}

/* ---- contacts that are overdue
 * ------------------------------------------------------------------------------- */

/* Nobody is sent to somebody who uses or makes use easier, whatever was once wanted. */
static int may_be_nudged(const rsupi_tie *tie) {
  return tie->do_not_contact != 1 && tie->use != RSUPI_USE_USES &&
         tie->stance != RSUPI_STANCE_MAKES_USE_EASIER;
}

static int judge_contacts(gap_builder *b) {
  for (size_t i = 0; i < b->at->view->tie_count; i++) {
    const rsupi_tie *tie = b->at->view->ties[i];
    if (tie->contact_every_days == INT32_MIN || !may_be_nudged(tie)) continue;
    if (rsupi_tie_state(tie, b->at->today) != RSUPI_TIE_CURRENT) continue;
    rsup_day last = rsupi_tie_last_contact(b->at, tie);
    if (last == RSUPI_NO_DAY) {
      ++*b->not_asked;
      continue;
    }
    int32_t over = b->at->today - last - tie->contact_every_days;
    if (over > 0 && !add_gap(b, tie->head.id, "contact_overdue_days", over, tie->head.id)) return 0;
  }
  return 1;
}

/* ---- all rules
 * -----------------------------------------------------------------------------------------------
 */

static int judge_rule(gap_builder *b) {
  switch (b->rule->looks_at) {
  case RSUPI_LOOKS_AT_SOURCE:
    return judge_groups(b, b->network->sources, b->network->source_count);
  case RSUPI_LOOKS_AT_STREAM:
    return judge_groups(b, b->network->streams, b->network->stream_count);
  case RSUPI_LOOKS_AT_OVERDUE:
    return judge_contacts(b);
  default:
    return judge_kinds(b);
  }
}

static int comes_before(const rsup_gap *a, const rsup_gap *b) {
  if (a->weight != b->weight) return a->weight > b->weight;
  return strcmp(a->id, b->id) < 0;
}

static void rank(rsupi_list *gaps) {
  for (size_t i = 1; i < gaps->count; i++) {
    const rsup_gap *gap = gaps->items[i];
    size_t k = i;
    for (; k > 0 && comes_before(gap, gaps->items[k - 1]); k--) gaps->items[k] = gaps->items[k - 1];
    gaps->items[k] = gap;
  }
}

/* Current ties, each once: one that goes both ways is in two counts of the network. */
static size_t known_ties(const rsupi_asof *at) {
  size_t n = 0;
  for (size_t i = 0; i < at->view->tie_count; i++)
    n += rsupi_tie_state(at->view->ties[i], at->today) == RSUPI_TIE_CURRENT;
  return n;
}

static int gather_helpers(gap_builder *b) {
  const rsupi_view *view = b->at->view;
  b->helpers = rsupi_arena_array(b->arena, view->tie_count, sizeof *b->helpers);
  if (!b->helpers) return 0;
  for (size_t i = 0; i < view->tie_count; i++) {
    const rsupi_tie *tie = view->ties[i];
    if (rsupi_tie_state(tie, b->at->today) == RSUPI_TIE_CURRENT && rsupi_tie_helps_me(b->at, tie))
      b->helpers[b->helper_count++] = tie;
  }
  return 1;
}

int rsupi_gaps_make(const rsupi_asof *at, const rsup_network *network, rsupi_arena *arena,
                    rsupi_list *gaps, int32_t *not_asked) {
  gap_builder b = {
      .at = at, .network = network, .arena = arena, .gaps = gaps, .not_asked = not_asked};
  if (!gather_helpers(&b)) return 0;
  for (size_t i = 0; i < at->config->coverage_count; i++) {
    b.rule = &at->config->coverage[i];
    if (!judge_rule(&b)) return 0;
  }
  rank(gaps);
  if (known_ties(at) <= 2 && gaps->count > 1) gaps->count = 1;
  if (gaps->count) {
    char text[128];
    rsup_gap *first = rsupi_arena_alloc(arena, sizeof *first);
    rsupi_fixed id = rsupi_fixed_start(text, sizeof text);
    if (!first) return 0;
    *first = *(const rsup_gap *)gaps->items[0];
    rsupi_fixed_format(&id, "next_step.%s", first->rule);
    first->next_step = rsupi_arena_copy(arena, text);
    gaps->items[0] = first;
  }
  return !arena->failed;
}
