/* The description of a map, which dot.c asks for. */
#ifndef RSUPI_LAYOUT_H
#define RSUPI_LAYOUT_H
#include "network/measures.h"
#include "recovery-support/network_map.h"

extern const rsup_record_type rsupi_network_ring_type, rsupi_network_sector_type,
    rsupi_network_node_type, rsupi_network_edge_type, rsupi_network_map_type;
#endif
