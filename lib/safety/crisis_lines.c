/* Crisis lines, compiled in: few, dated, each with the public page it was read from. Where the
 * line's own page was not at hand, `verified` is 0 and the page cited is a public body or a partner
 * that names the line. docs/guide/safety.md says how a line gets in and how it is kept. */
#include "core/names.h"
#include "safety/floor.h"
#include "time/civil.h"
#include <string.h>

enum { NOT_SAID = INT32_MIN }; /* the source does not say */
#define LOOKED_AT "2026-11-20"

/* ---- the lines */

static const rsup_crisis_line us_988 = {
    .id = "us-988",
    .region = "US",
    .name = "988 Suicide & Crisis Lifeline",
    .purpose = "suicide_and_crisis",
    .dial = "988",
    .sms = "988",
    .chat = "https://988lifeline.org",
    .hours = "24/7",
    .languages = "en es",
    .verified_on = LOOKED_AT,
    .source = "https://988lifeline.org/get-help/what-to-expect",
    .verified = 1,
    .free = 1}; /* free: said by a centre of its network, contactlistens.org/get-help */
static const rsup_crisis_line us_911 = {.id = "us-911",
                                        .region = "US",
                                        .name = "911 emergency services",
                                        .purpose = "emergency",
                                        .dial = "911",
                                        .hours = "24/7",
                                        .languages = "en",
                                        .verified_on = LOOKED_AT,
                                        .source = "https://www.911.gov/calling-911/"
                                                  "frequently-asked-questions/",
                                        .verified = 1,
                                        .free = NOT_SAID};
static const rsup_crisis_line ca_988 = {
    .id = "ca-988",
    .region = "CA",
    .name = "9-8-8: Suicide Crisis Helpline",
    .purpose = "suicide_and_crisis",
    .dial = "988",
    .sms = "988",
    .hours = "24/7",
    .languages = "en fr",
    .verified_on = LOOKED_AT,
    .source = "https://mentalhealthcommission.ca/catalyst/988-launches-in-canada/",
    .verified = 0,
    .free = 1};
static const rsup_crisis_line ca_911 = {
    .id = "ca-911",
    .region = "CA",
    .name = "911 emergency services",
    .purpose = "emergency",
    .dial = "911",
    .hours = "24/7",
    .languages = "en fr",
    .verified_on = LOOKED_AT,
    .source = "https://mentalhealthcommission.ca/catalyst/988-launches-in-canada/",
    .verified = 0,
    .free = NOT_SAID};
static const rsup_crisis_line gb_samaritans = {
    .id = "gb-samaritans",
    .region = "GB",
    .name = "Samaritans",
    .purpose = "suicide_and_crisis",
    .dial = "116123",
    .hours = "24/7",
    .languages = "en",
    .verified_on = LOOKED_AT,
    .source = "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
    .verified = 1,
    .free = 1};
static const rsup_crisis_line gb_999 = {.id = "gb-999",
                                        .region = "GB",
                                        .name = "999 emergency services",
                                        .purpose = "emergency",
                                        .dial = "999",
                                        .hours = "24/7",
                                        .languages = "en",
                                        .verified_on = LOOKED_AT,
                                        .source = "https://www.swast.nhs.uk/when-to-call-999",
                                        .verified = 1,
                                        .free = NOT_SAID};
static const rsup_crisis_line ie_samaritans = {
    .id = "ie-samaritans",
    .region = "IE",
    .name = "Samaritans Ireland",
    .purpose = "suicide_and_crisis",
    .dial = "116123",
    .hours = "24/7",
    .languages = "en",
    .verified_on = LOOKED_AT,
    .source = "https://www.irishexaminer.com/breakingnews/ireland/"
              "samaritans-answer-29m-calls-since-2014-charity-to-play-crucial-role-in-new-mental-"
              "help-phone-service-914684.html",
    .verified = 0,
    .free = 1};
static const rsup_crisis_line au_lifeline = {
    .id = "au-lifeline",
    .region = "AU",
    .name = "Lifeline",
    .purpose = "suicide_and_crisis",
    .dial = "131114",
    .sms = "0477131114",
    .chat = "https://www.lifeline.org.au",
    .hours = "24/7",
    .languages = "en",
    .verified_on = LOOKED_AT,
    .source = "https://lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7",
    .verified = 0,
    .free = NOT_SAID};
