/* Snapshots: the same record comes back, byte for byte, and nothing that is damaged opens. */
#include "person/records.h"
#include "person_support.h"
#include "recovery-support.h"

typedef struct blob {
  unsigned char *bytes;
  size_t len;
} blob;

static blob snapshot(const rsup_person *person) {
  rsup_result *result = NULL;
  rsup_error err;
  if (rsup_person_snapshot(person, &result, &err)) fail_msg("%s", err.message);
  const rsup_snapshot *const made = rsup_snapshot_get(result);
  blob out = {malloc((size_t)made->length), (size_t)made->length};
  memcpy(out.bytes, rsup_snapshot_bytes(result), out.len);
  rsup_result_free(result);
  return out;
}

static rsup_status open_blob(rsup_config *config, blob b, rsup_person **out) {
  return rsup_person_open_snapshot(config, b.bytes, b.len, out, NULL);
}

static void assert_same_record(const rsup_person *a, const rsup_person *b) {
  char *const x = written(a), *const y = written(b);
  assert_string_equal(x, y);
  free(x);
  free(y);
}

static char *report_of(const rsup_person *person) {
  rsup_result *report = NULL;
  const char *json = NULL;
  size_t len = 0;
  assert_int_equal(rsup_person_report(person, &report, NULL), RSUP_OK);
  assert_int_equal(rsup_result_json(report, &json, &len, NULL), RSUP_OK);
  char *const copy = strdup(json);
  rsup_result_free(report);
  return copy;
}

static void come_back(rsup_config *config, rsup_person *person) {
  rsup_person *again = NULL;
  blob b = snapshot(person);
  assert_int_equal(open_blob(config, b, &again), RSUP_OK);
  memset(b.bytes, 0xA5, b.len); /* nothing of it is held */
  assert_same_record(person, again);
  free(b.bytes);
  rsup_person_free(again);
}

