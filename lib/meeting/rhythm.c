/* Hints at another rhythm than every week, found by patterns over classes of words. English, and
 * Spanish for the days of the month that feeds of both languages mention. */
#include "meeting/rhythm.h"
#include "meeting/feed_text.h"
#include <string.h>

enum {
  ORDINAL = 1,       /* first, 2nd, last */
  NUMERIC = 2,       /* of those: 1st 2nd 3rd 4th 5th */
  DAY = 4,           /* Friday, Fri, viernes */
  MONTH = 8,         /* month, months */
  WEEK = 16,         /* week, weeks */
  EVERY = 32,        /* every, each, cada */
  OTHER = 64,        /* other, alternate */
  RHYTHM = 128,      /* biweekly, fortnightly: enough by itself */
  MONTHLY = 256,     /* enough by itself unless it speaks of something else */
  OF = 512,          /* of, in, per, a, del */
  TWO = 1024,        /* 2, two, dos */
  TIMES = 2048,      /* once, twice */
  PARITY = 4096,     /* odd, even */
  NOT = 8192,        /* not */
  WEEKLY = 16384,    /* weekly */
  END = 32768,       /* of a sentence or of the text */
  ELSEWHERE = 65536, /* business, potluck ...: what may be monthly while the meeting is not */
  BI = 131072        /* bi-weekly */
};

typedef struct word {
  const char *text;
  int classes;
} word;

static const word words[] = {
    {"first", ORDINAL},
    {"second", ORDINAL},
    {"third", ORDINAL},
    {"fourth", ORDINAL},
    {"fifth", ORDINAL},
    {"last", ORDINAL},
    {"1st", ORDINAL | NUMERIC},
    {"2nd", ORDINAL | NUMERIC},
    {"3rd", ORDINAL | NUMERIC},
    {"4th", ORDINAL | NUMERIC},
    {"5th", ORDINAL | NUMERIC},
    {"primer", ORDINAL},
    {"primero", ORDINAL},
    {"primera", ORDINAL},
    {"segundo", ORDINAL},
    {"segunda", ORDINAL},
    {"tercer", ORDINAL},
    {"tercero", ORDINAL},
    {"tercera", ORDINAL},
    {"cuarto", ORDINAL},
    {"quinto", ORDINAL},
    {"ultimo", ORDINAL},
    {"último", ORDINAL},
    {"Último", ORDINAL},
    {"sunday", DAY},
    {"monday", DAY},
    {"tuesday", DAY},
    {"wednesday", DAY},
    {"thursday", DAY},
    {"friday", DAY},
    {"saturday", DAY},
    {"sundays", DAY},
    {"mondays", DAY},
    {"tuesdays", DAY},
    {"wednesdays", DAY},
    {"thursdays", DAY},
    {"fridays", DAY},
    {"saturdays", DAY},
    {"sun", DAY},
    {"mon", DAY},
    {"tue", DAY},
    {"tues", DAY},
    {"wed", DAY},
    {"weds", DAY},
    {"thu", DAY},
    {"thur", DAY},
    {"thurs", DAY},
    {"fri", DAY},
    {"sat", DAY},
    {"domingo", DAY},
    {"lunes", DAY},
    {"martes", DAY},
    {"miercoles", DAY},
    {"miércoles", DAY},
    {"jueves", DAY},
    {"viernes", DAY},
    {"sabado", DAY},
    {"sábado", DAY},
    {"month", MONTH},
    {"months", MONTH},
    {"mes", MONTH},
    {"week", WEEK},
    {"weeks", WEEK},
    {"wk", WEEK},
    {"wks", WEEK},
    {"semana", WEEK},
    {"semanas", WEEK},
    {"every", EVERY},
    {"each", EVERY},
    {"cada", EVERY},
    {"other", OTHER},
    {"alternate", OTHER},
    {"alternating", OTHER},
    {"biweekly", RHYTHM},
    {"bimonthly", RHYTHM},
    {"fortnight", RHYTHM},
    {"fortnightly", RHYTHM},
    {"quincenal", RHYTHM},
    {"quarterly", MONTHLY},
    {"monthly", MONTHLY},
    {"mensual", MONTHLY},
    {"of", OF},
    {"in", OF},
    {"per", OF},
    {"a", OF},
    {"del", OF},
    {"al", OF},
    {"2", TWO},
    {"two", TWO},
    {"dos", TWO},
    {"once", TIMES},
    {"twice", TIMES},
    {"odd", PARITY},
    {"even", PARITY},
    {"not", NOT},
    {"weekly", WEEKLY},
    {"business", ELSEWHERE},
    {"potluck", ELSEWHERE},
    {"newsletter", ELSEWHERE},
    {"dues", ELSEWHERE},
    {"donation", ELSEWHERE},
    {"donations", ELSEWHERE},
    {"rent", ELSEWHERE},
    {"inventory", ELSEWHERE},
    {"conscience", ELSEWHERE},
    {"report", ELSEWHERE},
    {"intergroup", ELSEWHERE},
    {"bi", BI},
};

