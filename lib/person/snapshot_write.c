/* Writing a snapshot: the entries in their order, each as the tree that its text says, so that
 * opening it need not look for quotes, commas and braces. */
#include "core/result.h"
#include "person/person_copy.h"
#include "person/person_records.h"
#include "person/snapshot.h"
#include <string.h>

static const rsup_field snapshot_fields[] = {
    RSUPI_FIELD(rsup_snapshot, length, INT64, "bytes", "of the blob"),
    RSUPI_FIELD(rsup_snapshot, entries, INT64, "", "entries in it, superseded ones too"),
};
const rsup_record_type rsupi_snapshot_type = RSUPI_RECORD_TYPE(
    "snapshot", rsup_snapshot, snapshot_fields, "a record as a blob, without its bytes");

static uint64_t word_at(const unsigned char *bytes) {
  uint64_t word = 0;
  for (int i = 7; i >= 0; i--) word = word << 8 | bytes[i];
  return word;
}

static uint64_t mix(uint64_t sum, uint64_t word) {
  sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return sum ^ sum >> 32;
}

uint64_t rsupi_snapshot_sum(const unsigned char *bytes, size_t len) {
  uint64_t sum = mix(UINT64_C(0x72737570), len);
  for (size_t i = 0; i + 8 <= len; i += 8)
    if (i != RSUPI_SNAPSHOT_SUM_AT) sum = mix(sum, word_at(bytes + i));
  unsigned char rest[8] = {0};
  memcpy(rest, bytes + len / 8 * 8, len % 8);
  sum = mix(sum, word_at(rest));
  rsupi_wipe(rest, sizeof rest);
  return sum;
}

/* ---- the pieces */

static void add_byte(rsupi_text *out, uint32_t byte) {
  rsupi_text_add_char(out, (char)(unsigned char)byte);
}

static void add_number(rsupi_text *out, uint64_t number) {
  for (; number > 127; number >>= 7) add_byte(out, (uint32_t)(number & 127) | 128);
  add_byte(out, (uint32_t)number);
}

static void add_string(rsupi_text *out, const char *text, size_t len) {
  add_number(out, len);
  rsupi_text_add(out, text, len);
  add_byte(out, 0);
}

static void add_node(rsupi_text *out, const rsupi_node *node) {
  const int keyed = node->key != NULL;
  add_byte(out, (uint32_t)node->kind | (uint32_t)node->style << 2 |
                    (keyed ? (uint32_t)RSUPI_SNAPSHOT_KEY : 0));
  if (keyed) add_string(out, node->key, node->key_len);
  if (node->kind == RSUPI_SCALAR)
    add_string(out, node->text, node->len);
  else
    add_number(out, node->count);
}

/* The node after this one in the order of the text, within `root`. */
static const rsupi_node *following(const rsupi_node *root, const rsupi_node *node) {
  if (node->first) return node->first;
  while (node != root && !node->next) node = node->parent;
  return node == root ? NULL : node->next;
}

static void add_entry(rsupi_text *out, const rsupi_entry *entry, const rsupi_entry *before,
                      const rsupi_node *root) {
  const char *const section = rsupi_entry_section_name(entry);
  const int same = before && before->section == entry->section &&
                   strcmp(rsupi_entry_section_name(before), section) == 0;
  uint64_t nodes = 0;
  for (const rsupi_node *n = root; n; n = following(root, n)) nodes++;
  add_byte(out, (entry->alone ? (uint32_t)RSUPI_SNAPSHOT_ALONE : 0) |
                    (same ? (uint32_t)RSUPI_SNAPSHOT_SAME_SECTION : 0));
  if (!same) add_string(out, section, strlen(section));
  add_number(out, nodes);
  for (const rsupi_node *n = root; n; n = following(root, n)) add_node(out, n);
}

/* ---- the whole */

static void put_bytes(unsigned char *at, uint64_t value, int count) {
  for (int i = 0; i < count; i++, value >>= 8) at[i] = (unsigned char)(value & 255);
}

static rsup_status add_body(const rsup_person *person, rsupi_text *out, rsup_error *err) {
  const rsupi_records *const records = person->records;
  rsupi_copying copying;
  rsup_status status = RSUP_OK;
  rsupi_copying_start(&copying, person);
  add_string(out, person->id, strlen(person->id));
  add_number(out, records->count);
  for (size_t i = 0; i < records->count && !status; i++) {
    rsupi_node *root = NULL;
    status = rsupi_copying_tree(&copying, records->entries[i], &root, err);
    if (status) break;
    root->parent = NULL;
    add_entry(out, records->entries[i], i ? records->entries[i - 1] : NULL, root);
  }
  rsupi_copying_end(&copying);
  return status;
}

/* The bytes lie in the result's arena and go with it. */
static void stays(void *bytes) {
  (void)bytes;
}

static rsup_status fill(const rsup_person *person, rsupi_text *text, rsup_result *result,
                        rsup_error *err) {
  unsigned char head[RSUPI_SNAPSHOT_HEAD] = "rsupsnap";
  rsupi_text_add(text, (const char *)head, sizeof head);
  const rsup_status status = add_body(person, text, err);
  if (status) return status;
  unsigned char *const bytes = text->failed ? NULL : rsupi_arena_alloc(&result->arena, text->len);
  if (!bytes) return rsupi_fail_memory(err);
  memcpy(bytes, text->data, text->len);
  put_bytes(bytes + 8, RSUPI_SNAPSHOT_VERSION, 4);
  put_bytes(bytes + 16, text->len - sizeof head, 8);
  put_bytes(bytes + RSUPI_SNAPSHOT_SUM_AT, rsupi_snapshot_sum(bytes, text->len), 8);
  rsupi_result_keep(result, bytes, stays);
  *(rsup_snapshot *)result->root =
      (rsup_snapshot){(int64_t)text->len, (int64_t)person->records->count};
  return RSUP_OK;
}

rsup_status rsup_person_snapshot(const rsup_person *person, rsup_result **out_snapshot,
                                 rsup_error *err) {
  rsupi_error_clear(err);
  if (!out_snapshot) return rsupi_fail(err, RSUP_E_ARGUMENT, "out_snapshot is NULL");
  *out_snapshot = NULL;
  if (!person) return rsupi_fail(err, RSUP_E_ARGUMENT, "person is NULL");
  rsup_result *result = NULL;
  rsup_status status = rsupi_result_new(&person->allocator, &rsupi_snapshot_type, &result, err);
  if (status) return status;
  rsupi_text text;
  rsupi_text_init(&text, &person->allocator);
  status = fill(person, &text, result, err);
  rsupi_text_free(&text);
  if (status)
    rsup_result_free(result);
  else
    *out_snapshot = result;
  return status;
}

const rsup_snapshot *rsup_snapshot_get(const rsup_result *result) {
  return result && result->type == &rsupi_snapshot_type ? result->root : NULL;
}

const unsigned char *rsup_snapshot_bytes(const rsup_result *result) {
  return rsup_snapshot_get(result) ? result->kept : NULL;
}
