/* The indices of two interviews, from the record: Important People (IPDA) from the people, SIM-AR
 * from the groups. Nobody is cut off at twelve, as the paper form does. */
#include "core/numbers.h"
#include "network/measures.h"
#include "time/civil.h"

/* ---- Important People */

/* How much they use, 0 to 1. */
static void use_range(const rsupi_member *member, double *low, double *high) {
  *low = 0;
  *high = 1;
  if (member->use == RSUPI_USE_IN_RECOVERY || member->use == RSUPI_USE_DOES_NOT_USE) *high = 0;
  if (member->use != RSUPI_USE_USES) return;
  *low = 1.0 / 3;
  if (member->tie->use_level) *low = *high = member->tie->use_level / 3.0;
}

/* Days of contact a week / 7, as the person said how often. */
static void contact_range(const rsupi_member *member, double *low, double *high) {
  static const double days[] = {0, 7, 5, 1, 0.25, 0}; /* by RSUPI_IN_CONTACT_... */
  *low = 0;
  *high = 1;
  if (member->tie->in_contact) *low = *high = days[member->tie->in_contact] / 7;
}

static int measure_use_by_contact(const rsupi_measuring *m, const rsupi_circle *all,
                                  rsup_ipda *out) {
  double *const low = rsupi_arena_array(m->arena, all->count, sizeof *low);
  double *const high = rsupi_arena_array(m->arena, all->count, sizeof *high);
  double *const known = rsupi_arena_array(m->arena, all->count, sizeof *known);
  size_t known_count = 0;
  if (!low || !high || !known) return 0;
  for (size_t i = 0; i < all->count; i++) {
    double use_low, use_high, contact_low, contact_high;
    use_range(all->members[i], &use_low, &use_high);
    contact_range(all->members[i], &contact_low, &contact_high);
    low[i] = use_low * contact_low;
    high[i] = use_high * contact_high;
    if (low[i] == high[i]) known[known_count++] = low[i];
  }
  out->use_by_contact = rsupi_mean_between(low, high, known, all->count, known_count);
  return 1;
}

static rsup_measure heavy_share(const rsupi_circle *all) {
  size_t yes = 0, unknown = 0;
  for (size_t i = 0; i < all->count; i++) {
    const rsupi_member *const member = all->members[i];
    const int32_t level = member->tie->use_level;
    const int uses = member->use == RSUPI_USE_USES, may_use = uses || member->use <= 0;
    yes += uses && level == RSUPI_USE_HEAVY;
    unknown += may_use && (level ? !uses && level == RSUPI_USE_HEAVY : 1);
  }
  return rsupi_people_share(yes, unknown, all->count);
}

rsup_ipda *rsupi_ipda_make(rsupi_measuring *m, const rsupi_circle *all) {
  const rsup_network_part *const part = m->out->parts[0];
  rsup_ipda *const out = rsupi_arena_alloc(m->arena, sizeof *out);
  if (!out || !measure_use_by_contact(m, all, out)) return NULL;
  out->size = part->size;
  out->daily_size = part->daily_contact;
  out->importance = part->importance;
  out->heavy_share = heavy_share(all);
  out->abstainer_share = part->abstaining;
  out->recovery_share = part->in_recovery;
  out->support_for_use = part->making_use_easier;
  out->support_for_abstinence = part->supporting;
  return out;
}

/* ---- groups */

static int is_member(const rsupi_membership *group, rsup_day today) {
  return (group->from == RSUPI_NO_DAY || group->from <= today) &&
         (group->to == RSUPI_NO_DAY || group->to >= today);
}

/* Share of the groups whose use is one of the bits. */
static rsup_measure group_share(const rsupi_asof *at, uint32_t bits) {
  size_t yes = 0, unknown = 0, all = 0;
  for (size_t i = 0; i < at->view->membership_count; i++) {
    const rsupi_membership *const group = at->view->memberships[i];
    if (!is_member(group, at->today)) continue;
    all++;
    unknown += group->use <= 0;
    if (group->use > 0) yes += bits >> group->use & 1;
  }
  return rsupi_people_share(yes, unknown, all);
}

rsup_sim_ar *rsupi_sim_ar_make(rsupi_measuring *m) {
  const rsupi_view *const view = m->at->view;
  rsup_sim_ar *const out = rsupi_arena_alloc(m->arena, sizeof *out);
  double *const values = rsupi_arena_array(m->arena, view->membership_count, sizeof *values);
  size_t known = 0, all = 0;
  if (!out || !values) return NULL;
  for (size_t i = 0; i < view->membership_count; i++) {
    const rsupi_membership *const group = view->memberships[i];
    if (!is_member(group, m->at->today)) continue;
    all++;
    if (!rsupi_isnan(group->importance)) values[known++] = group->importance;
  }
#define BIT(NAME) (UINT32_C(1) << RSUPI_GROUP_##NAME)
  out->groups = rsupi_measure_known((double)all);
  out->importance = rsupi_mean(values, known, all - known);
  out->heavy_use_share = group_share(m->at, BIT(HEAVY_USE));
  out->using_share = group_share(m->at, BIT(HEAVY_USE) | BIT(LIGHT_USE) | BIT(MIXED));
  out->non_using_share = group_share(m->at, BIT(NO_USE) | BIT(IN_RECOVERY));
  out->in_recovery_share = group_share(m->at, BIT(IN_RECOVERY));
#undef BIT
  return out;
}