/* "the", "and", "&" and commas stand between without changing anything. */
static const char *const ignored[] = {"the", "and", "or", "y", "el", "on"};

/* A pattern matches words in a row, each of at least one of the classes; 0 ends it. */
typedef struct pattern {
  int classes[5];
} pattern;

static const pattern patterns[] = {
    {{ORDINAL, DAY}},                                   /* first Friday; 1st & 3rd Friday */
    {{DAY, ORDINAL, END | DAY | MONTH | ORDINAL | OF}}, /* Friday first; Monday, 2nd of the month */
    {{NUMERIC, NUMERIC, END | WEEK | MONTH | OF | DAY}}, /* 1st & 3rd */
    {{ORDINAL, MONTH | WEEK}},                           /* last week; 1st week of the month */
    {{ORDINAL, OF, MONTH}},                              /* first of the month */
    {{ORDINAL, OF, EVERY, MONTH}},                       /* 2nd of each month */
    {{ORDINAL, EVERY, MONTH}},
    {{EVERY, OTHER, WEEK | DAY | MONTH}},   /* every other Tuesday */
    {{EVERY, ORDINAL, WEEK | DAY | MONTH}}, /* every second week */
    {{EVERY, TWO, WEEK}},                   /* every two weeks */
    {{OTHER, WEEK | DAY | MONTH}},          /* alternate Tuesdays */
    {{TIMES, OF, MONTH}},                   /* once a month */
    {{TIMES, OF | EVERY, MONTH}},
    {{TIMES, MONTHLY}},
    {{PARITY, WEEK}}, /* odd weeks */
    {{NOT | BI, WEEKLY}},
    {{RHYTHM}},
};

enum { MOST_WORDS = 1024, LONGEST_WORD = 24 };

static int is_word_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Its classes; -1 for a word that is to be ignored. */
static int class_of(const char *text, size_t len) {
  const char first = text[0] >= 'A' && text[0] <= 'Z' ? (char)(text[0] + 32) : text[0];
  for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++)
    if (first == ignored[i][0] && rsupi_feed_text_same(text, len, ignored[i])) return -1;
  if (len > LONGEST_WORD) return 0;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (first == words[i].text[0] && rsupi_feed_text_same(text, len, words[i].text))
      return words[i].classes;
  return 0;
}

/* The classes of the words in a row; END at the end of sentences. "1st. & 3rd. Fri." is no end. */
static size_t read_classes(const char *text, int classes[MOST_WORDS]) {
  size_t count = 0, at = 0;
  while (text[at] != '\0' && count < MOST_WORDS - 1) {
    const unsigned char c = (unsigned char)text[at];
    if (is_word_byte(c)) {
      const size_t start = at;
      while (text[at] != '\0' && is_word_byte((unsigned char)text[at])) at++;
      const int found = class_of(text + start, at - start);
      if (found >= 0) classes[count++] = found;
      continue;
    }
    const int abbreviated = count > 0 && (classes[count - 1] & (NUMERIC | DAY));
    if (c == '\n' || c == ';' || c == '!' || c == '?' || c == ')' || (c == '.' && !abbreviated))
      classes[count++] = END;
    at++;
  }
  classes[count++] = END;
  return count;
}

static int matches(const pattern *wanted, const int *classes, size_t count) {
  size_t i = 0;
  for (; i < 5 && wanted->classes[i] != 0; i++)
    if (i >= count || (wanted->classes[i] & classes[i]) == 0) return 0;
  return 1;
}

/* "Monthly speaker" hints at the meeting, "monthly business meeting" does not. */
static int monthly_itself(const int *classes, size_t count) {
  if ((classes[0] & MONTHLY) == 0) return 0;
  for (size_t i = 1; i < count && i < 3; i++)
    if (classes[i] & ELSEWHERE) return 0;
  return 1;
}

int rsupi_rhythm_hint(const char *text) {
  if (text == NULL) return 0;
  int classes[MOST_WORDS];
  const size_t count = read_classes(text, classes);
  for (size_t at = 0; at < count; at++) {
    if (classes[at] == 0 || classes[at] == END) continue;
    if (monthly_itself(classes + at, count - at)) return 1;
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
      if (matches(&patterns[i], classes + at, count - at)) return 1;
  }
  return 0;
}
