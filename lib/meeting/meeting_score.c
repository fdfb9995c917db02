/* How well a meeting fits, as a weighted sum. The weights are ours, and all of them stand for time:
 * 1 is worth four hours.
 *
 *   term      weight  from 0 to 1
 *   soon           1  1 at the start, 1 less for every four hours before or after it
 *   near         0.5  1 at the door, 0 at the limit, falling with the square of the distance
 *   online      0.25  instead of near, when nobody needs to travel and the person's place is known
 *   familiar     0.2  the person was there within half a year
 *   rhythm            name or notes hint that it may not meet: below all that surely do
 *
 * Time takes the same from all that are still to come, and from all that have begun: which of two
 * is better changes only when one of them starts, ends or comes into view, so that a picture can
 * say until when it holds. For the same reason ranks are whole milliseconds: a rounding that
 * depends on the moment would make equals change places. */
#include "core/numbers.h"
#include "meeting/search.h"

#define MS_PER_HOUR INT64_C(3600000)
static const double weight_near = 0.5, weight_online = 0.25, weight_familiar = 0.2,
                    ms_of_weight_1 = 14400000;

static double travel(const rsupi_search *search, const rsupi_found *found, uint16_t flags) {
  if (!search->has_place) return 0;
  double best = flags & RSUPI_MEETS_ONLINE ? weight_online : 0;
  if (found->out_of_reach || rsupi_isnan(found->chord)) return best;
  const double share = search->reach > 0 ? found->chord / search->reach : 0;
  const double near = weight_near * (1 - share);
  return near > best ? near : best;
}

/* More than everything else can add up to: the wait of the whole window (or since the start of the
 * longest meeting), and what the other terms are worth. */
static int64_t rhythm_ms(const rsupi_search *search) {
  const int64_t hours = search->hours > 24 ? search->hours : 24;
  return (hours + 4) * MS_PER_HOUR;
}

void rsupi_meeting_score(const rsupi_search *search, rsupi_found *found) {
  const uint16_t flags = search->meetings->flags[found->meeting];
  double weight = travel(search, found, flags);
  if (found->attended > 0) weight += weight_familiar;
  int64_t worth = (int64_t)(weight * ms_of_weight_1 + 0.5);
  if (flags & RSUPI_MAY_NOT_MEET) worth -= rhythm_ms(search);
  const int64_t away = found->in_progress ? search->now - found->start : found->start - search->now;
  found->rank = worth - away;
  found->score = 1 + (double)found->rank / ms_of_weight_1;
}
