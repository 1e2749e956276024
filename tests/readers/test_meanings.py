"""What a column's name says, and the names that must say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstats.readers.meanings import MEANINGS, is_meaning, meaning_of, meanings_of, plain


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Date Applied", "date applied"),
        (" \ufeffdate_applied ", "date applied"),
        ("comp\u200bany", "company"),
        ("appliedDate", "applied date"),
        ("JobTitle", "job title"),
        ("createdAt", "created at"),
        ("HTMLDescription", "html description"),
        ("boardID", "board id"),
        ("APPLIED", "applied"),
        ("rEJECTED", "rejected"),
        ("INTERVIEW_SCHEDULED", "interview scheduled"),
        ("Follow-Up", "follow up"),
        ("Entschädigung", "entschadigung"),
        ("Straße", "strasse"),
        ("Société", "societe"),
        ("Źródło", "zrodlo"),
        ("ＤＡＴＥ", "date"),
        ("❌ Rejected :(", "rejected"),
        ("-", ""),
        (" ✔\ufe0f ", "✔"),
    ],
)
def test_words_are_compared_without_their_dress(written: str, words: str) -> None:
    """One header or cell."""
    assert plain(written) == words


@given(st.text(max_size=60))
def test_plain_words_stay_as_they_are(text: str) -> None:
    """Any text: made plain twice it is as made plain once."""
    assert plain(plain(text)) == plain(text)


#: Each header in full, with what its columns mean.
HEADERS = {
    "Huntr": {"id": "", "createdAt": "", "title": "role", "salary": "", "location": "", "url": "", "rootDomain": "", "htmlDescription": "",
        "deadline": "", "color": "", "lastMovedAt": "", "boardId": "", "boardName": "", "listId": "", "listName": "", "companyId": "",
        "companyName": "company", "companyDomain": "", "creatorUserId": "", "creatorUserFirstName": "", "creatorUserLastName": "",
        "creatorUserEmail": ""},
    "Teal": {"id": "", "company_name": "company", "role": "role", "location": "", "url": "", "excitement": "", "source": "source", "min_salary": "",
        "max_salary": "", "salary_currency": "", "salary_pay_period": "", "added_at": "", "applied_at": "date applied",
        "follow_up_at": "follow-up date", "updated_at": "", "archived_at": "", "status": "status", "statusName": "status"},
    "Simplify": {"Job Title": "role", "Company Name": "company", "Location": "", "Job URL": "", "Applied Date": "date applied", "Status": "status",
        "Status Date": "response date", "Archived": "", "Date Archived": "", "Notes": "note", "job_type": ""},
    "LinkedIn": {"Application Date": "date applied", "Contact Email": "contact", "Contact Phone Number": "contact", "Company Name": "company",
        "Job Title": "role", "Job Url": "", "Resume Name": "", "Question And Answers": "ignore"},
    "LinkedIn, saved": {"Saved Date": "", "Job Url": "", "Job Title": "role", "Company Name": "company"},
    "JobSync": {"index": "", "createdAt": "", "applied": "date applied", "appliedDate": "date applied", "Company": "company", "JobTitle": "role",
        "jobType": "", "workplaceType": "", "Location": "", "JobSource": "source", "Status": "status"},
    "JustAJobApp": {"Date Received": "", "Sender Name": "", "Sender Email": "", "Subject": "", "Status Label": "status"},
    "ai-job-search": {"date": "date", "company": "company", "sector": "", "role": "role", "role_type": "", "channel": "source", "status": "status",
        "contact_person": "contact", "fit_rating": "", "notes": "note", "cv_file": "", "cover_letter_file": "", "source": "source"},
    "career-ops": {"number": "", "date": "date", "from": "from", "to": "to", "source": "source", "note": "note"},
    "one status": {"Company": "company", "Position": "role", "Date Applied": "date applied", "Status": "status"},
    "a result": {"Application Date": "date applied", "Job Title": "role", "Company Name": "company", "Result": "status"},
    "response date": {"company_name": "company", "job_title": "role", "application_date": "date applied", "application_site": "source",
        "status": "status", "response_date": "response date", "notes": "note"},
    "reply date": {"": "", "City": "", "Country": "", "Link": "", "Day Sent": "date applied", "Position": "role", "Notes": "note",
        "Status": "status", "Reply Date": "response date"},
    "stages": {"Company": "company", "Role": "role", "Job URL": "", "Location": "", "Work Mode": "", "Date Applied": "date applied",
        "Referral Contact": "contact", "Status": "status", "Date Phone Screen": "screen date", "Date Technical Screen": "assessment date",
        "Date Onsite / Final Round": "interview 2 date", "Date Offer": "offer date", "Date Decision": "decision date", "Offer Amount": "",
        "Decision": "outcome", "Rejection Stage": "", "Notes": "note"},
    "numbered": {"date_applied": "date applied", "company_name": "company", "date_init_resp": "response date", "initial_response": "first response",
        "date_interview1": "interview 1 date", "interview1_details": "", "date_interview2": "interview 2 date", "final_outcome": "outcome",
        "feedback": ""},
    "follow-up": {"Date Applied": "date applied", "Company": "company", "Position Title": "role", "Job Link": "", "Location": "",
        "Application Status": "status", "Follow-Up Date": "follow-up date", "Interview Date": "interview date", "Contact Person": "contact",
        "Notes": "note"},
    "CareerOneStop": {"Company Name": "company", "Contact": "contact", "E-mail": "contact", "Date Applied": "date applied",
        "Application Summary": "", "Interview": "interview date", "Follow-Up": "follow-up date", "Status": "status"},
    "steps": {"interview_steps": "steps"},
    "events": {"timestamp": "date", "slug": "application", "event": "event", "company": "company", "role": "role"},
    "transitions": {"Company": "company", "Source": "source", "Target": "to"},
    "the kit's own": {"date": "date", "company": "company", "role": "role", "event": "event", "application": "application", "round": "round",
        "kind": "kind", "source": "source", "contact": "contact", "note": "note", "undated": "undated"},
    "German": {"Datum": "date", "Firma": "company", "Stelle": "role", "Status": "status", "Kanal": "source", "Notiz": "note"},
    "German, full": {"Unternehmen": "company", "Stellenbezeichnung": "role", "Beworben am": "date applied", "Ansprechpartner/in": "contact",
        "Eingangsbestätigung": "", "Rückmeldung am": "response date", "Vorstellungsgespräch": "interview date", "Absage am": "rejected date",
        "Bemerkungen": "note", "Quelle": "source", "Gehalt": "", "Ort": ""},
    "German, no umlauts": {"Taetigkeit": "role", "Datum der Bewerbung": "date applied", "Rueckmeldung am": "response date",
        "2. Vorstellungsgespraech": "interview 2 date"},
    "French": {"Entreprise": "company", "Intitulé du poste": "role", "Date d'envoi": "date applied", "Date de relance": "follow-up date",
        "Date de réponse": "response date", "Date d’entretien": "interview date", "Statut": "status", "Remarques": "note", "Site": "", "Ville": ""},
    "Spanish": {"Empresa": "company", "Puesto": "role", "Fecha de postulación": "date applied", "Estado": "status",
        "Fecha de respuesta": "response date", "Fecha entrevista": "interview date", "Observaciones": "note", "Fuente": "source"},
    "Portuguese": {"Empresa": "company", "Vaga": "role", "Data da candidatura": "date applied", "Situação": "status", "Data de resposta": "response date",
        "Data da entrevista": "interview date", "Plataforma": "source", "Observações": "note"},
    "Brazilian, with places": {"Empresa": "company", "Cargo": "role", "Cidade": "", "Estado": "", "Data de inscrição": "date applied", "Status": "status"},
    "Italian": {"Azienda": "company", "Posizione": "role", "Data candidatura": "date applied", "Stato": "status", "Data risposta": "response date",
        "Data colloquio": "interview date", "Esito": "outcome", "Note": "note"},
    "Dutch": {"Bedrijf": "company", "Functie": "role", "Sollicitatiedatum": "date applied", "Status": "status", "Datum reactie": "response date",
        "Gesprek 1": "interview 1 date", "Opmerkingen": "note", "Bron": "source"},
    "US places": {"Company": "company", "City": "", "State": "", "Zip": "", "Job Title": "role", "Applied": "date applied", "Status": "status"},
    "a state without a place": {"Company": "company", "Applied": "date applied", "State": "status"},
    "a result beside a status": {"Company": "company", "Status": "status", "Result": "outcome"},
    "an outcome alone": {"Company": "company", "Applied": "date applied", "Outcome": "status"},
}  # fmt: skip


@pytest.mark.parametrize("name", HEADERS)
def test_headers_of_real_lists(name: str) -> None:
    """The header of a file, whole."""
    header = HEADERS[name]
    assert dict(zip(header, meanings_of(list(header)), strict=True)) == header


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Date applied (dd/mm/yyyy)", "date applied"),
        ("Date Applied MM/DD/YYYY", "date applied"),
        ("Applied? (Y/N)", "date applied"),
        ("Applied on", "date applied"),
        ("Date of application", "date applied"),
        ("The company", "company"),
        ("Company (and team)", "company"),
        ("Role / Position", "role"),
        ("Employer/Company", "company"),
        ("Job source", "source"),
        ("Job status", "status"),
        ("Interview Date(s)", "interview date"),
        ("Date (interview)", "interview date"),
        ("2nd interview", "interview 2 date"),
        ("second round date", "interview 2 date"),
        ("Interview 3 Date", "interview 3 date"),
        ("interview9", "interview 9 date"),
        ("1st Interview Date", "interview 1 date"),
        ("2ème entretien", "interview 2 date"),
        ("Primera entrevista", "interview 1 date"),
        ("Second Interview (Date)", "interview 2 date"),
        ("Rejection Date", "rejected date"),
        ("Coding test", "assessment date"),
        ("Take-home", "assessment date"),
        ("OA date", "assessment date"),
        ("Online Assessment", "assessment date"),
        ("Date of the offer", "offer date"),
        ("Offer accepted on", "accepted date"),
        ("Withdrawn", "withdrawn date"),
        ("Thank-you note sent", "follow-up date"),
        ("Found on", "source"),
        ("Platform", "source"),
        ("Job board", "source"),
        ("Recruiter", "contact"),
        ("Password", "ignore"),
    ],
)
def test_a_name_in_other_words(header: str, meaning: str) -> None:
    """One column's name."""
    assert meaning_of(header) == meaning


