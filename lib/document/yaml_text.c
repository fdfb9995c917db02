/* Checks a YAML text character by character before libyaml sees it, and finds places in it. */
#include "document/yaml_text.h"
#include <string.h>

static rsupi_yaml_place place_of(const char *text, size_t offset) {
  rsupi_yaml_place place = {1, 1, offset};
  const char *end = text + offset, *line = text;
  for (const char *at = text; at < end; at++) {
    if (*at != '\n' && (*at != '\r' || at[1] == '\n')) continue;
    place.line++;
    line = at + 1;
  }
  place.column = (uint32_t)(end - line) + 1;
  return place;
}

rsupi_yaml_place rsupi_yaml_text_at(const rsupi_yaml_text *yaml, size_t offset) {
  return place_of(yaml->text, offset);
}

static rsup_status refuse(const rsupi_yaml_text *yaml, size_t offset, rsup_status status,
                          const char *sentence, rsup_error *err) {
  rsupi_yaml_place place = place_of(yaml->text, offset);
  return rsupi_fail_at(err, status, yaml->source, place.line, place.column, NULL, "%s", sentence);
}

/* Ranges of characters that are not read as they stand, with the reason. */
typedef struct refused_range {
  uint32_t first, last;
  const char *sentence;
} refused_range;
static const char control[] = "a control character; in a quoted text, write it as an escape";
static const char line_break[] = "a line break other than CR and LF; write it as an escape";
static const char hidden[] =
    "a character that is invisible or turns the writing direction; write it as an escape";
static const refused_range refused_ranges[] = {
    {0x0085, 0x0085, line_break},
    {0x007F, 0x009F, control},
    {0x2028, 0x2029, line_break},
    {0x200B, 0x200F, hidden},
    {0x202A, 0x202E, hidden},
    {0x2066, 0x2069, hidden},
    {0xFEFF, 0xFEFF, "a byte order mark past the start"},
    {0xFFFE, 0xFFFF, control},
};

static const char *refused(uint32_t code) {
  for (size_t i = 0; i < sizeof(refused_ranges) / sizeof(refused_ranges[0]); i++) {
    if (code >= refused_ranges[i].first && code <= refused_ranges[i].last) {
      return refused_ranges[i].sentence;
    }
  }
  return NULL;
}

uint32_t rsupi_yaml_code_point(const char *at, size_t *bytes) {
  static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  unsigned char lead = (unsigned char)at[0];
  *bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint32_t code = lead & lead_bits[*bytes];
  for (size_t i = 1; i < *bytes; i++) code = code << 6 | ((unsigned char)at[i] & 0x3F);
  return code;
}

static int is_control(unsigned char c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

int rsupi_yaml_refuses(uint32_t code) {
  return code < 0x80 ? is_control((unsigned char)code) : refused(code) != NULL;
}

/* Eight bytes at a time, when all are plain ASCII: none below 0x20, none of 0x7F and above. In each
 * byte that is not, the top bit of one of the terms is set (a borrow or a carry may set one more,
 * in a byte above; the slow way then finds nothing wrong). */
static int all_plain(const unsigned char *bytes) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return ((word | (word - ones * 0x20) | (word + ones)) & ones * 0x80) == 0;
}

static rsup_status check_characters(rsupi_yaml_text *yaml, rsup_error *err) {
  const unsigned char *bytes = (const unsigned char *)yaml->text;
  yaml->ascii = 1;
  for (size_t i = 0; i < yaml->len;) {
    while (yaml->len - i >= 8 && all_plain(bytes + i)) i += 8;
    if (i == yaml->len) break;
    if (bytes[i] < 0x80) {
      if (is_control(bytes[i])) return refuse(yaml, i, RSUP_E_SYNTAX, control, err);
      i++;
      continue;
    }
    yaml->ascii = 0;
    size_t size;
    const char *sentence = refused(rsupi_yaml_code_point(yaml->text + i, &size));
    if (sentence != NULL) return refuse(yaml, i, RSUP_E_SYNTAX, sentence, err);
    i += size;
  }
  return RSUP_OK;
}

rsup_status rsupi_yaml_text_open(rsupi_yaml_text *yaml, const char *source, const char *text,
                                 size_t len, rsup_error *err) {
  if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    len -= 3;
  }
  memset(yaml, 0, sizeof(*yaml));
  yaml->source = source;
  yaml->text = yaml->at = yaml->line_start = text;
  yaml->len = len;
  size_t clean = rsupi_utf8_check(text, len);
  if (clean < len) {
    int utf16 = len >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
    return refuse(yaml, clean, RSUP_E_ENCODING,
                  utf16 ? "UTF-16 is not read; save the text as UTF-8" : "not clean UTF-8", err);
  }
  rsup_status status = check_characters(yaml, err);
  if (status != RSUP_OK) return status;
  size_t first = rsupi_yaml_text_after(yaml, 0);
  if (first < len && text[first] == '%' &&
      (first == 0 || text[first - 1] == '\n' || text[first - 1] == '\r')) {
    return refuse(yaml, first, RSUP_E_SYNTAX, "directives are not read", err);
  }
  return RSUP_OK;
}

