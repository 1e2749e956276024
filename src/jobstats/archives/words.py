"""Words by which calendars and messages say what happened, in the languages people write them in. Knows no log."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from jobstats.names import company_key

#: Interviews. A * stands for any letters, so that compounds are found as well.
_INTERVIEW = """*interview*; phone screen; phone screening; recruiter call; recruiter screen; hiring manager call;
Vorstellungsgespräch*; Bewerbungsgespräch*; Auswahlgespräch*; Jobgespräch*; entretien d’embauche; entretien de recrutement;
entrevista*; colloquio; colloquio di lavoro; sollicitatiegesprek*; intervju*; anställningsintervju*;
jobsamtale*; jobbintervju*; työhaastattelu*; haastattelu*; rozmowa kwalifikacyjna; rozmowa rekrutacyjna; pohovor*; állásinterjú*; interjú*;
interviu*; συνέντευξη*; собеседование*; співбесіда*; mülakat*; iş görüşmesi; wawancara*; phỏng vấn; ראיון*; مقابلة"""
#: Words that mean an interview only beside a company of the log: without one they are a round of golf, a study group, a call about insurance.
_LOOSE = """screening; screening call; video screen; tech screen; technical screen; recruiter chat; hr call; intro call; introductory call; onsite; on site;
final round; coding challenge; system design; super day; superday; assessment center; assessment centre; Kennenlerngespräch*; Zweitgespräch;
Erstgespräch; erstes Gespräch; zweites Gespräch; drittes Gespräch; Probearbeiten; entretien*; entrevue*; sollicitatie; kennismakingsgesprek*"""
#: Those that stand without spaces in their writing.
_UNSPACED = ("面接", "面试", "面試", "면접")
#: What is about an interview and is none, or is one of another kind: wherever it stands in a title.
_NOT_ONE = """prep; preps; prepare; prepares; preparing; preparation; mock; practice for; practise; practice interview; interview practice; rehearse; rehearsal;
exit interview; exit interviews; stay interview; user interview; user interviews; customer interview; customer interviews; press interview; media
interview; podcast interview; radio interview; visa interview; interviewing;
interview candidate*; interview debrief; interview scorecard; Nutzerinterview*; Kundeninterview*; Austrittsgespräch*; entretien de départ; entretien
annuel; entrevista de salida; exitgesprek; interview training; interview workshop; interview course; interview coaching; interview tips; webinar;
thank you; thanks; note to; send note; follow up; followup; remind; reminder; birthday; application deadline; train to; *vorbereitung; vorbereiten;
üben; *training für; interviewtraining; Dankesschreiben; Erinnerung; Geburtstag; Bewerbungsfrist; préparation; préparer; rappel; preparación;
preparar; recordatorio; preparazione; preparare; promemoria; voorbereiding*; voorbereiden; herinnering"""
#: And what a title begins with.
_FIRST = """apply; book; schedule; reschedule; confirm; travel; train; bus; taxi; drive; ride; commute; flight; hotel; Zug; Fahrt; Hinfahrt; Rückfahrt; Heimfahrt;
Anreise; Abreise; Flug; interview room; deadline; holiday; send; buy; write; call back; read; bewerben; buchen"""
_CALLED_OFF = """canceled; cancelled; cancelled event; abgesagt; annulé; annulée; cancelado; cancelada; anulado; annullato; annullata;
geannuleerd; inställd; aflyst; avlyst; odwołane; отменено; キャンセル済み; キャンセル; 已取消"""
_SCREEN = """phone screen; phone screening; screening call; screening; recruiter call; recruiter screen; recruiter chat; hr call; hr screen; intro call;
introductory call; initial screen; Erstgespräch"""
_KINDS = {
    "technical": "technical; tech; coding; live coding; pair programming; system design; case study; technisch*; technique; técnica; tecnico",
    "panel": "panel; superday; super day",
    "onsite": "onsite; on site; in person; vor ort; sur place; presencial; in presenza; op locatie; office visit",
    "final": "final; final round; last round; abschluss*; letzte runde; finale",
    "video": "video; video call; videocall; videointerview; zoom; teams; google meet; visio; videollamada; videochiamata; videogesprek",
    "phone": "phone; telephone; tel; call; telefon*; telefoninterview; téléphone; téléphonique; telefonica; teléfono; llamada; chiamata; appel; anruf",
}
_NTH = (
    "first; 1st; erste*; premier; première; primera; primer; primo; prima; eerste",
    "second; 2nd; zweite*; deuxième; second; segunda; segundo; secondo; seconda; tweede",
    "third; 3rd; dritte*; troisième; tercera; tercer; terzo; terza; derde",
    "fourth; 4th; vierte*; quatrième; cuarta; quarto; quarta; vierde",
    "fifth; 5th; fünfte*; cinquième; quinta; quinto; vijfde",
)
_ROUND = "round; interview; runde; gespräch; stage; tour; entretien; entrevista; ronda; colloquio; ronde; gesprek"
#: Asking whether it is decided.
_ASKING = """any update; any updates; any news; update on; an update; updates on; decision; made a decision; next steps; checking in; touching base; following up
on; follow up on; wanted to follow up; wondering if there is; wondering if there are; wondering whether there; where things stand; heard back; hear
back; status of; timeline; still being considered; still in the running; Rückmeldung; Neuigkeiten; Entscheidung; entschieden; nachfragen; nachhaken;
Stand der; wie es weitergeht; des nouvelles; retour sur; votre décision; suite donnée; novedades; alguna noticia; decisión; siguientes pasos; novità;
aggiornamenti; decisione; prossimi passi; nieuws over; besluit"""
#: How people write who look for somebody to hire.
_HIRING = """recruiter; recruiting; recruitment; talent acquisition; talent partner; sourcer; headhunter; hiring; opportunity; opportunities; position; role;
opening; vacancy; job; candidate; candidates; your profile; your background; your experience; open to; Stelle; Position; Ihr Profil; dein Profil;
Gelegenheit; Herausforderung; Personalberater*; poste; opportunité; votre profil; ton profil; recrutement; puesto; vacante; oportunidad; tu perfil;
posizione; opportunità; tuo profilo; vacature; functie; jouw profiel; vaga; perfil"""
#: Companies' names that are everyday words of calendars, or programs that calendars name: these need more than their letters.
EVERYDAY: Final = frozenset(
    company_key(w)
    for w in """zoom; google; microsoft; teams; apple; meta; slack; calendly; skype; webex; linkedin; indeed; facebook; whatsapp; signal; target; square; next;