@pytest.mark.parametrize(
    "header",
    """Name|Location|Salary|URL|City|Country|State|Last Contact|Last updated|Deadline|Date Posted|Date Saved|Date Added|createdAt|Closing date|Start date|
    Next follow up|Job Offer|Job Date|Job Application|Date (posted)|Response|Reply|Antwort|Interviewer|Interview notes|Interview 1 details|Interview (prep notes)|
    Offer Amount|Company size|Company/Role|Job ID|Job Description|Contacted|Statu|Compny|Type|Days to response|Contact date|Status (visa)|Referral|Feedback|
    Oferta|Application URL|x|12|""".replace("\n    ", "").split("|"),
)
def test_a_name_that_says_nothing_sure(header: str) -> None:
    """A column that must stay the person's own."""
    assert meaning_of(header) == ""


def test_every_name_is_plain_and_means_one_thing() -> None:
    """The table itself."""
    seen: dict[str, str] = {}
    for meaning, all_ in MEANINGS.items():
        assert all_[0] == plain(meaning)
        assert is_meaning(meaning)
        for name in all_:
            assert plain(name) == name
            assert seen.setdefault(name, meaning) == meaning
            assert meaning_of(name) == meaning or name in ("result", "outcome")
    assert not is_meaning("Firma")


@given(st.lists(st.text(max_size=40), max_size=6))
def test_no_header_is_too_odd(header: list[str]) -> None:
    """Any text as names of columns."""
    assert {*meanings_of(header)} <= {*MEANINGS, ""}
