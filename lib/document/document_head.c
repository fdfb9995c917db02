/* The head of a document: which kind it is, and which version of that kind. */
#include "document/schema_read.h"
#include <string.h>

static const char prefix[] = "recovery-support/";

static rsup_status wrong_format(rsupi_binder *binder, const rsupi_node *node, const char *name) {
  return rsupi_bind_problem(binder, node, RSUP_E_FORMAT, "expected a document of format %s%s",
                            prefix, name);
}

static int is_format(const rsupi_node *node, const char *name) {
  return node->kind == RSUPI_SCALAR && strncmp(node->text, prefix, sizeof(prefix) - 1) == 0 &&
         strcmp(node->text + sizeof(prefix) - 1, name) == 0;
}

rsup_status rsupi_check_head(rsupi_binder *binder, const rsupi_node *root, const char *name,
                             int32_t newest, int32_t *out_version) {
  *out_version = 0;
  const rsupi_node *format = rsupi_node_get(root, "format");
  if (format == NULL) return wrong_format(binder, root, name);
  rsupi_bind_know(format);
  if (!is_format(format, name)) return wrong_format(binder, format, name);
  const rsupi_node *version = rsupi_node_get(root, "format_version");
  if (version == NULL) {
    return rsupi_bind_problem(binder, root, RSUP_E_FORMAT, "missing key \"format_version\"");
  }
  rsupi_bind_know(version);
  int64_t number;
  if (!rsupi_scalar_int(version, &number) || number < 1) {
    return rsupi_bind_problem(binder, version, RSUP_E_FORMAT,
                              "expected the number of a format version, from 1 to %d", (int)newest);
  }
  if (number > newest) {
    return rsupi_bind_problem(binder, version, RSUP_E_VERSION,
                              "this library reads %s%s up to version %d, the document is newer",
                              prefix, name, (int)newest);
  }
  *out_version = (int32_t)number;
  return RSUP_OK;
}
