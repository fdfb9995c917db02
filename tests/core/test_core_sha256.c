/* SHA-256 against the examples of FIPS 180-4 (NIST, "SHA256.pdf" and the SHAVS vectors). */
#include "core/cmocka_all.h"
#include "core/sha256.h"
#include <string.h>

static void assert_digest(const char *data, size_t len, const char *expected) {
  char hex[65];
  rsupi_sha256 sha;
  rsupi_sha256_start(&sha);
  rsupi_sha256_add(&sha, data, len);
  rsupi_sha256_finish(&sha, hex);
  assert_string_equal(hex, expected);
}

static void test_published_examples(void **state) {
  (void)state;
  static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  static const char longer[] = "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                               "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";
  assert_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_digest("\xbd", 1, "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
  assert_digest(two_blocks, strlen(two_blocks),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  assert_digest(longer, strlen(longer),
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void test_a_million_letters_in_uneven_pieces(void **state) {
  (void)state;
  char piece[997], hex[65];
  memset(piece, 'a', sizeof piece);
  rsupi_sha256 sha;
  rsupi_sha256_start(&sha);
  for (size_t left = 1000000; left > 0;) {
    const size_t step = left < sizeof piece ? left : sizeof piece;
    rsupi_sha256_add(&sha, piece, step);
    left -= step;
  }
  rsupi_sha256_finish(&sha, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_padding_at_every_length_around_a_block(void **state) {
  (void)state;
  /* From `head -c N /dev/zero | sha256sum`. */
  static const char zeros[65] = {0};
  assert_digest(zeros, 55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
  assert_digest(zeros, 56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
  assert_digest(zeros, 63, "c7723fa1e0127975e49e62e753db53924c1bd84b8ac1ac08df78d09270f3d971");
  assert_digest(zeros, 64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
  assert_digest(zeros, 65, "98ce42deef51d40269d542f5314bef2c7468d401ad5d85168bfab4c0108f75f7");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_published_examples),
      cmocka_unit_test(test_a_million_letters_in_uneven_pieces),
      cmocka_unit_test(test_padding_at_every_length_around_a_block),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