static void a_full_record_comes_back_byte_for_byte(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  come_back(config, person);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

static void a_record_of_nothing_comes_back(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(
      config, "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\"}");
  come_back(config, person);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* Keys and sections of another version, an entry that can't be used, the same id twice, a
 * retraction, a revision, a tombstone, a list of names. */
static const char odd[] =
    "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
    "\"x-host\":{\"a\":[1,\"1\",null,true,{\"b\":[]}]},\"later\":[{\"id\":\"l1\",\"n\":1e400}],"
    "\"languages\":[\"pt\",\"en\"],\"zones\":[{\"zone\":\"Europe/Lisbon\"}],"
    "\"erased\":[{\"section\":\"events\",\"of\":\"e9\"}],"
    "\"events\":[{\"type\":\"contact\",\"id\":\"e1\",\"tie\":\"dana\",\"on\":\"2026-01-01\"},"
    "{\"type\":\"contact\",\"id\":\"e1\",\"tie\":\"d\\u00e9a\",\"on\":\"2026-01-02\",\"revision\":"
    "1},"
    "{\"type\":\"void\",\"id\":\"v\",\"of\":\"e3\"},{\"type\":\"telepathy\",\"id\":\"t\"},"
    "{\"type\":\"use_day\",\"id\":\"e2\",\"target\":\"a\",\"on\":\"2026-01-01\"},"
    "{\"type\":\"use_day\",\"id\":\"e2\",\"target\":\"b\",\"on\":\"2026-01-01\"},"
    "{\"type\":\"use_day\",\"id\":\"e3\",\"target\":\"a\",\"on\":\"2026-01-05\",\"amount\":1.50}]}";

static void what_is_odd_is_judged_as_a_load_does(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, odd);
  char *const text = written(person);
  rsup_person *const loaded = load_text(config, text), *opened = NULL;
  const blob b = snapshot(person), again = snapshot(loaded);
  assert_int_equal(b.len, again.len);
  assert_memory_equal(b.bytes, again.bytes, b.len);
  assert_int_equal(open_blob(config, b, &opened), RSUP_OK);
  assert_same_record(person, opened);
  char *const x = report_of(opened), *const y = report_of(loaded);
  const char *const counts = strstr(x, "\"used\"") ? "\"used\"" : "{";
  assert_non_null(strstr(y, counts));
  free(x);
  free(y);
  free(text);
  free(b.bytes);
  free(again.bytes);
  rsup_person_free(opened);
  rsup_person_free(loaded);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* A blob of about 2 KB: each bit of it, one by one. */
static void every_flipped_bit_is_refused(void **state) {
  (void)state;
  vault v = {0};
  char text[8000] = "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                    "\"zones\":[{\"zone\":\"Europe/Lisbon\"}],\"events\":[";
  for (int i = 0; i < 36; i++) {
    char one[200];
    snprintf(one, sizeof one,
             "%s{\"type\":\"contact\",\"id\":\"e%d\",\"tie\":\"dana\",\"by\":\"me\","
             "\"at\":\"2026-01-%02dT10:00Z\",\"recorded_at\":\"2026-01-%02dT10:05Z\"}",
             i ? "," : "", i, i % 28 + 1, i % 28 + 1);
    strcat(text, one);
  }
  strcat(text, "]}");
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, text);
  blob b = snapshot(person);
  assert_in_range(b.len, 1800, 2600);
  for (size_t bit = 0; bit < b.len * 8; bit++) {
    rsup_person *opened = person;
    b.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    const rsup_status status = open_blob(config, b, &opened);
    b.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    if (status != RSUP_E_FORMAT || opened) fail_msg("bit %zu: %d", bit, (int)status);
  }
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
}

static void every_cut_and_every_tail_is_refused(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, odd), *opened = NULL;
  const blob b = snapshot(person);
  for (size_t len = 0; len < b.len; len++)
    assert_int_equal(open_blob(config, (blob){b.bytes, len}, &opened), RSUP_E_FORMAT);
  unsigned char *const longer = calloc(1, b.len + 8);
  memcpy(longer, b.bytes, b.len);
  for (size_t more = 1; more <= 8; more++)
    assert_int_equal(open_blob(config, (blob){longer, b.len + more}, &opened), RSUP_E_FORMAT);
  free(longer);
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* ---- bodies that were changed on purpose, with a sum that fits */

#include "person/snapshot.h"
static void sign(blob b) {
  uint64_t sum = rsupi_snapshot_sum(b.bytes, b.len);
  for (size_t n = 0; n < 8; n++, sum >>= 8)
    b.bytes[RSUPI_SNAPSHOT_SUM_AT + n] = (unsigned char)(sum & 255);
}

/* Ask all that reads every entry; what the answers say is the forger's. */
static void use_up(rsup_person *person) {
  const rsup_instant now = instant("2026-03-04T12:00Z");
  rsup_result *result = NULL;
  if (!rsup_today(person, now, NULL, &result, NULL)) rsup_result_free(result);
  if (!rsup_agenda(person, now, now + 5 * RSUPI_MS_PER_DAY, NULL, &result, NULL))
    rsup_result_free(result);
  if (!rsup_person_insights(person, now, NULL, &result, NULL)) rsup_result_free(result);
  if (!rsup_person_history(person, "alcohol", day("2025-09-01"), day("2026-03-05"), now, NULL,
                           &result, NULL))
    rsup_result_free(result);
  if (!rsup_person_snapshot(person, &result, NULL)) rsup_result_free(result);
  free(written(person));
  if (rsup_person_erase(person, "*", NULL)) assert_int_equal(person->records->count, 0);
  rsup_person_free(person);
}

static void open_forged(rsup_config *config, blob b) {
  rsup_person *opened = NULL;
  sign(b);
  const rsup_status status = open_blob(config, b, &opened);
  assert_true(status == RSUP_OK || status == RSUP_E_FORMAT);
  if (opened) use_up(opened);
}

static void a_forged_byte_is_refused_or_gives_a_record(void **state) {
  (void)state;
  static const unsigned char other[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, odd);
  const blob b = snapshot(person);
  for (size_t i = RSUPI_SNAPSHOT_HEAD; i < b.len; i++) {
    const unsigned char kept = b.bytes[i];
    for (size_t k = 0; k < sizeof other; k++) {
      b.bytes[i] = other[k];
      open_forged(config, b);
    }
    b.bytes[i] = kept;
  }
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
}

static uint64_t chance(uint64_t *seed) {
  uint64_t z = *seed += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* Bytes set, bits flipped, pieces moved. SNAPSHOT_FORGERIES asks for more of them. */
static void many_forgeries_never_read_outside(void **state) {
  (void)state;
  const char *const more = getenv("SNAPSHOT_FORGERIES");
  const unsigned long count = more ? strtoul(more, NULL, 10) : 1000;
  uint64_t seed = more ? count : 1;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  const blob b = snapshot(person);
  const blob forged = {malloc(b.len), b.len};
  for (unsigned long n = 0; n < count; n++) {
    memcpy(forged.bytes, b.bytes, b.len);
    for (uint64_t changes = 1 + chance(&seed) % 3; changes; changes--) {
      const size_t room = b.len - RSUPI_SNAPSHOT_HEAD;
      const size_t at = RSUPI_SNAPSHOT_HEAD + chance(&seed) % room;
      const size_t from = RSUPI_SNAPSHOT_HEAD + chance(&seed) % room;
      const size_t longest = b.len - (at > from ? at : from), len = 1 + chance(&seed) % 16;
      switch (chance(&seed) % 3) {
      case 0:
        forged.bytes[at] = (unsigned char)chance(&seed);
        break;
      case 1:
        forged.bytes[at] ^= (unsigned char)(1u << chance(&seed) % 8);
        break;
      default:
        memmove(forged.bytes + at, forged.bytes + from, len < longest ? len : longest);
      }
    }
    open_forged(config, forged);
  }
  free(forged.bytes);
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
  assert_int_equal(v.not_wiped, 0);
}

/* ---- how it is opened */

static size_t allocations_to_open(vault *v, rsup_config *config, const rsup_person *person) {
  rsup_person *opened = NULL;
  const blob b = snapshot(person);
  const size_t before = v->allocations;
  assert_int_equal(open_blob(config, b, &opened), RSUP_OK);
  const size_t taken = v->allocations - before;
  assert_same_record(person, opened);
  rsup_person_free(opened);
  free(b.bytes);
  return taken;
}

/* One for each pattern of a text and each set of questions, and some for the whole. The judging of
 * one entry alone takes two: nothing of the full record is judged. Who adds a field
 * to an entry and sees this fail adds it to lib/person/image_tables.c too. */
static void opening_judges_nothing(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config);
  assert_in_range(allocations_to_open(&v, config, person), 1, 30);
  rsup_person_free(person);
  rsup_config_free(config);
}

static char *today_of(const rsup_person *person, const char *now) {
  rsup_result *result = NULL;
  const char *json = NULL;
  size_t len = 0;
  rsup_error err;
  if (rsup_today(person, instant(now), NULL, &result, &err)) fail_msg("%s", err.message);
  assert_int_equal(rsup_result_json(result, &json, &len, NULL), RSUP_OK);
  char *const copy = strdup(json);
  rsup_result_free(result);
  return copy;
}

static void assert_same_answers(const rsup_person *a, const rsup_person *b) {
  static const char *const moments[] = {"2025-06-01T12:00Z", "2026-02-12T12:00Z",
                                        "2026-03-04T23:30Z"};
  for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
    char *const x = today_of(a, moments[i]), *const y = today_of(b, moments[i]);
    assert_string_equal(x, y);
    free(x);
    free(y);
  }
}

