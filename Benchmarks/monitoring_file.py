# SPDX-License-Identifier: Apache-2.0
"""Writes a CSV of invented service users for the bench: a reference and nine characteristics, as a council's system
exports them. Usage: monitoring_file.py FILE [RECORDS] [--rare]; the same records give the same file. With --rare the last
answers of each list are given by a handful of people, as in life."""
import random
import sys

SEX = ["Female", "Male"]
ETHNIC = ["White British", "Irish", "Gypsy or Irish Traveller", "Roma", "Any other White background",
          "White and Black Caribbean", "White and Asian", "Indian", "Pakistani", "Bangladeshi", "Chinese", "African",
          "Caribbean", "Arab", "Any other ethnic group", "Prefer not to say", ""]
RELIGION = ["No religion", "Christian", "Buddhist", "Hindu", "Jewish", "Muslim", "Sikh", "Other religion",
            "Prefer not to say", ""]
DISABILITY = ["Day-to-day activities limited a lot", "Day-to-day activities limited a little",
              "Has long term physical or mental health condition but day-to-day activities are not limited",
              "No long term physical or mental health conditions", "Prefer not to say"]
ORIENTATION = ["Straight or Heterosexual", "Gay or Lesbian", "Bisexual", "All other sexual orientations",
               "Prefer not to say", ""]
IDENTITY = ["Gender identity the same as sex registered at birth", "Trans woman", "Trans man", "Prefer not to say", ""]
PARTNERSHIP = ["Never married and never registered a civil partnership", "Married", "Divorced", "Widowed", ""]
WARDS = [f"E05{code:06d}" for code in range(5061, 5084)]


def skewed(values):
    """A few common answers, many rare ones."""
    return values, [1.0 / (place + 1) ** 1.2 for place in range(len(values))]


def rare(values):
    """Each answer a third as common as the one before, so that the last are nearly nobody's."""
    return values, [3.0 ** -place for place in range(len(values))]


def main():
    given = [word for word in sys.argv[1:] if word != "--rare"]
    path, records = given[0], int(given[1]) if len(given) > 1 else 1_000_000
    spread = rare if "--rare" in sys.argv else skewed
    dice = random.Random(20260101)
    lists = [spread(values) for values in
             (SEX, ETHNIC, RELIGION, DISABILITY, ORIENTATION, IDENTITY, PARTNERSHIP, WARDS)]
    drawn = [dice.choices(values, weights, k=records) for values, weights in lists]
    days = [f"{dice.randint(1, 28):02d}/{dice.randint(1, 12):02d}/{dice.randint(1926, 2020)}" for _ in range(records)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("Reference,Date of birth,Sex,Ethnic group,Religion,Disability,Sexual orientation,"
                   "Gender identity,Legal partnership,Ward\r\n")
        for number, row in enumerate(zip(days, *drawn)):
            file.write(f"SU{number:08d}," + ",".join(row) + "\r\n")


if __name__ == "__main__":
    main()
