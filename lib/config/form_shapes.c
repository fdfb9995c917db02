/* Schema tables of a form: its items, its schedule, its earlier versions. */
#include "config/config_slots.h"

/* ---- names */

const rsupi_name rsupi_item_kind_names[] = {
    {"scale", RSUPI_ITEM_SCALE},     {"count", RSUPI_ITEM_COUNT},
    {"yes_no", RSUPI_ITEM_YES_NO},   {"choice", RSUPI_ITEM_CHOICE},
    {"choices", RSUPI_ITEM_CHOICES}, {"duration", RSUPI_ITEM_DURATION},
    {"amount", RSUPI_ITEM_AMOUNT},   {NULL, 0}};
const rsupi_name rsupi_item_direction_names[] = {
    {"higher_better", RSUPI_HIGHER_BETTER}, {"higher_worse", RSUPI_HIGHER_WORSE}, {NULL, 0}};
static const rsupi_name report_names[] = {{"use", RSUPI_REPORTS_USE}, {NULL, 0}};
/* Bits of rsupi_form.weekdays. */
const rsupi_name rsupi_day_names[] = {{"sunday", 1},    {"monday", 2},    {"tuesday", 4},
                                      {"wednesday", 8}, {"thursday", 16}, {"friday", 32},
                                      {"saturday", 64}, {"weekdays", 62}, {"weekends", 65},
                                      {"daily", 127},   {NULL, 0}};

/* Which of the weekday in the month: "second friday" alone says no month, and is no name. */
static const rsupi_name nth_names[] = {{"first", 1},  {"second", 2}, {"third", 3},
                                       {"fourth", 4}, {"fifth", 5},  {"last", RSUPI_NTH_LAST},
                                       {NULL, 0}};

/* ---- slots */

static const rsupi_slot recode_slots[] = {
    SLOT(rsupi_recode, "to", to, ID),
    SLOT_WITHIN(rsupi_recode, "times", times, NUMBER, -MOST, MOST),
    SLOT_WITHIN(rsupi_recode, "plus", plus, NUMBER, -MOST, MOST),
};
const rsupi_shape rsupi_recode_shape = RSUPI_SHAPE("recode", rsupi_recode, recode_slots);

static const rsupi_slot item_slots[] = {
    SLOT_ID(rsupi_item, id),
    SLOT_ENUM(rsupi_item, "kind", kind, rsupi_item_kind_names),
    SLOT_ENUM(rsupi_item, "direction", direction, rsupi_item_direction_names),
    SLOT_WITHIN(rsupi_item, "min", min, NUMBER, -MOST, MOST),
    SLOT_WITHIN(rsupi_item, "max", max, NUMBER, -MOST, MOST),
    SLOT_WITHIN(rsupi_item, "step", step, NUMBER, 1.0 / 1024, MOST),
    SLOT(rsupi_item, "unit", unit, ID),
    SLOT_LIST(rsupi_item, "choices", choices, choice_count, IDS),
    SLOT(rsupi_item, "open", open, BOOL),
    SLOT(rsupi_item, "per_target", per_target, BOOL),
    SLOT(rsupi_item, "target", target, ID),
    SLOT(rsupi_item, "required", required, BOOL),
    SLOT_ENUM(rsupi_item, "reports", reports, report_names),
    SLOT(rsupi_item, "safety_sign", safety_sign, ID),
    SLOT_WITHIN(rsupi_item, "safety_from", safety_from, NUMBER, -MOST, MOST),
    {.name = "recode",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_item, recode),
     .shape = &rsupi_recode_shape},
};
const rsupi_shape rsupi_item_shape = RSUPI_SHAPE("item", rsupi_item, item_slots);

static const rsupi_slot form_time_slots[] = {
    SLOT_ID(rsupi_form_time, id),
    SLOT(rsupi_form_time, "opens", times.opens, CLOCK),
    SLOT(rsupi_form_time, "due", times.due, CLOCK),
    SLOT(rsupi_form_time, "closes", times.closes, CLOCK),
    SLOT_WITHIN(rsupi_form_time, "late_minutes", times.late_until, INT, 0, 10080),
};
const rsupi_shape rsupi_form_time_shape =
    RSUPI_SHAPE("time of a form", rsupi_form_time, form_time_slots);

/* Days are weekdays; with `nth` the n-th of them in the month. */
static const rsupi_slot schedule_slots[] = {
    {.name = "days",
     .kind = RSUPI_TYPE_ENUMS,
     .offset = offsetof(rsupi_raw_schedule, days),
     .count_offset = offsetof(rsupi_raw_schedule, day_count),
     .names = rsupi_day_names},
    SLOT_WITHIN(rsupi_raw_schedule, "every_days", every_days, INT, 1, MOST_DAYS),
    SLOT_WITHIN(rsupi_raw_schedule, "every_weeks", every_weeks, INT, 1, 520),
    SLOT_ENUM(rsupi_raw_schedule, "of_month", nth, nth_names),
    SLOT_LIST(rsupi_raw_schedule, "dates", dates, date_count, DAYS),
    SLOT(rsupi_raw_schedule, "from", from, DAY),
    SLOT(rsupi_raw_schedule, "until", until, DAY),
    SLOT_LIST(rsupi_raw_schedule, "except", except, except_count, DAYS),
    SLOT_RECORDS(rsupi_raw_schedule, "times", times, time_count, rsupi_form_time_shape),
};
const rsupi_shape rsupi_schedule_shape =
    RSUPI_SHAPE("schedule", rsupi_raw_schedule, schedule_slots);

static const rsupi_slot earlier_form_slots[] = {
    SLOT_WITHIN(rsupi_form, "version", version, INT, 1, MOST),
    SLOT_RECORDS(rsupi_form, "items", items, item_count, rsupi_item_shape),
};
const rsupi_shape rsupi_earlier_form_shape =
    RSUPI_SHAPE("earlier version", rsupi_form, earlier_form_slots);

static const rsupi_slot form_slots[] = {
    SLOT_ID(rsupi_raw_form, form.id),
    SLOT_WITHIN(rsupi_raw_form, "version", form.version, INT, 1, MOST),
    {.name = "days",
     .kind = RSUPI_TYPE_ENUMS,
     .offset = offsetof(rsupi_raw_form, days),
     .count_offset = offsetof(rsupi_raw_form, day_count),
     .names = rsupi_day_names},
    SLOT(rsupi_raw_form, "opens", form.opens, CLOCK),
    SLOT(rsupi_raw_form, "due", form.due, CLOCK),
    SLOT(rsupi_raw_form, "closes", form.closes, CLOCK),
    SLOT_WITHIN(rsupi_raw_form, "late_minutes", form.late_until, INT, 0, 10080),
    {.name = "schedule",
     .kind = RSUPI_TYPE_RECORD,
     .offset = offsetof(rsupi_raw_form, schedule),
     .shape = &rsupi_schedule_shape},
    SLOT_RECORDS(rsupi_raw_form, "items", form.items, form.item_count, rsupi_item_shape),
    SLOT_RECORDS(rsupi_raw_form, "earlier", form.earlier, form.earlier_count,
                 rsupi_earlier_form_shape),
};
const rsupi_shape rsupi_form_shape = RSUPI_SHAPE("form", rsupi_raw_form, form_slots);
