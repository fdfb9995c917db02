/* The digest of a config: over the canonical JSON of what the built-in and the user's documents say
 * together, so that it changes with the content alone. Many programs never ask for it, and hashing
 * a large config takes as long as reading it: it is worked out once, when first asked for, without
 * any memory, so that it cannot fail then. */
#include "config/config.h"
#include "core/sha256.h"
#include "document/tree.h"

static void add_to_digest(void *sha, const char *data, size_t len) {
  rsupi_sha256_add(sha, data, len);
}

static void work_out(rsupi_content *content) {
  char buffer[1024];
  rsupi_text text;
  rsupi_sha256 sha;
  rsupi_sha256_start(&sha);
  rsupi_text_init_pouring(&text, buffer, sizeof buffer, add_to_digest, &sha);
  rsupi_tree_sort(content->tree);
  rsupi_tree_write_json(&text, content->tree, RSUPI_JSON_CANONICAL_SORTED);
  rsupi_text_pour(&text);
  rsupi_sha256_finish(&sha, content->digest);
}

const char *rsup_config_digest(const rsup_config *config) {
  if (!config) return NULL;
  rsupi_content *content = (rsupi_content *)(uintptr_t)&config->content;
  if (!atomic_load_explicit(&content->known, memory_order_acquire)) {
    (void)pthread_mutex_lock(&content->lock);
    if (!atomic_load_explicit(&content->known, memory_order_relaxed)) {
      work_out(content);
      atomic_store_explicit(&content->known, 1, memory_order_release);
    }
    (void)pthread_mutex_unlock(&content->lock);
  }
  return content->digest;
}
