/* Answers as they are kept, and the questions that entries share: see kept_answers.h. */
#include "person/kept_answers.h"
#include "core/text.h"
#include <string.h>

/* ---- answers */

const rsupi_questions rsupi_no_questions = {.form_version = INT32_MIN, .shown = INT32_MIN};

static uint8_t code_of(const rsupi_answer *answer) {
  if (answer->state != RSUPI_ANSWER_VALUE)
    return (uint8_t)(answer->state - RSUPI_ANSWER_REFUSED + RSUPI_CODE_REFUSED);
  if (answer->texts || !(answer->number >= 0 && answer->number < RSUPI_CODE_REFUSED))
    return RSUPI_CODE_ODD;
  /* Zero below zero would come back as another. */
  const uint8_t code = (uint8_t)answer->number;
  const double back = code;
  return memcmp(&back, &answer->number, sizeof back) == 0 ? code : RSUPI_CODE_ODD;
}

size_t rsupi_count_odd(const rsupi_sheet *sheet) {
  size_t count = 0;
  for (uint32_t i = 0; i < sheet->count; i++)
    count += code_of(&sheet->answers[i]) == RSUPI_CODE_ODD;
  return count;
}

const uint8_t *rsupi_fill_codes(const rsupi_sheet *sheet, void *codes, rsupi_odd_answers *odd) {
  uint8_t *next = codes;
  if (odd) {
    memcpy(next, &odd, sizeof odd);
    next += sizeof odd;
    odd->count = 0;
  }
  for (uint32_t i = 0; i < sheet->count; i++) {
    const rsupi_answer *const answer = &sheet->answers[i];
    next[i] = code_of(answer);
    if (odd && next[i] == RSUPI_CODE_ODD)
      odd->each[odd->count++] = (rsupi_odd_answer){.number = answer->number,
                                                   .texts = answer->texts,
                                                   .text_count = (uint32_t)answer->text_count,
                                                   .place = i};
  }
  return next;
}

/* ---- questions */

static int asks_the_same(const rsupi_shared *shared, const void *wanted) {
  const rsupi_questions *const q = (const void *)shared;
  const rsupi_sheet *const sheet = wanted;
  if (q->count != sheet->count || q->form_version != sheet->form_version ||
      q->shown != sheet->shown || q->reports_from != sheet->reports_from ||
      q->reports_until != sheet->reports_until || !rsupi_text_equal(q->form, sheet->form))
    return 0;
  for (uint32_t i = 0; i < q->count; i++) {
    const rsupi_one_question *const a = &q->each[i];
    const rsupi_answer *const b = &sheet->answers[i];
    if (a->definition != b->definition || !rsupi_text_equal(a->item, b->item) ||
        !rsupi_text_equal(a->target, b->target))
      return 0;
  }
  return 1;
}

static uint32_t hash_of(const rsupi_sheet *sheet) {
  const uint32_t hash = (sheet->count * 31 + sheet->reports_from) * 31 + sheet->reports_until;
  return hash * 2; /* patterns have odd ones */
}

/* Texts of the config stay where they are: only what an entry says itself is copied. */
static int is_own_item(const rsupi_answer *answer) {
  return answer->item && !answer->definition;
}
static int is_own_target(const rsupi_answer *answer) {
  return answer->target && !(answer->definition && answer->definition->target == answer->target);
}

static char *add_text(char **next, const char *text) {
  const size_t size = strlen(text) + 1;
  char *const copy = *next;
  memcpy(copy, text, size);
  *next += size;
  return copy;
}

static rsupi_questions *questions_new(const rsup_allocator *allocator, const rsupi_sheet *sheet) {
  const size_t head = sizeof(rsupi_questions) + sheet->count * sizeof(rsupi_one_question);
  size_t size = head;
  for (uint32_t i = 0; i < sheet->count; i++) {
    const rsupi_answer *const answer = &sheet->answers[i];
    if (is_own_item(answer)) size += strlen(answer->item) + 1;
    if (is_own_target(answer)) size += strlen(answer->target) + 1;
  }
  rsupi_questions *const made = rsupi_alloc(allocator, size);
  if (!made) return NULL;
  *made = (rsupi_questions){.shared = {size, 1, hash_of(sheet)},
                            .count = sheet->count,
                            .reports_from = sheet->reports_from,
                            .reports_until = sheet->reports_until,
                            .form_version = sheet->form_version,
                            .shown = sheet->shown,
                            .form = sheet->form};
  char *next = (char *)made + head;
  for (uint32_t i = 0; i < sheet->count; i++) {
    const rsupi_answer *const answer = &sheet->answers[i];
    made->each[i] = (rsupi_one_question){
        .definition = answer->definition,
        .item = is_own_item(answer) ? add_text(&next, answer->item) : answer->item,
        .target = is_own_target(answer) ? add_text(&next, answer->target) : answer->target};
  }
  return made;
}

void rsupi_questions_drop(const rsup_allocator *allocator, const rsupi_questions *questions) {
  if (questions != &rsupi_no_questions)
    rsupi_shared_drop(allocator, (rsupi_shared *)(uintptr_t)questions);
}

const rsupi_questions *rsupi_questions_share(rsupi_sharing *sharing,
                                             const rsup_allocator *allocator,
                                             const rsupi_sheet *sheet) {
  if (!sheet->count && asks_the_same(&rsupi_no_questions.shared, sheet)) return &rsupi_no_questions;
  const rsupi_shared *const found =
      rsupi_sharing_find(sharing, hash_of(sheet), asks_the_same, sheet);
  if (found) return (const void *)found;
  rsupi_questions *const made = questions_new(allocator, sheet);
  if (made) rsupi_sharing_remember(sharing, allocator, &made->shared);
  return made;
}

void rsupi_questions_offer(rsupi_sharing *sharing, const rsup_allocator *allocator,
                           const rsupi_questions *questions) {
  if (questions != &rsupi_no_questions)
    rsupi_sharing_remember(sharing, allocator, (rsupi_shared *)(uintptr_t)questions);
}
