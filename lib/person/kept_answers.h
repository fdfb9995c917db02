/* What was asked and what was answered. Most check-ins of a record ask the same of the same form,
 * so the questions are kept once, for all that share them; an entry of its own has a byte for each
 * answer, and more only where a byte can't say it. */
#ifndef RSUPI_KEPT_ANSWERS_H
#define RSUPI_KEPT_ANSWERS_H
#include "config/config.h"
#include "core/numbers.h"
#include "person/shared.h"
#include <string.h>

/* How an answer was given. */
enum { RSUPI_ANSWER_VALUE = 1, RSUPI_ANSWER_REFUSED, RSUPI_ANSWER_NOT_ASKED, RSUPI_ANSWER_UNKNOWN };
typedef struct rsupi_answer {
  const struct rsupi_item *definition; /* the form's item, found once when the entry is made usable;
                                          NULL for questionnaire answers */
  const char *item;                    /* "mood" */
  const char *target;                  /* NULL unless the item is asked per target */
  int32_t state;                       /* RSUPI_ANSWER_… */
  double number;      /* of scale, count, duration, amount; yes_no: 1 or 0; NaN otherwise */
  const char **texts; /* of choice and choices */
  size_t text_count;
} rsupi_answer;

/* A form or questionnaire as it was filled in, while it is read. */
typedef struct rsupi_sheet {
  const char *form;     /* checkin, excuse */
  int32_t form_version; /* INT32_MIN: the newest */
  int32_t shown;        /* checkin: 0: the form was not shown on that day, or at
                           that time */
  uint32_t count;
  uint32_t reports_from, reports_until; /* the answers that report use lie in between */
  rsupi_answer *answers;
} rsupi_sheet;

/* ---- as it is kept */

typedef struct rsupi_one_question {
  const struct rsupi_item *definition;
  const char *item, *target;
} rsupi_one_question;
/* Of entries that share them: with their texts behind them. */
typedef struct rsupi_questions {
  rsupi_shared shared;
  uint32_t count;
  uint32_t reports_from, reports_until;
  int32_t form_version, shown;
  const char *form;
  rsupi_one_question each[];
} rsupi_questions;
extern const rsupi_questions rsupi_no_questions;

/* What a byte says of an answer: its number, or one of these. */
enum {
  RSUPI_CODE_REFUSED = 252,
  RSUPI_CODE_NOT_ASKED,
  RSUPI_CODE_UNKNOWN,
  RSUPI_CODE_ODD /* a value that stands among the odd ones */
};
typedef struct rsupi_odd_answer {
  double number;
  const char **texts;
  uint32_t text_count;
  uint32_t place; /* among all; they are in this order */
} rsupi_odd_answer;
typedef struct rsupi_odd_answers {
  size_t count;
  rsupi_odd_answer each[];
} rsupi_odd_answers;

/* Codes with an odd one among them have the address of the odd answers before the first. */
static inline const rsupi_odd_answers *rsupi_odd_of(const uint8_t *codes) {
  const rsupi_odd_answers *odd;
  memcpy(&odd, codes - sizeof odd, sizeof odd);
  return odd;
}
static inline const rsupi_odd_answer *rsupi_odd_at(const rsupi_odd_answers *odd, size_t place) {
  size_t low = 0, high = odd->count;
  while (low + 1 < high) {
    const size_t middle = low + (high - low) / 2;
    if (odd->each[middle].place <= place)
      low = middle;
    else
      high = middle;
  }
  return &odd->each[low];
}
static inline rsupi_answer rsupi_answer_of(const rsupi_questions *questions, const uint8_t *codes,
                                           size_t place) {
  const rsupi_one_question *const question = &questions->each[place];
  const uint8_t code = codes[place];
  rsupi_answer answer = {.definition = question->definition,
                         .item = question->item,
                         .target = question->target,
                         .state = RSUPI_ANSWER_VALUE,
                         .number = code};
  if (code < RSUPI_CODE_REFUSED) return answer;
  if (code == RSUPI_CODE_ODD) {
    const rsupi_odd_answer *const odd = rsupi_odd_at(rsupi_odd_of(codes), place);
    answer.number = odd->number;
    answer.texts = odd->texts;
    answer.text_count = odd->text_count;
  } else {
    answer.number = rsupi_nan();
    answer.state = code - RSUPI_CODE_REFUSED + RSUPI_ANSWER_REFUSED;
  }
  return answer;
}

/* How many answers of a sheet are odd. */
size_t rsupi_count_odd(const rsupi_sheet *sheet);
static inline size_t rsupi_odd_size(size_t count) {
  return sizeof(rsupi_odd_answers) + count * sizeof(rsupi_odd_answer);
}
static inline size_t rsupi_codes_size(size_t count, size_t odd_count) {
  return (odd_count ? sizeof(void *) : 0) + count;
}
/* Fill memory that has room for codes, and for odd answers (NULL: there are none); the texts of
 * these are not copied. Returns the first code. */
const uint8_t *rsupi_fill_codes(const rsupi_sheet *sheet, void *codes, rsupi_odd_answers *odd);

/* The questions of a sheet, shared or made: the caller has one use of them. NULL out of memory. */
const rsupi_questions *rsupi_questions_share(rsupi_sharing *sharing,
                                             const rsup_allocator *allocator,
                                             const rsupi_sheet *sheet);
/* Let others share them. */
void rsupi_questions_offer(rsupi_sharing *sharing, const rsup_allocator *allocator,
                           const rsupi_questions *questions);
void rsupi_questions_drop(const rsup_allocator *allocator, const rsupi_questions *questions);
#endif
