/* What the parts of rsup_person_network() share: the people of the network with what is known of
 * each on the day asked about, and how counts, shares and means become measures. */
#ifndef RSUPI_MEASURES_H
#define RSUPI_MEASURES_H
#include "network/contacts.h"
#include "network/ties.h"

/* One tie that counts, as of the question. */
typedef struct rsupi_member {
  const rsupi_tie *tie;
  double closeness, importance, satisfaction, strain; /* newest word; NaN unknown */
  int32_t stance, use;                                /* newest word; 0 unknown */
  int32_t direction;         /* RSUPI_HELPS_ME ...; 0: no role in force says */
  uint32_t streams, sources; /* bits 1 << RSUPI_STREAM_... */
  int32_t roles;             /* in force and known to the config; 0: nothing is known of streams */
  int32_t contacts;          /* in the window */
  rsup_day last;             /* contact of any age */
} rsupi_member;

typedef struct rsupi_measuring {
  const rsupi_asof *at;
  rsupi_arena *arena;
  rsup_network_measures *out;
  rsup_network_options options; /* with the config's days where nothing was asked for */
  rsupi_contacts contacts;
  rsupi_member *members; /* in the order of the view */
  size_t count;
  rsupi_list reasons;
} rsupi_measuring;

/* A set of members, in the order of the view. */
typedef struct rsupi_circle {
  const rsupi_member **members;
  size_t count;
} rsupi_circle;

int rsupi_members_read(rsupi_measuring *m); /* 0 out of memory, here and below */
int rsupi_is_stale(const rsupi_measuring *m, const rsupi_member *member);

/* ---- parts: composition.c, diversity.c, absences.c */
rsup_network_part *rsupi_part_make(rsupi_measuring *m, const char *id, const rsupi_circle *circle);
void rsupi_measure_diversity(const rsupi_measuring *m, const rsupi_circle *circle,
                             rsup_network_part *part);
int rsupi_measure_experiences(const rsupi_measuring *m, const rsupi_circle *circle,
                              rsup_network_part *part);
/* Who of the circle knows whom, each pair once, by both places; told in two ways it is not asked.
 * NULL out of memory. */
struct rsupi_pair *rsupi_pairs_read(const rsupi_measuring *m, const rsupi_circle *circle,
                                    size_t *out_count);
int rsupi_measure_absences(rsupi_measuring *m, const rsupi_circle *circle, rsup_network_part *part);

/* ---- beside the parts: family.c, groups.c, flow.c */
rsup_family *rsupi_family_make(rsupi_measuring *m, const rsupi_circle *all);
rsup_ipda *rsupi_ipda_make(rsupi_measuring *m, const rsupi_circle *all);
rsup_sim_ar *rsupi_sim_ar_make(rsupi_measuring *m);
int rsupi_measure_flow(rsupi_measuring *m);

/* ---- numbers: shares.c */
/* `yes` of `all`, while of `unknown` it is not known. */
rsup_measure rsupi_people_share(size_t yes, size_t unknown, size_t all);
rsup_measure rsupi_tally(size_t yes, size_t unknown);
/* Mean of `known` values from 0 to 1, while `unknown` more may be anything from 0 to 1. The values
 * are sorted first, so that their order changes no bit. */
rsup_measure rsupi_mean(double *values, size_t known, size_t unknown);
/* The mean where each term lies in [low, high]; its value is that of the terms that are known. */
rsup_measure rsupi_mean_between(double *low, double *high, double *known, size_t count,
                                size_t known_count);
/* a / (a + b), while ua more may be in a, ub more in b, and ux more in one of both; each of ua and
 * ub may be in none. */
rsup_measure rsupi_part_of_two(int32_t a, int32_t b, int32_t ua, int32_t ub, int32_t ux);
/* (a - b) / (a + b), while ua more may be in a and ub more in b. */
rsup_measure rsupi_balance(int32_t a, int32_t b, int32_t ua, int32_t ub);
void rsupi_sort_numbers(double *values, size_t count);
/* Add a tally of those of `circle` for whom `has` says 1; -1 counts as not known. */
typedef int rsupi_has(const rsupi_member *member, const void *what);
int rsupi_tally_push(rsupi_arena *arena, rsupi_list *list, const char *id,
                     const rsupi_circle *circle, rsupi_has *has, const void *what);
/* ---- descriptions: measure_types.c */
extern const rsup_record_type rsupi_network_tally_type, rsupi_one_giver_type, rsupi_absence_type,
    rsupi_network_shape_type, rsupi_network_part_type, rsupi_behaviours_type, rsupi_family_tie_type,
    rsupi_family_module_type, rsupi_family_type, rsupi_ipda_type, rsupi_sim_ar_type,
    rsupi_giving_type, rsupi_step_type, rsupi_organisation_type, rsupi_network_measures_type,
    rsupi_tie_change_type, rsupi_programme_bonds_type, rsupi_network_change_type;
#endif
