/* Paragraphs, words, dates and numbers of the page. */
#include "page.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 78, MOST_NAMES = 8 };

/* ---- memory: a chain that forget() frees */

struct piece_of_text {
  piece_of_text *next;
  char text[];
};

void forget(page *p) {
  while (p->pieces) {
    piece_of_text *next = p->pieces->next;
    free(p->pieces);
    p->pieces = next;
  }
}

/* Room for `length` characters and the closing NUL; NULL when there is none. */
static char *room(page *p, size_t length) {
  piece_of_text *made = malloc(sizeof *made + length + 1);
  if (!made) {
    p->out_of_memory = 1;
    return NULL;
  }
  made->next = p->pieces;
  made->text[length] = '\0';
  p->pieces = made;
  return made->text;
}

const char *piece(page *p, const char *text, size_t length) {
  char *made = room(p, length);
  return made ? memcpy(made, text, length) : "";
}

const char *joined(page *p, const char *a, const char *between, const char *b) {
  size_t first = strlen(a), second = strlen(between), third = strlen(b);
  char *made = room(p, first + second + third);
  if (!made) return "";
  memcpy(made, a, first);
  memcpy(made + first, between, second);
  memcpy(made + first + second, b, third);
  return made;
}

/* ---- paragraphs */

static int is_space(char c) {
  return (c >= 0 && c <= ' ') || c == 127;
}

/* Characters, not bytes. */
static size_t width_of(const char *text, size_t count) {
  size_t width = 0;
  for (size_t i = 0; i < count; i++) width += ((unsigned char)text[i] & 0xc0) != 0x80;
  return width;
}

void say(page *p, int indent, const char *text) {
  size_t column = (size_t)indent;
  int empty = 1;
  (void)p;
  printf("%*s", indent, "");
  for (;;) {
    while (*text && is_space(*text)) text++;
    const char *word = text;
    while (*text && !is_space(*text)) text++;
    if (text == word) break;
    size_t width = width_of(word, (size_t)(text - word));
    if (!empty && column + 1 + width > WIDTH) {
      printf("\n%*s", indent + 2, "");
      column = (size_t)indent + 2;
      empty = 1;
    }
    printf("%s%.*s", empty ? "" : " ", (int)(text - word), word);
    column += width + !empty;
    empty = 0;
  }
  putchar('\n');
}

void heading(page *p, const char *id) {
  printf("\n%s\n", phrase(p, id, NULL));
}

/* ---- sentences */

/* The person's own words for an id, else the config's; NULL when there are none. */
static const char *known_text(page *p, const char *id, const rsup_text_arg *args, size_t count) {
  size_t length = 0;
  if (rsup_person_text(p->person, id, p->locale, args, count, NULL, 0, &length, NULL) != RSUP_OK)
    return NULL;
  char *made = room(p, length);
  if (!made ||
      rsup_person_text(p->person, id, p->locale, args, count, made, length + 1, &length, NULL))
    return "";
  return made;
}

static const char *sentence(page *p, const char *id, const long long *n, va_list pairs) {
  rsup_text_arg args[MOST_NAMES + 1];
  size_t count = 0;
  if (n) args[count++] = (rsup_text_arg){"n", NULL, (double)*n};
  for (const char *name; count < MOST_NAMES && (name = va_arg(pairs, const char *)) != NULL;)
    args[count++] = (rsup_text_arg){name, va_arg(pairs, const char *), 0};
  const char *text = known_text(p, joined(p, "page.", id, ""), args, count);
  return text ? text : id;
}

const char *phrase(page *p, const char *id, ...) {
  va_list pairs;
  va_start(pairs, id);
  const char *text = sentence(p, id, NULL, pairs);
  va_end(pairs);
  return text;
}

void tell(page *p, int indent, const char *id, ...) {
  va_list pairs;
  va_start(pairs, id);
  say(p, indent, sentence(p, id, NULL, pairs));
  va_end(pairs);
}

void tell_count(page *p, int indent, const char *id, long long n, ...) {
  va_list pairs;
  va_start(pairs, n);
  say(p, indent, sentence(p, id, &n, pairs));
  va_end(pairs);
}

/* ---- words */

const char *known_words(page *p, const char *kind, const char *id, double n, const char *ref) {
  rsup_text_arg args[2];
  size_t count = 0;
  if (n == n) args[count++] = (rsup_text_arg){"n", NULL, (double)rounded(n, 10) / 10};
  if (ref && *ref) args[count++] = (rsup_text_arg){"ref", ref, 0};
  return known_text(p, joined(p, kind, ".", id), args, count);
}