static void an_opened_record_answers_and_grows_like_the_loaded_one(void **state) {
  (void)state;
  static const char fresh[] =
      "{\"type\":\"contact\",\"id\":\"fresh\",\"tie\":\"dana\",\"at\":\"2026-02-01T10:00Z\"}";
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_full(config), *opened = NULL;
  const blob b = snapshot(person);
  assert_int_equal(open_blob(config, b, &opened), RSUP_OK);
  assert_same_answers(person, opened);
  append_fine(person, fresh);
  append_fine(opened, fresh);
  assert_same_answers(person, opened);
  assert_same_record(person, opened);
  free(b.bytes);
  rsup_person_free(opened);
  rsup_person_free(person);
  rsup_config_free(config);
}

/* Another config has other words: what the snapshot found is found anew. */
static void under_another_config_all_is_judged_anew(void **state) {
  (void)state;
  static const char other[] = "format: recovery-support/config\nformat_version: 1\n"
                              "milestones:\n  - {id: day_3, days: 3, counts: current_run}\n";
  vault v = {0}, w = {0};
  rsup_config *const config = vault_config(&v), *const another = vault_config_with(&w, other);
  rsup_person *const person = load_full(config), *opened = NULL;
  const blob b = snapshot(person);
  assert_int_equal(open_blob(another, b, &opened), RSUP_OK);
  rsup_person *const loaded = load_full(another);
  assert_same_record(loaded, opened);
  assert_same_answers(loaded, opened);
  free(b.bytes);
  rsup_person_free(loaded);
  rsup_person_free(opened);
  rsup_person_free(person);
  rsup_config_free(another);
  rsup_config_free(config);
  assert_int_equal(w.not_wiped, 0);
}

