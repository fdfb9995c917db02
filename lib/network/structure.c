/* The structure of one ego network, with what the pairs nobody asked about leave open.
 *
 * Each value is that of the known ties. More ties never mean more components or isolates, and
 * unweighted never a larger effective size; so none and all of the pairs not asked being tied give
 * the highest and the lowest of these. Constraint and hierarchy, and the weighted effective size,
 * go neither way: up to RSUPI_ENUMERATED such pairs every completion is tried. Beyond, they have
 * bounds that follow from the definition (widen(), outer_constraint()). */
#include "network/structure.h"
#include "core/error.h"
#include "core/memory.h"
#include "core/numbers.h"
#include "network/structure_net.h"

static rsup_measure not_applicable(void) {
  const double none = rsupi_nan();
  return (rsup_measure){none, none, none, RSUP_MEASURE_NOT_APPLICABLE, 0};
}

static rsup_measure known(double value) {
  return (rsup_measure){value, value, value, RSUP_MEASURE_KNOWN, 0};
}

/* Of one alter, or of each value when there is no telling. */
static rsup_measure known_or_not(double value) {
  return rsupi_isnan(value) ? not_applicable() : known(value);
}

static void take_shape(const rsupi_shape *shape, rsupi_structure *out) {
  out->ties = shape->ties;
  out->components = known((double)shape->components);
  out->isolates = known((double)shape->isolates);
  out->effective_size = known(shape->effective_size);
  out->efficiency = known(shape->efficiency);
  out->constraint = known(shape->constraint);
  out->hierarchy = known_or_not(shape->hierarchy);
}

/* ---- bounds */

static void widen(rsup_measure *measure, double value) {
  if (value < measure->low) measure->low = value;
  if (value > measure->high) measure->high = value;
}

static void widen_all(const rsupi_net *net, const rsupi_shape *shape, rsup_measure *parts,
                      rsupi_structure *out) {
  widen(&out->effective_size, shape->effective_size);
  widen(&out->efficiency, shape->efficiency);
  widen(&out->constraint, shape->constraint);
  widen(&out->hierarchy, shape->hierarchy);
  for (int32_t i = 0; parts && i < out->size; i++)
    widen(parts + i, net->squares[i] / net->scale.unit);
}

/* Every completion once, each one turn from the one before (a Gray code). */
static void enumerate(rsupi_net *net, rsup_measure *parts, rsupi_structure *out) {
  const uint32_t end = UINT32_C(1) << net->not_asked;
  rsupi_shape shape;
  for (uint32_t i = 1; i < end; i++) {
    size_t turned = 0;
    while (!(i >> turned & 1)) turned++;
    rsupi_net_turn(net, turned);
    rsupi_net_shape(net, &shape);
    widen_all(net, &shape, parts, out);
  }
}

/* What is left to rounding when a bound is not one of the values it bounds. */
static void set_outer(rsup_measure *measure, double low, double high) {
  measure->low = low * (1 - 1e-12);
  measure->high = high * (1 + 1e-12);
}

/* Unweighted, N v_j = 1 + sum over ties jq of 1 / (d_q + 1), so sum of N v_j = N + sum of
 * d_q / (d_q + 1), which grows with every degree; and N v_j <= 1 + d_j / 2. From sum of v^2 >= (sum
 * of v)^2 / N and <= (largest v) (sum of v) come bounds from the least and the largest degrees.
 * Weighted, v_j <= 1 and 1 <= sum of v <= 2. */
static void outer_constraint(const rsupi_net *net, rsup_measure *constraint) {
  const double n = (double)net->scale.alters;
  double largest = 1;
  rsupi_sum least = {0, 0}, most = {0, 0};
  if (net->lists.weighted || !net->complete) {
    set_outer(constraint, 1 / n, 2);
    return;
  }
  for (int32_t i = 0; i < net->scale.alters; i++) {
    const double low = (double)rsupi_net_degree(net, i, 0),
                 high = (double)rsupi_net_degree(net, i, 1);
    rsupi_sum_add(&least, &net->scale.shares, low / (low + 1));
    rsupi_sum_add(&most, &net->scale.shares, high / (high + 1));
    if (1 + high / 2 > largest) largest = 1 + high / 2;
  }
  const double low = n + (least.coarse + least.fine), high = n + (most.coarse + most.fine);
  set_outer(constraint, low * low / (n * n * n), largest * high / (n * n));
}

/* Each alter's part of the constraint is the square of a v between 0 and 1. */
static void bound_without_trying(rsupi_net *net, rsup_measure *parts, rsupi_structure *out) {
  const double n = (double)out->size;
  out->exact = 0;
  outer_constraint(net, &out->constraint);
  if (out->hierarchy.state != RSUP_MEASURE_NOT_APPLICABLE) {
    out->hierarchy.low = 0;
    out->hierarchy.high = 1;
  }
  for (int32_t i = 0; parts && i < out->size; i++) {
    parts[i].low = 0;
    parts[i].high = 1;
  }
  if (!net->lists.weighted) return;
  set_outer(&out->effective_size, 1, n); /* every m and every sum of p is at most 1 */
  set_outer(&out->efficiency, 1 / n, 1);
}

/* Effective size and efficiency of the unweighted network of which `ties` pairs are tied. */
static void lower_sizes(const rsupi_net *net, int64_t ties, rsupi_structure *out) {
  rsupi_shape shape = {.ties = ties};
  rsupi_shape_sizes(&net->scale, &shape);
  out->effective_size.low = shape.effective_size;
  out->efficiency.low = shape.efficiency;
}

