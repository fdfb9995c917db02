/* Checks of a form's schedule: one way to say the days, days that come at all, and times of a day
 * that follow each other. */
#include "config/config_check.h"
#include "config/config_merge.h"

static void problem(rsupi_config_job *job, const rsupi_form *form, const char *key,
                    const char *text) {
  rsupi_config_problem(job, "forms", form->id, key, "%s", text);
}

/* The schedule as the merged config has it; NULL: the form says `days`. */
static const rsupi_raw_schedule *schedule_of(const rsupi_config_job *job, const rsupi_form *form) {
  for (size_t i = 0; i < job->raw.form_count; i++)
    if (rsupi_text_equal(job->raw.forms[i].form.id, form->id)) return job->raw.forms[i].schedule;
  return NULL;
}

/* In the user's own text; a schedule laid over a built-in form takes the place of its days. */
static int says(const rsupi_config_job *job, const rsupi_form *form, const char *key) {
  const rsupi_node *forms = rsupi_node_get(job->user, "forms");
  return rsupi_node_get(rsupi_config_entry(forms, form->id), key) != NULL;
}

static void check_rule(rsupi_config_job *job, const rsupi_form *form,
                       const rsupi_raw_schedule *raw) {
  const int by_days = raw->every_days != INT32_MIN, by_weeks = raw->every_weeks != INT32_MIN;
  const int by_month = raw->nth != 0, by_dates = raw->dates != NULL;
  if (by_days + by_weeks + by_month + by_dates > 1)
    problem(job, form, "schedule",
            "a schedule has one of every_days, every_weeks, of_month and dates");
  if ((by_days || by_dates) && raw->day_count)
    problem(job, form, "schedule", "days of the week don't go with every_days or dates");
  if (!by_days && !by_dates && !raw->day_count)
    problem(job, form, "schedule", "a schedule needs days, every_days or dates");
  if ((by_days || by_weeks) && raw->from == RSUPI_NO_DAY)
    problem(job, form, "schedule", "every_days and every_weeks count from a day: say from");
  if (raw->from != RSUPI_NO_DAY && raw->until != RSUPI_NO_DAY && raw->until < raw->from)
    problem(job, form, "schedule", "a schedule ends before it begins");
  else if (rsupi_recurs_next(&form->schedule, raw->from == RSUPI_NO_DAY ? 0 : raw->from) ==
           RSUPI_NO_DAY)
    problem(job, form, "schedule", "a schedule that never occurs");
  if (says(job, form, "days"))
    problem(job, form, "days", "a form has days or a schedule, not both");
}

static int is_in_order(const rsupi_day_times *times) {
  return times->opens <= times->due && times->due <= times->closes &&
         times->closes <= times->late_until;
}

static int is_missing(const rsupi_day_times *times) {
  return times->opens < 0 || times->due < 0 || times->closes < 0;
}

static void check_several(rsupi_config_job *job, const rsupi_form *form) {
  static const char *const keys[] = {"opens", "due", "closes", "late_minutes"};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
    if (says(job, form, keys[i]))
      problem(job, form, keys[i], "a form with several times a day has its times there");
  for (size_t i = 0; i < form->time_count; i++) {
    const rsupi_day_times *times = &form->times[i].times;
    if (is_missing(times))
      problem(job, form, "schedule", "each of the times needs opens, due and closes");
    else if (!is_in_order(times))
      problem(job, form, "schedule", "each of the times must have opens, due, closes in order");
    else if (i > 0 && times->opens < form->times[i - 1].times.closes)
      problem(job, form, "schedule", "the times of a day must follow each other without overlap");
    for (size_t k = 0; k < i; k++)
      if (rsupi_text_equal(form->times[k].id, form->times[i].id))
        problem(job, form, "schedule", "two of the times have the same id");
  }
}

void rsupi_config_check_schedule(rsupi_config_job *job, const rsupi_form *form) {
  const rsupi_raw_schedule *raw = schedule_of(job, form);
  if (raw)
    check_rule(job, form, raw);
  else if (!form->weekdays)
    problem(job, form, "days", "a form needs days");
  if (raw && raw->time_count) {
    check_several(job, form);
    return;
  }
  const rsupi_day_times times = {form->opens, form->due, form->closes, form->late_until};
  if (is_missing(&times))
    problem(job, form, NULL, "a form needs version, opens, due and closes");
  else if (!is_in_order(&times))
    problem(job, form, NULL, "the times of a form must follow each other: opens, due, closes");
}
