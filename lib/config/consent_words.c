/* Labels, purposes, and the names of what can be shown. */
#include "config/consent_words.h"
#include "core/text.h"

#include <string.h>

const rsupi_name rsupi_label_names[] = {{"SUD", RSUPI_LABEL_SUD},
                                        {"ETH", 2},
                                        {"ETHUD", 3},
                                        {"OPIOIDUD", 4},
                                        {"PSY", 5},
                                        {"PSYTHPN", RSUPI_LABEL_PSYTHPN},
                                        {"BH", 7},
                                        {"MH", 8},
                                        {"HIV", 9},
                                        {"SDV", 10},
                                        {"SEX", 11},
                                        {"VIO", 12},
                                        {"SPI", 13},
                                        {"LIVARG", 14},
                                        {"ADOL", 15},
                                        {"TBOO", 16},
                                        {NULL, 0}};

const rsupi_name rsupi_purpose_names[] = {{"TREAT", RSUPI_PURPOSE_TREAT},
                                          {"ETREAT", RSUPI_PURPOSE_ETREAT},
                                          {"BTG", RSUPI_PURPOSE_BTG},
                                          {"CAREMGT", RSUPI_PURPOSE_CAREMGT},
                                          {"HPAYMT", RSUPI_PURPOSE_HPAYMT},
                                          {"HOPERAT", RSUPI_PURPOSE_HOPERAT},
                                          {"HRESCH", RSUPI_PURPOSE_HRESCH},
                                          {"CLINTRCH", RSUPI_PURPOSE_CLINTRCH},
                                          {"PATRQT", RSUPI_PURPOSE_PATRQT},
                                          {"FAMRQT", RSUPI_PURPOSE_FAMRQT},
                                          {"PWATRNY", RSUPI_PURPOSE_PWATRNY},
                                          {"PUBHLTH", RSUPI_PURPOSE_PUBHLTH},
                                          {"HLEGAL", RSUPI_PURPOSE_HLEGAL},
                                          {"SUPNWK", RSUPI_PURPOSE_SUPNWK},
                                          {NULL, 0}};

const rsupi_name rsupi_origin_names[] = {{"part2", RSUPI_ORIGIN_PART2},
                                         {"self", RSUPI_ORIGIN_SELF},
                                         {"other", RSUPI_ORIGIN_OTHER},
                                         {NULL, 0}};

uint32_t rsupi_word_bits(const rsupi_name *names, const char *const *words, size_t count) {
  uint32_t bits = 0;
  for (size_t i = 0; i < count; i++)
    bits |= UINT32_C(1) << (words[i] ? rsupi_value_of(names, words[i], strlen(words[i])) : 0);
  return bits;
}

/* ---- what can be shown ----------------------------------------------------------------------- */

enum {
  HAS_ITEMS = 1, /* "answers.phq-9" */
  BY_NAME = 2,   /* "all" does not cover it */
  WORKED_OUT = 4 /* rests on days of use, setbacks and check-ins */
};
typedef struct what_row {
  const char *name, *parent;
  int32_t flags;
} what_row;
static const what_row rows[] = {
    {"all", NULL, 0},
    {"profile", NULL, 0},
    {"facts", NULL, HAS_ITEMS},
    {"guardians", NULL, 0},
    {"settings", NULL, 0},
    {"recovery", NULL, WORKED_OUT},
    {"milestones", "recovery", WORKED_OUT},
    {"use", "recovery", 0},
    {"setback", "recovery", 0},
    {"medication", NULL, 0},
    {"ties", NULL, 0},
    {"ties.details", "ties", BY_NAME},
    {"link", NULL, BY_NAME},
    {"contacts", NULL, 0},
    {"attendance", NULL, 0},
    {"activities", NULL, 0},
    {"goals", NULL, 0},
    {"care", NULL, 0},
    {"services", "care", 0},
    {"appointments", "care", 0},
    {"conditions", NULL, HAS_ITEMS},
    {"training", NULL, 0},
    {"checkin", NULL, HAS_ITEMS},
    {"checkins_kept", "checkin", 0},
    {"answers", NULL, HAS_ITEMS},
    {"signs", NULL, 0},
    {"plan", NULL, 0},
    {"words", NULL, 0},
};
static const char *const inputs[] = {"use", "setback", "checkin"};

/* The row of a name, or of what stands before its dot where it has items. */
static const what_row *row_of(const char *what) {
  for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
    if (rows[i].name[0] != what[0]) continue;
    const size_t len = strlen(rows[i].name);
    if (strncmp(rows[i].name, what, len) != 0) continue;
    if (what[len] == '\0') return &rows[i];
    if ((rows[i].flags & HAS_ITEMS) && what[len] == '.' && what[len + 1]) return &rows[i];
  }
  return NULL;
}

int rsupi_what_known(const char *what) {
  return what && row_of(what) != NULL;
}

static int stands_under(const char *given, const char *asked, const what_row *row) {
  if (strcmp(given, asked) == 0 || strcmp(given, row->name) == 0) return 1;
  return row->parent && strcmp(given, row->parent) == 0;
}

/* A name that nobody knows equals none of the rows' names, and only a known one is asked for. */
int rsupi_what_covers(const char *const *given, size_t count, const char *asked) {
  const what_row *row = row_of(asked);
  for (size_t i = 0; row && i < count; i++) {
    if (stands_under(given[i], asked, row)) return 1;
    if (strcmp(given[i], "all") == 0 && !(row->flags & BY_NAME)) return 1;
  }
  return 0;
}

static int lies_in(const char *given, const char *asked, const what_row *row) {
  return strcmp(given, "all") == 0 || stands_under(given, asked, row);
}

int rsupi_what_within(const char *const *given, size_t count, const char *asked) {
  const what_row *row = row_of(asked);
  for (size_t i = 0; row && i < count; i++)
    if (lies_in(given[i], asked, row)) return 1;
  return 0;
}

/* A denial that nobody can read touches everything: to be safe. */
int rsupi_what_touches(const char *denied, const char *asked) {
  const what_row *row = row_of(asked), *denied_row = row_of(denied);
  if (!row || !denied_row) return 1;
  if (lies_in(denied, asked, row) || lies_in(asked, denied, denied_row)) return 1;
  for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++)
    if ((row->flags & WORKED_OUT) && rsupi_what_within(&denied, 1, inputs[i])) return 1;
  return 0;
}