static const rsup_crisis_line au_000 = {
    .id = "au-000",
    .region = "AU",
    .name = "Triple Zero (000)",
    .purpose = "emergency",
    .dial = "000",
    .hours = "24/7",
    .languages = "en",
    .verified_on = LOOKED_AT,
    .source = "https://www.qld.gov.au/emergency/emergencies-services/assistance/triple-000",
    .verified = 1,
    .free = NOT_SAID};
static const rsup_crisis_line de_telefonseelsorge = {.id = "de-telefonseelsorge",
                                                     .region = "DE",
                                                     .name = "TelefonSeelsorge",
                                                     .purpose = "suicide_and_crisis",
                                                     .dial = "08001110111",
                                                     .chat = "https://www.telefonseelsorge.de",
                                                     .hours = "24/7",
                                                     .languages = "de",
                                                     .verified_on = LOOKED_AT,
                                                     .source = "https://domradio.de/node/277480",
                                                     .verified = 0,
                                                     .free = 1};
static const rsup_crisis_line de_telefonseelsorge_116123 = {
    .id = "de-telefonseelsorge-116123",
    .region = "DE",
    .name = "TelefonSeelsorge",
    .purpose = "suicide_and_crisis",
    .dial = "116123",
    .hours = "24/7",
    .languages = "de",
    .verified_on = LOOKED_AT,
    .source = "http://ansbach-evangelisch.de/jeder-braucht-mal-hilfe/",
    .verified = 0,
    .free = 1};
/* "EU" is reserved in ISO 3166-1 for the European Union; the line serves each member state. */
static const rsup_crisis_line eu_112 = {
    .id = "eu-112",
    .region = "EU",
    .name = "112, the European emergency number",
    .purpose = "emergency",
    .dial = "112",
    .hours = "24/7",
    .verified_on = LOOKED_AT,
    .source = "http://ec.europa.eu/information_society/activities/112/actions/index_en.htm",
    .verified = 1,
    .free = 1};
/* A rule, not a number: a wrong number costs more than a moment's thought. */
static const rsup_crisis_line any_emergency = {
    .id = "local-emergency",
    .region = "*",
    .name = "Your local emergency number",
    .purpose = "emergency",
    .verified_on = LOOKED_AT,
    .source = "https://eena.org/blog/is-112-a-valid-emergency-number-in-america",
    .verified = 0,
    .free = NOT_SAID};
static const rsup_crisis_line any_directory = {.id = "find-a-helpline",
                                               .region = "*",
                                               .name = "Find A Helpline",
                                               .purpose = "directory",
                                               .chat = "https://findahelpline.com",
                                               .verified_on = LOOKED_AT,
                                               .source = "https://findahelpline.com/AU",
                                               .verified = 1,
                                               .free = NOT_SAID};

/* ---- who gets which: lines of one purpose stand together */

static const rsup_crisis_line *const us_lines[] = {&us_988, &us_911, &any_directory};
static const rsup_crisis_line *const ca_lines[] = {&ca_988, &ca_911, &any_directory};
static const rsup_crisis_line *const gb_lines[] = {&gb_samaritans, &gb_999, &any_directory};
static const rsup_crisis_line *const ie_lines[] = {&ie_samaritans, &eu_112, &any_directory};
static const rsup_crisis_line *const au_lines[] = {&au_lifeline, &au_000, &any_directory};
static const rsup_crisis_line *const de_lines[] = {
    &de_telefonseelsorge, &de_telefonseelsorge_116123, &eu_112, &any_directory};
static const rsup_crisis_line *const eu_lines[] = {&eu_112, &any_directory};
static const rsup_crisis_line *const any_lines[] = {&any_emergency, &any_directory};

#define LINES(L) L, sizeof(L) / sizeof((L)[0])
static const struct {
  const char *countries; /* two letters each */
  const rsup_crisis_line *const *lines;
  size_t count;
} regions[] = {
    {"US", LINES(us_lines)},
    {"CA", LINES(ca_lines)},
    {"GB UK", LINES(gb_lines)}, /* UK: reserved in ISO 3166-1 for the same country */
    {"IE", LINES(ie_lines)},
    {"AU", LINES(au_lines)},
    {"DE", LINES(de_lines)},
    {"AT BE BG CY CZ DK EE ES FI FR GR HR HU IT LT LU LV MT NL PL PT RO SE SI SK EU",
     LINES(eu_lines)},
};

