/* A view is a record: what may be seen is copied, and what may not was never there. */
#include "consent/visible.h"
#include "core/error.h"
#include "core/text.h"
#include "person/person_copy.h"

static rsup_status copy_whole(rsupi_copying *copying, rsup_error *err) {
  const rsupi_records *const records = copying->from->records;
  rsup_status status = RSUP_OK;
  for (size_t i = 0; i < records->count && !status; i++) {
    rsupi_node *node = NULL;
    status = rsupi_copying_tree(copying, records->entries[i], &node, err);
    if (!status) status = rsupi_copying_take(copying, records->entries[i], node, err);
  }
  return status;
}

static int is_zone(const rsupi_entry *entry) {
  return entry->section == RSUPI_SECTION_ZONES;
}

static rsup_status copy_visible(rsupi_copying *copying, const rsupi_viewing *viewing,
                                const rsupi_entry *entry, rsup_error *err) {
  rsupi_node *node = NULL;
  const rsup_status status = rsupi_copying_tree(copying, entry, &node, err);
  if (status) return status;
  const int seen =
      is_zone(entry) ? rsupi_prune_zone(entry, node) : rsupi_prune(viewing, entry, node);
  return seen ? rsupi_copying_take(copying, entry, node, err) : RSUP_OK;
}

/* Zones last: they go only with something that has days. */
static rsup_status copy_all_visible(rsupi_copying *copying, const rsupi_viewing *viewing,
                                    const unsigned char *live, rsup_error *err) {
  const rsupi_records *const records = copying->from->records;
  rsup_status status = RSUP_OK;
  for (int zones = 0; zones < 2 && !status; zones++) {
    if (zones && copying->batch.entries.count == 0) break;
    for (size_t i = 0; i < records->count && !status; i++)
      if (live[i] && is_zone(records->entries[i]) == zones)
        status = copy_visible(copying, viewing, records->entries[i], err);
  }
  return status;
}

static rsup_status make(const rsup_person *person, const rsupi_viewing *viewing, rsup_person **out,
                        rsup_error *err) {
  const unsigned char *live = NULL;
  rsupi_copying copying;
  rsupi_arena work;
  rsupi_arena_init(&work, &person->allocator, person->records->count + 64);
  rsupi_copying_start(&copying, person);
  rsup_status status = rsupi_records_live(person->records, &work, &live);
  if (status)
    status = rsupi_fail_memory(err);
  else if (viewing->asker.is_self)
    status = copy_whole(&copying, err);
  else
    status = copy_all_visible(&copying, viewing, live, err);
  if (!status) status = rsupi_copying_finish(&copying, "view", out, err);
  rsupi_copying_end(&copying);
  rsupi_arena_free(&work);
  return status;
}

/* What a host got wrong is an error, so that nobody takes it for a record of nothing. */
static rsup_status check(const rsupi_viewing *viewing, rsup_error *err) {
  const rsupi_asker *const asker = &viewing->asker;
  if (!asker->purpose)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the purpose of use is one nobody knows");
  if (asker->purpose == RSUPI_PURPOSE_HLEGAL)
    return rsupi_fail(err, RSUP_E_CONSENT, "legal proceedings see nothing");
  if (!asker->role_template && !asker->is_self)
    return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "the config has no template for this role");
  for (size_t i = 0; i < viewing->what_count; i++)
    if (!rsupi_what_known(viewing->what[i]))
      return rsupi_fail(err, RSUP_E_UNKNOWN_NAME, "nothing that can be shown goes by this name");
  return RSUP_OK;
}

rsup_status rsup_consent_view(const rsup_person *person, const rsup_consent_question *question,
                              rsup_person **out_view, rsup_error *err) {
  rsup_consent_question known;
  rsupi_error_clear(err);
  if (out_view) *out_view = NULL;
  if (!person || !question || !out_view)
    return rsupi_fail(err, RSUP_E_ARGUMENT, "person, question or out_view is NULL");
  rsup_status status = rsupi_question_read(question, &known, err);
  if (status) return status;
  rsupi_viewing viewing;
  rsupi_viewing_open(person, &known, &viewing);
  status = check(&viewing, err);
  return status ? status : make(person, &viewing, out_view, err);
}
