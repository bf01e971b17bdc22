# SPDX-License-Identifier: Apache-2.0
"""Boundaries for drawing: whole numbers in units of 10 m on the projection of the National Grid.

One ellipsoid is used for both the degrees and the projection, which moves everything by about a hundred
metres from the National Grid proper: the shapes are for drawing, not for measuring.
"""

import json
import math
import os

from .areas import BOTH, ENGLAND, REGIONS, WALES

HEADER = ["code", "name", "within", "left", "top", "right", "bottom", "path"]
UNIT, TOP = 10.0, 700000.0


def projected(longitude, latitude):
    """Easting and northing in metres: Redfearn's series with the constants of the National Grid."""
    a, b, scale = 6377563.396, 6356256.909, 0.9996012717
    phi0, lambda0, east0, north0 = math.radians(49), math.radians(-2), 400000.0, -100000.0
    phi, delta = math.radians(latitude), math.radians(longitude) - lambda0
    e2, n = 1 - (b * b) / (a * a), (a - b) / (a + b)
    sin, cos, tan2 = math.sin(phi), math.cos(phi), math.tan(phi) ** 2
    nu = a * scale / math.sqrt(1 - e2 * sin * sin)
    rho = a * scale * (1 - e2) / (1 - e2 * sin * sin) ** 1.5
    eta2 = nu / rho - 1
    d, s = phi - phi0, phi + phi0
    arc = (
        b
        * scale
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * d
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(d) * math.cos(s)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * d) * math.cos(2 * s)
            - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s)
        )
    )
    north = (
        arc
        + north0
        + nu / 2 * sin * cos * delta**2
        + nu / 24 * sin * cos**3 * (5 - tan2 + 9 * eta2) * delta**4
        + nu / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2**2) * delta**6
    )
    east = (
        east0
        + nu * cos * delta
        + nu / 6 * cos**3 * (nu / rho - tan2) * delta**3
        + nu / 120 * cos**5 * (5 - 18 * tan2 + tan2**2 + 14 * eta2 - 58 * tan2 * eta2) * delta**5
    )
    return east, north


def drawn(point):
    """A point of degrees in whole units, y downwards."""
    east, north = projected(*point)
    return round(east / UNIT), round((TOP - north) / UNIT)


def line(code, name, within, rings):
    """A shape as the cells of its line; rings too small to be seen are left out."""
    pieces, xs, ys = [], [], []
    for ring in rings:
        points = [point for place, point in enumerate(ring) if place == 0 or point != ring[place - 1]]
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            continue
        steps = [f"{x - x0},{y - y0}" for (x0, y0), (x, y) in zip(points, points[1:])]
        pieces.append(f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}z")
        xs += [x for x, _ in points]
        ys += [y for _, y in points]
    box = [min(xs), min(ys), max(xs), max(ys)]
    return [code, name, within] + [str(number) for number in box] + ["".join(pieces)]


