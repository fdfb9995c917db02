/* What was learned: the tags of the window's setbacks, the most named first. */
#include "checkin/insights.h"
#include <stdlib.h>
#include <string.h>

static const rsup_field lesson_fields[] = {
    RSUPI_KEY(rsup_lesson, lesson, TEXT, "", "the tag"),
    RSUPI_FIELD(rsup_lesson, n, INT32, "", "setbacks that name it"),
    RSUPI_FIELD(rsup_lesson, days, INT32, "days", "days on which they are known to have been"),
    RSUPI_MAYBE(rsup_lesson, last_on, DAY, "", "the last of them"),
};
const rsup_record_type rsupi_lesson_type =
    RSUPI_RECORD_TYPE("lesson", rsup_lesson, lesson_fields, "what was learned");

static rsup_lesson *lesson_named(const rsupi_insight_question *q, rsupi_list *list,
                                 const char *name) {
  for (size_t i = 0; i < list->count; i++) {
    rsup_lesson *const one = (rsup_lesson *)(uintptr_t)list->items[i]; /* ours */
    if (strcmp(one->lesson, name) == 0) return one;
  }
  rsup_lesson *const made = rsupi_arena_alloc(q->arena, sizeof *made);
  if (!made) return NULL;
  made->lesson = rsupi_arena_copy(q->arena, name);
  made->last_on = RSUPI_NO_DAY;
  return made->lesson && rsupi_list_push(q->arena, list, made) ? made : NULL;
}

static int by_count(const void *left, const void *right) {
  const rsup_lesson *a = *(const rsup_lesson *const *)left;
  const rsup_lesson *b = *(const rsup_lesson *const *)right;
  if (a->n != b->n) return a->n > b->n ? -1 : 1;
  if (a->last_on != b->last_on) return a->last_on > b->last_on ? -1 : 1;
  return strcmp(a->lesson, b->lesson);
}

int rsupi_insight_lessons(rsupi_insight_question *q) {
  const rsupi_view *const view = q->at->view;
  rsupi_list lessons = {0};
  for (size_t i = 0; i < view->by_type_count[RSUPI_EVENT_SETBACK]; i++) {
    const rsupi_event *const event = view->by_type[RSUPI_EVENT_SETBACK][i];
    if (event->first < q->from || !event->more->lesson) continue;
    rsup_lesson *const one = lesson_named(q, &lessons, event->more->lesson);
    if (!one) return 0;
    one->n++;
    if (event->first != event->last) continue; /* a month is no day */
    one->days += one->last_on != event->first; /* they come in order of days */
    one->last_on = event->first;
  }
  if (lessons.count) qsort(lessons.items, lessons.count, sizeof *lessons.items, by_count);
  q->out->lessons = (const rsup_lesson *const *)lessons.items;
  q->out->lesson_count = lessons.count;
  return 1;
}
