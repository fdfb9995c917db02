/* Who is in one set of people: how many of each role, stream, source and kind, how close, and what
 * share supports, uses, or is in recovery. */
#include "core/numbers.h"
#include "network/measures.h"
#include <string.h>

/* ---- tallies */

static int has_stream(const rsupi_member *member, const void *what) {
  if (!member->roles) return -1;
  return (member->streams >> *(const int32_t *)what) & 1;
}
static int has_source(const rsupi_member *member, const void *what) {
  if (!member->roles) return -1;
  return (member->sources >> *(const int32_t *)what) & 1;
}
static int gives_kind(const rsupi_member *member, const void *what) {
  return rsupi_tie_gives(member->tie, what);
}

static int tally_names(rsupi_arena *arena, const rsupi_circle *circle, const rsupi_name *names,
                       rsupi_has *has, rsupi_list *out) {
  for (; names->name; names++)
    if (!rsupi_tally_push(arena, out, names->name, circle, has, &names->value)) return 0;
  return 1;
}

/* What a role is asked of: its definition, and the day. */
typedef struct role_question {
  const rsupi_role *role;
  rsup_day today;
} role_question;

static int has_role(const rsupi_member *member, const void *what) {
  const role_question *const asked = what;
  for (size_t i = 0; i < member->tie->role_count; i++) {
    const rsupi_tie_role *const role = &member->tie->roles[i];
    if (role->definition == asked->role && rsupi_role_in_force(role, asked->today)) return 1;
  }
  return member->roles ? 0 : -1;
}

static int tally_roles(const rsupi_measuring *m, const rsupi_circle *circle, rsupi_list *out) {
  for (size_t i = 0; i < m->at->config->role_count; i++) {
    const role_question asked = {&m->at->config->roles[i], m->at->today};
    int any = 0;
    for (size_t k = 0; k < circle->count && !any; k++)
      any = has_role(circle->members[k], &asked) == 1;
    if (any && !rsupi_tally_push(m->arena, out, asked.role->id, circle, has_role, &asked)) return 0;
  }
  return 1;
}

static int tally_all(const rsupi_measuring *m, const rsupi_circle *circle,
                     rsup_network_part *part) {
  rsupi_list roles = {0}, streams = {0}, sources = {0}, kinds = {0};
  if (!tally_roles(m, circle, &roles) ||
      !tally_names(m->arena, circle, rsupi_stream_names, has_stream, &streams) ||
      !tally_names(m->arena, circle, rsupi_source_names, has_source, &sources))
    return 0;
  for (size_t i = 0; i < m->at->config->kind_count; i++) {
    const char *const kind = m->at->config->kinds[i].id;
    if (!rsupi_tally_push(m->arena, &kinds, kind, circle, gives_kind, kind)) return 0;
  }
#define TAKE(FIELD, COUNT, LIST)                                                                   \
  part->FIELD = (const rsup_network_tally *const *)(LIST).items;                                   \
  part->COUNT = (LIST).count
  TAKE(roles, role_count, roles);
  TAKE(streams, stream_count, streams);
  TAKE(sources, source_count, sources);
  TAKE(kinds, kind_count, kinds);
#undef TAKE
  return 1;
}

/* ---- means */

static rsup_measure mean_of(const rsupi_circle *circle, size_t offset, double *room) {
  size_t known = 0;
  for (size_t i = 0; i < circle->count; i++) {
    double value;
    memcpy(&value, (const char *)circle->members[i] + offset, sizeof value);
    if (!rsupi_isnan(value)) room[known++] = value;
  }
  return rsupi_mean(room, known, circle->count - known);
}

/* ---- shares */

typedef int judge(const rsupi_member *member); /* 1, 0, or -1: not known */

static int is_supporting(const rsupi_member *member) {
  return member->stance > 0 ? member->stance == RSUPI_STANCE_SUPPORTS : -1;
}
static int makes_use_easier(const rsupi_member *member) {
  return member->stance > 0 ? member->stance == RSUPI_STANCE_MAKES_USE_EASIER : -1;
}
static int is_using(const rsupi_member *member) {
  return member->use > 0 ? member->use == RSUPI_USE_USES : -1;
}
static int is_in_recovery(const rsupi_member *member) {
  return member->use > 0 ? member->use == RSUPI_USE_IN_RECOVERY : -1;
}
static int is_abstaining(const rsupi_member *member) {
  return member->use > 0 ? member->use != RSUPI_USE_USES : -1;
}
static int is_former_associate(const rsupi_member *member) {
  return member->tie->former_associate == INT32_MIN ? -1 : member->tie->former_associate;
}
static int is_daily(const rsupi_member *member) {
  return member->tie->in_contact ? member->tie->in_contact == RSUPI_IN_CONTACT_DAILY : -1;
}
static int goes_both_ways(const rsupi_member *member) {
  if (member->direction == RSUPI_MUTUAL) return 1;
  if (member->tie->gives_count && member->tie->receives_count) return 1;
  return member->direction ? 0 : -1;
}

