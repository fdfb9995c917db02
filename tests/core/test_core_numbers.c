/* Numbers read and printed: exactly, in the shortest way, under any locale. */
#include "core/cmocka_all.h"
#include "core/numbers.h"
#include "core/random_bits.h"
#include <float.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_json_number_grammar(void **state) {
  (void)state;
  static const char *const numbers[] = {"0",   "-0",   "7",    "10",  "-12.50",  "0.0",
                                        "1e5", "1E-5", "1e+0", "0e0", "1.5e300", "123456789"};
  static const char *const others[] = {"",     "-",     "+1",  "01",      "-01", "1.",       ".5",
                                       "1.e5", "1e",    "1e+", "e5",      " 1",  "1 ",       "1_0",
                                       "0x1",  "1,5",   "NaN", "inf",     "nan", "Infinity", "--1",
                                       "1e5.", "1.2.3", "1-",  "\xD9\xA1"};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    assert_true(rsupi_is_json_number(numbers[i], strlen(numbers[i])));
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    double number;
    int64_t whole;
    assert_false(rsupi_is_json_number(others[i], strlen(others[i])));
    assert_false(rsupi_parse_double(others[i], strlen(others[i]), &number));
    assert_false(rsupi_parse_int64(others[i], strlen(others[i]), &whole));
  }
  assert_false(rsupi_is_json_number("1\0", 2));
}

static void test_whole_numbers_are_read_within_their_range(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t value;
  } rows[] = {{"0", 0},
              {"-0", 0},
              {"42", 42},
              {"-42", -42},
              {"9223372036854775807", INT64_MAX},
              {"-9223372036854775807", -INT64_MAX},
              {"-9223372036854775808", INT64_MIN}};
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    int64_t value = 1;
    assert_true(rsupi_parse_int64(rows[i].text, strlen(rows[i].text), &value));
    assert_true(value == rows[i].value);
  }
  static const char *const refused[] = {"9223372036854775808", "-9223372036854775809", "1.0", "1e2",
                                        "99999999999999999999"};
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    int64_t value = 1;
    assert_false(rsupi_parse_int64(refused[i], strlen(refused[i]), &value));
    assert_int_equal(value, 1);
  }
}

static void test_whole_numbers_are_printed(void **state) {
  (void)state;
  char text[24];
  assert_int_equal(rsupi_print_int64(0, text), 1);
  assert_string_equal(text, "0");
  rsupi_print_int64(-1234567890, text);
  assert_string_equal(text, "-1234567890");
  assert_int_equal(rsupi_print_int64(INT64_MIN, text), 20);
  assert_string_equal(text, "-9223372036854775808");
  rsupi_print_int64(INT64_MAX, text);
  assert_string_equal(text, "9223372036854775807");
}

static void test_special_doubles(void **state) {
  (void)state;
  char text[32];
  assert_true(rsupi_isnan(rsupi_nan()));
  assert_false(rsupi_isnan(rsupi_infinity()));
  assert_true(rsupi_infinity() > DBL_MAX);
  rsupi_print_double(rsupi_nan(), text);
  assert_string_equal(text, "nan");
  rsupi_print_double(rsupi_infinity(), text);
  assert_string_equal(text, "inf");
  assert_int_equal(rsupi_print_double(-rsupi_infinity(), text), 4);
  assert_string_equal(text, "-inf");
}

static void assert_reads_as(const char *text, double expected) {
  double value = 0;
  assert_true(rsupi_parse_double(text, strlen(text), &value));
  if (rsupi_double_bits(value) != rsupi_double_bits(expected))
    fail_msg("%s read as %a, expected %a", text, value, expected);
}

