#!/usr/bin/env python3
"""Builds the embedded word lists of assets/quality (python3, standard library only).

  scripts/build_lexicon.py WORDLIST... [--extra assets/quality/extra_words.txt]          words.bin and trigrams.bin
  scripts/build_lexicon.py --common WORDLIST... --names NAMELIST... [--extra ...]        common.bin

WORDLIST are files with one word a line; the files here are made from /usr/share/dict/american-english-large and
/usr/share/dict/british-english-large of the Debian packages wamerican-large and wbritish-large.

words.bin: little-endian u32, ascending: the 31 upper bits are the upper bits of the FNV-1a hash of a word (lower case,
diacritics folded, without possessive), the lowest bit says that the word is also written in lower case (0: only a name).
trigrams.bin: 28 x 28 x 28 bytes, index (a * 28 + b) * 28 + c with 0 = word boundary, 1..26 = letters, 27 = anything else;
the value is -8 * log2 p(c | a, b), cut to 0..255, learnt from the same words.

common.bin: like words.bin, of a short list of words that everybody uses (lowest bit 1; made from american-english-small and
british-english-small of the packages wamerican-small and wbritish-small) and of single names (lowest bit 0). NAMELIST are
files with names between white space, commas or bars, of which the words that begin with a capital count; a table that begins
with "name,frequency,cumulative_frequency,rank" is cut at rank 40,000. The names here are made from the lists of
assets/gazetteer, american-english-huge of wamerican-huge (its capitalised words), and the family and given names of the
census of the United States of 1990 (dist.all.last, dist.female.first, dist.male.first).
"""
import math, os, re, struct, sys, unicodedata

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "assets", "quality")


def fold(word):
    flat = unicodedata.normalize("NFD", word)
    return "".join(c for c in flat if not unicodedata.combining(c)).lower().replace("’", "'")


def fnv1a(data):
    h = 0x811C9DC5
    for b in data:
        h = ((h ^ b) * 0x01000193) & 0xFFFFFFFF
    return h


def read(paths):
    for path in paths:
        for line in open(path, encoding="utf-8"):
            word = line.strip()
            if word and not word.startswith("#"):
                yield word[:-2] if word.endswith("'s") else word


def letter(c):
    return ord(c) - 96 if "a" <= c <= "z" else 27


def trigrams(words):
    counts, totals = {}, {}
    for word in words:
        codes = [0, 0] + [letter(c) for c in word] + [0]
        for a, b, c in zip(codes, codes[1:], codes[2:]):
            counts[a, b, c] = counts.get((a, b, c), 0) + 1
            totals[a, b] = totals.get((a, b), 0) + 1
    out = bytearray()
    for a in range(28):
        for b in range(28):
            for c in range(28):
                p = (counts.get((a, b, c), 0) + 0.02) / (totals.get((a, b), 0) + 0.02 * 28)
                out.append(min(255, round(-8 * math.log2(p))))
    return out


def names(path):
    """The single names of a list or a table, folded; none of fewer than three letters from a table."""
    lines = open(path, encoding="utf-8").read().split("\n")
    if lines[0].startswith("name,frequency,"):
        rows = (line.split(",") for line in lines[1:] if line)
        yield from (row[0].lower() for row in rows if int(row[3]) <= 40_000 and len(row[0]) > 2)
        return
    for line in lines:
        if not line.startswith("#"):
            found = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", line.replace("’", "'"))
            yield from (fold(w.removesuffix("'s")) for w in found if w[0].isupper() and len(w) > 1)


def write(name, flags):
    """Writes fingerprints of the keys of `flags`, whose values are the lowest bits."""
    entries = {}
    for key, flag in flags.items():
        h = fnv1a(key.encode()) & ~1
        entries[h] = entries.get(h, 0) | int(flag)
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(b"".join(struct.pack("<I", h | bit) for h, bit in sorted(entries.items())))
    print(name, len(entries), "entries")


def common(args):
    """Writes common.bin."""
    lists = {"--common": [], "--names": [], "--extra": []}
    for arg in args:
        if arg in lists:
            into = lists[arg]
        else:
            into.append(arg)
    flags = {key: False for path in lists["--names"] for key in names(path)}
    for word in read(lists["--common"] + lists["--extra"]):
        key = fold(word)
        if word[0].islower() and (len(key) > 1 or key in ("a", "i", "o")):
            flags[key] = True
    write("common.bin", flags)


def main():
    args = sys.argv[1:]
    if "--common" in args:
        common(args)
        return 0
    extra = [args.pop(i + 1) for i in [args.index("--extra")]] if "--extra" in args else []
    lists = [a for a in args if a != "--extra"]
    if not lists:
        print(__doc__)
        return 2
    lower = {}
    for word in read(lists + extra):
        key = fold(word)
        if len(key) > 1 or key in ("a", "i", "o"):
            lower[key] = lower.get(key, False) or not word[0].isupper()
    write("words.bin", lower)
    with open(os.path.join(HERE, "trigrams.bin"), "wb") as f:
        f.write(trigrams(k for k in lower if k.isascii()))
    print(len(lower), "words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