unity; notion; match; chase; gap; shell; ring; box; monday; home; work; office; meeting; call; lunch; dinner; coffee; gym; doctor; dentist; school;
travel; train; flight; bank; post; visa; bolt; wise; ally; human; people; interview; phone; video; stripe; loop; sprint; standup; review; open; focus;
discover; progressive; nationwide; oracle; amazon; outlook""".replace("\n", " ").split("; ")
)


@lru_cache(4096)
def plain(text: str) -> str:
    """Text as names are compared: without case, accents and punctuation, words apart by one space."""
    return company_key(text)


def _pattern(word: str) -> str:
    """A word as a pattern; a * at either end stands for any letters."""
    any_letters = r"\w*"
    before, after = (any_letters if star else "" for star in (word.startswith("*"), word.endswith("*")))
    return f"{before}{re.escape(plain(word.strip('*')))}{after}"


def _either(words: str) -> str:
    """Any of these words, as a pattern; the longest first."""
    each = (w.strip() for w in words.replace("\n", " ").split(";"))
    return "|".join(sorted((_pattern(w) for w in each if w), key=len, reverse=True))


def _finder(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(words)})(?!\w)")


_IS_INTERVIEW, _IS_LOOSE, _IS_NOT_ONE, _IS_SCREEN = (_finder(w) for w in (_INTERVIEW, _LOOSE, _NOT_ONE, _SCREEN))
_BEGINS_OTHERWISE = re.compile(rf"(?:{_either(_FIRST)})(?!\w)")
_IS_ASKING, _IS_HIRING = _finder(_ASKING), _finder(_HIRING)
_IS_KIND = {kind: _finder(words) for kind, words in _KINDS.items()}
_TOGETHER = tuple(plain(word) for word in _UNSPACED)
_OFF = "|".join(re.escape(w.strip()) for w in _CALLED_OFF.replace("\n", " ").split(";"))
_IS_CALLED_OFF = re.compile(rf"\W*(?:{_OFF})(?:\s*[:：\]）)]|\s+[-–—]|\s*$)", re.IGNORECASE)
_ROUNDS = _either(_ROUND)
_NUMBERED = re.compile(rf"(?<!\w)(?:(?:{_ROUNDS}|r) ?([1-9])|([1-9]) ?(?:{_ROUNDS}))(?!\w)")
_COUNTED = [re.compile(rf"(?<!\w)(?:{_either(words)}) (?:\w+ )?(?:{_ROUNDS})") for words in _NTH]


def is_interview(title: str) -> bool:
    """Whether a plain title has a word for an interview."""
    return _IS_INTERVIEW.search(title) is not None or any(word in title for word in _TOGETHER)


def may_be_interview(title: str) -> bool:
    """Whether a plain title has a word that means an interview where it also names a company."""
    return _IS_LOOSE.search(title) is not None


def is_about_one(title: str) -> bool:
    """Whether a plain title is about an interview and none itself: preparing for it, a note after it, a reminder."""
    return _IS_NOT_ONE.search(title) is not None or _BEGINS_OTHERWISE.match(title.strip()) is not None


def called_off(title: str) -> bool:
    """Whether a title as it stands begins by saying that it was called off, as programs put it before the title."""
    return _IS_CALLED_OFF.match(title.strip()) is not None


def event_of(title: str) -> str:
    """A screen or an interview, by a plain title."""
    return "screen" if _IS_SCREEN.search(title) else "interview"


def kind_of(title: str) -> str:
    """The kind of interview a plain title says; "" for none."""
    return next((kind for kind, finder in _IS_KIND.items() if finder.search(title)), "")


def round_of(title: str) -> str:
    """The round a plain title says, as a number; "" for none."""
    if said := _NUMBERED.search(title):
        return said[1] or said[2]
    return next((str(i) for i, finder in enumerate(_COUNTED, start=1) if finder.search(title)), "")


def asks(message: str) -> bool:
    """Whether a plain message asks for news or a decision."""
    return _IS_ASKING.search(message) is not None


def hires(message: str) -> bool:
    """Whether a plain message reads like one of somebody who looks for people."""
    return _IS_HIRING.search(message) is not None
