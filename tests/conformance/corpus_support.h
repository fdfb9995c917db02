/* Walking a corpus below RSUP_SHARED. */
#ifndef CORPUS_SUPPORT_H
#define CORPUS_SUPPORT_H
#include "document/tree_build.h"
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CORPUS_PATH = 1024 };

/* The folder of a corpus into `path`; 0, with a word about it, when there is none. */
static inline int corpus_folder(const char *name, char path[CORPUS_PATH]) {
  const char *shared = getenv("RSUP_SHARED");
  if (shared == NULL || shared[0] == '\0') {
    printf("skipped: %s (RSUP_SHARED is not set)\n", name);
    return 0;
  }
  snprintf(path, CORPUS_PATH, "%s/corpora/%s", shared, name);
  return 1;
}

/* A whole file, or NULL when there is none; free() it. */
static inline char *corpus_file(const char *path, size_t *len) {
  FILE *file = fopen(path, "rb");
  *len = 0;
  if (file == NULL) return NULL;
  fseek(file, 0, SEEK_END);
  *len = (size_t)ftell(file);
  rewind(file);
  char *bytes = malloc(*len > 0 ? *len : 1);
  if (bytes != NULL && fread(bytes, 1, *len, file) != *len) {
    free(bytes);
    bytes = NULL;
  }
  fclose(file);
  return bytes;
}

static inline int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in a folder, sorted; freed with free_names(). */
static inline size_t corpus_names(const char *folder, char ***names) {
  DIR *dir = opendir(folder);
  if (dir == NULL) fail_msg("cannot open %s", folder);
  size_t count = 0, capacity = 1024;
  *names = malloc(capacity * sizeof(**names));
  assert_non_null(*names);
  for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
    if (entry->d_name[0] == '.') continue;
    assert_true(count < capacity);
    (*names)[count] = malloc(strlen(entry->d_name) + 1);
    assert_non_null((*names)[count]);
    strcpy((*names)[count++], entry->d_name);
  }
  closedir(dir);
  qsort(*names, count, sizeof(**names), compare_names);
  return count;
}

static inline void free_names(char **names, size_t count) {
  for (size_t i = 0; i < count; i++) free(names[i]);
  free(names);
}
#endif
