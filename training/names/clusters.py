"""Groups of words that stand among the same neighbours, from raw news: a matrix of neighbours, its main axes, k-means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp

RARE = 15  # a form seen less often is in no group
NEIGHBOURS = 6_000
AXES = 100


def clusters(
    ids: np.ndarray, words: Sequence[str], places: Sequence[int], sizes: Sequence[int]
) -> dict[str, list[int]]:
    """Return for every frequent form its group of each size; `places` are where its neighbours are looked for."""
    counts = np.bincount(ids, minlength=len(words))
    order = np.argsort(-counts, kind="stable")
    many = int((counts >= RARE).sum())
    rank = np.full(len(words), -1)
    rank[order[:many]] = np.arange(many)
    low: dict[str, int] = {}
    low_of = np.array([low.setdefault("#" if w.isdigit() else w.lower(), len(low)) for w in words])
    low_counts = np.bincount(low_of, weights=counts)
    low_rank = np.full(len(low), -1)
    low_rank[np.argsort(-low_counts, kind="stable")[:NEIGHBOURS]] = np.arange(NEIGHBOURS)
    own, beside = rank[ids], low_rank[low_of[ids]]
    blocks = []
    for place in places:
        a, b = (own[-place:], beside[:place]) if place < 0 else (own[:-place], beside[place:])
        both = (a >= 0) & (b >= 0)
        blocks.append(
            sp.coo_matrix((np.ones(both.sum(), dtype=np.float32), (a[both], b[both])), shape=(many, NEIGHBOURS)).tocsr()
        )
    table = sp.hstack(blocks).tocoo()
    rows = np.asarray(table.tocsr().sum(1)).ravel()
    columns = np.asarray(table.tocsr().sum(0)).ravel() ** 0.75
    columns /= columns.sum()
    values = np.maximum(np.log(table.data / (rows[table.row] * columns[table.col] + 1e-9) + 1e-9), 0)
    axes = _axes(sp.csr_matrix((values.astype(np.float32), (table.row, table.col)), shape=table.shape))
    groups = [_kmeans(axes, size) for size in sizes]
    return {words[order[at]]: [int(g[at]) for g in groups] for at in range(many)}


def _axes(table: sp.csr_matrix) -> np.ndarray:
    """Return each row's place on the main axes, by a randomised singular value decomposition with a fixed seed."""
    generator = np.random.default_rng(7)
    space = table @ generator.standard_normal((table.shape[1], AXES + 20)).astype(np.float32)
    for _ in range(4):
        space = np.linalg.qr(space)[0]
        space = table @ np.linalg.qr(table.T @ space)[0]
    space = np.linalg.qr(space)[0]
    left, strength, _ = np.linalg.svd((table.T @ space).T, full_matrices=False)
    found = (space @ left)[:, :AXES] * np.sqrt(strength[:AXES])
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def _kmeans(points: np.ndarray, size: int) -> np.ndarray:
    centres = points[np.random.default_rng(11).choice(len(points), size, replace=False)].copy()
    nearest = np.zeros(len(points), dtype=int)
    for _ in range(25):
        nearest = np.concatenate(
            [np.argmax(points[at : at + 4096] @ centres.T, 1) for at in range(0, len(points), 4096)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 0, sums / np.maximum(length, 1e-9), centres)
    return nearest
