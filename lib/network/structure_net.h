/* One ego network in the form its shape is found from, whose pairs nobody asked about can be set to
 * tied and back. */
#ifndef RSUPI_STRUCTURE_NET_H
#define RSUPI_STRUCTURE_NET_H
#include "network/structure.h"
#include "network/structure_shape.h"

enum { RSUPI_FORM_NARROW = 1, RSUPI_FORM_WIDE, RSUPI_FORM_LISTS };

typedef struct rsupi_net {
  int32_t form;     /* RSUPI_FORM_… */
  int32_t complete; /* 0: pairs not asked are too many to be listed, and cannot be set */
  rsupi_scale scale;
  int64_t not_asked;                                /* pairs */
  uint16_t narrow[RSUPI_NARROW];                    /* tied, as wide */
  uint64_t wide[RSUPI_WIDE], wide_open[RSUPI_WIDE]; /* tied; not asked */
  rsupi_lists lists;
  unsigned char *tied, *open;              /* of lists: tied; not asked */
  int32_t pair_count;                      /* of lists */
  int32_t first_open[RSUPI_ENUMERATED][2]; /* pairs not asked: alters, or [0] the place in lists */
  double *squares;                         /* [alters], of the last shape */
  double own_squares[RSUPI_WIDE];
} rsupi_net;

/* From the pairs of an ego with one alter or more; `form` as small as it can be, or the one asked
 * for (tests). RSUP_E_CONFLICT, RSUP_E_LIMIT, RSUP_E_MEMORY. */
rsup_status rsupi_net_make(const rsupi_ego *ego, int32_t form, rsupi_structure_space *space,
                           rsupi_net *net, rsup_error *err);
void rsupi_net_shape(rsupi_net *net, rsupi_shape *out);
/* Turn the nth pair not asked (below RSUPI_ENUMERATED) from not tied to tied, or back. */
void rsupi_net_turn(rsupi_net *net, size_t nth);
/* All pairs not asked: 1 tied, 0 not tied. */
void rsupi_net_set_open(rsupi_net *net, int tied);
/* Known ties of an alter to others; with `open` also the pairs not asked. */
int32_t rsupi_net_degree(const rsupi_net *net, int32_t alter, int open);

/* One block of at least `size` bytes, or NULL; what was there is lost. */
void *rsupi_structure_space_get(rsupi_structure_space *space, size_t size);
rsup_status rsupi_structure_measure_as(const rsupi_ego *ego, int32_t form,
                                       rsupi_structure_space *space, rsup_measure *alter_constraint,
                                       rsupi_structure *out, rsup_error *err);

/* The lists of a network (structure_pairs.c). */
rsup_status rsupi_net_list(const rsupi_ego *ego, rsupi_structure_space *space, rsupi_net *net,
                           rsup_error *err);
/* RSUP_E_CONFLICT for the pair at a place, counted from 0. */
rsup_status rsupi_pair_conflict(size_t place, rsup_error *err);
#endif
