/* Part 11 of the day picture. A safety notice stands for every sign that the record's newest words
 * hold; it is never left out for lack of consent, for quiet hours, or because it was shown before,
 * and nothing here says that all is well. */
#include "core/numbers.h"
#include "today/picture.h"

enum {
  SIGN_DAYS = 30 /* check-ins and signs this far back are looked at; of each questionnaire always
                    the last */
};

typedef struct signs {
  rsupi_arena *arena;
  rsupi_list urgent, review; /* of rsup_reason */
} signs;

static int add_sign(signs *s, int32_t level, const char *id, double age_days, const char *ref) {
  return rsupi_reason_push(s->arena, level == RSUP_SAFETY_URGENT ? &s->urgent : &s->review, id,
                           age_days, ref);
}

static int read_assessments(const rsupi_list *assessments, signs *s) {
  for (size_t i = 0; i < assessments->count; i++) {
    const rsup_assessment *a = assessments->items[i];
    for (size_t k = 0; k < a->alert_count; k++) {
      const rsup_alert *alert = a->alerts[k];
      if (alert->level == RSUP_ALERT_URGENT &&
          !add_sign(s, RSUP_SAFETY_URGENT, "self_harm_answer", a->age_days, a->event))
        return 0;
      if (alert->level == RSUP_ALERT_REVIEW &&
          !add_sign(s, RSUP_SAFETY_REVIEW, "safety_item_unanswered", a->age_days, a->event))
        return 0;
    }
  }
  return 1;
}

static int is_positive(const rsupi_item *item, double number) {
  return rsupi_isnan(item->safety_from) ? number > 0 : number >= item->safety_from;
}

static int read_checkin(const rsupi_asof *at, const rsupi_event *event, signs *s) {
  for (size_t k = 0; k < event->answer_count; k++) {
    const rsupi_answer *answer = &event->answers[k];
    const rsupi_item *item = answer->definition;
    if (!item || !item->safety_sign) continue;
    double age = at->today - event->first;
    if (answer->state == RSUPI_ANSWER_REFUSED || answer->state == RSUPI_ANSWER_UNKNOWN) {
      if (!add_sign(s, RSUP_SAFETY_REVIEW, "safety_item_unanswered", age, event->head.id)) return 0;
    } else if (answer->state == RSUPI_ANSWER_VALUE && is_positive(item, answer->number)) {
      const char *sign = rsup_sign_name(rsupi_sign_of(item->safety_sign));
      if (!add_sign(s, RSUP_SAFETY_URGENT, sign ? sign : "safety_sign", age, event->head.id))
        return 0;
    }
  }
  return 1;
}

static int read_events(const rsupi_asof *at, signs *s) {
  const rsupi_view *view = at->view;
  for (size_t i = view->by_type_count[RSUPI_EVENT_CHECKIN]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_CHECKIN][i - 1];
    if (event->first <= at->today - SIGN_DAYS) break;
    if (!read_checkin(at, event, s)) return 0;
  }
  for (size_t i = view->by_type_count[RSUPI_EVENT_SIGN]; i > 0; i--) {
    const rsupi_event *event = view->by_type[RSUPI_EVENT_SIGN][i - 1];
    if (event->first <= at->today - SIGN_DAYS) break;
    const char *sign = event->kind ? rsup_sign_name(rsupi_sign_of(event->kind)) : NULL;
    if (!add_sign(s, RSUP_SAFETY_URGENT, sign ? sign : "safety_sign", at->today - event->first,
                  event->head.id))
      return 0;
  }
  return 1;
}

static const char *words(const rsupi_asof *at, rsupi_arena *arena, const char *id,
                         const char *variant) {
  char text[96];
  rsupi_fixed fixed = rsupi_fixed_start(text, sizeof text);
  rsupi_fixed_format(&fixed, "notice.%s%s", id, variant);
  return rsupi_arena_copy(arena, rsupi_config_words(at->config, text, at->locale));
}

static int add_notice(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *out, const char *id,
                      int32_t level, const rsupi_list *reasons) {
  rsup_notice *notice = rsupi_arena_alloc(arena, sizeof *notice);
  if (!notice) return 0;
  notice->id = id;
  notice->level = level;
  notice->text = words(at, arena, id, "");
  notice->discreet = words(at, arena, id, ".discreet");
  if (reasons) {
    notice->reasons = (const rsup_reason *const *)reasons->items;
    notice->reason_count = reasons->count;
  }
  return rsupi_list_push(arena, out, notice);
}

int rsupi_notices_today(const rsupi_asof *at, const rsupi_list *assessments, rsupi_arena *arena,
                        rsupi_list *out) {
  signs s = {.arena = arena};
  if (!read_assessments(assessments, &s) || !read_events(at, &s)) return 0;
  if (s.urgent.count && !add_notice(at, arena, out, "safety_urgent", RSUP_SAFETY_URGENT, &s.urgent))
    return 0;
  if (s.review.count && !add_notice(at, arena, out, "safety_review", RSUP_SAFETY_REVIEW, &s.review))
    return 0;
  if (!add_notice(at, arena, out, "not_an_emergency_service", 0, NULL)) return 0;
  return assessments->count == 0 || add_notice(at, arena, out, "not_a_diagnosis", 0, NULL);
}

/* ---- crisis lines */

/* A line for "US" serves "US-NY" too; "*" serves anywhere. */
static int serves(const char *line, const char *region) {
  if (line[0] == '*') return 1;
  if (!region) return 0;
  while (*line && *line == *region) {
    line++;
    region++;
  }
  return *line == 0 && (*region == 0 || *region == '-');
}

static const rsup_crisis_line *added_line(const rsupi_config_line *line, rsupi_arena *arena) {
  rsup_crisis_line *out = rsupi_arena_alloc(arena, sizeof *out);
  if (!out) return NULL;
  *out = (rsup_crisis_line){.id = line->id,
                            .region = line->region,
                            .name = line->name,
                            .purpose = line->purpose,
                            .dial = line->dial,
                            .sms = line->sms,
                            .sms_keyword = line->sms_keyword,
                            .chat = line->chat,
                            .hours = line->hours,
                            .languages = line->languages,
                            .verified_on = line->verified_on,
                            .source = line->source};
  return out;
}

int rsupi_crisis_lines_today(const rsupi_asof *at, rsupi_arena *arena, rsupi_list *out) {
  const rsup_crisis_line *const *lines = NULL;
  size_t count = rsup_crisis_lines(at->region, &lines);
  for (size_t i = 0; i < count; i++) {
    if (!rsupi_list_push(arena, out, lines[i])) return 0;
  }
  for (size_t i = 0; i < at->config->crisis_line_count; i++) {
    const rsupi_config_line *line = &at->config->crisis_lines[i];
    if (!line->region || !serves(line->region, at->region)) continue;
    const rsup_crisis_line *added = added_line(line, arena);
    if (!added || !rsupi_list_push(arena, out, added)) return 0;
  }
  return 1;
}
