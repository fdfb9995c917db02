/* The canonical text of an entry, which is the truth and what is written back. Events that are in
 * use are packed (pattern.h); what is not, and what the report speaks of, is kept as it stands, so
 * that it can be read where nothing may fail. */
#include "person/entry.h"
#include <string.h>

int rsupi_entry_may_pack(const rsupi_entry *entry) {
  return entry->usable && entry->event_type && entry->key_kind == RSUPI_KEY_ID && !entry->noted;
}

const rsupi_pattern *rsupi_entry_pattern(const rsupi_entry *entry) {
  return entry->section == RSUPI_SECTION_OTHER ? NULL : rsupi_entry_beside(entry).pattern;
}

static rsupi_unpacking unpack(const rsupi_entry *entry) {
  return rsupi_unpack(rsupi_entry_pattern(entry), entry->text, entry->text_len);
}

const char *rsupi_entry_text(const rsupi_entry *entry) {
  return rsupi_entry_pattern(entry) ? entry->notes->text : entry->text;
}

int rsupi_entry_is_map(const rsupi_entry *entry) {
  const rsupi_pattern *const pattern = rsupi_entry_pattern(entry);
  return (pattern ? pattern->text[0] : entry->text[0]) == '{';
}

void rsupi_entry_write(const rsupi_entry *entry, rsupi_text *out) {
  if (!rsupi_entry_pattern(entry)) {
    rsupi_text_add(out, entry->text, entry->text_len);
    return;
  }
  char some[128];
  size_t n = 0;
  rsupi_unpacking from = unpack(entry);
  for (int byte; (byte = rsupi_unpack_next(&from)) >= 0;) {
    if (n == sizeof some) {
      rsupi_text_add(out, some, n);
      n = 0;
    }
    some[n++] = (char)byte;
  }
  rsupi_text_add(out, some, n);
  rsupi_wipe(some, sizeof some);
}

void rsupi_entry_write_packed(const rsupi_entry *entry, rsupi_text *out) {
  const rsupi_pattern *const pattern = rsupi_entry_pattern(entry);
  size_t text_len, size = (size_t)entry->text_len + 1;
  if (pattern) (void)rsupi_digits_fit(pattern, entry->text, SIZE_MAX, &text_len, &size);
  rsupi_text_add(out, entry->text, size);
}

int rsupi_entry_compare_text(const rsupi_entry *a, const rsupi_entry *b) {
  rsupi_unpacking left = unpack(a), right = unpack(b);
  for (;;) {
    const int x = rsupi_unpack_next(&left), y = rsupi_unpack_next(&right);
    if (x != y) return x < y ? -1 : 1;
    if (x < 0) return 0;
  }
}

int rsupi_entry_same(const rsupi_entry *a, const rsupi_entry *b) {
  return a->text_len == b->text_len && rsupi_entry_compare_text(a, b) == 0;
}

/* ---- notes */

void rsupi_entry_forget(const rsup_allocator *allocator, rsupi_entry *entry) {
  if (!entry->noted) return;
  rsupi_notes *const notes = entry->notes;
  entry->beside = notes->beside;
  entry->noted = 0;
  rsupi_arena_free(&notes->arena);
  rsupi_release(allocator, notes, sizeof *notes);
}

const rsupi_note *rsupi_entry_notes(const rsupi_entry *entry) {
  return entry->noted ? entry->notes->first : NULL;
}

/* From now on it may be read where nothing may fail. */
static int note_text(rsupi_entry *entry, rsupi_notes *notes) {
  char *const text = rsupi_arena_room(&notes->arena, (size_t)entry->text_len + 1);
  if (!text) return 0;
  rsupi_unpacking from = unpack(entry);
  for (uint32_t i = 0; i < entry->text_len; i++) text[i] = (char)rsupi_unpack_next(&from);
  text[entry->text_len] = '\0';
  notes->text = text;
  return 1;
}

static rsupi_notes *notes_of(const rsup_allocator *allocator, rsupi_entry *entry) {
  if (entry->noted) return entry->notes;
  rsupi_notes *const notes = rsupi_alloc(allocator, sizeof *notes);
  if (!notes) return NULL;
  rsupi_arena_init(&notes->arena, allocator, 0);
  notes->beside = entry->beside;
  entry->notes = notes;
  entry->noted = 1;
  if (!rsupi_entry_pattern(entry) || note_text(entry, notes)) return notes;
  rsupi_entry_forget(allocator, entry);
  return NULL;
}

int rsupi_entry_note(const rsup_allocator *allocator, rsupi_entry *entry, int32_t severity,
                     rsup_status status, uint32_t line, uint32_t column, const char *path,
                     const char *message) {
  rsupi_notes *const notes = notes_of(allocator, entry);
  if (!notes) return 0;
  if (notes->count >= RSUPI_MOST_NOTES) return 1;
  rsupi_note *const note = rsupi_arena_alloc(&notes->arena, sizeof *note);
  if (!note) return 0;
  note->severity = severity;
  note->status = status;
  note->line = line;
  note->column = column;
  note->path = rsupi_arena_copy(&notes->arena, path);
  note->message = rsupi_arena_copy(&notes->arena, message);
  if (!note->path || !note->message) return 0;
  if (notes->last)
    notes->last->next = note;
  else
    notes->first = note;
  notes->last = note;
  notes->count++;
  return 1;
}
