# SPDX-License-Identifier: Apache-2.0
"""The second checker's judgement of one set of tables by its certificate: sums, moves and widths.

Nothing here is shared with the Swift programme; docs/disclosure-certificate.md says what is checked.
"""
import hashlib, itertools

from check_reading import FAR, ZEROS, Broken, CannotTell, Claim, Published, certificate_lines, count_lines
from check_sums import check_amounts, rule_of


def status_of(method):
    """A policy's method as the mark of its numbers; None where numbers are hidden."""
    (name, held), = method.items()
    letter = {"rounding": "r", "controlledRounding": "q", "noise": "n"}.get(name)
    return letter and letter + str(held["base" if letter in "rq" else "largest"])


def known_need(policy, threshold):
    """The width a policy asks for a reader who knows that a hidden number is at least 1."""
    need = policy["need"]
    if policy.get("method", {"suppression": {}}) == {"suppression": {}}:
        need = max(need, threshold) if threshold > policy["threshold"] else need
        if policy.get("zeros", "publish") != "hide":
            return need if policy["ruleAware"] else max(1, need - 1)
    return need if policy["ruleAware"] else 0


def check_policy(claim, policy):
    """The certificate must promise at least what the policy asks."""
    threshold, asked = claim.threshold, claim.asked
    stated = {"threshold": threshold, "need": asked[0], "insiderNeed": asked[1]}
    if claim.knowing < (0 if claim.amounts else known_need(policy, threshold)):
        raise Broken(f"a reader who knows that hidden numbers are at least 1 is left {claim.knowing}")
    if claim.amounts:
        wanted = [("fewerThan", [policy["threshold"]])]
        wanted += [rule_of(rule) for rule in policy.get("amountRules", [])]
        most = max((held[0] for name, held in claim.rules if name == "fewerThan"), default=0)
        if any(rule not in claim.rules and (rule[0] != "fewerThan" or most < rule[1][0]) for rule in wanted):
            raise Broken("a rule of the policy is missing")
    if claim.method != status_of(policy.get("method", {"suppression": {}})):
        raise Broken("the numbers are not treated as the policy says")
    if claim.coalition < policy.get("coalition", 1):
        raise Broken("coalition")
    if not claim.amounts and ZEROS.index(claim.zeros) < ZEROS.index(policy.get("zeros", "publish")):
        raise Broken(f"zeros: {claim.zeros} and the policy {policy['name']} asks for more")
    for name, value in stated.items():
        if value < policy[name]:
            raise Broken(f"{name} is {value} and the policy {policy['name']} asks for {policy[name]}")
    if threshold > policy["threshold"] and asked[0] < threshold and claim.method is None and not claim.amounts:
        raise Broken("the width is less than the threshold, which is above the policy's")


def check_numbers(held, claim):
    """What is shown and what is claimed of hidden cells, cell by cell; what shown ranges leave each variable."""
    known, before, ranges, base, need = held.known, held.before, held.ranges, claim.base, claim.need
    if any(mark != claim.method for mark in held.methods):
        raise Broken("a number is changed otherwise than the certificate says")
    if any(key in known and not low <= known[key] <= high for key, (low, high) in ranges.items()):
        raise Broken("a number is not what it was published as, rounded or noisy")
    limits = [(0, FAR)] * len(base)
    for index, key in enumerate(held.hidden):
        if key in ranges and index in claim.variable_of:
            low, high = limits[claim.variable_of[index]]
            limits[claim.variable_of[index]] = (max(low, ranges[key][0]), min(high, ranges[key][1]))
    for index, count in enumerate(base):
        if not limits[index][0] <= count <= limits[index][1]:
            raise Broken(f"variable {index} is not what its shown numbers allow")
    if len(claim.variable_of) != len(held.hidden):
        raise Broken("a hidden cell is in no variable")
    for key, count in known.items():
        if not claim.amounts and 0 < count < claim.threshold and key not in before:
            raise Broken(f"{sorted(key)} is published although it is small")
    if claim.zeros == "hide" and any(c == 0 and k not in held.structural and k not in before for k, c in known.items()):
        raise Broken("a zero is published")
    for index, count in enumerate([] if claim.amounts else base):
        if not 0 < count < claim.threshold:
            continue
        if need[index][0] <= 0:
            raise Broken(f"variable {index} is small and has no requirement")
        if any(n < min(a, limits[index][1] - limits[index][0]) for n, a in zip(need[index], claim.asked)):
            raise Broken(f"variable {index} is asked for less than the policy says")
    return limits


def check_empty(held, claim, place):
    """No empty cell is hidden where the policy shows them; only the certificate says which cells are empty."""
    if claim.amounts or claim.zeros != "publish":
        return
    empty = {k for k, v in place.items() if k not in held.ranges and claim.base[v] == 0 and claim.need[v][0] == 0}
    for name, _, cells in held.tables:
        if name.startswith("earlier/"):
            empty -= {key for _, key in cells}
    for name, dimensions, cells in held.tables if empty else []:
        if name.startswith("earlier/"):
            continue
        shown = [set() for _ in dimensions]
        for codes, key in cells:
            if key in held.known and key not in held.before:
                for axis, code in enumerate(codes):
                    shown[axis].add(code)
        if any(key in empty and all(c in s for c, s in zip(codes, shown)) for codes, key in cells):
            raise Broken(f"{name}: an empty cell is hidden and the policy shows them")