size_t rsupi_yaml_text_after(const rsupi_yaml_text *yaml, size_t offset) {
  const char *text = yaml->text;
  size_t len = yaml->len;
  while (offset < len) {
    char c = text[offset];
    if (c == '#') {
      while (offset < len && text[offset] != '\n' && text[offset] != '\r') offset++;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      offset++;
    } else {
      break;
    }
  }
  return offset;
}

/* One character on. */
static void walk(rsupi_yaml_text *yaml) {
  const char *end = yaml->text + yaml->len;
  char c = *yaml->at++;
  if (c == '\n' || c == '\r') {
    if (c == '\r' && yaml->at < end && *yaml->at == '\n') yaml->at++;
    yaml->line++;
    yaml->column = 0;
    yaml->line_start = yaml->at;
    return;
  }
  while (yaml->at < end && ((unsigned char)*yaml->at & 0xC0) == 0x80) yaml->at++;
  yaml->column++;
}

rsupi_yaml_place rsupi_yaml_text_place(rsupi_yaml_text *yaml, size_t index, size_t line,
                                       size_t column) {
  rsupi_yaml_place place = {(uint32_t)line + 1, (uint32_t)column + 1, index};
  if (yaml->ascii) return place;
  if (line == yaml->line && column < yaml->column) {
    yaml->at = yaml->line_start;
    yaml->column = 0;
  }
  const char *end = yaml->text + yaml->len;
  while (yaml->at < end && (yaml->line < line || (yaml->line == line && yaml->column < column))) {
    walk(yaml);
  }
  place.offset = SIZE_MAX;
  if (yaml->line == line && yaml->column == column) {
    place.column = (uint32_t)(yaml->at - yaml->line_start) + 1;
    place.offset = (size_t)(yaml->at - yaml->text);
  }
  return place;
}

typedef struct sentence {
  const char *theirs, *ours;
} sentence;
static const char no_directives[] = "directives are not read";
static const char no_tags[] = "tags are not read";
static const char tab_indents[] = "a tab where only spaces may indent";
static const char bad_escape[] = "an escape that YAML does not know";
static const sentence sentences[] = {
    {"could not find expected ':'", "expected a key with a ':' after it"},
    {"mapping values are not allowed in this context",
     "a ':' may not stand here; put the text in quotes, or check the indentation"},
    {"block sequence entries are not allowed in this context",
     "a '-' may not stand here; check the indentation"},
    {"mapping keys are not allowed in this context", "a '?' may not stand here"},
    {"found character that cannot start any token",
     "no value begins with this character; put the text in quotes, and indent with spaces"},
    {"found unexpected end of stream", "the text ends within quotes"},
    {"found unexpected document indicator", "a document mark within quotes"},
    {"found unknown escape character", bad_escape},
    {"did not find expected hexdecimal number", bad_escape},
    {"found invalid Unicode character escape code", bad_escape},
    {"found a tab character that violates indentation", tab_indents},
    {"found a tab character where an indentation space is expected", tab_indents},
    {"did not find expected key", "expected a key here; check the indentation"},
    {"did not find expected '-' indicator", "expected a '-' here; check the indentation"},
    {"did not find expected ',' or ']'", "expected ',' or ']'"},
    {"did not find expected ',' or '}'", "expected ',' or '}'"},
    {"did not find expected node content", "expected a value"},
    {"did not find expected <document start>", "expected the end of the document"},
    {"did not find expected alphabetic or numeric character", "anchors and aliases are not read"},
    {"found undefined tag handle", no_tags},
    {"did not find expected tag URI", no_tags},
    {"did not find expected '!'", no_tags},
    {"did not find the expected '>'", no_tags},
    {"did not find URI escaped octet", no_tags},
    {"did not find expected whitespace or line break", no_tags},
    {"found an incorrect leading UTF-8 octet", no_tags},
    {"found an incorrect trailing UTF-8 octet", no_tags},
    {"found unknown directive name", no_directives},
    {"could not find expected directive name", no_directives},
    {"found unexpected non-alphabetical character", no_directives},
    {"found incompatible YAML document", no_directives},
    {"found duplicate %YAML directive", no_directives},
    {"found duplicate %TAG directive", no_directives},
    {"did not find expected comment or line break", "expected a comment or a new line"},
    {"found an indentation indicator equal to 0", "an indentation of 0 is not possible"},
    {"found unexpected ':'", "a ':' may not stand here; put the text in quotes"},
};

const char *rsupi_yaml_sentence(const char *problem) {
  for (size_t i = 0; problem != NULL && i < sizeof(sentences) / sizeof(sentences[0]); i++) {
    if (strcmp(problem, sentences[i].theirs) == 0) return sentences[i].ours;
  }
  return "this is not well-formed YAML";
}
