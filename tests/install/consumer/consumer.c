/* A stranger's program: uses an installed copy, knows nothing of the source tree. */
#include <recovery-support.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  const rsup_crisis_line *const *lines = NULL;
  rsup_error err;
  if (rsup_version_check(RSUP_VERSION_NUMBER, &err) != RSUP_OK || strcmp(rsup_version(), "0.1.0")) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  rsup_config *config = NULL;
  if (rsup_config_default(NULL, &config, &err) != RSUP_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  rsup_config_free(config);
  return rsup_crisis_lines("US", &lines) > 0 ? 0 : 1;
}