static void what_is_erased_after_opening_is_wiped(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"setback\",\"id\":\"s1\",\"target\":\"quokka\",\"on\":\"2026-01-01\","
              "\"lesson\":\"wombat\"},"
              "{\"type\":\"setback\",\"id\":\"s2\",\"target\":\"numbat\",\"on\":\"2026-01-02\"}");
  rsup_person *opened = NULL;
  blob b = snapshot(person);
  rsup_person_free(person);
  assert_int_equal(open_blob(config, b, &opened), RSUP_OK);
  free(b.bytes);
  assert_true(vault_holds(&v, "wombat"));
  assert_int_equal(rsup_person_erase(opened, "events/s1", NULL), RSUP_OK);
  assert_false(vault_holds(&v, "wombat"));
  assert_false(vault_holds(&v, "quokka"));
  assert_true(vault_holds(&v, "numbat"));
  rsup_person_free(opened);
  rsup_config_free(config);
  assert_int_equal(v.not_wiped, 0);
}

static void each_failed_allocation_leaves_nothing_behind(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, odd);
  const blob b = snapshot(person);
  const size_t live = v.live;
  for (size_t nth = 1;; nth++) {
    rsup_person *opened = NULL;
    v.fail_at = v.allocations + nth;
    const rsup_status status = open_blob(config, b, &opened);
    v.fail_at = 0;
    rsup_person_free(opened);
    assert_int_equal(v.live, live);
    if (!status) break;
    assert_int_equal(status, RSUP_E_MEMORY);
  }
  for (size_t nth = 1;; nth++) {
    rsup_result *result = NULL;
    v.fail_at = v.allocations + nth;
    const rsup_status status = rsup_person_snapshot(person, &result, NULL);
    v.fail_at = 0;
    rsup_result_free(result);
    assert_int_equal(v.live, live);
    if (!status) break;
    assert_int_equal(status, RSUP_E_MEMORY);
  }
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.not_wiped, 0);
}

static void an_erased_entry_is_in_no_snapshot(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_events(
      config, "{\"type\":\"sign\",\"id\":\"s1\",\"kind\":\"quokka\",\"on\":\"2026-01-01\"}");
  rsup_error err;
  assert_int_equal(rsup_person_erase(person, "events/s1", &err), RSUP_OK);
  const blob b = snapshot(person);
  for (size_t i = 0; i + 6 <= b.len; i++) assert_memory_not_equal(b.bytes + i, "quokka", 6);
  free(b.bytes);
  rsup_person_free(person);
  assert_false(vault_holds(&v, "quokka"));
  rsup_config_free(config);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_full_record_comes_back_byte_for_byte),
      cmocka_unit_test(a_record_of_nothing_comes_back),
      cmocka_unit_test(what_is_odd_is_judged_as_a_load_does),
      cmocka_unit_test(every_flipped_bit_is_refused),
      cmocka_unit_test(every_cut_and_every_tail_is_refused),
      cmocka_unit_test(a_forged_byte_is_refused_or_gives_a_record),
      cmocka_unit_test(many_forgeries_never_read_outside),
      cmocka_unit_test(opening_judges_nothing),
      cmocka_unit_test(an_opened_record_answers_and_grows_like_the_loaded_one),
      cmocka_unit_test(under_another_config_all_is_judged_anew),
      cmocka_unit_test(what_is_erased_after_opening_is_wiped),
      cmocka_unit_test(each_failed_allocation_leaves_nothing_behind),
      cmocka_unit_test(an_erased_entry_is_in_no_snapshot),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
