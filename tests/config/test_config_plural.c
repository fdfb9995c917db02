/* Plural categories against the samples that CLDR publishes beside its rules (cldr-json,
 * cldr-core/supplemental/plurals.json): "@integer" and "@decimal" lists, where a~b is a range in
 * steps of the last digit, without the compact notation ("1c6"). */
#include "config/plural.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BIG ", 100, 1000, 10000, 100000, 1000000"
#define BIG_DECIMAL ", 10.0, 100.0, 1000.0, 10000.0, 100000.0, 1000000.0"
typedef struct sample {
  const char *locale;
  const char *category;
  const char *numbers;
} sample;
static const sample samples[] = {
    {"en", "one", "1"},
    {"en", "other", "0, 2~16" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"de", "one", "1"},
    {"de", "other", "0, 2~16" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"nl", "one", "1"},
    {"nl", "other", "0, 2~16" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"sv", "one", "1"},
    {"sv", "other", "0, 2~16" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"fi", "one", "1"},
    {"fi", "other", "0, 2~16" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"nb", "one", "1, 1.0, 1.00, 1.000, 1.0000"},
    {"nb", "other", "0, 2~16" BIG ", 0.0~0.9, 1.1~1.6" BIG_DECIMAL},
    {"tr", "one", "1, 1.0, 1.00, 1.000, 1.0000"},
    {"tr", "other", "0, 2~16" BIG ", 0.0~0.9, 1.1~1.6" BIG_DECIMAL},
    {"hu", "one", "1, 1.0, 1.00, 1.000, 1.0000"},
    {"hu", "other", "0, 2~16" BIG ", 0.0~0.9, 1.1~1.6" BIG_DECIMAL},
    {"da", "one", "1, 0.1~1.6"},
    {"da", "other", "0, 2~16" BIG ", 0.0, 2.0~3.4" BIG_DECIMAL},
    {"es", "one", "1, 1.0, 1.00, 1.000, 1.0000"},
    {"es", "many", "1000000"},
    {"es", "other", "0, 2~16, 100, 1000, 10000, 100000, 0.0~0.9, 1.1~1.6" BIG_DECIMAL},
    {"it", "one", "1"},
    {"it", "many", "1000000"},
    {"it", "other", "0, 2~16, 100, 1000, 10000, 100000, 0.0~1.5" BIG_DECIMAL},
    {"fr", "one", "0, 1, 0.0~1.5"},
    {"fr", "many", "1000000"},
    {"fr", "other", "2~17, 100, 1000, 10000, 100000, 2.0~3.5" BIG_DECIMAL},
    {"pt", "one", "0, 1, 0.0~1.5"},
    {"pt", "many", "1000000"},
    {"pt", "other", "2~17, 100, 1000, 10000, 100000, 2.0~3.5" BIG_DECIMAL},
    {"pt-PT", "one", "1"},
    {"pt-PT", "many", "1000000"},
    {"pt-PT", "other", "0, 2~16, 100, 1000, 10000, 100000, 0.0~1.5" BIG_DECIMAL},
    {"pl", "one", "1"},
    {"pl", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002"},
    {"pl", "many", "0, 5~19" BIG},
    {"pl", "other", "0.0~1.5" BIG_DECIMAL},
    {"cs", "one", "1"},
    {"cs", "few", "2~4"},
    {"cs", "many", "0.0~1.5" BIG_DECIMAL},
    {"cs", "other", "0, 5~19" BIG},
    {"sk", "one", "1"},
    {"sk", "few", "2~4"},
    {"sk", "many", "0.0~1.5" BIG_DECIMAL},
    {"sk", "other", "0, 5~19" BIG},
    {"ru", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001"},
    {"ru", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002"},
    {"ru", "many", "0, 5~19" BIG},
    {"ru", "other", "0.0~1.5" BIG_DECIMAL},
    {"uk", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001"},
    {"uk", "few", "2~4, 22~24, 32~34, 42~44, 52~54, 62, 102, 1002"},
    {"uk", "many", "0, 5~19" BIG},
    {"uk", "other", "0.0~1.5" BIG_DECIMAL},
    {"lt", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001, 1.0, 21.0, 31.0, 101.0, 1001.0"},
    {"lt", "few", "2~9, 22~29, 102, 1002, 2.0, 3.0, 9.0, 22.0, 102.0, 1002.0"},
    {"lt", "many", "0.1~0.9, 1.1~1.7, 10.1, 100.1, 1000.1"},
    {"lt", "other", "0, 10~20, 30, 40, 50, 60" BIG ", 0.0, 11.0, 16.0" BIG_DECIMAL},
    {"lv", "zero", "0, 10~20, 30, 40, 50, 60" BIG ", 0.0, 11.0, 16.0" BIG_DECIMAL},
    {"lv", "one", "1, 21, 31, 41, 51, 61, 71, 81, 101, 1001, 0.1, 1.0, 1.1, 2.1, 10.1, 1000.1"},
    {"lv", "other", "2~9, 22~29, 102, 1002, 0.2~0.9, 1.2~1.9, 10.2, 100.2, 1000.2"},
    {"ro", "one", "1"},
    {"ro", "few", "0, 2~16, 101, 1001, 0.0~1.5" BIG_DECIMAL},
    {"ro", "other", "20~35" BIG},
    {"he", "one", "1, 0.0~0.9, 0.00~0.05"},
    {"he", "two", "2"},
    {"he", "other", "0, 3~17" BIG ", 1.0~2.5" BIG_DECIMAL},
    {"ar", "zero", "0, 0.0, 0.00, 0.000, 0.0000"},
    {"ar", "one", "1, 1.0, 1.00, 1.000, 1.0000"},
    {"ar", "two", "2, 2.0, 2.00, 2.000, 2.0000"},
    {"ar", "few", "3~10, 103~110, 1003, 3.0, 4.0, 10.0, 103.0, 1003.0"},
    {"ar", "many", "11~26, 111, 1011, 11.0, 12.0, 18.0, 111.0, 1011.0"},
    {"ar", "other", "100~102, 200~202, 300~302, 600, 1000, 1000000, 0.1~0.9, 1.1~1.7, 10.1, 100.0"},
    {"ja", "other", "0~15" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"ko", "other", "0~15" BIG ", 0.0~1.5" BIG_DECIMAL},
    {"zh", "other", "0~15" BIG ", 0.0~1.5" BIG_DECIMAL},
};

static void check_one(const sample *of, const char *digits, size_t len) {
  int32_t category = rsupi_plural_category_of_text(of->locale, digits, len);
  if (!rsupi_text_equal(rsupi_name_of(rsupi_plural_names, category), of->category))
    fail_msg("%s: %.*s should be %s", of->locale, (int)len, digits, of->category);
}

/* "0.0~1.5": counts in the last digit of the first number. */
static void check_range(const sample *of, const char *from, size_t len, const char *to) {
  char digits[32];
  const char *dot = memchr(from, '.', len);
  size_t fraction = dot ? (size_t)(from + len - dot) - 1 : 0;
  long first = 0, last = 0, scale = 1;
  for (size_t i = 0; i < fraction; i++) scale *= 10;
  for (size_t i = 0; i < len; i++)
    if (from[i] != '.') first = first * 10 + (from[i] - '0');
  for (; *to && *to != ','; to++)
    if (*to != '.') last = last * 10 + (*to - '0');
  for (long n = first; n <= last; n++) {
    rsupi_fixed text = rsupi_fixed_start(digits, sizeof digits);
    rsupi_fixed_format(&text, "%d", (int)(n / scale));
    if (fraction) rsupi_fixed_add(&text, ".");
    for (long place = scale / 10; place > 0; place /= 10)
      rsupi_fixed_format(&text, "%d", (int)(n / place % 10));
    check_one(of, digits, text.len);
  }
}

static void check_sample(const sample *of) {
  const char *at = of->numbers;
  while (*at) {
    size_t len = strcspn(at, ",~");
    if (at[len] == '~')
      check_range(of, at, len, at + len + 1);
    else
      check_one(of, at, len);
    at += strcspn(at, ",");
    at += strspn(at, ", ");
  }
}

static void every_published_sample_gets_its_category(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) check_sample(&samples[i]);
}

static void a_region_takes_the_rules_of_its_language(void **state) {
  (void)state;
  assert_int_equal(rsupi_plural_category("de-AT", 1), RSUPI_PLURAL_ONE);
  assert_int_equal(rsupi_plural_category("ru_RU", 3), RSUPI_PLURAL_FEW);
  assert_int_equal(rsupi_plural_category("PL", 5), RSUPI_PLURAL_MANY);
  assert_int_equal(rsupi_plural_category("pt-BR", 0), RSUPI_PLURAL_ONE);
  assert_int_equal(rsupi_plural_category("pt-PT", 0), RSUPI_PLURAL_OTHER);
}

static void an_unknown_language_or_no_number_takes_other(void **state) {
  (void)state;
  assert_int_equal(rsupi_plural_category("xx", 1), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category("english", 1), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category("", 1), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category(NULL, 1), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category_of_text("en", "", 0), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category_of_text("en", "-", 1), RSUPI_PLURAL_OTHER);
  assert_int_equal(rsupi_plural_category_of_text("en", "1e3", 3), RSUPI_PLURAL_OTHER);
}

static void the_sign_does_not_count(void **state) {
  (void)state;
  assert_int_equal(rsupi_plural_category("en", -1), RSUPI_PLURAL_ONE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_published_sample_gets_its_category),
      cmocka_unit_test(a_region_takes_the_rules_of_its_language),
      cmocka_unit_test(an_unknown_language_or_no_number_takes_other),
      cmocka_unit_test(the_sign_does_not_count),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
