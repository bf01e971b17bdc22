# SPDX-License-Identifier: Apache-2.0
"""The second checker's rules on sums of amounts, and what sums and counts of one release give away together."""
from check_reading import KEPT, Broken


def rule_of(entry):
    """A rule as a policy file states it, in the certificate's form."""
    (name, held), = entry.items()
    parts = {"fewerThan": ["_0"], "dominance": ["count", "percent"], "closeGuess": ["percent"],
             "closeGuessKnowing": ["percent", "knownPercent"]}[name]
    if set(held) != set(parts):
        raise ValueError(f"{name} does not have {', '.join(parts)} and nothing else")
    return (name, [held[part] for part in parts])


def rule_says(rule, people, total, top):
    """Whether a rule hides a sum, and the room above it that it asks for."""
    name, numbers = rule
    two, rest = sum(top[:2]), total - sum(top[:2])
    if people == 0:
        return False, 0
    if name == "fewerThan":
        return people < numbers[0], max(1, -(-total * 10 // 100))
    if name == "dominance":
        count, percent = numbers
        most = sum(top[:count])
        return total > 0 and most * 100 > percent * total, max(1, -(-most * 100 // percent) - total)
    whole = 100 if name == "closeGuess" else numbers[1]
    if name not in ("closeGuess", "closeGuessKnowing"):
        raise Broken(f"rule {name}")
    return total > 0 and rest * whole < numbers[0] * top[0], max(1, -(-top[0] * numbers[0] // whole) - rest)


def check_amounts(held, claim, place):
    """The variables that one person alone makes; every sum must keep every rule."""
    order, known, before, tables, lists = held.order, held.known, held.before, held.tables, held.lists
    base, need, asked, rules, holdings = claim.base, claim.need, claim.asked, claim.rules, claim.holdings
    if not rules:
        raise Broken("no rule on amounts is stated")
    lone, behind = set(), {}
    for key, index in order.items():
        if index not in holdings:
            raise Broken(f"nothing says who is behind cell {index}")
        people, top = holdings[index]
        total = known[key] if key in known else base[place[key]]
        if top != sorted(top, reverse=True) or sum(top) > total or (people <= KEPT and sum(top) != total):
            raise Broken(f"the amounts behind cell {index} do not come to its sum")
        behind[key] = (people, top)
        for rule in rules:
            hides, room = rule_says(rule, people, total, top)
            if hides and key in known and key not in before:
                raise Broken(f"a sum is published that {rule} hides")
            if hides and key not in known:
                wide, insider = need[place[key]]
                if wide < room or (asked[1] > 0 and insider < room):
                    raise Broken(f"cell {index} is asked for less than {rule} says")
        if people == 1 and key not in known:
            lone.add(place[key])
    for name, dimensions, cells in tables:
        for axis, dimension in enumerate(dimensions):
            for (_, parent), children in lists[dimension][1].items():
                for codes, key in cells:
                    if codes[axis] != parent:
                        continue
                    rest = frozenset(pair for pair in key if pair[0] != dimension)
                    parts = [behind[rest | {(dimension, child)}] for child in children]
                    top = sorted((amount for part in parts for amount in part[1]), reverse=True)[:KEPT]
                    if behind[key] != (sum(part[0] for part in parts), top):
                        raise Broken(f"{name}: the people behind a sum do not add up")
    return lone


def check_joint(counts, sums):
    """What counts and sums of one release give away together: both are hidden in the same cells."""
    if counts["lists"] != sums["lists"]:
        raise Broken("counts and sums have different code lists")
    if counts["knowing"] < max(1, counts["need"] - 1):
        raise Broken("the counts are not proven to readers who see the sums beside them")
    for key in sums["order"]:
        if key in sums["known"] and key not in counts["known"] and key not in sums["before"]:
            raise Broken("a sum is shown and the count of its people is not")
        if key in counts["known"] and key not in sums["known"] and key not in counts["before"]:
            raise Broken("a count is shown and the sum of its people is not")
        if key in counts["order"] and counts["count"][key] != sums["behind"][key]:
            raise Broken("the people behind a sum are not those that are counted")
