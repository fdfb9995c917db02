"""Write network_structure.tsv: random ego networks with what others make of them.

make_network_structure.py > network_structure.tsv   (wants networkx and igraph)

Density, components, isolates and the unweighted effective size are networkx's, on the network of
ego, alters and ties (all but the last on the alters alone); constraint is igraph's. Hierarchy, each
alter's part of the constraint, and the weighted effective size are written here from Burt,
Structural Holes (1992), chapter 2. Every constraint is also written here, and up to 10 alters
networkx says constraint and weighted effective size too (beyond, it takes seconds for each).

Columns: alters; w (weighted) or u; which pairs are tied, as a hexadecimal number whose bit k is the
kth of the pairs (0,1) (0,2) (1,2) (0,3) ...; weights of the ties to the ego and of the ties between
alters in the same order, as one digit each, to be divided by 7 ("-" when unweighted); density,
components, isolates, effective size, efficiency, constraint, hierarchy, the first alter's part.
"""

import itertools
import math
import random
import sys

import igraph
import networkx


def pairs(n):
    return [(a, b) for b in range(n) for a in range(b)]


def network(random_source, n, weighted):
    density = random_source.choice([0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0])
    ties = [p for p in pairs(n) if random_source.random() < density]

    def weight():
        return random_source.randint(1, 9) if weighted else 7

    return [weight() for _ in range(n)], {tie: weight() for tie in ties}


def burt(n, to_ego, ties):
    """Each alter's part of the constraint, and the effective size, by the formulas; 0 is the ego,
    i + 1 the alter i."""
    z = [[0.0] * (n + 1) for _ in range(n + 1)]
    for i, weight in enumerate(to_ego):
        z[0][i + 1] = z[i + 1][0] = weight / 7
    for (a, b), weight in ties.items():
        z[a + 1][b + 1] = z[b + 1][a + 1] = weight / 7
    alters = range(1, n + 1)
    total = [math.fsum(row) for row in z]
    p = [[weight / total[i] for weight in row] for i, row in enumerate(z)]
    m = [[weight / max(row) for weight in row] for row in z]
    parts = [
        (p[0][j] + math.fsum(p[0][q] * p[q][j] for q in alters if q != j)) ** 2 for j in alters
    ]
    size = n - math.fsum(p[0][q] * m[j][q] for j in alters for q in alters if q != j)
    return parts, size


def hierarchy(parts):
    n, total = len(parts), math.fsum(parts)
    if n < 2:
        return math.nan
    ratios = [part / (total / n) for part in parts]
    return math.fsum(r * math.log(r) for r in ratios) / (n * math.log(n))


def same(a, b):
    assert abs(a - b) < 1e-13 * max(1, abs(b)), (a, b)


def measures(n, weighted, to_ego, ties):
    whole = networkx.Graph()
    for i, weight in enumerate(to_ego):
        whole.add_edge("ego", i, weight=weight / 7)
    for (a, b), weight in ties.items():
        whole.add_edge(a, b, weight=weight / 7)
    alters = whole.subgraph(range(n))
    parts, size = burt(n, to_ego, ties)
    second = igraph.Graph([(0, i + 1) for i in range(n)] + [(a + 1, b + 1) for a, b in ties])
    weights = [w / 7 for w in to_ego] + [w / 7 for w in ties.values()]
    constraint = second.constraint(vertices=[0], weights=weights)[0]
    same(math.fsum(parts), constraint)
    if not weighted:
        simple = networkx.effective_size(whole, nodes=["ego"])["ego"]
        same(simple, size)
        size = simple
    if n <= 10:
        same(networkx.constraint(whole, nodes=["ego"], weight="weight")["ego"], constraint)
        same(networkx.effective_size(whole, nodes=["ego"], weight="weight")["ego"], size)
    return [
        networkx.density(alters) if n > 1 else math.nan,
        networkx.number_connected_components(alters),
        networkx.number_of_isolates(alters),
        size,
        size / n,
        constraint,
        hierarchy(parts),
        parts[0],
    ]


def line(n, weighted, to_ego, ties):
    bits = sum(1 << k for k, p in enumerate(pairs(n)) if p in ties)
    digits = "".join(map(str, itertools.chain(to_ego, ties.values()))) if weighted else "-"
    values = "\t".join(f"{value:.15g}" for value in measures(n, weighted, to_ego, ties))
    return f"{n}\t{'w' if weighted else 'u'}\t{bits:x}\t{digits}\t{values}"


def main():
    source = random.Random(1992)
    print("# tests/vectors/make_network_structure.py; igraph and networkx:")
    print(f"# {igraph.__version__} {networkx.__version__}")
    print(line(1, False, [7], {}))
    print(line(1, True, [3], {}))
    for k in range(2000):
        n = 2 + k % 59
        print(line(n, False, *network(source, n, False)))
    for k in range(600):
        n = 2 + k % 59 if k % 10 == 0 else 2 + k % 19
        print(line(n, True, *network(source, n, True)))


if __name__ == "__main__":
    sys.exit(main())
