"""networkx on a sample of ego networks of 12 alters, beside the columns on the same ones."""

import random
import sys
import time

import recovery_support as rs

try:
    import networkx
except ImportError:
    print("network columns beside networkx\tskipped: networkx is not installed")
    sys.exit()

EGOS, ALTERS = 200, 12


def timed(job):
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def of_networkx(ego):
    graph = networkx.Graph([(0, i + 1) for i in range(ALTERS)] + [(a + 1, b + 1) for a, b in ego])
    networkx.constraint(graph, nodes=[0])
    networkx.effective_size(graph, nodes=[0])
    alters = graph.subgraph(range(1, ALTERS + 1))
    networkx.density(alters)
    networkx.number_connected_components(alters)


source = random.Random(1)
pairs = [(a, b) for b in range(ALTERS) for a in range(b)]
egos = [[pair for pair in pairs if source.random() < 0.3] for _ in range(EGOS)]
columns = {
    "alters": [ALTERS] * EGOS,
    "ego": [i for i, ego in enumerate(egos) for _ in ego],
    "a": [a for ego in egos for a, b in ego],
    "b": [b for ego in egos for a, b in ego],
}
peer = min(timed(lambda: [of_networkx(ego) for ego in egos]) for _ in range(3))
own = min(timed(lambda: rs.network_measures(columns)) for _ in range(11))
print(
    f"networkx, {EGOS} egos x {ALTERS}\t3\t{peer * 1e6:.0f}\t\t\t"
    f"network columns from Python lists\t{peer / own:.0f}\t\t"
)