static void assert_prints_as(double value, const char *expected) {
  char text[32];
  assert_int_equal(rsupi_print_double(value, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void test_whole_doubles_below_1e15_have_no_point(void **state) {
  (void)state;
  assert_prints_as(0.0, "0");
  assert_prints_as(-0.0, "-0");
  assert_prints_as(3.0, "3");
  assert_prints_as(-1000.0, "-1000");
  assert_prints_as(123456789012345.0, "123456789012345");
  assert_prints_as(999999999999999.0, "999999999999999");
}

/* The texts are Python's repr() of the same bits. */
static const struct {
  double value;
  const char *text;
} python_repr[] = {
    {0x1.999999999999ap-4, "0.1"},
    {0x1.999999999999ap-3, "0.2"},
    {0x1.3333333333333p-2, "0.3"},
    {0x1.3333333333334p-2, "0.30000000000000004"},
    {0x1.5555555555555p-2, "0.3333333333333333"},
    {0x1.5555555555555p-1, "0.6666666666666666"},
    {0x1.4f8b588e368f1p-17, "1e-05"},
    {0x1.a36e2eb1c432dp-14, "0.0001"},
    {0x1.02e4b6ce5dc68p-13, "0.00012345"},
    {0x1.b69b4ba630f35p+56, "1.2345678901234568e+17"},
    {0x1.1c37937e08000p+53, "1e+16"},
    {0x1.1eb2d66005835p+997, "1.5e+300"},
    {0x1.c6bf526340000p+49, "1000000000000000.0"},
    {0x1.c6bf52633ffffp+49, "999999999999999.9"},
    {0x1.1c37937e07fffp+53, "9999999999999998.0"},
    {0x1.0f0cf064dd592p+73, "1e+22"},
    {0x1.52d02c7e14af6p+76, "1e+23"},
    {0x1.52d02c7e14af6p+77, "2e+23"},
    {0x1.0000000000000p+54, "1.8014398509481984e+16"},
    {0x1.0000000000000p-44, "5.684341886080802e-14"},
    {0x0.0000000000001p-1022, "5e-324"},
    {0x1.0000000000000p-1022, "2.2250738585072014e-308"},
    {0x1.0000000000000p+1023, "8.98846567431158e+307"},
    {0x1.fffffffffffffp+1023, "1.7976931348623157e+308"},
    {0x0.fffffffffffffp-1022, "2.225073858507201e-308"},
    {0x0.0000000000003p-1022, "1.5e-323"},
    {0x1.921fb54442d18p+1, "3.141592653589793"},
    {0x1.5bf0a8b145769p+1, "2.718281828459045"},
    {0x1.9200000000000p+6, "100.5"},
    {0x1.34a456d5cfaadp+10, "1234.5678"},
    {0x1.fe185ca57c517p+78, "6.02214076e+23"},
    {0x1.7a4da290c1653p-63, "1.602176634e-19"},
    {0x1.1666666666666p+2, "4.35"},
    {0x1.fffffffffffffp-2, "0.49999999999999994"},
    {0x1.ad7f29abcaf48p-24, "1e-07"},
    {0x1.d87247702c0d0p-24, "1.1e-07"},
    {0x1.6b082c2148b8ep-60, "1.23e-18"},
    {0x1.c7e83209e90b2p+72, "8.41e+21"},
    {0x1.0000000000000p-20, "9.5367431640625e-07"},
    {0x1.8000000000000p-19, "2.86102294921875e-06"},
    {0x1.0000000000000p+52, "4503599627370496.0"},
    {0x1.0000000000002p+52, "4503599627370498.0"},
    {0x1.249ad2594c37dp+332, "1e+100"},
    {0x1.0000000000001p+0, "1.0000000000000002"},
    {0x1.fffffffffffffp-1, "0.9999999999999999"},
    {0x0.05c0ab9347ed7p-1022, "5e-310"},
    {0x1.0000000000000p+50, "1125899906842624.0"},
    {0x1.0000000000000p+65, "3.6893488147419103e+19"},
    {0x1.0000000000000p+89, "6.189700196426902e+26"},
    {0x1.279a9c8073d8bp-100, "9.109e-31"},
};

static void test_doubles_print_like_pythons_repr(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof python_repr / sizeof python_repr[0]; i++) {
    char negative[32] = "-";
    strcat(negative, python_repr[i].text);
    assert_prints_as(python_repr[i].value, python_repr[i].text);
    assert_prints_as(-python_repr[i].value, negative);
  }
}

static void test_doubles_read_what_python_prints(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof python_repr / sizeof python_repr[0]; i++)
    assert_reads_as(python_repr[i].text, python_repr[i].value);
}

static void test_ties_are_read_to_the_even_double(void **state) {
  (void)state;
  /* 2^53 + 1 lies half-way between 2^53 and 2^53 + 2; so does 2^53 + 3 between + 2 and + 4. */
  assert_reads_as("9007199254740993", 9007199254740992.0);
  assert_reads_as("9007199254740993.0", 9007199254740992.0);
  assert_reads_as("9007199254740993.00000000000000000000000000000000000001", 9007199254740994.0);
  assert_reads_as("9007199254740992.99999999999999999999999999999999999999", 9007199254740992.0);
  assert_reads_as("9007199254740995", 9007199254740996.0);
}

static void test_the_ends_of_the_range(void **state) {
  (void)state;
  /* The largest double is (2 - 2^-52) 2^1023 = 1.79769313486231570814...e308; half a step above it
   * is 1.79769313486231580793...e308. The smallest is 2^-1074 = 4.94e-324, half of it
   * 2.47032822920623272...e-324. */
  assert_reads_as("1.7976931348623158e308", DBL_MAX);
  assert_reads_as("1.797693134862315807e308", DBL_MAX);
  assert_reads_as("2.4703282292062327e-324", 0.0);
  assert_reads_as("2.4703282292062328e-324", 0x1p-1074);
  assert_reads_as("-2.4703282292062327e-324", -0.0);
  assert_reads_as("2.2250738585072012e-308", 0x1p-1022); /* hung Java and PHP in 2011 */
  assert_reads_as("1e-400", 0.0);
  assert_reads_as("0e999999999999", 0.0);
  assert_reads_as("0.000e-999999999999", 0.0);
  static const char *const refused[] = {"1.797693134862315808e308", "1.7976931348623159e308",
                                        "1e309", "-1e400", "1e999999999999999999"};
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    double value = 5;
    assert_false(rsupi_parse_double(refused[i], strlen(refused[i]), &value));
    assert_true(value > 4 && value < 6);
  }
}

