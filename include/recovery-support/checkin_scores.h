/** @file checkin_scores.h
 * What the questionnaires of a record say over time: every set of answers to one of them scored,
 * with the change since the first, the previous and the best, and the trend. */
#ifndef RSUP_CHECKIN_SCORES_H
#define RSUP_CHECKIN_SCORES_H
#include "recovery-support/instrument.h"
#include "recovery-support/person.h"
#ifdef __cplusplus
extern "C" {
#endif

/** Options of rsup_person_scores(). Zero is the default of each. Since 0.1. */
typedef struct rsup_scores_options {
  uint32_t struct_size;
  int32_t reserved;          /* zero */
  const char *score;         /* which score of the questionnaire; the first */
  const char *profile;       /* a named profile of the definition: "va_zero" */
  const double *reliability; /* of the score, from 0 and below 1; together with sd */
  const double *sd;          /* standard deviation of the score where the reliability was found */
  const rsup_instant *known_at; /* now */
} rsup_scores_options;

/** One set of answers of the record. Since 0.1. */
typedef struct rsup_scored_answers {
  const char *event;        /* id in the record */
  rsup_day on;              /* local day; the first one it can be where only a month is known */
  rsup_instant at;          /* no value when only the day is known */
  int32_t scoring_revision; /* that they were recorded under */
  const char *left_out;     /* why they are compared with nothing: "other_revision" (recorded under
                               another scoring revision: answers could score differently),
                               "day_unknown"; NULL */
  const rsup_score *score;  /* by the context that was recorded with them; NULL: other_revision */
  double since_first;       /* this value less that of the first that is scored and compared */
  double since_previous;    /* ... of the one before */
  double since_best; /* ... of the best before it: the least where higher is worse, the most where
                        higher is better. Each has no value without one, and for rules */
} rsup_scored_answers;

/** The last score beside an earlier one. Since 0.1. */
typedef struct rsup_score_since {
  const char *event;               /* the earlier answers */
  rsup_day on;                     /* their local day */
  const rsup_score_change *change; /* from then to the last, beside the published amounts */
} rsup_score_since;

/** One questionnaire of a record over time. Since 0.1. */
typedef struct rsup_scores {
  const char *instrument;
  const char *profile;     /* NULL: gaps as the scores say */
  rsup_day from, until;    /* local days [from, until); from has no value without any answers */
  const rsup_trend *trend; /* of those that are compared */
  /* Of the last that is scored and compared; NULL where nothing lies before it. Of several that are
   * as good the earliest is the best. */
  const rsup_score_since *since_first, *since_previous, *since_best;
  const rsup_scored_answers *const *answers; /* in order of time, those left out too */
  size_t answer_count;
  const char *notice; /* the licence's line the host must show; NULL */
} rsup_scores;

/** All answers of a record to `instrument` (of the config) on the local days [from, until), scored.
 * INT32_MIN: from the first on; up to today, which is also the most. Answers after `now` are not
 * among them. `options` may be NULL. Answers left blank are never zero, and the context is what was
 * recorded with them: see rsup_score. Thresholds, index and slope: rsup_score_change, rsup_trend.
 * The root of *out_result is a rsup_scores. RSUP_E_ARGUMENT, RSUP_E_OPTIONS, RSUP_E_RANGE (days;
 * reliability, sd), RSUP_E_UNKNOWN_NAME (no such questionnaire in the config, score or profile),
 * RSUP_E_TIME (a record without a zone), RSUP_E_MEMORY. Since 0.1. */
RSUP_API RSUP_MUST_CHECK rsup_status rsup_person_scores(const rsup_person *person,
                                                        const char *instrument, rsup_day from,
                                                        rsup_day until, rsup_instant now,
                                                        const rsup_scores_options *options,
                                                        rsup_result **out_result, rsup_error *err);
/** The scores at the root of `result`, or NULL when it holds something else. Since 0.1. */
RSUP_API const rsup_scores *rsup_scores_get(const rsup_result *result);

#ifdef __cplusplus
}
#endif
#endif
