"""Months, weekdays and the small words around them in the languages the kit reads dates in, all folded as `fold` does."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Small letters without accents: `Févr.` is `fevr.`."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _numbered(rows: str) -> dict[str, int]:
    """Words of row n as n, counted from 1."""
    return {word: n for n, row in enumerate(rows.strip().splitlines(), 1) for word in row.split()}


#: The English months, which need no word said about them.
ENGLISH = _numbered("""
jan january
feb february
mar march
apr april
may
jun june
jul july
aug august
sep sept september
oct october
nov november
dec december
""")
#: English, German, French, Spanish, Portuguese, Italian, Dutch; full and as usually shortened.
MONTHS = ENGLISH | _numbered("""
januar janner jaenner jaen janv janvier ene enero janeiro gen genn gennaio januari
febr februar feber fev fevr fevrier febrero fevereiro febbraio februari
marz maerz mrz mars marzo marco mrt maart
avr avril abr abril aprile
mai mayo maio mag magg maggio mei
juni juin junio junho giu giugno
juli juil juillet julio julho lug luglio
aout ago agosto ag augustus
septembre set sept septiembre setiembre setembro sett settembre
okt oktober octobre octubre out outubro ott ottobre
novembre noviembre novembro
dez dezember decembre dic diciembre dezembro dicembre
""")
#: Monday is 1, as in `date.isoweekday`. `mar` is a month too, March; as Tuesday only beside another month.
WEEKDAYS = _numbered("""
mon monday mo montag lun lundi lunes seg segunda lunedi ma maandag
tue tues tuesday di dienstag mar mardi martes terca martedi dinsdag
wed weds wednesday mi mittwoch mer mercredi mie miercoles qua quarta mercoledi wo woensdag
thu thur thurs thursday do donnerstag jeu jeudi jue jueves qui quinta gio giovedi donderdag
fri friday fr freitag ven vendredi vie viernes sex sexta venerdi vr vrijdag
sat saturday sa samstag sonnabend sam samedi sab sabado sabato za zaterdag
sun sunday so sonntag dim dimanche dom domingo domenica zo zondag
""")
#: English names by number, whatever the machine's language.
MONTH_NAMES = {n: word.title() for word, n in ENGLISH.items()}
DAYS = {n: word.title() for word, n in WEEKDAYS.items() if word.endswith("day")}
#: Words that may stand in a date and say nothing.
FILLERS = _words("at on of the de del der den le el il do dia al um am kl om op as las alle ore vom uhr h hrs feira")
#: Days said from where somebody stood.
RELATIVE = _words("""
yesterday today tomorrow now ago last next week weeks days gestern vorgestern heute morgen hier aujourd demain
ayer hoy manana ontem hoje amanha ieri oggi domani gisteren vandaag
""")
#: Cells that say nothing, as they stand once folded and without spaces.
NOTHING = _words("- -- --- n/a na n.a. n.a n/d null none nan nat nil (blank) #n/a #num! #value! #ref! #name? #div/0! #null!") | {""}
#: Cells that say the day was not known yet.
LATER = _words("tbd tba tbc tbd. tba. unknown unbekannt inconnu pending")