static void test_very_long_numbers(void **state) {
  (void)state;
  enum { ZEROS = 5000 };
  char text[ZEROS + 64];
  memset(text, '0', sizeof text);
  memcpy(text, "0.", 2);
  strcpy(text + ZEROS, "25e5000"); /* 0.{4998 zeros}25e5000 = 0.25e2 */
  assert_reads_as(text, 25.0);
  memset(text, '0', sizeof text);
  text[0] = '3';
  strcpy(text + ZEROS, "e-5000"); /* 3 and 4999 zeros: 3e4999 */
  assert_reads_as(text, 0.3);
  /* A tie, and then one digit far behind the 767 that can matter. */
  memset(text, '0', sizeof text);
  memcpy(text, "9007199254740993.", 17);
  text[ZEROS] = '\0';
  assert_reads_as(text, 9007199254740992.0);
  strcpy(text + ZEROS, "1");
  assert_reads_as(text, 9007199254740994.0);
}

/* The C library, in the C locale the test runs in, is the other opinion. */
static void test_random_texts_are_read_like_the_c_library(void **state) {
  (void)state;
  uint64_t seed = RANDOM_SEED;
  for (int i = 0; i < 100000; i++) {
    char text[80];
    size_t len = 0;
    const size_t digits = 1 + random_bits(&seed) % 40, point = random_bits(&seed) % 40;
    text[len++] = (char)('1' + random_bits(&seed) % 9);
    for (size_t d = 0; d < digits; d++) {
      if (d == point) text[len++] = '.';
      text[len++] = (char)('0' + random_bits(&seed) % 10);
    }
    if (text[len - 1] == '.') len--;
    snprintf(text + len, 16, "e%d", (int)(random_bits(&seed) % 600) - 330);
    const double expected = strtod(text, NULL);
    double value = 0;
    if (expected > DBL_MAX)
      assert_false(rsupi_parse_double(text, strlen(text), &value));
    else
      assert_reads_as(text, expected);
  }
}

static void test_borders_between_doubles_are_read_like_the_c_library(void **state) {
  (void)state;
  if (LDBL_MANT_DIG < 54) skip();
  uint64_t seed = RANDOM_SEED;
  for (int i = 0; i < 2000; i++) {
    const uint64_t bits = random_bits(&seed) >> (i % 4 ? 1 : 12); /* a quarter subnormal */
    const double below = rsupi_double_from_bits(bits), above = rsupi_double_from_bits(bits + 1);
    if (!(above <= DBL_MAX)) continue;
    char text[1200];
    snprintf(text, sizeof text, "%.1100Le", ((long double)below + (long double)above) / 2);
    assert_reads_as(text, strtod(text, NULL));
    char *const last = strchr(text, 'e') - 1;
    *last = '1';
    assert_reads_as(text, above);
  }
}

/* The significant digits of a printed number: no sign, point, exponent, outer zeros. */
static void significant_digits(const char *text, char *out) {
  size_t len = 0;
  for (; *text && *text != 'e'; text++)
    if (*text >= '0' && *text <= '9' && (len > 0 || *text != '0')) out[len++] = *text;
  while (len > 1 && out[len - 1] == '0') len--;
  out[len] = '\0';
}

/* Reads back; one digit less would not; and it is the nearest text of its length. */
static void assert_shortest(double value) {
  char text[32], digits[32], other[40], other_digits[40];
  double back = 0;
  const size_t len = rsupi_print_double(value, text);
  assert_true(len < 32 && text[len] == '\0');
  if (!rsupi_parse_double(text, len, &back) || rsupi_double_bits(back) != rsupi_double_bits(value))
    fail_msg("%a printed as %s, which reads as %a", value, text, back);
  back = strtod(text, NULL);
  if (rsupi_double_bits(back) != rsupi_double_bits(value))
    fail_msg("%a printed as %s, which the C library reads as %a", value, text, back);
  significant_digits(text, digits);
  const int count = (int)strlen(digits);
  if (count > 1) {
    snprintf(other, sizeof other, "%.*e", count - 2, value);
    if (rsupi_double_bits(strtod(other, NULL)) == rsupi_double_bits(value))
      fail_msg("%a printed as %s, but %s is enough", value, text, other);
  }
  snprintf(other, sizeof other, "%.*e", count - 1, value);
  significant_digits(other, other_digits);
  if (rsupi_double_bits(strtod(other, NULL)) == rsupi_double_bits(value) &&
      strcmp(digits, other_digits) != 0)
    fail_msg("%a printed as %s, but %s is nearer", value, text, other);
}

