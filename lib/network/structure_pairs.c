/* The lists of a network: pairs sorted by their ends, each once, and every alter's neighbours. */
#include "core/error.h"
#include "core/memory.h"
#include "network/structure_net.h"

enum { MOST_PAIRS = 1 << 28 }; /* twice as many places still count in an int32_t */

/* Work space of one making. */
typedef struct sorter {
  const rsupi_ego *ego;
  int32_t *order, *by_high; /* [pairs given] places in ego->pairs */
  int32_t *start;           /* [alters + 1] */
  int32_t *low, *high;      /* [pairs kept] ends */
  double *weight;           /* [pairs kept] */
} sorter;

static int32_t low_end(const rsupi_pair *pair) {
  return pair->a < pair->b ? pair->a : pair->b;
}

static int32_t high_end(const rsupi_pair *pair) {
  return pair->a < pair->b ? pair->b : pair->a;
}

/* Running sums: count[i + 1] of i becomes the place of the first of i. */
static void accumulate(int32_t *count, int32_t n) {
  for (int32_t i = 0; i < n; i++) count[i + 1] += count[i];
}

/* By counting: stable, so that what is given later stays later. */
static void sort_by(const sorter *s, int32_t (*key)(const rsupi_pair *), const int32_t *from,
                    int32_t *into) {
  const int32_t n = s->ego->alters, count = (int32_t)s->ego->pair_count;
  for (int32_t i = 0; i <= n; i++) s->start[i] = 0;
  for (int32_t i = 0; i < count; i++) s->start[key(s->ego->pairs + i) + 1]++;
  accumulate(s->start, n);
  for (int32_t i = 0; i < count; i++) {
    const int32_t place = from ? from[i] : i;
    into[s->start[key(s->ego->pairs + place)]++] = place;
  }
}

static void keep(rsupi_net *net, const sorter *s, int32_t low, int32_t high, int32_t state,
                 double weight) {
  const int32_t at = net->pair_count;
  if (state == RSUP_PAIR_NOT_TIED) return;
  s->low[at] = low;
  s->high[at] = high;
  s->weight[at] = weight;
  net->tied[at] = state == RSUP_PAIR_TIED;
  net->open[at] = state == RSUP_PAIR_NOT_ASKED;
  if (net->open[at]) {
    if (net->not_asked < RSUPI_ENUMERATED) net->first_open[net->not_asked][0] = at;
    net->not_asked++;
  }
  net->pair_count++;
}

static int agree(const rsupi_ego *ego, const rsupi_pair *a, const rsupi_pair *b) {
  if (a->state != b->state) return 0;
  return !ego->weighted || a->state == RSUP_PAIR_NOT_TIED ||
         (a->weight <= b->weight && a->weight >= b->weight);
}

/* Keep each sorted pair once; where pairs that are not listed were not asked, keep those too. */
static rsup_status merge(rsupi_net *net, const sorter *s, rsup_error *err) {
  const rsupi_ego *const ego = s->ego;
  const int64_t n = ego->alters;
  const int open = ego->unlisted == RSUP_PAIR_NOT_ASKED, fill = open && net->complete;
  int64_t asked = 0;
  int32_t low = 0, high = 0; /* the last pair kept or passed */
  for (size_t i = 0; i < ego->pair_count; i++) {
    const rsupi_pair *const pair = ego->pairs + s->order[i];
    const rsupi_pair *const before = i ? ego->pairs + s->order[i - 1] : NULL;
    if (before && low_end(before) == low_end(pair) && high_end(before) == high_end(pair)) {
      if (!agree(ego, before, pair)) return rsupi_pair_conflict((size_t)s->order[i], err);
      continue;
    }
    while (fill) {
      if (++high == ego->alters) high = ++low + 1;
      if (low == low_end(pair) && high == high_end(pair)) break;
      keep(net, s, low, high, RSUP_PAIR_NOT_ASKED, 1);
    }
    asked += pair->state != RSUP_PAIR_NOT_ASKED;
    keep(net, s, low_end(pair), high_end(pair), pair->state, ego->weighted ? pair->weight : 1);
  }
  while (fill && low < ego->alters - 1) {
    if (++high == ego->alters) high = ++low + 1;
    if (high < ego->alters) keep(net, s, low, high, RSUP_PAIR_NOT_ASKED, 1);
  }
  if (open) net->not_asked = n * (n - 1) / 2 - asked;
  return RSUP_OK;
}

