/* How well a meeting fits, as a weighted sum in a fixed order. The weights are ours:
 *
 *   term      weight  from 0 to 1
 *   soon           1  next: 1 / (1 + hours / 2); in progress: the share of it that is left
 *   near         0.5  1 at the door, 0 at the limit, falling with the square of the distance
 *   online      0.25  instead of near, when nobody needs to travel and the person's place is known
 *   familiar     0.2  the person was there within half a year
 *   rhythm        -2  name or notes hint that it may not meet: below all that surely do
 */
#include "core/numbers.h"
#include "meeting/search.h"

static const double weight_near = 0.5, weight_online = 0.25, weight_familiar = 0.2,
                    weight_rhythm = -2;

static double soon(const rsupi_search *search, const rsupi_found *found) {
  if (found->in_progress) {
    const double left = (double)(found->end - search->now);
    return left / (double)(found->end - found->start);
  }
  static const double two_hours = 7200000;
  return two_hours / (two_hours + (double)(found->start - search->now));
}

static double travel(const rsupi_search *search, const rsupi_found *found, uint16_t flags) {
  if (!search->has_place) return 0;
  double best = flags & RSUPI_MEETS_ONLINE ? weight_online : 0;
  if (found->out_of_reach || rsupi_isnan(found->chord)) return best;
  const double share = search->reach > 0 ? found->chord / search->reach : 0;
  const double near = weight_near * (1 - share);
  return near > best ? near : best;
}

double rsupi_meeting_score(const rsupi_search *search, const rsupi_found *found) {
  const uint16_t flags = search->meetings->flags[found->meeting];
  double score = soon(search, found);
  score += travel(search, found, flags);
  if (found->attended > 0) score += weight_familiar;
  if (flags & RSUPI_MAY_NOT_MEET) score += weight_rhythm;
  return score;
}
