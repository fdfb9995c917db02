/* An entry as the record keeps it. It is read in a place of work, with room for whatever it may
 * say; what it did say is copied from there into one block of exactly its size: the entry, what it
 * binds, and behind both their texts. The tables of image.h tell where the pointers are. */
#include "person/image.h"
#include <string.h>

typedef struct keeping {
  const rsupi_arena *from;
  const void *bound;          /* NULL: it can't be used */
  size_t room, texts;         /* bytes so far, of structs and of texts */
  unsigned char *next, *text; /* where the next ones go; NULL: only measure */
  const char *key;            /* as it is kept */
  const rsupi_sheet *sheet;   /* of an event; NULL */
  const rsupi_questions *questions;
  rsupi_taken_apart apart; /* its text */
  const rsupi_pattern *pattern;
} keeping;

/* What lies elsewhere (in the config) stays there. */
static int is_ours(const keeping *k, const void *pointer) {
  return pointer && rsupi_arena_holds(k->from, pointer);
}

/* NULL while only measuring. */
static void *keep_room(keeping *k, size_t size) {
  const size_t room = rsupi_image_room(size);
  unsigned char *const at = k->next;
  k->room += room;
  if (at) k->next += room;
  return at;
}

/* The copy, or what there is while only measuring. */
static void *keep_block(keeping *k, const void *block, size_t size) {
  void *const copy = keep_room(k, size);
  if (!copy) return (void *)(uintptr_t)block;
  return size ? memcpy(copy, block, size) : copy;
}

static const char *keep_bytes(keeping *k, const void *bytes, size_t size) {
  char *const copy = (char *)k->text;
  k->texts += size;
  if (!copy) return bytes;
  memcpy(copy, bytes, size);
  k->text += size;
  return copy;
}

/* A NUL-terminated text of that length. */
static const char *keep_text_of(keeping *k, const char *text, size_t len) {
  return keep_bytes(k, text, len + 1);
}

static const char *keep_text(keeping *k, const char *text) {
  return is_ours(k, text) ? keep_text_of(k, text, strlen(text)) : text;
}

static const char **keep_texts(keeping *k, const char **texts, size_t count) {
  if (!is_ours(k, texts)) return texts;
  const char **const copy = keep_block(k, texts, count * sizeof *texts);
  for (size_t i = 0; i < count; i++) {
    const char *const text = keep_text(k, texts[i]);
    if (k->next) copy[i] = text;
  }
  return copy;
}

/* The answers of a sheet; what they answer is shared. */
static const uint8_t *keep_answers(keeping *k, const rsupi_sheet *sheet) {
  const size_t odd_count = rsupi_count_odd(sheet);
  const size_t size = rsupi_codes_size(sheet->count, odd_count);
  rsupi_odd_answers *const odd = odd_count ? keep_room(k, rsupi_odd_size(odd_count)) : NULL;
  const uint8_t *codes = NULL;
  if (k->text && size) codes = rsupi_fill_codes(sheet, k->text, odd);
  if (k->text) k->text += size;
  k->texts += size;
  for (uint32_t i = 0, n = 0; i < sheet->count; i++) {
    const rsupi_answer *const answer = &sheet->answers[i];
    const int is_odd = odd && n < odd->count && odd->each[n].place == i;
    if (!answer->texts) {
      n += (uint32_t)is_odd;
      continue;
    }
    const char **const texts = keep_texts(k, answer->texts, answer->text_count);
    if (is_odd) odd->each[n++].texts = texts;
  }
  return codes;
}

/* The value of a fact may be any tree. */
static rsupi_node *keep_node(keeping *k, const rsupi_node *node) {
  rsupi_node *const copy = keep_block(k, node, sizeof *node);
  const char *const text = node->text ? keep_text_of(k, node->text, node->len) : NULL;
  const char *const key = node->key ? keep_text_of(k, node->key, node->key_len) : NULL;
  if (k->next) {
    copy->text = text;
    copy->key = key;
    copy->parent = copy->next = copy->first = NULL;
  }
  rsupi_node *last = NULL;
  for (const rsupi_node *child = node->first; child; child = child->next) {
    rsupi_node *const kept = keep_node(k, child);
    if (!k->next) continue;
    kept->parent = copy;
    if (last)
      last->next = kept;
    else
      copy->first = kept;
    last = kept;
  }
  return copy;
}

static void keep_fields(keeping *k, const rsupi_image *image, unsigned char *bound);

static void *keep_parts(keeping *k, const rsupi_image *image, void *parts, size_t count) {
  if (!is_ours(k, parts)) return parts;
  unsigned char *const copy = keep_block(k, parts, count * image->size);
  for (size_t i = 0; i < count; i++) keep_fields(k, image, copy + i * image->size);
  return copy;
}

