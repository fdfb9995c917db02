/* The instruments that a config names, or that are built in, by id. Those a record needs are
 * compiled when first asked for, kept with the config, and shared by every thread that uses it. Two
 * threads may compile the same one; one of the two is kept. */
#include "config/attach.h"
#include "core/text.h"
#include "document/file.h"
#include "instrument/definition.h"
#include <string.h>

typedef struct known_instruments {
  rsupi_attachment attachment;
  size_t count; /* as many as the config names, same order */
  _Atomic(rsup_instrument *) items[];
} known_instruments;

static size_t size_of(size_t count) {
  return sizeof(known_instruments) + count * sizeof(_Atomic(rsup_instrument *));
}

static void release(rsupi_attachment *self, const rsup_allocator *allocator) {
  known_instruments *const known = (known_instruments *)self;
  for (size_t i = 0; i < known->count; i++) rsupi_instrument_release(atomic_load(&known->items[i]));
  rsupi_release(allocator, known, size_of(known->count));
}

static known_instruments *known_of(const rsup_config *config) {
  rsupi_attachment *const attached = rsupi_config_attached(config, RSUPI_ATTACH_INSTRUMENTS);
  if (attached) return (known_instruments *)attached;
  known_instruments *const mine =
      rsupi_alloc(&config->allocator, size_of(config->instrument_count));
  if (!mine) return NULL;
  mine->attachment.release = release;
  mine->count = config->instrument_count;
  for (size_t i = 0; i < mine->count; i++) atomic_init(&mine->items[i], NULL);
  return (known_instruments *)rsupi_config_attach(config, RSUPI_ATTACH_INSTRUMENTS,
                                                  &mine->attachment);
}

static rsup_status compile_text(const rsup_config *config, int holds_config,
                                const rsupi_definition_source *from, rsup_instrument **out,
                                rsup_error *err) {
  rsupi_problems problems;
  rsup_status status = rsupi_problems_start(&problems, &config->allocator, from->name, 0, err);
  if (status) return status;
  status = rsupi_instrument_compile(config, holds_config, from, &problems, out);
  return rsupi_problems_settle(&problems, status, NULL, err);
}

static rsup_status compile_ref(const rsup_config *config, int holds_config,
                               const rsupi_instrument_ref *ref, rsup_instrument **out,
                               rsup_error *err) {
  const char *const source = ref->file ? rsupi_file_base_name(ref->file) : ref->id;
  const size_t most = rsupi_document_limit(RSUPI_DOCUMENT_MODEL);
  size_t len = 0;
  char *text;
  rsup_status status = ref->file
                           ? rsupi_file_read(&config->allocator, ref->file, most, &text, &len, err)
                           : rsupi_definition_read(&config->allocator, ref->id, &text, &len, err);
  if (status) return status;
  const rsupi_definition_source from = {source, text, len, ref->file != NULL};
  status = compile_text(config, holds_config, &from, out, err);
  rsupi_release(&config->allocator, text, len + 1);
  if (status || strcmp((*out)->id, ref->id) == 0) return status;
  rsupi_instrument_release(*out);
  *out = NULL;
  return rsupi_fail_at(err, RSUP_E_CONFIG, source, 0, 0, "id",
                       "the config names this instrument \"%s\", the file does not", ref->id);
}

static rsup_status instrument_at(const rsup_config *config, size_t index,
                                 const rsup_instrument **out, rsup_error *err) {
  known_instruments *const known = known_of(config);
  if (!known) return rsupi_fail_memory(err);
  rsup_instrument *there = atomic_load_explicit(&known->items[index], memory_order_acquire);
  if (!there) {
    rsup_instrument *mine;
    const rsup_status status = compile_ref(config, 0, &config->instruments[index], &mine, err);
    if (status) return status;
    if (atomic_compare_exchange_strong_explicit(&known->items[index], &there, mine,
                                                memory_order_acq_rel, memory_order_acquire))
      there = mine;
    else
      rsupi_instrument_release(mine);
  }
  *out = there;
  return RSUP_OK;
}

/* The config's instrument_count when it names none of this id. */
static size_t place_of(const rsup_config *config, const char *id) {
  size_t place = 0;
  while (place < config->instrument_count && !rsupi_text_equal(config->instruments[place].id, id))
    place++;
  return place;
}

rsup_status rsupi_config_instrument(const rsup_config *config, const char *id,
                                    const rsup_instrument **out, rsup_error *err) {
  const size_t place = place_of(config, id);
  *out = NULL;
  return place < config->instrument_count ? instrument_at(config, place, out, err) : RSUP_OK;
}

/* A handle of the host's own holds the config; what is kept with the config must not. */
rsup_status rsup_instrument_builtin(rsup_config *config, const char *id,
                                    rsup_instrument **out_instrument, rsup_error *err) {
  rsupi_error_clear(err);
  if (out_instrument) *out_instrument = NULL;
  if (!config || !id || !out_instrument)
    return rsupi_fail(err, RSUP_E_ARGUMENT,
                      "rsup_instrument_builtin needs a config, an id and an out_instrument");
  const size_t place = place_of(config, id);
  const rsupi_instrument_ref builtin = {.id = id};
  return compile_ref(config, 1,
                     place < config->instrument_count ? &config->instruments[place] : &builtin,
                     out_instrument, err);
}

const rsup_instrument *rsupi_config_instrument_there(const rsup_config *config, const char *id) {
  known_instruments *const known =
      (known_instruments *)rsupi_config_attached(config, RSUPI_ATTACH_INSTRUMENTS);
  const size_t place = known && id ? place_of(config, id) : config->instrument_count;
  return place < config->instrument_count
             ? atomic_load_explicit(&known->items[place], memory_order_acquire)
             : NULL;
}
