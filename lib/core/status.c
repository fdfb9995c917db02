/* Status codes, their classes, and versions: one table each. */
#include "core/error.h"
#include "core/names.h"

typedef struct status_row {
  rsup_status status;
  int32_t status_class;
  const char *name, *sentence;
} status_row;

static const status_row statuses[] = {
    {RSUP_E_ARGUMENT, RSUP_CLASS_VALUE, "RSUP_E_ARGUMENT", "An argument is missing or malformed."},
    {RSUP_E_OPTIONS, RSUP_CLASS_VALUE, "RSUP_E_OPTIONS",
     "The options ask for something this version does not know."},
    {RSUP_E_SYNTAX, RSUP_CLASS_VALUE, "RSUP_E_SYNTAX",
     "The text is not well-formed YAML or JSON, or uses a feature that is not accepted."},
    {RSUP_E_ENCODING, RSUP_CLASS_VALUE, "RSUP_E_ENCODING", "The text is not clean UTF-8."},
    {RSUP_E_LIMIT, RSUP_CLASS_VALUE, "RSUP_E_LIMIT",
     "Something is too large, too deep or too many."},
    {RSUP_E_FORMAT, RSUP_CLASS_VALUE, "RSUP_E_FORMAT",
     "This is not the kind of document that was expected."},
    {RSUP_E_VERSION, RSUP_CLASS_VALUE, "RSUP_E_VERSION",
     "The document has a newer format version than this library reads."},
    {RSUP_E_SCHEMA, RSUP_CLASS_VALUE, "RSUP_E_SCHEMA",
     "A key is unknown or missing, or a value has the wrong type."},
    {RSUP_E_RANGE, RSUP_CLASS_VALUE, "RSUP_E_RANGE", "A value is outside its range."},
    {RSUP_E_TIME, RSUP_CLASS_VALUE, "RSUP_E_TIME",
     "A date or time is impossible, or says nothing about its zone."},
    {RSUP_E_CONFLICT, RSUP_CLASS_STATE, "RSUP_E_CONFLICT",
     "The same id and revision is already there with other content."},
    {RSUP_E_UNKNOWN_NAME, RSUP_CLASS_LOOKUP, "RSUP_E_UNKNOWN_NAME",
     "The config, the record or the library has no such name."},
    {RSUP_E_UNKNOWN_ZONE, RSUP_CLASS_LOOKUP, "RSUP_E_UNKNOWN_ZONE",
     "There is no time zone of that name."},
    {RSUP_E_FILE, RSUP_CLASS_IO, "RSUP_E_FILE", "A file cannot be read."},
    {RSUP_E_ZONE_DATA, RSUP_CLASS_IO, "RSUP_E_ZONE_DATA",
     "This machine has no usable time zone data."},
    {RSUP_E_MEMORY, RSUP_CLASS_MEMORY, "RSUP_E_MEMORY", "An allocation failed."},
    {RSUP_E_CONFIG, RSUP_CLASS_CONFIG, "RSUP_E_CONFIG", "The config contradicts itself."},
    {RSUP_E_MODEL, RSUP_CLASS_CONFIG, "RSUP_E_MODEL",
     "A model or instrument does not prove itself."},
    {RSUP_E_NOT_SCORED, RSUP_CLASS_VALUE, "RSUP_E_NOT_SCORED",
     "The model or instrument must refuse these inputs."},
    {RSUP_E_CONSENT, RSUP_CLASS_CONSENT, "RSUP_E_CONSENT",
     "The person's consents do not permit this."},
    {RSUP_E_STATE, RSUP_CLASS_STATE, "RSUP_E_STATE",
     "The object is closed, in use, or belongs to another root."},
    {RSUP_E_HEADER, RSUP_CLASS_STATE, "RSUP_E_HEADER",
     "The header a program was compiled with does not fit the library."},
};
enum { STATUS_COUNT = sizeof statuses / sizeof statuses[0] };

static const status_row success = {RSUP_OK, RSUP_CLASS_NONE, "RSUP_OK", "Success."};
static const status_row unknown = {0, RSUP_CLASS_STATE, "RSUP_E_UNKNOWN",
                                   "This version does not know the status code."};

static const status_row *row_of(rsup_status status) {
  if (status == RSUP_OK) return &success;
  for (int i = 0; i < STATUS_COUNT; i++)
    if (statuses[i].status == status) return &statuses[i];
  return &unknown;
}

const char *rsup_status_name(rsup_status status) {
  return row_of(status)->name;
}

const char *rsup_status_sentence(rsup_status status) {
  return row_of(status)->sentence;
}

int32_t rsup_status_class(rsup_status status) {
  return row_of(status)->status_class;
}

const char *rsup_status_class_name(int32_t status_class) {
  static const rsupi_name names[] = {
      {"none", RSUP_CLASS_NONE},       {"value", RSUP_CLASS_VALUE},   {"lookup", RSUP_CLASS_LOOKUP},
      {"io", RSUP_CLASS_IO},           {"memory", RSUP_CLASS_MEMORY}, {"config", RSUP_CLASS_CONFIG},
      {"consent", RSUP_CLASS_CONSENT}, {"state", RSUP_CLASS_STATE},   {NULL, 0},
  };
  return rsupi_name_of(names, status_class);
}

rsup_status rsup_status_at(size_t index) {
  return index < STATUS_COUNT ? statuses[index].status : RSUP_OK;
}

const char *rsup_severity_name(int32_t severity) {
  static const rsupi_name names[] = {{"error", RSUP_SEVERITY_ERROR},
                                     {"warning", RSUP_SEVERITY_WARNING},
                                     {"note", RSUP_SEVERITY_NOTE},
                                     {NULL, 0}};
  return rsupi_name_of(names, severity);
}

uint32_t rsup_version_number(void) {
  return RSUP_VERSION_NUMBER;
}

const char *rsup_version(void) {
  return "0.1.0";
}

_Static_assert(RSUP_VERSION_MAJOR == 0 && RSUP_VERSION_MINOR == 1 && RSUP_VERSION_PATCH == 0 &&
                   RSUP_VERSION_NUMBER ==
                       RSUP_VERSION_MAJOR * 10000 + RSUP_VERSION_MINOR * 100 + RSUP_VERSION_PATCH,
               "rsup_version() and the version numbers say the same");

rsup_status rsup_version_check(uint32_t header_version, rsup_error *err) {
  const uint32_t running = rsup_version_number();
  if (header_version / 100 != running / 100)
    return rsupi_fail(
        err, RSUP_E_HEADER, "the program was compiled for version %u.%u, the library is version %s",
        (unsigned)(header_version / 10000), (unsigned)(header_version / 100 % 100), rsup_version());
  return RSUP_OK;
}
