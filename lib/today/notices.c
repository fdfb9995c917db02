/* Part 11 of the day picture. A safety notice stands for every sign that the record's newest words
 * hold; it is never left out for lack of consent, for quiet hours, or because it was shown before,
 * and nothing here says that all is well. */
#include "person/signs.h"
#include "today/picture.h"

typedef struct signs {
  rsupi_arena *arena;
  rsup_safety *safety;
  rsupi_list urgent, review; /* of rsup_reason */
  int lost;                  /* memory did not suffice for a reason */
} signs;

static int is_told(const rsupi_list *reasons, const char *id, const char *ref) {
  for (size_t i = 0; i < reasons->count; i++) {
    const rsup_reason *const reason = reasons->items[i];
    if (rsupi_text_equal(reason->id, id) && rsupi_text_equal(reason->ref, ref)) return 1;
  }
  return 0;
}

static void add_sign(signs *s, uint32_t sign, int32_t level, double age_days, const char *ref) {
  const char *const name = rsup_sign_name(sign), *const id = name ? name : "safety_sign";
  rsupi_list *const list = level == RSUP_SAFETY_URGENT ? &s->urgent : &s->review;
  rsupi_safety_raise(s->safety, sign, level);
  if (!is_told(list, id, ref) && !rsupi_reason_push(s->arena, list, id, age_days, ref)) s->lost = 1;
}

static void see(void *user, uint32_t seen, double age_days, const char *ref) {
  for (uint32_t sign = 1; sign && sign <= seen; sign <<= 1)
    if (seen & sign) add_sign(user, sign, rsupi_sign_level(sign), age_days, ref);
}

static int stands_for(const rsupi_list *reasons, const char *event) {
  for (size_t i = 0; i < reasons->count; i++) {
    const rsup_reason *const reason = reasons->items[i];
    if (rsupi_text_equal(reason->ref, event)) return 1;
  }
  return 0;
}

/* Urgent alerts of a questionnaire that rest on no safety item of it. */
static void read_alerts(const rsupi_list *assessments, signs *s) {
  for (size_t i = 0; i < assessments->count; i++) {
    const rsup_assessment *const a = assessments->items[i];
    int urgent = 0;
    for (size_t k = 0; k < a->alert_count; k++) urgent |= a->alerts[k]->level == RSUP_ALERT_URGENT;
    if (urgent && !stands_for(&s->urgent, a->event))
      add_sign(s, 0, RSUP_SAFETY_URGENT, a->age_days, a->event);
  }
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
                        rsup_safety *safety, rsupi_list *out) {
  signs s = {.arena = arena, .safety = safety};
  const rsupi_sign_query query = {at->person, at->view, at->now, at->known_at, at->today};
  rsupi_signs_each(&query, see, &s);
  read_alerts(assessments, &s);
  if (s.lost) return 0;
  if (s.urgent.count && !add_notice(at, arena, out, "safety_urgent", RSUP_SAFETY_URGENT, &s.urgent))
    return 0;
  if (s.review.count && !add_notice(at, arena, out, "safety_review", RSUP_SAFETY_REVIEW, &s.review))
    return 0;
  if (!add_notice(at, arena, out, "not_an_emergency_service", 0, NULL)) return 0;
  return assessments->count == 0 || add_notice(at, arena, out, "not_a_diagnosis", 0, NULL);
}
