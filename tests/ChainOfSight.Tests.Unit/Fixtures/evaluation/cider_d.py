"""CIDEr-D stated from its formula, apart from the C# one.  Run: python3 cider_d.py > cider_d.json

    s = 10/4 * sum over n = 1..4 of
        exp(-(l_c - l_r)^2 / (2 * 6^2)) * <min(g_c, g_r), g_r> / (|g_c| * |g_r|)     mean over references r
    g(w) = count(w) * ln(images / max(1, images whose references hold w)),  l = number of bigrams
"""
import itertools
import json
import math
import random
from collections import Counter


def grams(words, n):
    return Counter(zip(*(words[i:] for i in range(n))))


def cider_d(images):
    holds = [
        Counter(g for image in images for g in set(itertools.chain.from_iterable(grams(r.split(), n) for r in image["references"])))
        for n in (1, 2, 3, 4)
    ]

    def weighted(caption, n):
        return {
            g: c * (math.log(len(images)) - math.log(max(1, holds[n - 1][g]))) for g, c in grams(caption.split(), n).items()
        }

    def length(caption):
        return sum(grams(caption.split(), 2).values())

    def one(candidate, reference, n):
        a, b = weighted(candidate, n), weighted(reference, n)
        dot = sum(min(a[g], b[g]) * b[g] for g in a.keys() & b.keys())
        norms = math.sqrt(sum(v * v for v in a.values())) * math.sqrt(sum(v * v for v in b.values()))
        gap = length(candidate) - length(reference)
        return (dot / norms if norms else 0.0) * math.exp(-gap * gap / 72.0)

    return [
        10.0 * sum(sum(one(i["candidate"], r, n) for r in i["references"]) / len(i["references"]) for n in (1, 2, 3, 4)) / 4.0
        for i in images
    ]


def corpus(seed):
    rng = random.Random(seed)
    things = ["red apple", "dog", "cat", "blue car", "tree", "old house", "fish", "bird"]
    places = ["in the top left", "in the top right", "below a cloud", "next to the river", "on a table"]

    def caption():
        parts = [f"a {rng.choice(things)} {rng.choice(places)}" for _ in range(rng.randint(1, 3))]
        return " and ".join(parts)

    images = []
    for _ in range(24):
        references = [caption() for _ in range(rng.randint(1, 4))]
        candidate = rng.choice([references[0], caption(), references[-1] + " " + caption(), "a a a a dog dog", "", "dog", "zebra crossing"])
        images.append({"candidate": candidate, "references": references})
    return images


if __name__ == "__main__":
    data = corpus(7)
    for image, score in zip(data, cider_d(data)):
        image["score"] = score
    print(json.dumps(data, indent=1))