const char *readable(page *p, const char *id) {
  char *made = room(p, strlen(id));
  if (!made) return "";
  for (size_t i = 0; id[i]; i++) made[i] = id[i] == '_' || id[i] == '-' ? ' ' : id[i];
  return made;
}

const char *words(page *p, const char *kind, const char *id) {
  const char *text = known_words(p, kind, id, no_number(), NULL);
  return text ? text : readable(p, id);
}

const char *names(page *p, const char *kind, const char *const *ids, size_t count) {
  const char *all = "";
  for (size_t i = 0; i < count; i++) all = joined(p, all, i ? ", " : "", words(p, kind, ids[i]));
  return all;
}

const char *reasons(page *p, const rsup_reason *const *all, size_t count) {
  const char *said = "";
  for (size_t i = 0; i < count; i++) {
    const char *one = known_words(p, "reason", all[i]->id, all[i]->number, all[i]->ref);
    said = joined(p, said, i ? ", " : "", one ? one : readable(p, all[i]->id));
  }
  return said;
}

/* ---- days, times */

static const char *date_of_text(page *p, const char *text) {
  return phrase(p, "date", "day", number(p, atoi(text + 8)), "month",
                words(p, "month", number(p, atoi(text + 5))), "year", piece(p, text, 4), NULL);
}

const char *date_of(page *p, rsup_day day) {
  char text[16];
  rsup_day_text(day, text, sizeof text);
  return date_of_text(p, text);
}

/* The number of the day from Sunday on, by Sakamoto's rule. */
static const char *weekday(page *p, const char *text) {
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
  year -= month < 3;
  return number(p,
                (year + year / 4 - year / 100 + year / 400 + shift[(month + 11) % 12] + day) % 7);
}

static void local_time(const page *p, rsup_instant at, char text[40]) {
  if (rsup_local_time_text(p->config, p->day->zone, at, text, 40, NULL) != RSUP_OK)
    rsup_instant_text(at, text, 40);
}

const char *clock_of(page *p, rsup_instant at) {
  char text[40], today[16];
  local_time(p, at, text);
  rsup_day_text(p->day->date, today, sizeof today);
  const char *time = piece(p, text + 11, 5);
  if (strncmp(text, today, 10) == 0) return time;
  return joined(p, words(p, "weekday_short", weekday(p, text)), " ", time);
}

const char *ago(page *p, int32_t days) {
  if (days == 0 || days == 1) return phrase(p, days ? "yesterday" : "today", NULL);
  rsup_text_arg n = {"n", NULL, days};
  const char *text = known_text(p, "page.days_ago", &n, 1);
  return text ? text : number(p, days);
}

void title(page *p) {
  char at[40];
  local_time(p, p->day->provenance->as_of, at);
  tell(p, 0, "title", "weekday", words(p, "weekday", weekday(p, at)), "date", date_of_text(p, at),
       "time", piece(p, at + 11, 5), "zone", p->day->zone, NULL);
}

/* ---- numbers */

long long rounded(double value, double scale) {
  double scaled = value * scale + 0.5;
  long long whole = (long long)scaled;
  return whole - ((double)whole > scaled);
}

double no_number(void) {
  return strtod("nan", NULL);
}

const char *number(page *p, long long value) {
  char text[32];
  return piece(p, text, (size_t)snprintf(text, sizeof text, "%lld", value));
}

const char *tenths(page *p, double value) {
  char text[32];
  long long all = rounded(value < 0 ? -value : value, 10);
  const char *sign = value < 0 && all ? "-" : "";
  int length = all % 10 ? snprintf(text, sizeof text, "%s%lld.%lld", sign, all / 10, all % 10)
                        : snprintf(text, sizeof text, "%s%lld", sign, all / 10);
  return piece(p, text, (size_t)length);
}

const char *measure(page *p, const rsup_measure *m, double scale) {
  int known = m->state == RSUP_MEASURE_KNOWN || m->state == RSUP_MEASURE_BOUNDED;
  if (!known || m->value != m->value) return phrase(p, "unknown", NULL);
  long long low = rounded(m->low, scale), high = rounded(m->high, scale);
  const char *value = number(p, rounded(m->value, scale));
  if (low == high) return value;
  return phrase(p, "between", "value", value, "low", number(p, low), "high", number(p, high), NULL);
}
