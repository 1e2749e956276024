"""Which company an e-mail comes from, by its sender's name, else by the address; "" where neither tells."""

from __future__ import annotations

import re
from functools import lru_cache

from jobstats.readers.meanings import plain

_GENERIC = """career careers recruiting recruitment recruiter recruiters talent acquisition people team teams job jobs hr hiring human resources staffing
    candidate candidates experience noreply no reply do not donotreply notification notifications application applications alert alerts mailer support system"""
_SERVICES = """applytojob ashby ashbyhq avature bamboohr breezy breezyhr cornerstone eightfold freshteam glassdoor greenhouse greenhouse-mail
    us-greenhouse-mail hire hirebridge icims indeed indeedemail jazzhr jobvite join lever linkedin monster myworkday oracle paylocity personio recruitee
    rippling smartrecruiters softgarden stepstone successfactors taleo teamtailor ultipro workable workablemail workday xing ziprecruiter"""
_LETTERS = "aol gmail gmx googlemail hotmail icloud live mail me msn outlook proton protonmail t-online web yahoo"
#: What stands behind a company's name without being part of it; before it only where it cannot be a name.
_BEHIND = frozenset(_GENERIC.split())
_BEFORE = re.compile(r"^(?:no ?reply|do ?not ?reply|donotreply|notifications?|careers|the)\s+", re.IGNORECASE)
#: Whose name or address says nothing of the company: applicant tracking, job boards, mail.
_PROVIDERS, _MAIL = frozenset(_SERVICES.split()), frozenset(_LETTERS.split())
_VIA = re.compile(r"\s+(?:via|through|powered by)\s+.*$", re.IGNORECASE)
_OF = re.compile(r"^.*?(?:\bon behalf of|\bat|\bfrom|@)\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|•·]\s+|[()]")


@lru_cache(maxsize=4096)
def company_of(name: str, address: str) -> str:
    """The company of a sender."""
    local, _, domain = address.casefold().strip("<> ").rpartition("@")
    host = _host(domain)
    found = "" if "@" in name and " " not in name.strip() else _named(name)
    if found and _provider(found):
        found = ""
    own = "" if host in _PROVIDERS | _MAIL else " ".join(w.capitalize() for w in host.replace("-", " ").split())
    if found and not _OF.search(name) and _is_person(found, local, host):
        return own
    return found or own


def _named(name: str) -> str:
    """The company in a sender's name, "" if it holds generic words alone."""
    shown = _OF.sub("", _VIA.sub("", name.strip().strip("\"'")))
    parts = [_bare(part) for part in _PARTS.split(shown)]
    return next((part for part in parts if part), "")


def _bare(part: str) -> str:
    """A part of a name without generic words at its ends."""
    words = _BEFORE.sub("", part.strip().replace("no-reply", "noreply")).split()
    while words and {*plain(words[-1]).split()} <= _BEHIND:
        words.pop()
    return " ".join(words).strip(",; ")


def _provider(name: str) -> bool:
    words = plain(name)
    return words.replace(" ", "") in _PROVIDERS or words in _MAIL


def _is_person(name: str, local: str, host: str) -> bool:
    """Whether a name is that of the person whose address this is, not that of a company: jane.doe@, jdoe@."""
    words = plain(name).split()
    if len(words) < 2 or host in _PROVIDERS or any(w in plain(host).split() or w == host.replace("-", "") for w in words):
        return False
    return words[-1] in local or (len(words[0]) > 2 and words[0] in re.split(r"[^a-z]+", local))


def _host(domain: str) -> str:
    """The name in a domain: acme of mail.acme.co.uk."""
    labels = domain.strip(".").split(".")
    if len(labels) < 2:
        return ""
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in ("co", "com", "org", "net", "ac", "gov", "or", "ne")
    return labels[-3 if second else -2]