static void test_random_doubles_print_shortest_and_read_back(void **state) {
  (void)state;
  uint64_t seed = RANDOM_SEED;
  for (int i = 0; i < 250000; i++) {
    const double value = rsupi_double_from_bits(random_bits(&seed));
    if (!(value - value < 1)) continue; /* NaN, infinities */
    assert_shortest(value);
  }
}

static void test_numbers_people_write_print_as_written(void **state) {
  (void)state;
  uint64_t seed = RANDOM_SEED;
  for (int i = 0; i < 200000; i++) {
    /* Up to 15 digits with up to 10 decimals: the text that was read is the shortest one. */
    const uint64_t whole =
        random_bits(&seed) % UINT64_C(1000000000000000) >> random_bits(&seed) % 50;
    const unsigned decimals = 1 + (unsigned)(random_bits(&seed) % 10);
    uint64_t ten = 1;
    for (unsigned d = 0; d < decimals; d++) ten *= 10;
    char text[64];
    snprintf(text, sizeof text, "%llu.%0*llu", (unsigned long long)(whole / ten), (int)decimals,
             (unsigned long long)(whole % ten));
    double value = 0;
    assert_true(rsupi_parse_double(text, strlen(text), &value));
    assert_shortest(value);
    size_t len = strlen(text);
    while (text[len - 1] == '0') len--;
    if (text[len - 1] == '.') len--;
    text[len] = '\0';
    if (value == 0 || value >= 1e-4) assert_prints_as(value, text);
  }
}

static void test_doubles_at_powers_of_two_and_ten(void **state) {
  (void)state;
  for (int e = -1074; e <= 1023; e++) {
    const uint64_t bits = e >= -1022 ? (uint64_t)(e + 1023) << 52 : UINT64_C(1) << (e + 1074);
    char text[32];
    double back = 0;
    const double value = rsupi_double_from_bits(bits);
    assert_true(rsupi_parse_double(text, rsupi_print_double(value, text), &back));
    assert_true(rsupi_double_bits(back) == bits);
    assert_shortest(rsupi_double_from_bits(bits + 1));
    if (bits > 1) assert_shortest(rsupi_double_from_bits(bits - 1));
  }
  for (int e = -323; e <= 308; e++) {
    char text[16];
    snprintf(text, sizeof text, "1e%d", e);
    assert_reads_as(text, strtod(text, NULL));
    assert_shortest(strtod(text, NULL));
  }
}

static void test_a_decimal_comma_locale_changes_nothing(void **state) {
  (void)state;
  static const char *const locales[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8",
                                        "tr_TR.UTF-8"};
  const char *found = NULL;
  for (size_t i = 0; !found && i < sizeof locales / sizeof locales[0]; i++)
    found = setlocale(LC_ALL, locales[i]);
  if (!found || strcmp(localeconv()->decimal_point, ",") != 0) {
    print_message("skipped: no locale with a decimal comma on this machine\n");
    setlocale(LC_ALL, "C");
    skip();
  }
  for (size_t i = 0; i < sizeof python_repr / sizeof python_repr[0]; i++) {
    assert_prints_as(python_repr[i].value, python_repr[i].text);
    assert_reads_as(python_repr[i].text, python_repr[i].value);
  }
  setlocale(LC_ALL, "C");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_json_number_grammar),
      cmocka_unit_test(test_whole_numbers_are_read_within_their_range),
      cmocka_unit_test(test_whole_numbers_are_printed),
      cmocka_unit_test(test_special_doubles),
      cmocka_unit_test(test_whole_doubles_below_1e15_have_no_point),
      cmocka_unit_test(test_doubles_print_like_pythons_repr),
      cmocka_unit_test(test_doubles_read_what_python_prints),
      cmocka_unit_test(test_ties_are_read_to_the_even_double),
      cmocka_unit_test(test_the_ends_of_the_range),
      cmocka_unit_test(test_very_long_numbers),
      cmocka_unit_test(test_random_texts_are_read_like_the_c_library),
      cmocka_unit_test(test_borders_between_doubles_are_read_like_the_c_library),
      cmocka_unit_test(test_random_doubles_print_shortest_and_read_back),
      cmocka_unit_test(test_numbers_people_write_print_as_written),
      cmocka_unit_test(test_doubles_at_powers_of_two_and_ten),
      cmocka_unit_test(test_a_decimal_comma_locale_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
