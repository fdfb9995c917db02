/* What is due now or opens later today, with its times; earlier days too, while a late entry
 * is possible. */
#include "checkin/occasions.h"
#include "core/numbers.h"

static const rsup_field due_fields[] = {
    RSUPI_KEY(rsup_due, form, TEXT, "", "id of the form"),
    RSUPI_FIELD(rsup_due, date, DAY, "", "local date it belongs to"),
    RSUPI_ENUM(rsup_due, state, rsup_occasion_state_name,
               "due now, not due yet, or late but possible"),
    RSUPI_FIELD(rsup_due, opens, INSTANT, "ms", "instant from which on it can be answered"),
    RSUPI_FIELD(rsup_due, due, INSTANT, "ms", "instant by which it should be answered"),
    RSUPI_FIELD(rsup_due, closes, INSTANT, "ms", "instant until which it counts as done"),
    RSUPI_FIELD(rsup_due, late_until, INSTANT, "ms", "instant until which a late entry counts"),
    RSUPI_FIELD(rsup_due, dst, BOOL, "",
                "whether a change of the clocks touched one of these times"),
    RSUPI_RECORDS(rsup_due, reasons, reason_count, rsupi_reason_type, "why it is listed"),
    RSUPI_MAYBE(rsup_due, occasion, TEXT, "", "which of several a day"),
};
const rsup_record_type rsupi_due_type =
    RSUPI_RECORD_TYPE("due", rsup_due, due_fields, "a check-in that is open or opens later today");

static const rsupi_name occasion_states[] = {
    {"not_due", RSUP_OCCASION_NOT_DUE},     {"due", RSUP_OCCASION_DUE},
    {"done", RSUP_OCCASION_DONE},           {"late", RSUP_OCCASION_LATE},
    {"missed", RSUP_OCCASION_MISSED},       {"excused", RSUP_OCCASION_EXCUSED},
    {"not_asked", RSUP_OCCASION_NOT_ASKED}, {NULL, 0}};
const char *rsup_occasion_state_name(int32_t state) {
  return rsupi_name_of(occasion_states, state);
}

/* Nothing more to do: answered, or nothing was asked, or no such day. */
static int is_settled(const rsupi_occasions *o, rsup_day day, size_t slot) {
  if (o->count == 0 || day < o->first || (size_t)(day - o->first) >= o->count) return 0;
  const int32_t state = rsupi_occasion_state(o, day, slot);
  return state == RSUP_OCCASION_DONE || state == RSUP_OCCASION_LATE ||
         state == RSUP_OCCASION_NOT_ASKED || state == RSUP_OCCASION_NOT_DUE ||
         state == RSUP_OCCASION_MISSED;
}

static const char *judge(const rsupi_asof *at, rsup_due *due) {
  if (at->now < due->opens) {
    due->state = RSUP_OCCASION_NOT_DUE;
    return "opens_later";
  }
  if (at->now < due->closes) {
    due->state = RSUP_OCCASION_DUE;
    return at->now < due->due ? "open_now" : "open_past_due";
  }
  due->state = RSUP_OCCASION_LATE;
  return "late_entry_possible";
}

static int add_slot(const rsupi_asof *at, const rsupi_occasions *o, rsup_day day, size_t slot,
                    rsupi_arena *arena, rsupi_list *list, rsup_instant *next_change) {
  const rsupi_form *form = o->form;
  const rsupi_day_times *of_day = &form->times[slot].times;
  int32_t dst = 0;
  const rsup_instant late_until = rsupi_occasion_time(at, day, of_day->late_until, &dst);
  if (at->now >= late_until) return 1;
  rsup_due *due = rsupi_arena_alloc(arena, sizeof *due);
  rsupi_list reasons = {0};
  if (!due) return 0;
  due->form = rsupi_arena_copy(arena, form->id);
  due->date = day;
  due->occasion = rsupi_arena_copy(arena, form->times[slot].id);
  due->opens = rsupi_occasion_time(at, day, of_day->opens, &dst);
  due->due = rsupi_occasion_time(at, day, of_day->due, &dst);
  due->closes = rsupi_occasion_time(at, day, of_day->closes, &dst);
  due->late_until = late_until;
  due->dst = dst;
  const rsup_instant times[] = {due->opens, due->due, due->closes, due->late_until};
  for (size_t i = 0; i < 4; i++) rsupi_note_change(at, times[i], next_change);
  const char *why = judge(at, due);
  if (!rsupi_reason_push(arena, &reasons, why, rsupi_nan(), form->id)) return 0;
  due->reasons = (const rsup_reason *const *)reasons.items;
  due->reason_count = reasons.count;
  return rsupi_list_push(arena, list, due);
}

static int add_day(const rsupi_asof *at, const rsupi_occasions *o, rsup_day day, rsupi_arena *arena,
                   rsupi_list *list, rsup_instant *next_change) {
  const char *excuse = NULL;
  if (day < at->today && (o->count == 0 || day < o->first))
    return 1; /* nothing says it was asked */
  if (!rsupi_form_planned(o->form, day)) return 1;
  for (size_t slot = 0; slot < o->slots; slot++) {
    if (is_settled(o, day, slot) || rsupi_is_excused(at, o->form, day, &excuse)) continue;
    if (!add_slot(at, o, day, slot, arena, list, next_change)) return 0;
  }
  return 1;
}

int rsupi_due_make(const rsupi_asof *at, const rsupi_occasions *occasions, rsupi_arena *arena,
                   rsupi_list *due, rsup_instant *next_change) {
  for (int32_t back = rsupi_late_days(occasions->form); back > 0; back--) {
    if (!add_day(at, occasions, at->today - back, arena, due, next_change)) return 0;
  }
  return add_day(at, occasions, at->today, arena, due, next_change);
}
