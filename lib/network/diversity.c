/* How varied the people are and how the contacts are spread: Blau's index and IQV of streams and
 * sources, concentration of contacts, the share carried by family, and shared experience. */
#include "core/numbers.h"
#include "network/measures.h"
#include <string.h>

/* ---- Blau (1977): 1 - sum of p squared. Somebody of two streams counts in both; somebody of whom
 * no role is known may be of any one, or (sources) of none. */

enum { CATEGORIES = 4 };

static double blau(const int64_t counts[CATEGORIES]) {
  int64_t all = 0, squares = 0;
  for (int i = 0; i < CATEGORIES; i++) {
    all += counts[i];
    squares += counts[i] * counts[i];
  }
  return (double)(all * all - squares) / ((double)all * (double)all);
}

static int find(const int64_t counts[CATEGORIES], int largest) {
  int found = 0;
  for (int i = 1; i < CATEGORIES; i++)
    if (largest ? counts[i] > counts[found] : counts[i] < counts[found]) found = i;
  return found;
}

/* All of the unknown in the largest category is the least; the most is found by giving them to the
 * smallest, one by one: where some may be of none, the best of all such steps. */
static rsup_measure blau_measure(const int64_t counts[CATEGORIES], size_t unknown,
                                 int may_be_none) {
  int64_t all = 0, least[CATEGORIES], most[CATEGORIES];
  for (int i = 0; i < CATEGORIES; i++) all += least[i] = most[i] = counts[i];
  if (all == 0 && unknown == 0) return rsupi_measure_not_applicable();
  least[find(least, 1)] += (int64_t)unknown;
  double high = all && (may_be_none || !unknown) ? blau(most) : 0;
  for (size_t i = 0; i < unknown; i++) {
    most[find(most, 0)]++;
    const double now = blau(most);
    if ((may_be_none || i + 1 == unknown) && now > high) high = now;
  }
  rsup_measure m =
      rsupi_measure_bounded(all ? blau(counts) : rsupi_nan(), blau(least), high, (int32_t)unknown);
  if (!all) m.state = RSUP_MEASURE_UNKNOWN;
  return m;
}

static rsup_measure times(rsup_measure m, double factor) {
  m.value *= factor;
  m.low *= factor;
  m.high *= factor;
  return m;
}

/* Index of qualitative variation: Blau's index over the most it can be, 1 - 1 / k. */
static rsup_measure iqv(rsup_measure m) {
  return times(m, (double)CATEGORIES / (CATEGORIES - 1));
}

/* ---- contacts */

static void measure_contacts(const rsupi_circle *circle, rsup_network_part *part) {
  int64_t all = 0, squares = 0, family = 0, unknown = 0;
  for (size_t i = 0; i < circle->count; i++) {
    const rsupi_member *const member = circle->members[i];
    const int64_t n = member->contacts;
    all += n;
    squares += n * n;
    if (!member->roles)
      unknown += n;
    else if (member->sources >> RSUPI_SOURCE_FAMILY & 1)
      family += n;
  }
  part->contacts = rsupi_measure_known((double)all);
  part->contact_hhi = all ? rsupi_measure_known((double)squares / ((double)all * (double)all))
                          : rsupi_measure_not_applicable();
  part->family_share = rsupi_people_share((size_t)family, (size_t)unknown, (size_t)all);
}

void rsupi_measure_diversity(const rsupi_measuring *m, const rsupi_circle *circle,
                             rsup_network_part *part) {
  int64_t streams[CATEGORIES] = {0}, sources[CATEGORIES] = {0};
  size_t unknown = 0;
  (void)m;
  for (size_t i = 0; i < circle->count; i++) {
    const rsupi_member *const member = circle->members[i];
    unknown += !member->roles;
    for (int k = 0; k < CATEGORIES; k++) {
      streams[k] += member->streams >> (k + 1) & 1;
      sources[k] += member->sources >> (k + 1) & 1;
    }
  }
  part->stream_blau = blau_measure(streams, unknown, 0);
  part->source_blau = blau_measure(sources, unknown, 1);
  part->stream_iqv = iqv(part->stream_blau);
  part->source_iqv = iqv(part->source_blau);
  measure_contacts(circle, part);
}

/* ---- shared experience */

static int has_tag(const rsupi_member *member, const void *what) {
  if (!member->tie->tag_count) return -1;
  for (size_t i = 0; i < member->tie->tag_count; i++)
    if (strcmp(member->tie->tags[i], what) == 0) return 1;
  return 0;
}

static int shares_any(const rsupi_self *self, const rsupi_member *member) {
  for (size_t i = 0; i < self->tag_count; i++) {
    const int answer = has_tag(member, self->tags[i]);
    if (answer) return answer;
  }
  return 0;
}

int rsupi_measure_experiences(const rsupi_measuring *m, const rsupi_circle *circle,
                              rsup_network_part *part) {
  const rsupi_self *const self = m->at->view->self;
  rsupi_list list = {0};
  size_t yes = 0, unknown = 0;
  if (!self || !self->tag_count) { /* the person did not say: nothing can be compared */
    part->homophily = rsupi_people_share(0, circle->count, circle->count);
    return 1;
  }
  for (size_t i = 0; i < circle->count; i++) {
    const int answer = shares_any(self, circle->members[i]);
    yes += answer == 1;
    unknown += answer < 0;
  }
  part->homophily = rsupi_people_share(yes, unknown, circle->count);
  for (size_t i = 0; i < self->tag_count; i++)
    if (!rsupi_tally_push(m->arena, &list, self->tags[i], circle, has_tag, self->tags[i])) return 0;
  part->experiences = (const rsup_network_tally *const *)list.items;
  part->experience_count = list.count;
  return 1;
}
