/** @file plan.h
 * The person's plan for hard times: how complete it is, and how long ago somebody looked at it. */
#ifndef RSUP_PLAN_H
#define RSUP_PLAN_H
#include "recovery-support/core.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Part 10 of the day picture. Since 0.1. */
typedef struct rsup_plan {
  const char *plan;     /* id in the record; NULL when there is no plan */
  int32_t parts;        /* a plan has seven: warning signs, coping, people, places, professionals,
                           environment, reasons */
  int32_t parts_filled; /* of them, those that hold something */
  double completeness;  /* parts_filled / parts; no value without a plan */
  const char *const *missing; /* names of empty parts */
  size_t missing_count;
  rsup_day reviewed; /* when somebody last looked at it; no value when not known */
  int32_t days_since_review;
  int32_t review_due; /* 1: longer ago than the config allows; 0; no value when not known */
  int32_t people_not_reachable; /* people of the plan who are not in the record, ended, died or do
                                   not want contact */
  const rsup_reason *const *reasons;
  size_t reason_count;
} rsup_plan;

#ifdef __cplusplus
}
#endif
#endif