/* What a pointer becomes. */
static const void *keep_pointer(keeping *k, const rsupi_image_field *f, void *pointer,
                                const unsigned char *bound) {
  switch (f->kind) {
  case RSUPI_IMAGE_KEY:
    return k->key;
  case RSUPI_IMAGE_TEXT:
    return keep_text(k, pointer);
  case RSUPI_IMAGE_SCALAR:
    return is_ours(k, pointer) ? keep_node(k, pointer) : pointer;
  case RSUPI_IMAGE_TEXTS:
    return keep_texts(k, pointer, rsupi_image_count(f, bound));
  case RSUPI_IMAGE_INTS:
    return is_ours(k, pointer)
               ? keep_block(k, pointer, rsupi_image_count(f, bound) * sizeof(int32_t))
               : pointer;
  case RSUPI_IMAGE_LIST:
    return keep_parts(k, f->of, pointer, rsupi_image_count(f, bound));
  default:
    return keep_parts(k, f->of, pointer, 1);
  }
}

static int is_pointer(const rsupi_image_field *f) {
  switch (f->kind) {
  case RSUPI_IMAGE_KEY:
  case RSUPI_IMAGE_TEXT:
  case RSUPI_IMAGE_SCALAR:
  case RSUPI_IMAGE_TEXTS:
  case RSUPI_IMAGE_INTS:
  case RSUPI_IMAGE_LIST:
  case RSUPI_IMAGE_ONE:
    return 1;
  default:
    return 0;
  }
}

static void keep_fields(keeping *k, const rsupi_image *image, unsigned char *bound) {
  for (size_t i = 0; i < image->field_count; i++) {
    const rsupi_image_field *const f = &image->fields[i];
    void *pointer;
    if (!is_pointer(f)) continue;
    memcpy(&pointer, bound + f->offset, sizeof pointer);
    const void *const kept = keep_pointer(k, f, pointer, bound);
    if (k->next) memcpy(bound + f->offset, &kept, sizeof kept);
  }
}

/* Of what can't be used only its key, its revision and its time are read. */
static void *keep_head(keeping *k, const rsupi_entry_head *head) {
  rsupi_entry_head *const kept = keep_block(k, head, sizeof *head);
  if (!head->told) return kept;
  const rsupi_told *const told = keep_block(k, head->told, sizeof *told);
  if (k->next) kept->told = told;
  return kept;
}

static rsupi_entry *keep_all(keeping *k, const rsupi_entry *entry) {
  const rsupi_image *const image = rsupi_image_at(rsupi_image_of(entry));
  rsupi_entry *const kept = keep_block(k, entry, offsetof(rsupi_entry, head));
  const char *const text = k->pattern ? keep_bytes(k, k->apart.digits, k->apart.digits_size)
                                      : keep_text_of(k, entry->text, entry->text_len);
  const char *const name =
      entry->section == RSUPI_SECTION_OTHER ? keep_text(k, rsupi_entry_section_name(entry)) : NULL;
  k->key = keep_text_of(k, entry->head.id, strlen(entry->head.id));
  void *const bound = image ? keep_block(k, k->bound, image->size) : keep_head(k, &entry->head);
  if (image) keep_fields(k, image, bound);
  const uint8_t *const codes = k->sheet ? keep_answers(k, k->sheet) : NULL;
  if (!k->next) return NULL;
  rsupi_beside *const beside = kept->noted ? &kept->notes->beside : &kept->beside;
  if (entry->section == RSUPI_SECTION_OTHER)
    beside->section_name = name;
  else
    beside->pattern = k->pattern;
  kept->text = text;
  kept->head.id = k->key;
  if (k->sheet) {
    ((rsupi_event *)bound)->questions = k->questions;
    ((rsupi_event *)bound)->codes = codes;
  }
  return kept;
}

/* What is shared with other entries. */
static int share(keeping *k, const rsup_allocator *allocator, rsupi_arena *work,
                 rsupi_sharing *sharing, const rsupi_entry *entry) {
  if (entry->usable && entry->event_type) {
    k->sheet = &((const rsupi_event_input *)k->bound)->sheet;
    k->questions = rsupi_questions_share(sharing, allocator, k->sheet);
    if (!k->questions) return 0;
  }
  if (!rsupi_entry_may_pack(entry)) return 1;
  if (!rsupi_text_take_apart(work, entry->text, entry->text_len, &k->apart)) return 0;
  k->pattern = rsupi_pattern_share(sharing, allocator, &k->apart);
  return k->pattern != NULL;
}

rsupi_entry *rsupi_entry_keep(const rsup_allocator *allocator, rsupi_arena *from,
                              rsupi_sharing *sharing, const rsupi_entry *read, const void *bound) {
  keeping k = {.from = from, .bound = bound};
  rsupi_entry made = *read;
  const rsupi_entry *const entry = &made;
  made.usable = bound != NULL;
  if (share(&k, allocator, from, sharing, entry)) {
    (void)keep_all(&k, entry);
    const size_t room = k.room, size = room + k.texts;
    k.next = size <= UINT32_MAX ? rsupi_alloc(allocator, size) : NULL;
    if (k.next) {
      k.text = k.next + room;
      rsupi_entry *const kept = keep_all(&k, entry);
      kept->size = (uint32_t)size;
      return kept;
    }
  }
  rsupi_questions_drop(allocator, k.questions);
  rsupi_pattern_drop(allocator, k.pattern);
  return NULL;
}
