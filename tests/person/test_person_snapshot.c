/* Snapshots: the same record comes back, byte for byte, and nothing that is damaged opens. */
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
  char text[3000] = "{\"format\":\"recovery-support/person\",\"format_version\":1,\"id\":\"p\","
                    "\"zones\":[{\"zone\":\"Europe/Lisbon\"}],\"events\":[";
  for (int i = 0; i < 18; i++) {
    char one[200];
    snprintf(one, sizeof one,
             "%s{\"type\":\"contact\",\"id\":\"e%d\",\"tie\":\"dana\",\"by\":\"me\","
             "\"at\":\"2026-01-%02dT10:00Z\",\"recorded_at\":\"2026-01-%02dT10:05Z\"}",
             i ? "," : "", i, i + 1, i + 1);
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

/* A body that was changed on purpose, with a sum that fits: never read outside of it, and whatever
 * opens writes a document that loads. */
#include "person/snapshot.h"
static void a_forged_body_is_refused_or_is_a_record(void **state) {
  (void)state;
  vault v = {0};
  rsup_config *const config = vault_config(&v);
  rsup_person *const person = load_text(config, odd);
  const blob b = snapshot(person);
  for (size_t i = RSUPI_SNAPSHOT_HEAD; i < b.len; i++) {
    static const unsigned char other[] = {0x00, 0x01, 0x7f, 0x80, 0xff};
    const unsigned char kept = b.bytes[i];
    for (size_t k = 0; k < sizeof other; k++) {
      rsup_person *opened = NULL;
      b.bytes[i] = other[k];
      uint64_t sum = rsupi_snapshot_sum(b.bytes, b.len);
      for (size_t n = 0; n < 8; n++, sum >>= 8)
        b.bytes[RSUPI_SNAPSHOT_SUM_AT + n] = (unsigned char)(sum & 255);
      const rsup_status status = open_blob(config, b, &opened);
      assert_true(status == RSUP_OK || status == RSUP_E_FORMAT);
      if (opened) {
        char *const text = written(opened);
        rsup_person_free(load_text(config, text));
        free(text);
      }
      rsup_person_free(opened);
    }
    b.bytes[i] = kept;
  }
  free(b.bytes);
  rsup_person_free(person);
  rsup_config_free(config);
  assert_int_equal(v.live, 0);
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
      cmocka_unit_test(a_forged_body_is_refused_or_is_a_record),
      cmocka_unit_test(each_failed_allocation_leaves_nothing_behind),
      cmocka_unit_test(an_erased_entry_is_in_no_snapshot),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
