/* Plural rules as data, in the notation of CLDR (Unicode CLDR 44, supplemental/plurals, under the
 * Unicode License), and the few lines that read it:
 *
 *   rule = all {"or" all}    all = test {"and" test}    test = operand ["%" number] ("=" | "!=")
 * set set = range {"," range}  range = number [".." number]
 *
 * Operands (UTS #35, Language Plural Rules): n absolute value, i its integer digits, v how many
 * fraction digits, f the fraction digits, t the same without trailing zeros. The exponent of
 * compact notation ("1c6") is always 0 here, so tests of it are left out. */
#include "config/plural.h"
#include "core/numbers.h"

#include <string.h>

const rsupi_name rsupi_plural_names[] = {{"zero", RSUPI_PLURAL_ZERO},
                                         {"one", RSUPI_PLURAL_ONE},
                                         {"two", RSUPI_PLURAL_TWO},
                                         {"few", RSUPI_PLURAL_FEW},
                                         {"many", RSUPI_PLURAL_MANY},
                                         {"other", RSUPI_PLURAL_OTHER},
                                         {NULL, 0}};

#define MILLIONS "i != 0 and i % 1000000 = 0 and v = 0"
static const struct family {
  const char *languages;                     /* with a space between; first match wins */
  const char *zero, *one, *two, *few, *many; /* NULL: the language has no such form */
} families[] = {
    {"en de nl sv fi", .one = "i = 1 and v = 0"},
    {"nb nn no tr hu", .one = "n = 1"},
    {"da", .one = "n = 1 or t != 0 and i = 0,1"},
    {"es", .one = "n = 1", .many = MILLIONS},
    {"it pt-PT", .one = "i = 1 and v = 0", .many = MILLIONS},
    {"fr", .one = "i = 0,1", .many = MILLIONS},
    {"pt", .one = "i = 0..1", .many = MILLIONS},
    {"pl", .one = "i = 1 and v = 0", .few = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
     .many = "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 "
             "= 12..14"},
    {"cs sk", .one = "i = 1 and v = 0", .few = "i = 2..4 and v = 0", .many = "v != 0"},
    {"ru uk", .one = "v = 0 and i % 10 = 1 and i % 100 != 11",
     .few = "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
     .many = "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14"},
    {"lt", .one = "n % 10 = 1 and n % 100 != 11..19", .few = "n % 10 = 2..9 and n % 100 != 11..19",
     .many = "f != 0"},
    {"lv", .zero = "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
     .one = "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and "
            "f % 10 = 1"},
    {"ro", .one = "i = 1 and v = 0", .few = "v != 0 or n = 0 or n != 1 and n % 100 = 1..19"},
    {"he", .one = "i = 1 and v = 0 or i = 0 and v != 0", .two = "i = 2 and v = 0"},
    {"ar", .zero = "n = 0", .one = "n = 1", .two = "n = 2", .few = "n % 100 = 3..10",
     .many = "n % 100 = 11..99"},
    {.languages = "ja ko zh"},
};

/* ---- a number's operands */

typedef struct operands {
  uint64_t i, f, t;
  uint32_t v;
} operands;

/* Digits beyond 18 can't change what the rules look at: the last ones of i, the first ones of f. */
static int read_operands(const char *digits, size_t len, operands *out) {
  const uint64_t keep = UINT64_C(1000000000000000);
  size_t at = len && digits[0] == '-';
  memset(out, 0, sizeof *out);
  if (at == len) return 0;
  for (; at < len && digits[at] >= '0' && digits[at] <= '9'; at++)
    out->i = out->i % keep * 10 + (uint64_t)(digits[at] - '0');
  if (at < len && digits[at] == '.')
    for (at++; at < len && digits[at] >= '0' && digits[at] <= '9'; at++)
      if (out->v < 15) {
        out->f = out->f * 10 + (uint64_t)(digits[at] - '0');
        out->v++;
      }
  for (out->t = out->f; out->t && out->t % 10 == 0;) out->t /= 10;
  return at == len;
}

/* ---- reading a rule */

static void skip(const char **rule) {
  while (**rule == ' ') ++*rule;
}

static int take(const char **rule, const char *word) {
  skip(rule);
  size_t len = strlen(word);
  if (strncmp(*rule, word, len) != 0) return 0;
  *rule += len;
  return 1;
}

static uint64_t take_number(const char **rule) {
  uint64_t number = 0;
  for (skip(rule); **rule >= '0' && **rule <= '9'; ++*rule)
    number = number * 10 + (uint64_t)(**rule - '0');
  return number;
}

/* `whole` is 0 for n with a fraction, which is in no set of whole numbers. */
static int take_set(const char **rule, uint64_t value, int whole) {
  int inside = 0;
  do {
    uint64_t from = take_number(rule), to = take(rule, "..") ? take_number(rule) : from;
    inside |= whole && value >= from && value <= to;
  } while (take(rule, ","));
  return inside;
}

static int take_test(const char **rule, const operands *number) {
  skip(rule);
  char operand = *(*rule)++;
  uint64_t value = operand == 'v'   ? number->v
                   : operand == 'f' ? number->f
                   : operand == 't' ? number->t
                                    : number->i;
  int whole = operand != 'n' || number->t == 0;
  if (take(rule, "%")) value %= take_number(rule);
  int differs = take(rule, "!=");
  if (!differs) take(rule, "=");
  return take_set(rule, value, whole) != differs;
}

static int follows(const char *rule, const operands *number) {
  int any = 0;
  if (!rule) return 0;
  do {
    int all = 1;
    do all &= take_test(&rule, number);
    while (take(&rule, "and"));
    any |= all;
  } while (take(&rule, "or"));
  return any;
}

/* ---- languages */

static int same_letter(char a, char b) {
  if (a == '_') a = '-';
  if (a >= 'A' && a <= 'Z') a = (char)(a - 'A' + 'a');
  if (b >= 'A' && b <= 'Z') b = (char)(b - 'A' + 'a');
  return a == b;
}

static int names_language(const char *languages, const char *locale, size_t len) {
  while (*languages) {
    size_t at = 0;
    while (at < len && languages[at] && same_letter(locale[at], languages[at])) at++;
    if (at == len && (languages[at] == ' ' || languages[at] == '\0')) return 1;
    while (*languages && *languages != ' ') languages++;
    while (*languages == ' ') languages++;
  }
  return 0;
}

static const struct family *family_of(const char *locale) {
  for (size_t len = strlen(locale); len > 0; len--) {
    if (locale[len] != '\0' && locale[len] != '-' && locale[len] != '_') continue;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
      if (names_language(families[i].languages, locale, len)) return &families[i];
  }
  return NULL;
}

int32_t rsupi_plural_category_of_text(const char *locale, const char *digits, size_t len) {
  operands number;
  const struct family *family = locale ? family_of(locale) : NULL;
  if (!family || !read_operands(digits, len, &number)) return RSUPI_PLURAL_OTHER;
  if (follows(family->zero, &number)) return RSUPI_PLURAL_ZERO;
  if (follows(family->one, &number)) return RSUPI_PLURAL_ONE;
  if (follows(family->two, &number)) return RSUPI_PLURAL_TWO;
  if (follows(family->few, &number)) return RSUPI_PLURAL_FEW;
  if (follows(family->many, &number)) return RSUPI_PLURAL_MANY;
  return RSUPI_PLURAL_OTHER;
}

int32_t rsupi_plural_category(const char *locale, double number) {
  char digits[32];
  return rsupi_plural_category_of_text(locale, digits, rsupi_print_double(number, digits));
}