static void count_answers(const rsupi_circle *circle, judge *judged, size_t *yes, size_t *unknown) {
  *yes = *unknown = 0;
  for (size_t i = 0; i < circle->count; i++) {
    const int answer = judged(circle->members[i]);
    *yes += answer == 1;
    *unknown += answer < 0;
  }
}

static rsup_measure share_of(const rsupi_circle *circle, judge *judged) {
  size_t yes, unknown;
  count_answers(circle, judged, &yes, &unknown);
  return rsupi_people_share(yes, unknown, circle->count);
}

static rsup_measure support_balance(const rsupi_circle *circle) {
  size_t supports, uses, stance_unknown, use_unknown;
  count_answers(circle, is_supporting, &supports, &stance_unknown);
  count_answers(circle, is_using, &uses, &use_unknown);
  return rsupi_balance((int32_t)supports, (int32_t)uses, (int32_t)stance_unknown,
                       (int32_t)use_unknown);
}

/* Like and unlike the person, who is in recovery unless the record says that they are not. */
static rsup_measure ei_index(const rsupi_measuring *m, const rsupi_circle *circle) {
  size_t like, unknown;
  const uint32_t standing = m->at->view->standing;
  const int in_recovery = !standing || (standing >> RSUPI_STANDING_IN_RECOVERY & 1);
  count_answers(circle, is_in_recovery, &like, &unknown);
  const size_t known = circle->count - unknown;
  if (!in_recovery) like = known - like;
  const double n = (double)circle->count, external = (double)(known - like),
               internal = (double)like, open = (double)unknown;
  if (!circle->count) return rsupi_measure_not_applicable();
  rsup_measure out = rsupi_measure_bounded(
      known ? (external - internal) / (double)known : rsupi_nan(), (external - internal - open) / n,
      (external - internal + open) / n, (int32_t)unknown);
  if (!known) out.state = RSUP_MEASURE_UNKNOWN;
  return out;
}

static void measure_shares(const rsupi_measuring *m, const rsupi_circle *circle,
                           rsup_network_part *part) {
  size_t yes, unknown;
  count_answers(circle, is_daily, &yes, &unknown);
  part->daily_contact = rsupi_tally(yes, unknown);
  part->reciprocity = share_of(circle, goes_both_ways);
  part->supporting = share_of(circle, is_supporting);
  part->making_use_easier = share_of(circle, makes_use_easier);
  part->using_share = share_of(circle, is_using);
  part->in_recovery = share_of(circle, is_in_recovery);
  part->abstaining = share_of(circle, is_abstaining);
  part->former_associates = share_of(circle, is_former_associate);
  part->support_balance = support_balance(circle);
  part->ei_index = ei_index(m, circle);
}

/* ---- all of it */

static int copy_ids(rsupi_arena *arena, const rsupi_circle *circle, rsup_network_part *part) {
  rsupi_list ids = {0};
  for (size_t i = 0; i < circle->count; i++) {
    const char *const id = rsupi_arena_copy(arena, circle->members[i]->tie->head.id);
    if (!id || !rsupi_list_push(arena, &ids, id)) return 0;
  }
  part->ties = (const char *const *)ids.items;
  part->tie_count = ids.count;
  return 1;
}

rsup_network_part *rsupi_part_make(rsupi_measuring *m, const char *id, const rsupi_circle *circle) {
  rsup_network_part *const part = rsupi_arena_alloc(m->arena, sizeof *part);
  double *const room = rsupi_arena_array(m->arena, circle->count, sizeof *room);
  if (!part || !room || !copy_ids(m->arena, circle, part) || !tally_all(m, circle, part))
    return NULL;
  part->id = id;
  part->size = rsupi_measure_known((double)circle->count);
  part->closeness = mean_of(circle, offsetof(rsupi_member, closeness), room);
  part->importance = mean_of(circle, offsetof(rsupi_member, importance), room);
  part->satisfaction = mean_of(circle, offsetof(rsupi_member, satisfaction), room);
  part->strain = mean_of(circle, offsetof(rsupi_member, strain), room);
  measure_shares(m, circle, part);
  rsupi_measure_diversity(m, circle, part);
  return rsupi_measure_experiences(m, circle, part) && rsupi_measure_absences(m, circle, part)
             ? part
             : NULL;
}