class Topology:
    """Shapes that share the lines between them."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = []
        for arc in data["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append(drawn((x * sx + tx, y * sy + ty)))
            self.arcs.append(points)
        self.rings = {}
        for shape in data["objects"]["geog"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            self.rings[shape["properties"]["AREACD"]] = [ring for polygon in polygons for ring in polygon]

    def arc(self, index):
        """The points of an arc, backwards for a number below zero."""
        return self.arcs[index] if index >= 0 else self.arcs[~index][::-1]

    def union(self, codes):
        """The outline of several shapes: the arcs that only one of them has, joined end to end."""
        arcs = [index for code in codes for ring in self.rings[code] for index in ring]
        times = {}
        for index in arcs:
            times[max(index, ~index)] = times.get(max(index, ~index), 0) + 1
        starting = {}
        for index in arcs:
            if times[max(index, ~index)] == 1:
                starting.setdefault(self.arc(index)[0], []).append(index)
        rings = []
        while starting:
            first = min(starting)
            here, ring = first, [first]
            while True:
                indices = starting[here]
                points = self.arc(indices.pop(0))
                if not indices:
                    del starting[here]
                ring += points[1:]
                here = points[-1]
                if here == first:
                    break
            rings.append(ring)
        return rings

    def touching(self, areas):
        """Which areas (code -> codes of shapes) share an arc."""
        owners = {}
        for area, codes in areas.items():
            for code in codes:
                for ring in self.rings[code]:
                    for index in ring:
                        owners.setdefault(max(index, ~index), set()).add(area)
        out = {area: set() for area in areas}
        for found in owners.values():
            for area in found:
                out[area] |= found - {area}
        return out


def everything(folder, areas):
    """The lines of each level, and those of the neighbours."""
    topology = Topology(os.path.join(folder, "boundaries", "lad2021-england-wales.topojson"))
    parts = areas.parts(2021)
    name = {code: row["name"] for code, row in areas.rows.items()}
    region = {code: REGIONS.get(row["region"], WALES) for code, row in areas.rows.items()}
    lad = [
        line(code, name[code], areas.rows[code]["county_code"] or region[code], topology.union([code]))
        for code in areas.of_2021
    ]
    lad += [
        line(code, name[code], region[code], topology.union(members))
        for code, members in areas.parts_of_new.items()
    ]
    county = [line(code, name[code], region[code], topology.union(parts[code])) for code in areas.counties]
    large = [line(code, words, ENGLAND, topology.union(parts[code])) for words, code in REGIONS.items()]
    large += [
        line(code, words, within, topology.union(parts[code]))
        for code, words, within in (
            (ENGLAND, "England", BOTH),
            (WALES, "Wales", BOTH),
            (BOTH, "England and Wales", ""),
        )
    ]
    out = {"lad": [HEADER] + lad, "county": [HEADER] + county, "region": [HEADER] + large}
    for level, file, key, within in (
        ("ward", "wards22-kent-medway", "ward22", "ltla_code"),
        ("msoa", "msoa21-kent-medway", "msoa21", ""),
        ("lsoa", "lsoa21-thanet", "lsoa21", "ltla24_code"),
    ):
        out[level] = [HEADER] + small(folder, file, key, within)
    return out, neighbours(topology, areas)


def small(folder, file, key, within):
    """The lines of a file of small areas."""
    districts = msoa_districts(folder) if not within else {}
    with open(os.path.join(folder, "boundaries", file + ".geojson"), encoding="utf-8") as source:
        features = json.load(source)["features"]
    lines = []
    for feature in features:
        about, shape = feature["properties"], feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = [[drawn(point) for point in ring] for polygon in polygons for ring in polygon]
        code = about[key + "_code"]
        lines.append(line(code, about[key + "_name"], about[within] if within else districts[code], rings))
    return sorted(lines)


def msoa_districts(folder):
    from . import sources

    rows = sources.table(
        folder, "census-2021/small-area/orientation-language-care-ethnicity6-migration-msoa21-kent-medway.csv"
    )
    return {row["msoa21_code"]: row["ltla24_code"] for row in rows}


def neighbours(topology, areas):
    """Who touches whom: authorities that exist among themselves, counties among counties and single ones.

    Districts that ended in 2023, and their counties, keep the neighbours of their day.
    """
    around = topology.touching({code: [code] for code in areas.of_2021})
    around.update(tier(topology, areas, areas.parts(2021), areas.of_2021))
    now = {code: areas.parts_of_new.get(code, [code]) for code in areas.of_2024}
    around.update(topology.touching(now))
    existing = {
        code: areas.parts(2024)[code] for code in areas.counties if not areas.rows[code]["replaced_by"]
    }
    around.update({code: found for code, found in tier(topology, areas, existing, areas.of_2024).items()})
    return [["code", "neighbours"]] + [[code, " ".join(sorted(around[code]))] for code in sorted(around)]


def tier(topology, areas, parts, base):
    """The neighbours of counties among counties and the authorities that are in none."""
    upper = {code: parts[code] for code in areas.counties if code in parts}
    inside = {code for members in upper.values() for code in members}
    singles = {code: areas.parts_of_new.get(code, [code]) for code in base if code not in inside}
    found = topology.touching({**upper, **singles})
    return {code: found[code] for code in upper}