static int upper(char c) {
  return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

static int is_letter(char c) {
  return upper(c) >= 'A' && upper(c) <= 'Z';
}

/* ISO 3166-1 ("US") or 3166-2 ("US-NY", one to three letters or digits after the hyphen). */
static int well_formed(const char *region) {
  if (!is_letter(region[0]) || !is_letter(region[1])) return 0;
  if (region[2] == '\0') return 1;
  size_t i = 3;
  while (is_letter(region[i]) || (region[i] >= '0' && region[i] <= '9')) i++;
  return region[2] == '-' && i > 3 && i <= 6 && region[i] == '\0';
}

size_t rsup_crisis_lines(const char *region, const rsup_crisis_line *const **out_lines) {
  const rsup_crisis_line *const *lines = any_lines;
  size_t count = sizeof any_lines / sizeof any_lines[0];
  for (size_t i = 0; region && well_formed(region) && i < sizeof regions / sizeof regions[0]; i++)
    for (const char *country = regions[i].countries;; country += 3) {
      if (upper(region[0]) == country[0] && upper(region[1]) == country[1]) {
        lines = regions[i].lines;
        count = regions[i].count;
      }
      if (country[2] == '\0') break;
    }
  if (out_lines) *out_lines = lines;
  return count;
}

size_t rsup_crisis_lines_for(const char *region, const char *purpose,
                             const rsup_crisis_line *const **out_lines) {
  const rsup_crisis_line *const *lines;
  const size_t count = rsup_crisis_lines(region, &lines);
  size_t first = 0, end = count;
  while (purpose && first < count && strcmp(lines[first]->purpose, purpose) != 0) first++;
  if (first == count)
    first = 0; /* nobody for this need alone: all that there is */
  else if (purpose)
    for (end = first + 1; end < count && strcmp(lines[end]->purpose, purpose) == 0;) end++;
  if (out_lines) *out_lines = lines + first;
  return end - first;
}

int32_t rsup_crisis_line_age_days(const rsup_crisis_line *line, rsup_day day) {
  rsup_day looked_at;
  if (!line || !line->verified_on || day == INT32_MIN ||
      !rsupi_day_parse(line->verified_on, strlen(line->verified_on), &looked_at))
    return INT32_MIN;
  return day - looked_at;
}

/* ---- description */

static const rsup_field crisis_line_fields[] = {
    RSUPI_KEY(rsup_crisis_line, id, TEXT, "", "stable id of the line"),
    RSUPI_FIELD(rsup_crisis_line, region, TEXT, "",
                "where it answers: ISO 3166-1 or -2, or * for any place"),
    RSUPI_FIELD(rsup_crisis_line, name, TEXT, "", "name in the line's own words"),
    RSUPI_FIELD(rsup_crisis_line, purpose, TEXT, "",
                "what it is for: emergency, suicide_and_crisis, directory ..."),
    RSUPI_MAYBE(rsup_crisis_line, dial, TEXT, "", "number as dialled there"),
    RSUPI_MAYBE(rsup_crisis_line, sms, TEXT, "", "number to text"),
    RSUPI_MAYBE(rsup_crisis_line, sms_keyword, TEXT, "", "word to text first"),
    RSUPI_MAYBE(rsup_crisis_line, chat, TEXT, "", "web address"),
    RSUPI_MAYBE(rsup_crisis_line, hours, TEXT, "", "when it answers"),
    RSUPI_MAYBE(rsup_crisis_line, languages, TEXT, "", "language codes, with a space between"),
    RSUPI_FIELD(rsup_crisis_line, verified_on, TEXT, "", "when somebody looked at the source"),
    RSUPI_FIELD(rsup_crisis_line, source, TEXT, "", "public page it was read from"),
    RSUPI_FIELD(rsup_crisis_line, verified, BOOL, "",
                "whether it was read at the line's own page, not in a directory"),
    RSUPI_MAYBE(rsup_crisis_line, free, BOOL, "",
                "whether it costs nothing; none when the source does not say"),
    RSUPI_MAYBE(rsup_crisis_line, zone, TEXT, "", "time zone of the hours, where not 24/7"),
};
const rsup_record_type rsupi_crisis_line_type = RSUPI_RECORD_TYPE(
    "crisis_line", rsup_crisis_line, crisis_line_fields, "A line to call or write to");

const rsup_record_type *rsup_crisis_line_type(void) {
  return &rsupi_crisis_line_type;
}
