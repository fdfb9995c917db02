/* The network, its shares and gaps: the cases of tests/vectors/network.yaml. */
#include "network/network.h"
#include "recovery/cases.h"

static rsup_status question(const rsupi_asof *at, rsupi_arena *arena, case_answer *out,
                            rsup_error *err) {
  rsupi_network network;
  rsup_status status = rsupi_network_today(at, arena, &network, err);
  if (!status) answer_record(out, "network", &rsupi_network_type, network.record);
  return status;
}

int main(void) {
  return run_cases("tests/vectors/network.yaml", question);
}