def check_sums(held, claim, place):
    """Every sum that the tables state; for each variable, the sums it stands in."""
    known, before, structural, base, need, zeros = held.known, held.before, held.structural, claim.base, claim.need, claim.zeros
    asked, lists = claim.asked, held.lists
    touching = [[] for _ in base]
    sums = 0
    for name, dimensions, cells in held.tables:
        present = {key for _, key in cells}
        for axis, dimension in enumerate(dimensions):
            total, groups = lists[dimension]
            under = {}
            for (_, parent), children in groups.items():
                under.setdefault(parent, []).append(children)
            for codes, key in cells:
                for children in under.get(codes[axis], []):
                    rest = frozenset(pair for pair in key if pair[0] != dimension)
                    terms = [(key, 1)] + [(rest | {(dimension, child)}, -1) for child in children]
                    balance = 0
                    counts, openings, proven = [], 0, 0
                    for term, factor in terms:
                        if term not in present:
                            raise CannotTell(f"{name} lacks a row that a sum needs")
                        count = known[term] if term in known else base[place[term]]
                        counts.append(count)
                        if factor < 0 and count == 0 and term not in structural and term not in before:
                            openings += 1
                            proven += term not in known and need[place[term]][0] >= asked[0]
                        if term in known:
                            balance += factor * known[term]
                        else:
                            touching[place[term]].append((sums, factor))
                            balance += factor * base[place[term]]
                    alike = counts[0] > 1 and sum(c > 0 for c in counts[1:]) == 1
                    if zeros != "publish" and alike and openings and not proven and not name.startswith("earlier/"):
                        raise Broken(f"{name}: a row shows that a whole group is in one column")
                    if balance != 0:
                        raise Broken(f"{name}: a sum does not come out")
                    sums += 1
    return touching


def check_moves(claim, touching, limits):
    """Every move leaves every published sum, and every range, as it is."""
    base = claim.base
    for number, (divisor, change) in enumerate(claim.moves):
        balance = {}
        for variable, step in change.items():
            low, high = limits[variable]
            if not low * divisor <= base[variable] * divisor + step <= high * divisor:
                raise Broken(f"move {number} leaves what the shown numbers allow")
            if base[variable] * divisor + step < 0:
                raise Broken(f"move {number} goes too low")
            for index, factor in touching[variable]:
                balance[index] = balance.get(index, 0) + factor * step
        if any(balance.values()):
            raise Broken(f"move {number} changes a published sum")


def check_widths(claim, lone_ones):
    """The moves show every required number as wide as it must be, to every reader; how many there are."""
    base, need, moves, proofs, amounts = claim.base, claim.need, claim.moves, claim.proofs, claim.amounts
    asked, knowing, coalition = claim.asked, claim.knowing, claim.coalition

    def width(target, chosen):
        steps = [0]
        for number in chosen:
            divisor, change = moves[number]
            step = change.get(target, 0)
            steps.append(step // divisor if step > 0 else -(-step // divisor))
        return max(steps) if amounts else max(steps) - min(steps)

    # Whoever knows that a hidden number is at least 1 rules out the moves that say otherwise.
    careful = {
        number
        for number, (divisor, change) in enumerate(moves)
        if all((base[v] - min(base[v], 1)) * divisor + step >= 0 for v, step in change.items())
    }

    def check_reader(variable, chosen, wide, insider):
        if width(variable, chosen) < wide:
            raise Broken(f"variable {variable} is not shown {wide} wide")
        if insider > 0:
            lone = {o for m in chosen for o in moves[m][1] if o != variable and o in lone_ones}
            for other in lone:
                if width(variable, [m for m in chosen if other not in moves[m][1]]) < insider:
                    raise Broken(f"variable {variable} is given away by the person in {other}")
            for pair in itertools.combinations(sorted(lone), 2) if coalition > 1 else []:
                if width(variable, [m for m in chosen if not moves[m][1].keys() & set(pair)]) < insider:
                    raise Broken(f"variable {variable} is given away by the people in {pair}")

    primaries = 0
    for variable, (wide, insider) in enumerate(need):
        if wide <= 0:
            continue
        if variable not in proofs:
            raise Broken(f"variable {variable} has no proof")
        primaries += 1
        check_reader(variable, proofs[variable], wide, insider)
        if knowing > 0:
            least = max(1, wide - (asked[0] - knowing))
            check_reader(variable, [m for m in proofs[variable] if m in careful], least, min(insider, least))
    return primaries


def check(folder, files, policies, part="", facts=None):
    """`part` is the name of a set of amounts, which has a folder and a certificate of its own.

    What is needed to compare counts and sums is left in `facts`.
    """
    facts = {} if facts is None else facts
    lines = certificate_lines(folder, part)
    if "hierarchy.csv" not in dict(files):
        raise CannotTell("no hierarchy.csv")
    listed = [(words[1], " ".join(words[2:])) for words in lines if words[0] == "file"]
    digests = [(hashlib.sha256(open(path, "rb").read()).hexdigest(), name) for name, path in files]
    if listed != digests:
        raise Broken("the published files are not those that the certificate was made for")
    held = Published(files)
    claim = Claim(lines, len(held.hidden), part)
    policy = policies.get(claim.named)
    if policy:
        check_policy(claim, policy)
    limits = check_numbers(held, claim)
    place = {key: claim.variable_of[index] for index, key in enumerate(held.hidden)}
    check_empty(held, claim, place)
    check_moves(claim, check_sums(held, claim, place), limits)
    lone = {index for index, count in enumerate(claim.base) if count == 1}
    if claim.amounts:
        lone = check_amounts(held, claim, place)
    primaries = check_widths(claim, lone)
    count = held.known | {key: claim.base[variable] for key, variable in place.items()}
    behind = {key: claim.holdings[index][0] for key, index in held.order.items()} if claim.amounts else {}
    facts.update(known=held.known, before=held.before, order=held.order, count=count, behind=behind)
    facts.update(lists=held.lists, knowing=claim.knowing, need=claim.asked[0])
    if not policy:
        raise CannotTell(f"the policy {claim.named} is not known here; by themselves the proofs hold")
    return primaries
