/* Configs from files, and the file reader below them. */
#include "config_tests.h"
#include "document/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/rsup-config-XXXXXX";
static char path[256];

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state) {
  (void)state;
  return rmdir(folder);
}

static void write_file(const char *name, const char *text, size_t len) {
  rsupi_fixed full = rsupi_fixed_start(path, sizeof path);
  rsupi_fixed_format(&full, "%s/%s", folder, name);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(file >= 0);
  assert_int_equal(write(file, text, len), (ssize_t)len);
  close(file);
}

static void a_file_resolves_what_lies_beside_it(void **state) {
  (void)state;
  const char *text = HEAD "instruments: [{id: own, file: forms/own.yaml}]\n";
  rsup_config *config = NULL;
  write_file("c.yaml", text, strlen(text));
  assert_int_equal(rsup_config_load_file(path, NULL, &config, NULL, NULL), RSUP_OK);
  const rsupi_instrument_ref *own = &config->instruments[config->instrument_count - 1];
  char expected[256];
  rsupi_fixed full = rsupi_fixed_start(expected, sizeof expected);
  rsupi_fixed_format(&full, "%s/forms/own.yaml", folder);
  assert_string_equal(config->dir, folder);
  assert_string_equal(own->file, expected);
  rsup_config_free(config);
  unlink(path);
}

static void an_error_names_the_file_without_its_folder(void **state) {
  (void)state;
  const char *text = HEAD "rolse: []\n";
  rsup_config *config = NULL;
  rsup_error err;
  write_file("clinic.yaml", text, strlen(text));
  assert_int_equal(rsup_config_load_file(path, NULL, &config, NULL, &err), RSUP_E_SCHEMA);
  assert_string_equal(err.source, "clinic.yaml");
  assert_int_equal(err.line, 3);
  unlink(path);
}

static void a_file_that_is_not_there_is_an_error_of_files(void **state) {
  (void)state;
  rsup_config *config = NULL;
  rsup_result *report = NULL;
  rsup_error err;
  assert_int_equal(rsup_config_load_file("no/such.yaml", NULL, &config, &report, &err),
                   RSUP_E_FILE);
  assert_string_equal(err.source, "such.yaml");
  assert_null(config);
  assert_null(report);
  assert_int_equal(rsup_config_load_file(folder, NULL, &config, NULL, &err), RSUP_E_FILE);
  assert_int_equal(rsup_config_load_file(NULL, NULL, &config, NULL, &err), RSUP_E_ARGUMENT);
}

static void a_file_is_read_up_to_its_limit(void **state) {
  (void)state;
  const rsup_allocator allocator = rsupi_allocator_or_default(NULL);
  char *bytes = NULL;
  size_t len = 0;
  rsup_error err;
  write_file("ten", "0123456789", 10);
  assert_int_equal(rsupi_file_read(&allocator, path, 10, &bytes, &len, &err), RSUP_OK);
  assert_int_equal(len, 10);
  assert_string_equal(bytes, "0123456789");
  rsupi_release(&allocator, bytes, len + 1);
  assert_int_equal(rsupi_file_read(&allocator, path, 9, &bytes, &len, &err), RSUP_E_LIMIT);
  assert_null(bytes);
  write_file("ten", "", 0);
  assert_int_equal(rsupi_file_read(&allocator, path, 9, &bytes, &len, &err), RSUP_OK);
  assert_int_equal(len, 0);
  rsupi_release(&allocator, bytes, 1);
  unlink(path);
}

static void a_config_larger_than_four_mebibytes_is_refused(void **state) {
  (void)state;
  size_t size = (4u << 20) + 1;
  char *text = malloc(size);
  rsup_config *config = NULL;
  rsup_error err;
  assert_non_null(text);
  memset(text, '#', size);
  write_file("large.yaml", text, size);
  free(text);
  assert_int_equal(rsup_config_load_file(path, NULL, &config, NULL, &err), RSUP_E_LIMIT);
  assert_string_equal(err.source, "large.yaml");
  unlink(path);
}

static void a_base_name_is_what_follows_the_last_slash(void **state) {
  (void)state;
  assert_string_equal(rsupi_file_base_name("a/b/c.yaml"), "c.yaml");
  assert_string_equal(rsupi_file_base_name("c.yaml"), "c.yaml");
  assert_string_equal(rsupi_file_base_name("a/"), "");
  assert_null(rsupi_file_base_name(NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_resolves_what_lies_beside_it),
      cmocka_unit_test(an_error_names_the_file_without_its_folder),
      cmocka_unit_test(a_file_that_is_not_there_is_an_error_of_files),
      cmocka_unit_test(a_file_is_read_up_to_its_limit),
      cmocka_unit_test(a_config_larger_than_four_mebibytes_is_refused),
      cmocka_unit_test(a_base_name_is_what_follows_the_last_slash),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
