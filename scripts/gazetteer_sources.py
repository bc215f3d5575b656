#!/usr/bin/env python3
"""Writes assets/gazetteer/sources/ from two public data sets (python3, standard library only).

    git clone https://github.com/datasets/world-cities && git -C world-cities checkout 49974c675a13f12ec0b8b8164f0f82f017b896fc
    git clone https://github.com/unicode-org/cldr-json && git -C cldr-json checkout b08a82b582f1120d630d623f9e5073316741574d
    scripts/gazetteer_sources.py world-cities cldr-json

The two directories may be clones with or without a work tree: the files are read from the commits named here.

geonames.txt         places with 15,000 inhabitants or more and the regions that they lie in, from GeoNames (CC BY 4.0).
                     `@Country` begins the places of a country; `+name|plain name` is a region, `name|plain name` a place.
                     The plain name, without diacritics, stands only where it differs.
cldr_territories.txt names of countries and world regions from CLDR 47 (Unicode-3.0).
                     `code;English name|other English name|...;name in another language|...`.
                     Left out: what is no place (EU, UN, ...), names with a bracket where a plain one stands beside them.

The program's build (build/) grades and packs both files; nothing else of the data sets is used.
"""

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata

WORLD_CITIES = "49974c675a13f12ec0b8b8164f0f82f017b896fc"
CLDR = "b08a82b582f1120d630d623f9e5073316741574d"
LANGUAGES = ["fr", "es", "pt", "id", "ms", "vi"]
NO_PLACE = {"001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "assets", "gazetteer", "sources")

# Letters that have no decomposition.
PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
     "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H", "ŋ": "ng", "ǝ": "a",
     "‘": "'", "’": "'", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "`": "'"})


def show(repository, commit, path):
    command = ["git", "-C", repository, "show", f"{commit}:{path}"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def plain(name):
    flat = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return flat.translate(PLAIN).replace("'", "") if not name.isascii() else name


def usable(name):
    """Names that can stand in running text: a capital first, nothing but letters, spaces and the marks inside names."""
    marks = " -'.’‘`"
    return len(name) > 2 and name[0].isupper() and all(c.isalpha() or c in marks or unicodedata.combining(c) for c in name)


def entry(name):
    name = unicodedata.normalize("NFC", name.strip())
    flat = plain(name)
    return name if flat == name else f"{name}|{flat}"


def geonames(repository):
    rows = csv.DictReader(io.StringIO(show(repository, WORLD_CITIES, "data/world-cities.csv")))
    countries = {}
    for row in rows:
        country = "Kosovo" if row["country"].endswith("XK") else row["country"]
        regions, places = countries.setdefault(country, (set(), set()))
        if usable(row["subcountry"]) and row["subcountry"] != "N/A":
            regions.add(entry(row["subcountry"]))
        if usable(row["name"]):
            places.add(entry(row["name"]))
    with open(os.path.join(OUT, "geonames.txt"), "w", encoding="utf-8", newline="\n") as out:
        out.write("# GeoNames (geonames.org), CC BY 4.0, through github.com/datasets/world-cities, " + WORLD_CITIES[:12] + ".\n")
        out.write("# Written by scripts/gazetteer_sources.py, which explains the format.\n")
        for country in sorted(countries):
            regions, places = countries[country]
            out.write(f"@{country}\n")
            out.writelines(f"+{name}\n" for name in sorted(regions))
            out.writelines(f"{name}\n" for name in sorted(places - regions))


def territories(repository, language):
    path = f"cldr-json/cldr-localenames-full/main/{language}/territories.json"
    return json.loads(show(repository, CLDR, path))["main"][language]["localeDisplayNames"]["territories"]


def names(table, code):
    """The plain names of a territory: usual, short, variant."""
    found = [table[key] for key in table if key.split("-alt-")[0] == code]
    without = [name for name in found if "(" not in name]
    found = without or found
    both = [other for name in found for other in ([name, name.replace(" & ", " and ")] if " & " in name else [name])]
    return list(dict.fromkeys(unicodedata.normalize("NFC", name) for name in both))


def cldr(repository):
    english = territories(repository, "en")
    others = [territories(repository, language) for language in LANGUAGES]
    codes = sorted({key.split("-alt-")[0] for key in english} - NO_PLACE)
    with open(os.path.join(OUT, "cldr_territories.txt"), "w", encoding="utf-8", newline="\n") as out:
        out.write("# Unicode CLDR 47 (cldr.unicode.org), Unicode-3.0, through github.com/unicode-org/cldr-json, " + CLDR[:12] + ".\n")
        out.write("# Written by scripts/gazetteer_sources.py, which explains the format. Other languages: " + " ".join(LANGUAGES) + ".\n")
        for code in codes:
            own = names(english, code)
            foreign = [] if code.isdigit() else [n for table in others for n in names(table, code) if n not in own]
            foreign = [n for n in dict.fromkeys(foreign) if n[0].isupper()]
            out.write(f"{code};{'|'.join(own)};{'|'.join(foreign)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.makedirs(OUT, exist_ok=True)
    geonames(sys.argv[1])
    cldr(sys.argv[2])