static void lower_counts(rsupi_net *net, rsupi_structure *out) {
  rsupi_shape shape = {.components = 1};
  if (net->complete) {
    rsupi_net_set_open(net, 1);
    rsupi_net_shape(net, &shape);
    rsupi_net_set_open(net, 0);
  }
  out->components.low = (double)shape.components;
  out->isolates.low = (double)shape.isolates;
}

/* Nothing asked, nothing known: the bounds stay, the value goes. */
static void say_open(rsup_measure *measure, int64_t not_asked, int nothing_asked) {
  if (measure->state != RSUP_MEASURE_KNOWN) return;
  measure->state = nothing_asked ? RSUP_MEASURE_UNKNOWN : RSUP_MEASURE_BOUNDED;
  measure->unknowns = not_asked > INT32_MAX ? INT32_MAX : (int32_t)not_asked;
  if (nothing_asked) measure->value = rsupi_nan();
}

static void bound(rsupi_net *net, int64_t pairs, rsup_measure *parts, rsupi_structure *out) {
  rsup_measure *const measures[] = {&out->components, &out->isolates,   &out->effective_size,
                                    &out->efficiency, &out->constraint, &out->hierarchy};
  const int nothing_asked = net->not_asked == pairs;
  lower_counts(net, out);
  if (!net->lists.weighted) lower_sizes(net, out->ties + net->not_asked, out);
  if (net->not_asked <= RSUPI_ENUMERATED && out->size <= RSUPI_ENUMERATED_ALTERS) {
    enumerate(net, parts, out);
  } else {
    bound_without_trying(net, parts, out);
  }
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
    say_open(measures[i], net->not_asked, nothing_asked);
  for (int32_t i = 0; parts && i < out->size; i++)
    say_open(parts + i, net->not_asked, nothing_asked);
}

/* Of the pairs that were asked about; none and all of the others tied bound it. */
static rsup_measure density(int64_t ties, int64_t not_asked, int64_t pairs) {
  const double all = (double)pairs;
  if (pairs == 0) return not_applicable();
  rsup_measure measure = known((double)ties / (double)(pairs - not_asked));
  if (not_asked == 0) return measure;
  measure.low = (double)ties / all;
  measure.high = (double)(ties + not_asked) / all;
  say_open(&measure, not_asked, not_asked == pairs);
  return measure;
}

/* ---- one network */

static void measure_nobody(rsupi_structure *out) {
  const rsup_measure none = not_applicable();
  out->components = known(0);
  out->isolates = known(0);
  out->density = none;
  out->effective_size = none;
  out->efficiency = none;
  out->constraint = none;
  out->hierarchy = none;
}

rsup_status rsupi_structure_measure_as(const rsupi_ego *ego, int32_t form,
                                       rsupi_structure_space *space, rsup_measure *alter_constraint,
                                       rsupi_structure *out, rsup_error *err) {
  const int64_t n = ego->alters, pairs = n * (n - 1) / 2;
  rsupi_net net;
  rsupi_shape shape;
  *out = (rsupi_structure){.size = ego->alters, .exact = 1};
  if (n == 0) {
    measure_nobody(out);
    return RSUP_OK;
  }
  const rsup_status status = rsupi_net_make(ego, form, space, &net, err);
  if (status) return status;
  rsupi_net_shape(&net, &shape);
  take_shape(&shape, out);
  out->not_asked = net.not_asked;
  out->density = density(out->ties, out->not_asked, pairs);
  for (int32_t i = 0; alter_constraint && i < out->size; i++)
    alter_constraint[i] = known(net.squares[i] / net.scale.unit);
  if (net.not_asked) bound(&net, pairs, alter_constraint, out);
  return RSUP_OK;
}

rsup_status rsupi_structure_measure(const rsupi_ego *ego, rsupi_structure_space *space,
                                    rsup_measure *alter_constraint, rsupi_structure *out,
                                    rsup_error *err) {
  return rsupi_structure_measure_as(ego, RSUPI_FORM_NARROW, space, alter_constraint, out, err);
}

/* ---- without one alter */

static int32_t renumbered(int32_t alter, int32_t absent) {
  return alter > absent ? alter - 1 : alter;
}

rsup_status rsupi_structure_without(const rsupi_ego *ego, int32_t absent,
                                    rsupi_structure_space *space, rsupi_structure *out,
                                    rsup_error *err) {
  const rsup_allocator *const allocator = &space->allocator;
  const size_t pairs_size = ego->pair_count * sizeof(rsupi_pair);
  const size_t weights_size = ego->weights ? (size_t)ego->alters * sizeof(double) : 0;
  rsupi_pair *const pairs = rsupi_alloc(allocator, pairs_size);
  double *const weights = rsupi_alloc(allocator, weights_size);
  rsupi_ego rest = *ego;
  rsup_status status;
  if (!pairs || !weights) {
    status = rsupi_fail_memory(err);
    goto done;
  }
  rest.alters--;
  rest.pairs = pairs;
  rest.pair_count = 0;
  rest.weights = ego->weights ? weights : NULL;
  for (size_t i = 0; i < ego->pair_count; i++) {
    if (ego->pairs[i].a == absent || ego->pairs[i].b == absent) continue;
    rsupi_pair *const pair = pairs + rest.pair_count++;
    *pair = ego->pairs[i];
    pair->a = renumbered(pair->a, absent);
    pair->b = renumbered(pair->b, absent);
  }
  for (int32_t i = 0; ego->weights && i < ego->alters; i++)
    if (i != absent) weights[renumbered(i, absent)] = ego->weights[i];
  status = rsupi_structure_measure(&rest, space, NULL, out, err);
done:
  rsupi_release(allocator, pairs, pairs_size);
  rsupi_release(allocator, weights, weights_size);
  return status;
}
