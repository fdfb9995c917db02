/* An ego network as rows of bits or as lists. */
#include "network/structure_net.h"
#include "core/error.h"
#include "core/memory.h"
#include <string.h>

void rsupi_structure_space_init(rsupi_structure_space *space, const rsup_allocator *allocator) {
  *space = (rsupi_structure_space){.allocator = rsupi_allocator_or_default(allocator)};
}

void rsupi_structure_space_free(rsupi_structure_space *space) {
  rsupi_release(&space->allocator, space->block, space->size);
  space->block = NULL;
  space->size = 0;
}

void *rsupi_structure_space_get(rsupi_structure_space *space, size_t size) {
  if (size <= space->size) return space->block;
  const size_t larger = size > SIZE_MAX / 2 ? size : size + size / 2;
  unsigned char *const block = rsupi_alloc(&space->allocator, larger);
  if (!block) return NULL;
  rsupi_structure_space_free(space);
  space->block = block;
  space->size = larger;
  return block;
}

rsup_status rsupi_pair_conflict(size_t place, rsup_error *err) {
  const rsup_status status =
      rsupi_fail(err, RSUP_E_CONFLICT, "the same pair of alters is given twice, and differs");
  if (err) err->row = (uint32_t)(place + 1);
  return status;
}

/* ---- rows */

static void set_bit(uint64_t *rows, int32_t a, int32_t b) {
  rows[a] |= UINT64_C(1) << b;
  rows[b] |= UINT64_C(1) << a;
}

static int has_bit(const uint64_t *rows, int32_t a, int32_t b) {
  return (int)(rows[a] >> b & 1);
}

static int32_t count_bits(uint64_t row) {
  int32_t count = 0;
  for (; row; row &= row - 1) count++;
  return count;
}

/* The first pairs not asked, so that they can be turned. */
static void note_open(rsupi_net *net) {
  size_t noted = 0;
  for (int32_t a = 0; a < net->scale.alters; a++)
    for (int32_t b = 0; b < a; b++) {
      if (!has_bit(net->wide_open, a, b)) continue;
      net->not_asked++;
      if (noted == RSUPI_ENUMERATED) continue;
      net->first_open[noted][0] = a;
      net->first_open[noted++][1] = b;
    }
}

static rsup_status read_rows(const rsupi_ego *ego, rsupi_net *net, rsup_error *err) {
  uint64_t apart[RSUPI_WIDE] = {0};
  uint64_t *const rows[] = {[RSUP_PAIR_TIED] = net->wide,
                            [RSUP_PAIR_NOT_TIED] = apart,
                            [RSUP_PAIR_NOT_ASKED] = net->wide_open};
  for (size_t i = 0; i < ego->pair_count; i++) {
    const rsupi_pair *const pair = ego->pairs + i;
    set_bit(rows[pair->state], pair->a, pair->b);
    const int said = has_bit(net->wide, pair->a, pair->b) + has_bit(apart, pair->a, pair->b) +
                     has_bit(net->wide_open, pair->a, pair->b);
    if (said > 1) return rsupi_pair_conflict(i, err);
  }
  for (int32_t a = 0; ego->unlisted == RSUP_PAIR_NOT_ASKED && a < ego->alters; a++)
    for (int32_t b = 0; b < a; b++)
      if (!has_bit(net->wide, a, b) && !has_bit(apart, a, b)) set_bit(net->wide_open, a, b);
  note_open(net);
  return RSUP_OK;
}

static void narrow_rows(rsupi_net *net) {
  if (net->form != RSUPI_FORM_NARROW) return;
  for (int32_t i = 0; i < net->scale.alters; i++) net->narrow[i] = (uint16_t)net->wide[i];
}

rsup_status rsupi_net_make(const rsupi_ego *ego, int32_t form, rsupi_structure_space *space,
                           rsupi_net *net, rsup_error *err) {
  const int weighted = ego->weighted || ego->weights;
  const int32_t smallest = weighted || ego->alters > RSUPI_WIDE ? RSUPI_FORM_LISTS
                           : ego->alters > RSUPI_NARROW         ? RSUPI_FORM_WIDE
                                                                : RSUPI_FORM_NARROW;
  memset(net, 0, sizeof *net);
  net->form = form > smallest ? form : smallest;
  net->complete = 1;
  net->scale = rsupi_scale_for(ego->alters);
  net->squares = net->own_squares;
  if (net->form == RSUPI_FORM_LISTS) {
    if (weighted) net->scale.unit = 1;
    return rsupi_net_list(ego, space, net, err);
  }
  const rsup_status status = read_rows(ego, net, err);
  if (!status) narrow_rows(net);
  return status;
}

/* ---- what is asked of a network */

void rsupi_net_shape(rsupi_net *net, rsupi_shape *out) {
  if (net->form == RSUPI_FORM_NARROW) {
    rsupi_shape_narrow(net->narrow, &net->scale, net->squares, out);
  } else if (net->form == RSUPI_FORM_WIDE) {
    rsupi_shape_wide(net->wide, &net->scale, net->squares, out);
  } else {
    rsupi_shape_lists(&net->lists, &net->scale, net->squares, out);
  }
}

void rsupi_net_turn(rsupi_net *net, size_t nth) {
  const int32_t a = net->first_open[nth][0], b = net->first_open[nth][1];
  if (net->form == RSUPI_FORM_LISTS) {
    net->tied[a] ^= 1;
    return;
  }
  net->wide[a] ^= UINT64_C(1) << b;
  net->wide[b] ^= UINT64_C(1) << a;
  narrow_rows(net);
}

void rsupi_net_set_open(rsupi_net *net, int tied) {
  for (int32_t i = 0; i < net->pair_count; i++)
    if (net->open[i]) net->tied[i] = (unsigned char)tied;
  if (net->form == RSUPI_FORM_LISTS) return;
  for (int32_t i = 0; i < net->scale.alters; i++)
    net->wide[i] = tied ? net->wide[i] | net->wide_open[i] : net->wide[i] & ~net->wide_open[i];
  narrow_rows(net);
}

int32_t rsupi_net_degree(const rsupi_net *net, int32_t alter, int open) {
  int32_t degree = 0;
  if (net->form != RSUPI_FORM_LISTS)
    return count_bits(open ? net->wide[alter] | net->wide_open[alter] : net->wide[alter]);
  for (int32_t i = net->lists.start[alter]; i < net->lists.start[alter + 1]; i++) {
    const int32_t pair = net->lists.pair[i];
    degree += net->tied[pair] || (open && net->open[pair]);
  }
  return degree;
}
