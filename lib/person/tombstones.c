/* Tombstones: what was erased, by id alone. An entry without an id of its own was identified by its
 * values, which must not stay either: its tombstone carries a digest of them, made with the
 * person's id so that the same group in two records does not match. */
#include "core/sha256.h"
#include "person/records.h"
#include <string.h>

const char *rsupi_entry_section_name(const rsupi_entry *entry) {
  return entry->section == RSUPI_SECTION_OTHER ? rsupi_entry_beside(entry).section_name
                                               : rsupi_section_of(entry->section)->name;
}

/* Looks like the name of a section: what a later version of the library might know. */
static int is_section_name(const char *name) {
  size_t len = 0;
  for (; (name[len] >= 'a' && name[len] <= 'z') || name[len] == '_'; len++) {
  }
  return name[len] == '\0' && len > 0 && len <= 32;
}

const char *rsupi_tombstone_section(const rsupi_entry *entry) {
  const char *const name = rsupi_entry_section_name(entry);
  return is_section_name(name) ? name : "other";
}

void rsupi_tombstone_id(const char *person_id, const rsupi_entry *entry,
                        char out[RSUPI_TOMBSTONE_SIZE]) {
  if (entry->key_kind == RSUPI_KEY_ID && is_section_name(rsupi_entry_section_name(entry))) {
    rsupi_fixed text = rsupi_fixed_start(out, RSUPI_TOMBSTONE_SIZE);
    rsupi_fixed_add(&text, entry->head.id);
    return;
  }
  static const char prefix[] = "sha256:";
  const char *const section = rsupi_entry_section_name(entry);
  char hex[65];
  rsupi_sha256 sha;
  rsupi_sha256_start(&sha);
  rsupi_sha256_add(&sha, person_id, strlen(person_id) + 1);
  rsupi_sha256_add(&sha, section, strlen(section) + 1);
  if (entry->key_kind != RSUPI_KEY_NONE)
    rsupi_sha256_add(&sha, entry->head.id, strlen(entry->head.id));
  else
    rsupi_sha256_add(&sha, entry->text, entry->text_len); /* only what has an id is packed */
  rsupi_sha256_finish(&sha, hex);
  rsupi_wipe(&sha, sizeof sha);
  memcpy(out, prefix, sizeof prefix - 1);
  memcpy(out + sizeof prefix - 1, hex, sizeof hex);
}

/* strcmp(key, section "|" id) */
static int compare_joined(const char *key, const char *section, const char *id) {
  const size_t len = strlen(section);
  const int head = strncmp(key, section, len);
  if (head) return head;
  if (key[len] != '|') return (unsigned char)key[len] < '|' ? -1 : 1;
  return strcmp(key + len + 1, id);
}

static size_t first_tombstone(rsupi_entry *const *entries, size_t count) {
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (entries[middle]->section < RSUPI_SECTION_ERASED)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int rsupi_is_erased(const char *person_id, rsupi_entry *const *entries, size_t count,
                    const rsupi_entry *entry) {
  size_t low = first_tombstone(entries, count), high = low;
  while (high < count && entries[high]->section == RSUPI_SECTION_ERASED) high++;
  if (low == high) return 0;
  char id[RSUPI_TOMBSTONE_SIZE];
  rsupi_tombstone_id(person_id, entry, id);
  const char *const section = rsupi_tombstone_section(entry);
  const size_t end = high;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (compare_joined(entries[middle]->head.id, section, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < end && compare_joined(entries[low]->head.id, section, id) == 0; low++)
    if (entries[low]->usable) return 1;
  return 0;
}
