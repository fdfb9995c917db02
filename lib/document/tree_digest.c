/* The digest of a document: equal for equal content, however it is written. */
#include "core/sha256.h"
#include "core/text.h"
#include "document/tree.h"

int rsupi_tree_digest(const rsup_allocator *allocator, const rsupi_node *root, char hex[65]) {
  rsupi_text canonical;
  rsupi_sha256 sha;
  rsupi_text_init(&canonical, allocator);
  rsupi_tree_write_json(&canonical, root, RSUPI_JSON_CANONICAL);
  const int written = !canonical.failed;
  if (written) {
    rsupi_sha256_start(&sha);
    rsupi_sha256_add(&sha, canonical.data, canonical.len);
    rsupi_sha256_finish(&sha, hex);
  }
  rsupi_text_free(&canonical);
  return written;
}
