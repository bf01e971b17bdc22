# SPDX-License-Identifier: Apache-2.0
"""What the service manager of the road writes: an invented proposal, answered in full, section by section."""
import datetime

TITLE = "Charges for garden waste collection"
DIRECTORATE = "Corporate Services & Transformation"
CITED = "Road library: households by tenure"
CODES = ["age", "disability", "gender-reassignment", "marriage-and-civil-partnership", "pregnancy-and-maternity", "race",
         "religion-or-belief", "sex", "sexual-orientation", "care-experience"]
SUMMARY = ("Garden waste would be collected for a yearly charge. Older people on low incomes would feel it most."
           " A reduced charge and help with lifting answer that; a small effect remains.")


def day(name, when):
    return {f"{name}-day": str(when.day), f"{name}-month": f"{when:%B}", f"{name}-year": str(when.year)}


def after(days):
    return datetime.date.today() + datetime.timedelta(days=days)


# The sections that the author writes before the screening is authorised, in their order.
ABOUT = {
    "about/owner": "Head of Waste", "about/kind": "service-change", "about/new-or-existing": "changed",
    "about/confidential": "no", "done": "yes"}
PROPOSAL = {
    "about/what": "Garden waste is collected free every two weeks. It would be collected for a charge.",
    "about/why": "The service costs more than there is money for.",
    "proposal/scope": "All households with a garden. Food waste is not touched.",
    "proposal/budget": "Income of a demonstration sum each year; no change in staff.",
    "proposal/eligibility": "Everybody can have it now; those who pay could have it afterwards.",
    "proposal/delivery": "By the same crews on the same days.", "done": "yes"}
AFFECTED = {"reach/who": ["residents", "users"], "reach/wards": "all", "done": "yes"}
PROVIDER = {"provider/contracted-out": "no", "done": "yes"}
LEVELS = {"age": "high", "disability": "medium", "religion-or-belief": "dont-know"}
SCREENING = {
    **{f"screening/{code}/level": LEVELS.get(code, "low") for code in CODES},
    **{f"screening/{code}/reason": f"What the people who share it ({code}) use of the service was looked at."
       for code in CODES}, "done": "yes"}
RESULT = {
    "screening/outcome": "full", "done": "yes",
    "screening/reasons": "A charge falls on older people on low incomes, and of one group we do not know enough."}

EVIDENCE = {
    "evidence/*/title": "Road count of assisted collections", "evidence/*/source": "Waste service",
    "evidence/*/date-day": "31", "evidence/*/date-month": "3", "evidence/*/date-year": "2026",
    "evidence/*/coverage": "The district, all households with help in collecting",
    "evidence/*/characteristics": ["age", "disability"],
    "evidence/*/says": "People who get help with their bins are mostly older or disabled."}
ITEM = {
    "title": CITED, "source": "The council", "characteristics": ["Age", "Sex"], "coverage": "The district",
    "date-day": "1", "date-month": "4", "date-year": "2026", "summary": "Who rents and who owns, by age."}
KNOWLEDGE = {
    "knowledge/religion-or-belief/gap": "Whether festivals bring more waste.",
    "knowledge/religion-or-belief/gap-plan": "Asked in the spring survey of 2027.", "done": "yes"}
ENGAGEMENT = {
    "engagement/*/title": "Meetings at three libraries", "engagement/*/who": "Residents, the pensioners' forum",
    "engagement/*/opened-day": "1", "engagement/*/opened-month": "9", "engagement/*/opened-year": "2026",
    "engagement/*/closed-day": "30", "engagement/*/closed-month": "9", "engagement/*/closed-year": "2026",
    "engagement/*/present": ["age", "disability"], "engagement/*/missing": ["race", "religion-or-belief"],
    "engagement/*/findings": "A charge is a worry to those who live on a pension alone.",
    "engagement/*/answer": "A reduced charge was added to the proposal.", "done": "yes"}
FIRST_OPTION = {
    "option/*/title": "Keep it free", "option/*/effect": "Nobody pays more; other services lose.",
    "option/*/chosen": "no", "option/*/reason": "It cannot be paid for."}
SECOND_OPTION = {
    "option/*/title": "Charge, with a reduced rate", "option/*/effect": "Harms those just above the reduced rate.",
    "option/*/chosen": "yes", "option/*/reason": "It keeps the service and protects those worst off."}
REVIEW = {
    **day("review/date", after(200)), "review/measures": "Take-up of the reduced charge, each quarter.",
    "review/staged": "no", "done": "yes"}
OUTCOME = {
    "outcome/kind": "adjust", "outcome/changed": "A reduced charge was added after the meetings.",
    "outcome/rating": "low", "outcome/unlawful": "no", "done": "yes"}
CUMULATIVE = {"outcome/cumulative": "No other proposal is known to touch the same households.", "done": "yes"}
PUBLIC = {"outcome/summary": SUMMARY, "publication/exempt": "no", "done": "yes"}
MITIGATION = {
    "mitigation/*/impact": "impact/age/residents", "mitigation/*/response": "action",
    "mitigation/*/what": "Those on a pension alone pay half.",
    "mitigation/*/action.title": "Offer a reduced charge for garden waste",
    "mitigation/*/action.lead": "Head of Waste", "mitigation/*/action.target": "Before July 2027",
    "mitigation/*/action.measure": "Share of those entitled who use it", "done": "yes"}


def aims(code):
    """Each aim answered; marriage and civil partnership is asked for the first alone."""
    answer = "helps" if code in ("age", "disability") else "none"
    return {
        **{f"aim/{code}/{aim}": answer for aim in "abc"},
        **{f"aim/{code}/{aim}-reason": f"What was found about aim {aim} and {code}." for aim in "abc"},
        f"aim/{code}/evidence": "*"}


def impact(code):
    """One negative impact, on older residents; nothing is left blank."""
    path = f"impact/{code}"
    if code == "age":
        residents = {
            "direction": "negative", "basis": "indirect", "description": "Pay a charge for what was free.",
            "who": "People aged 65 and over on a pension alone", "where": "all", "before": "medium",
            "residual": "low", "likelihood": "likely", "evidence": "*"}
    elif code == "religion-or-belief":
        residents = {"direction": "unknown", "reason": "Nobody was asked yet."}
    elif code == "disability":
        residents = {"direction": "positive", "description": "Help with lifting is offered to more.", "evidence": "*"}
    else:
        residents = {"direction": "neutral", "reason": "No difference was found.", "evidence": "*"}
    staff = {"direction": "not-applicable", "reason": "The crews and their work stay as they are."}
    return {
        **{f"{path}/residents/{name}": value for name, value in residents.items()},
        **{f"{path}/staff/{name}": value for name, value in staff.items()}}
