#!/usr/bin/env python3
"""Makes countries.tsv and cities.tsv from the tables of GeoNames and CLDR.

usage: make.py FOLDER, where FOLDER holds countries.tsv, subdivisions.tsv and cities.tsv.xz as described in README.md.
"""
import csv
import lzma
import sys
from collections import defaultdict
from pathlib import Path

MAJOR = 100_000
MINOR = 20_000

source, target = Path(sys.argv[1]), Path(__file__).parent


def rows(file):
    return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


with open(source / "countries.tsv", encoding="utf-8") as file:
    countries = rows(file)
with open(target / "countries.tsv", "w", encoding="utf-8") as out:
    out.write("iso2\tcontinent\tname\taliases\tcapitals\tdemonyms\n")
    for row in countries:
        demonyms = []
        for column in ("adjectives", "person", "people"):
            demonyms += [word for word in row[column].split(";") if word and word not in demonyms]
        out.write("\t".join((row["iso2"], row["continent"], row["name"], row["aliases"], row["capital"], ";".join(demonyms))) + "\n")
capitals = {(row["iso2"], capital) for row in countries for capital in row["capital"].split(";")}

with lzma.open(source / "cities.tsv.xz", "rt", encoding="utf-8") as file:
    cities = rows(file)
with open(source / "subdivisions.tsv", encoding="utf-8") as file:
    subdivisions = rows(file)
groups = defaultdict(lambda: ([], []))
for row in subdivisions:
    groups[row["country"], row["name"]]
for row in cities:
    people = int(row["population"] or 0)
    major = people >= MAJOR or (row["country"], row["name"]) in capitals
    if major or people >= MINOR:
        groups[row["country"], row["subdivision"]][0 if major else 1].append(row["name"])
with open(target / "cities.tsv", "w", encoding="utf-8") as out:
    out.write("country\tsubdivision\tmajor\tminor\n")
    for (country, subdivision), (major, minor) in sorted(groups.items()):
        out.write("\t".join((country, subdivision, ";".join(sorted(set(major))), ";".join(sorted(set(minor))))) + "\n")
