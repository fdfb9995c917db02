/* SHA-256 (FIPS 180-4), for digests of documents in provenance. Not for secrets. */
#ifndef RSUPI_SHA256_H
#define RSUPI_SHA256_H
#include <stddef.h>
#include <stdint.h>

typedef struct rsupi_sha256 {
  uint32_t state[8];
  uint64_t bytes;
  unsigned char block[64];
} rsupi_sha256;
void rsupi_sha256_start(rsupi_sha256 *sha);
void rsupi_sha256_add(rsupi_sha256 *sha, const void *data, size_t len);
void rsupi_sha256_finish(rsupi_sha256 *sha, char hex[65]);
#endif
