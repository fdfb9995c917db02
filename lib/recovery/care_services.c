/* Services: every kind that the config knows, so that what nobody spoke of reads unknown. */
#include "core/names.h"
#include "recovery/care.h"

static const rsupi_name states[] = {{"unknown", RSUP_SERVICE_UNKNOWN},
                                    {"needed", RSUP_SERVICE_NEEDED},
                                    {"referred", RSUP_SERVICE_REFERRED},
                                    {"waiting", RSUP_SERVICE_WAITING},
                                    {"active", RSUP_SERVICE_ACTIVE},
                                    {"ended", RSUP_SERVICE_ENDED},
                                    {"declined", RSUP_SERVICE_DECLINED},
                                    {"not_needed", RSUP_SERVICE_NOT_NEEDED},
                                    {NULL, 0}};
const char *rsup_service_state_name(int32_t state) {
  return rsupi_name_of(states, state);
}

static const rsup_field service_fields[] = {
    RSUPI_KEY(rsup_service, kind, TEXT, "", "id in the config"),
    RSUPI_ENUM(rsup_service, state, rsup_service_state_name, "how it stands"),
    RSUPI_MAYBE(rsup_service, since, DAY, "", "first day of that state"),
    RSUPI_FIELD(rsup_service, open, BOOL, "", "whether it is needed, and not there yet"),
    RSUPI_FIELD(rsup_service, days_to_start, MEASURE, "days", "time from needed to active"),
    RSUPI_MAYBE(rsup_service, service, TEXT, "", "id in the record"),
};
const rsup_record_type rsupi_service_type =
    RSUPI_RECORD_TYPE("service", rsup_service, service_fields, "one kind of service");

/* The words of the record as those of the answer. */
static int32_t state_of(int32_t said) {
  static const int32_t as[] = {
      [RSUPI_SERVICE_NEEDED] = RSUP_SERVICE_NEEDED,
      [RSUPI_SERVICE_NOT_NEEDED] = RSUP_SERVICE_NOT_NEEDED,
      [RSUPI_SERVICE_REFERRED] = RSUP_SERVICE_REFERRED,
      [RSUPI_SERVICE_WAITING] = RSUP_SERVICE_WAITING,
      [RSUPI_SERVICE_ACTIVE] = RSUP_SERVICE_ACTIVE,
      [RSUPI_SERVICE_ENDED] = RSUP_SERVICE_ENDED,
      [RSUPI_SERVICE_DECLINED] = RSUP_SERVICE_DECLINED,
  };
  return as[said];
}

static int is_open(int32_t state) {
  return state == RSUP_SERVICE_NEEDED || state == RSUP_SERVICE_REFERRED ||
         state == RSUP_SERVICE_WAITING;
}

/* The last word up to the day; NULL: none. */
static const rsupi_service_status *word_on(const rsupi_service *service, rsup_day day) {
  const rsupi_service_status *found = NULL;
  for (size_t i = 0; i < service->status_count; i++)
    if (service->status[i].from <= day) found = &service->status[i];
  return found;
}

static rsup_measure days_to_start(const rsupi_service *service, rsup_day day) {
  rsup_day needed = RSUPI_NO_DAY;
  int asked = 0;
  for (size_t i = 0; i < service->status_count && service->status[i].from <= day; i++) {
    const rsupi_service_status *const one = &service->status[i];
    if (is_open(state_of(one->state)) && !asked) {
      needed = one->from;
      asked = 1;
    }
    if (one->state != RSUPI_SERVICE_ACTIVE) continue;
    if (needed == RSUPI_NO_DAY) return rsupi_measure_unknown(1);
    return rsupi_measure_known(one->from - needed);
  }
  if (!asked) return rsupi_measure_not_applicable();
  if (needed == RSUPI_NO_DAY) return rsupi_measure_unknown(1);
  const rsupi_service_status *const last = word_on(service, day);
  if (!is_open(state_of(last->state))) return rsupi_measure_not_applicable();
  return rsupi_days_so_far(needed, RSUPI_NO_DAY, day);
}

/* Of several entries of one kind, the one that was spoken of last. */
static const rsupi_service *entry_of(const rsupi_care_question *q, const char *kind, rsup_day day) {
  const rsupi_service *best = NULL;
  rsup_day latest = RSUPI_NO_DAY;
  for (size_t i = 0; i < q->at->view->service_count; i++) {
    const rsupi_service *const one = q->at->view->services[i];
    if (!rsupi_text_equal(one->kind, kind)) continue;
    const rsupi_service_status *const word = word_on(one, day);
    if (!word || (best && word->from < latest)) continue;
    best = one;
    latest = word->from;
  }
  return best;
}

static int add(rsupi_care_question *q, const char *kind, rsupi_list *list) {
  rsup_service *const out = rsupi_arena_alloc(q->arena, sizeof *out);
  if (!out) return 0;
  const rsup_day day = q->until - 1;
  const rsupi_service *const found = entry_of(q, kind, day);
  out->kind = kind;
  out->state = RSUP_SERVICE_UNKNOWN;
  out->since = RSUPI_NO_DAY;
  out->days_to_start = rsupi_measure_unknown(1);
  if (found) {
    const rsupi_service_status *const word = word_on(found, day);
    out->state = state_of(word->state);
    out->since = word->from;
    out->days_to_start = days_to_start(found, day);
    out->service = rsupi_arena_copy(q->arena, found->head.id);
  }
  out->open = is_open(out->state);
  q->out->services_open += out->open;
  q->out->services_active += out->state == RSUP_SERVICE_ACTIVE;
  q->out->services_unknown += out->state == RSUP_SERVICE_UNKNOWN;
  return rsupi_list_push(q->arena, list, out);
}

int rsupi_care_services(rsupi_care_question *q) {
  const rsup_config *const config = q->at->config;
  rsupi_list list = {0};
  for (size_t i = 0; i < config->service_kind_count; i++)
    if (!add(q, config->service_kinds[i].id, &list)) return 0;
  q->out->services = (const rsup_service *const *)list.items;
  q->out->service_count = list.count;
  if (q->out->services_unknown)
    rsupi_care_reason(q, "services_not_spoken_of", q->out->services_unknown, NULL);
  return 1;
}