static void link(rsupi_net *net, const sorter *s, int32_t *other, int32_t *pair) {
  const int32_t n = s->ego->alters;
  int32_t *const start = s->start;
  for (int32_t i = 0; i <= n; i++) start[i] = 0;
  for (int32_t i = 0; i < net->pair_count; i++) {
    start[s->low[i] + 1]++;
    start[s->high[i] + 1]++;
  }
  accumulate(start, n);
  for (int32_t i = 0; i < net->pair_count; i++) {
    const int32_t ends[] = {s->low[i], s->high[i]};
    for (int k = 0; k < 2; k++) {
      const int32_t place = start[ends[k]]++;
      other[place] = ends[1 - k];
      pair[place] = i;
    }
  }
  /* Each start has moved to the next alter's. */
  for (int32_t i = n; i > 0; i--) start[i] = start[i - 1];
  start[0] = 0;
}

/* A block cut into arrays; without a block it only counts. */
typedef struct cutter {
  unsigned char *block;
  size_t size;
} cutter;

static void *cut(cutter *from, size_t count, size_t size) {
  void *const piece = from->block ? from->block + from->size : NULL;
  from->size += (count * size + 7) & ~(size_t)7;
  return piece;
}

static void lay_out(cutter *at, rsupi_net *net, sorter *s, size_t kept) {
  const size_t n = (size_t)s->ego->alters, given = s->ego->pair_count;
  rsupi_lists *const lists = &net->lists;
  net->squares = cut(at, n, sizeof(double));
  lists->total = cut(at, n, sizeof(double));
  lists->largest = cut(at, n, sizeof(double));
  lists->terms = cut(at, n, sizeof(double));
  lists->shares = cut(at, n, sizeof(double));
  lists->stack = cut(at, n, sizeof(int32_t));
  s->weight = cut(at, kept, sizeof(double));
  s->start = cut(at, n + 1, sizeof(int32_t));
  s->order = cut(at, given, sizeof(int32_t));
  s->by_high = cut(at, given, sizeof(int32_t));
  s->low = cut(at, kept, sizeof(int32_t));
  s->high = cut(at, kept, sizeof(int32_t));
  net->tied = cut(at, kept, 1);
  net->open = cut(at, kept, 1);
}

rsup_status rsupi_net_list(const rsupi_ego *ego, rsupi_structure_space *space, rsupi_net *net,
                           rsup_error *err) {
  const int64_t n = ego->alters, all = n * (n - 1) / 2;
  const int open = ego->unlisted == RSUP_PAIR_NOT_ASKED;
  sorter s = {.ego = ego};
  cutter at = {NULL, 0};
  net->complete = !open || n <= RSUPI_LISTED;
  const size_t kept = open && net->complete ? (size_t)all : ego->pair_count;
  if (ego->pair_count > MOST_PAIRS)
    return rsupi_fail(err, RSUP_E_LIMIT, "more than %d pairs of alters", (int)MOST_PAIRS);
  lay_out(&at, net, &s, kept);
  int32_t *other = cut(&at, 2 * kept, sizeof *other), *pair = cut(&at, 2 * kept, sizeof *pair);
  at.block = rsupi_structure_space_get(space, at.size);
  if (!at.block) return rsupi_fail_memory(err);
  at.size = 0;
  lay_out(&at, net, &s, kept);
  other = cut(&at, 2 * kept, sizeof *other);
  pair = cut(&at, 2 * kept, sizeof *pair);
  sort_by(&s, high_end, NULL, s.by_high);
  sort_by(&s, low_end, s.by_high, s.order);
  const rsup_status status = merge(net, &s, err);
  if (status) return status;
  link(net, &s, other, pair);
  net->lists.start = s.start;
  net->lists.other = other;
  net->lists.pair = pair;
  net->lists.tied = net->tied;
  net->lists.weight = ego->weighted ? s.weight : NULL;
  net->lists.ego_weight = ego->weights;
  net->lists.weighted = ego->weighted || ego->weights;
  return RSUP_OK;
}
