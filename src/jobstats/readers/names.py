"""What people call the columns of their lists, by meaning. The reading of it is in `meanings`."""

from __future__ import annotations

from typing import Final

#: Meaning → its names, parted by semicolons. A date's name stands here without “date of …” and “… on”: those are taken off.
NAMES: Final[dict[str, str]] = {
    "date": """timestamp; datetime; date time; event date; date of event; when; datum; fecha; data; date de l'événement; data evento; fecha del evento;
        datum gebeurtenis; ereignisdatum""",
    "company": """company name; employer; employer name; organisation; organization; organisation name; organization name; org; firm; firm name; business;
        business name; hiring company; company applied to; name of company; name of employer; comp name; institution;
        Firma; Firmenname; Unternehmen; Unternehmensname; Arbeitgeber; Betrieb; Name der Firma; Name des Unternehmens; Organisationsname;
        Entreprise; Nom de l'entreprise; Nom entreprise; Société; Nom de la société; Employeur; Nom de l'employeur; Organisme;
        Empresa; Nombre de la empresa; Nombre empresa; Compañía; Empleador; Organización; Nome da empresa; Nome empresa; Companhia; Empregador;
        Organização; Azienda; Nome azienda; Nome dell'azienda; Società; Datore di lavoro; Ditta; Impresa; Organizzazione;
        client; client name; client company; end client;
        Bedrijf; Bedrijfsnaam; Naam bedrijf; Werkgever; Organisatie; Onderneming; Nazwa firmy; Pracodawca""",
    "role": """position; job title; title; position title; job; job position; job role; role title; role name; role position; position name; job name;
        position applied for; position applied; role applied for; role applied to; job applied for; vacancy; designation; opening; job opening; occupation;
        Stelle; Stellenbezeichnung; Stellentitel; Jobtitel; Beruf; Berufsbezeichnung; Tätigkeit; Position Titel; Ausgeschriebene Stelle; Funktion;
        Poste; Intitulé du poste; Intitulé; Titre du poste; Nom du poste; Fonction; Métier; Emploi; Poste visé; Rôle;
        Puesto; Puesto de trabajo; Título del puesto; Nombre del puesto; Cargo; Vacante; Posición; Rol;
        Vaga; Nome da vaga; Título da vaga; Posição; Função; Nome do cargo; Posizione; Posizione lavorativa; Ruolo; Mansione; Qualifica;
        Functie; Functietitel; Functienaam; Vacature; Positie; Stanowisko""",
    "event": """event type; event name; what happened; Ereignis; Événement; Evento; Gebeurtenis""",
    "application": """application id; application number; application no; application key; app id; slug; Bewerbungsnummer; Bewerbungs-ID;
        Numéro de candidature; Número de solicitud; Sollicitatienummer""",
    "round": """interview round; round number; round no; Runde; Gesprächsrunde; Ronda; Rodada; Ronde; Tour d'entretien""",
    "kind": """interview type; interview kind; interview format; interview mode; type of interview; kind of interview; Gesprächsart; Art des Gesprächs;
        Type d'entretien; Tipo de entrevista; Tipo di colloquio; Tipo colloquio; Soort gesprek""",
    "source": """channel; platform; job board; jobboard; job source; job site; jobsite; job portal; portal; found on; found via; found through; found at;
        found in; where found; where i found it; where did i find it; where did you find it; how found; how i found it; how did i find it; how did you hear;
        how did you hear about it; application site; application source; application method; application channel; application platform; applied via;
        applied through; applied using; applied with; method; method of application; method applied; how applied; how i applied; where applied; source of job;
        source of lead; lead source; source type; referral source; website applied; site applied;
        Quelle; Kanal; Bewerbungskanal; Plattform; Jobbörse; Stellenbörse; Jobportal; Stellenportal; Gefunden über; Gefunden auf; Gefunden bei; Gefunden durch;
        Beworben über; Canal; Plateforme; Site d'emploi; Source de l'offre; Trouvé sur; Trouvée sur; Trouvé via; Moyen; Fuente; Plataforma; Portal de empleo;
        Bolsa de empleo; Encontrado en; Medio; Fonte; Origem; Encontrada em; Encontrado em; Site da vaga; Canale; Piattaforma; Trovato su; Trovata su; Sito;
        Bron; Kanaal; Vacaturesite; Gevonden via; Gevonden op; Źródło""",
    "contact": """contact person; contact name; contact persons; contacts; contact email; contact e-mail; contact email address; contact info; contact information;
        contact details; contact phone; contact phone number; point of contact; company contact; email; e-mail; email address; e-mail address; recruiter;
        recruiter name; recruiter email; recruiter contact; name of recruiter; hiring manager; hiring manager name; hr contact; referral contact; poc;
        Kontakt; Kontaktperson; Kontaktdaten; Ansprechpartner; Ansprechpartnerin; Ansprechpartner/in; Ansprechpartner:in; Ansprechperson; Personne de contact;
        Personne à contacter; Nom du contact; Interlocuteur; Contacto; Persona de contacto; Nombre de contacto; Reclutador; Contato; Pessoa de contato;
        Nome do contato; Pessoa de contacto; Recrutador; Contatto; Contatti; Persona di contatto; Referente; Recruteur; Contactpersoon; Contactgegevens""",
    "note": """notes; comment; comments; remark; remarks; memo; additional notes; other notes; general notes; notes comments; comments notes; my notes;
        application notes; Notiz; Notizen; Bemerkung; Bemerkungen; Anmerkung; Anmerkungen; Kommentar; Kommentare; Remarque; Remarques; Commentaire;
        Commentaires; Nota; Notas; Observación; Observaciones; Comentario; Comentarios; Observação; Observações; Comentário; Comentários; Anotações; Obs;
        Osservazioni; Commento; Commenti; Opmerking; Opmerkingen; Notitie; Notities; Uwagi; Notatki""",
    "undated": "",
    "date applied": """applied; application; application submitted; application sent; submitted; submission; sent; applied to; apply; applying; i applied; app;
        application submission; cv sent; resume sent; cv submitted; resume submitted; email sent; mail sent; sent application; submitted application;
        beworben; bewerbung; der Bewerbung; Bewerbungsdatum; Versanddatum; Sendedatum; Absendedatum; versendet; versandt; gesendet; abgeschickt; abgesendet;
        verschickt; eingereicht; Bewerbung gesendet; Bewerbung versendet; Bewerbung verschickt; Bewerbung abgeschickt; Bewerbung eingereicht; Bewerbung vom;
        candidature; envoi; envoi candidature; envoi de la candidature; envoi du CV; envoi de candidature; postulé; postulée; postulation; envoyé; envoyée;
        candidature envoyée; dépôt; dépôt de candidature; depôt candidature;
        solicitud; aplicación; postulación; envío; envío CV; envío del CV; candidatura; inscripción; postulado; aplicado; enviado; enviada; solicitud enviada;
        candidatura enviada; aplicação; inscrição; inscrito; candidatado; candidatada; candidatei-me; envio do CV; envio; envio da candidatura;
        invio; invio CV; invio candidatura; inviato; inviata; candidatura inviata; candidato; invio del CV; invio della candidatura;
        sollicitatie; sollicitatiedatum; gesolliciteerd; verstuurd; verzonden; sollicitatie verstuurd; sollicitatie verzonden; aplikacji; wysłania; złożenia""",
    "status": """application status; app status; current status; status name; status label; status of application; stage; current stage; application stage;
        application state; phase; current phase; pipeline stage; result; application result; application outcome;
        Bewerbungsstatus; Aktueller Status; Status der Bewerbung; Stand; Stand der Bewerbung; Aktueller Stand; Statut; Statut de la candidature;
        Statut candidature; État de la candidature; État; Avancement; Estado; Estado actual; Estado de la solicitud; Estado de la candidatura; Situación;
        Etapa; Fase; Status da candidatura; Status atual; Estado da candidatura; Situação; Stato; Stato candidatura; Stato della candidatura; Stato attuale;
        Huidige status; Status sollicitatie; Stand van zaken; Résultat; Ergebnis; Resultado; Risultato; Esito; Resultaat; Etap""",
    "outcome": """final outcome; final result; final decision; final status; decision; end result; end status; Endergebnis; Entscheidung; Décision;
        Décision finale; Résultat final; Decisión; Decisión final; Resultado final; Decisão; Decisão final; Decisione; Esito finale; Beslissing; Eindresultaat""",
    "first response": """initial response; initial reply; first reply; initial answer; first answer; Erste Antwort; Première réponse; Primera respuesta;
        Primeira resposta; Prima risposta; Eerste reactie""",
    "response date": """responded; replied; answered; heard back; response received; reply received; answer received; status; init resp; initial response;
        first response; initial reply; first reply; first contact from company; Antwort; Antwort erhalten; Antwortdatum; Rückmeldung; Rückmeldung erhalten;
        Rückmeldedatum; Reaktion; geantwortet; réponse; réponse reçue; retour; première réponse; répondu; respuesta; respuesta recibida; primera respuesta;
        respondido; resposta; resposta recebida; retorno; primeira resposta; risposta; risposta ricevuta; risposto; riscontro; reactie; reactie ontvangen;
        antwoord; antwoord ontvangen; reactiedatum; odpowiedzi; response; reply; answer""",
    "follow-up date": """follow up; followup; followed up; follow ups; follow up sent; follow up email; follow up email sent; thank you; thank you sent;
        thank you note; thank you note sent; thank you email; thank you email sent; thank you letter; thank you letter sent; followed up on;
        nachgefasst; Nachfassen; Nachfassdatum; Nachfass; Dankschreiben; relance; relancé; relancée; remerciement; seguimiento; acompanhamento;
        agradecimiento; agradecimento; follow up inviato; sollecito; ringraziamento; opvolging; opvolgdatum; opgevolgd; nagebeld""",
    "interview date": """interview; interviews; interviewed; job interview; technical interview; tech interview; interview scheduled; interview scheduled for;
        interview time; interview date time; panel interview; hiring manager interview; team interview; video interview; in person interview;
        Vorstellungsgespräch; Bewerbungsgespräch; Gespräch; Gesprächstermin; Interviewtermin; Vorstellungstermin; Termin Vorstellungsgespräch;
        entretien; entretien d'embauche; entretien technique; entrevue; entrevista; entrevistas; entrevista de trabajo; entrevista técnica; colloquio;
        colloquio di lavoro; colloquio tecnico; gesprek; sollicitatiegesprek; rozmowy; rozmowa""",
    "screen date": """screen; phone screen; phone screening; screening; screening call; recruiter screen; recruiter call; recruiter phone screen; hr screen;
        hr screening; hr call; hr interview; hr round; phone interview; phone call; intro call; introductory call; initial call; initial screen; first call;
        initial phone screen; telephone screen; telephone interview; Telefoninterview; Telefongespräch; Telefonat; Erstgespräch; préqualification;
        entretien téléphonique; appel téléphonique; entretien RH; entrevista telefónica; llamada; entrevista RRHH; triagem; entrevista por telefone;
        entrevista RH; colloquio telefonico; colloquio conoscitivo; colloquio HR; telefonisch gesprek; telefoongesprek""",
    "assessment date": """assessment; online assessment; oa; test; online test; coding test; coding challenge; coding assessment; code challenge; code test;
        take home; takehome; take home test; take home assignment; take home assessment; take home challenge; take home task; technical test;
        technical assessment; tech challenge; tech test;
        technical challenge; technical task; technical screen; tech screen; technical phone screen; skills test; aptitude test;
        homework; case study; hackerrank; codility; Einstellungstest; Eignungstest; Testaufgabe; Probeaufgabe; Online-Test; test technique; épreuve;
        prueba; prueba técnica; teste; teste técnico; desafio técnico; prova; prova tecnica; test tecnico; opdracht; toets; testopdracht""",
    "offer date": """offer; offered; offers; offer received; offer made; offer extended; verbal offer; written offer; job offer received; Angebot;
        Angebot erhalten; Jobangebot erhalten; Vertragsangebot; Zusage; Zusage erhalten; proposition d'embauche; offre reçue; oferta recibida;
        proposta; proposta recebida; oferta recebida; proposta ricevuta; offerta ricevuta; aanbod; aanbod ontvangen""",
    "accepted date": """accepted; acceptance; offer accepted; accepted offer; hired; hire; offer acceptance; contract signed; angenommen; Angebot angenommen;
        Vertrag unterschrieben; accepté; acceptée; offre acceptée; embauché; aceptado; aceptada; oferta aceptada; contratado; aceito; aceita; proposta aceita;
        accettato; accettata; offerta accettata; aangenomen; aanbod geaccepteerd""",
    "rejected date": """rejected; reject; rejection; denied; denial; rejection received; rejection email; rejection letter; turned down; Absage; Absage erhalten;
        abgelehnt; Ablehnung; Absagedatum; refus; refusé; refusée; rejet; rejeté; rejetée; réponse négative; rechazo; rechazado; rechazada; rejeição;
        rejeitado; rejeitada; recusado; recusada; recusa; negativa; rifiuto; rifiutato; rifiutata; afwijzing; afgewezen; odmowa; odmowy""",
    "withdrawn date": """withdrawn; withdrew; withdrawal; i withdrew; application withdrawn; zurückgezogen; Bewerbung zurückgezogen; Rückzug; retirée;
        candidature retirée; retrait; retirado; retirada; desistência; ritirato; ritirata; ritiro; teruggetrokken""",
    "closed date": """closed; position closed; job closed; position filled; role filled; application closed; besetzt; Stelle besetzt; poste pourvu""",
    "approached date": """approached; recruiter reached out; recruiter contacted me; contacted by recruiter; contacted by company; inbound; angesprochen;
        vom Recruiter kontaktiert""",
    "coworker chat date": """coworker chat; co-worker chat; met the team; team chat; met a coworker""",
    "nudge date": """nudge; nudged; asked for decision; asked for a decision; status inquiry; decision asked; checked in""",
    "decision date": """the decision; final; ended; decision; final decision; outcome; final outcome; result; final result; Entscheidung; Ergebnis; décision; résultat;
        decisión; resultado; decisão; decisione; esito; beslissing; resultaat""",
    "steps": """interview steps; process steps; timeline; application timeline; interview timeline; status history; history; interview stages dates;
        Verlauf; Schritte; étapes; historique; pasos; etapas; passos; passaggi; stappen""",
    "from": "from status; from stage; old status; previous status",
    "to": "to status; to stage; new status; target",
    # What a list never needs and nobody should find in a chart or a file for the coach.
    "ignore": """question and answers; questions and answers; password; passwords; login password; Passwort; Kennwort; mot de passe; contraseña; senha;
        wachtwoord; gender; race; ethnicity; disability; disability status; veteran status; sexual orientation""",
}
#: Words that alone may as well hold text, an id or the advertisement: a date only where “date”, “on” or the like stands beside them.
ONLY_DATED: Final = """application; status; response; reply; answer; decision; final decision; outcome; final outcome; result; final result;
    initial response; first response; initial reply; first reply; apply; applying; app; submission; candidature; postulation;
    bewerbung; der Bewerbung; Antwort; Rückmeldung; Reaktion; réponse; retour; première réponse; respuesta; primera respuesta;
    resposta; primeira resposta; retorno; risposta; riscontro; reactie; antwoord; odpowiedzi; solicitud; aplicación; postulación;
    candidatura; inscripción; aplicação; inscrição; candidato; sollicitatie; aplikacji; envoi; dépôt; envío; envio; invio;
    wysłania; złożenia; Entscheidung; Ergebnis; décision; résultat; decisión; resultado; decisão; decisione; esito; beslissing;
    resultaat; hire; acceptance; proposta; the decision; phone call; llamada; retirada; retirado; teste; prova; offers; inbound;
    negativa; test; final; ended; homework; prueba; opdracht; toets; case study; mail sent; email sent; Gespräch; gesprek"""
ORDINALS: Final[tuple[str, ...]] = (
    "1st; first; 1er; premier; erstes; 1a; primera; primeira; primo; eerste; 1e",
    "2nd; second; 2e; 2eme; deuxieme; zweites; 2a; segunda; secondo; tweede",
    "3rd; third; 3e; 3eme; troisieme; drittes; 3a; tercera; terceira; terzo; derde",
    "4th; fourth; 4e; 4eme; quatrieme; viertes; 4a; cuarta; quarta; quarto; vierde",
    "5th; fifth; 5e; 5eme; cinquieme; funftes; 5a; quinta; quinto; vijfde",
    *("6th; sixth", "7th; seventh", "8th; eighth", "9th; ninth"),
)
TALKS: Final = (
    "interview vorstellungsgesprach vorstellungsgespraech bewerbungsgesprach gesprach gespraech entretien entrevista colloquio gesprek"
)
#: Names of a later interview that has no number of its own: a day on site or a last round is read as the second.
LATER: Final = """onsite; on site; on-site interview; onsite interview; onsite final round; final round; final interview; last round; last interview;
    in person; in-person; Zweitgespräch; superday; last round interview; final round interview"""
#: What stands before and after the name of a date.
BEFORE: Final = """date of the; date of; date i; date; dates; day of the; day of; day; when; datum der; datum des; datum van; datum; tag der; tag des;
    date de la; date de l; date de; date du; date d; fecha de la; fecha del; fecha de; fecha; data da; data do; data de; data di;
    data dell; data della; data del; data d; data i; data; dia da; dia do; termin; termin fur"""
AFTER: Final = "date time; date; dates; day; on; at; am; le; el; em; il; op; vom; datum; when; fecha; data"
#: Columns of places: beside one of these “State” and “Estado” are a place too.
PLACES: Final = """city town location country zip zipcode postcode place region county cidade ciudad pais municipio localidad uf cep endereco direccion"""
#: What a first answer said, where the file has no status of any kind.
RESPONSES: Final = """response; reply; answer; employer response; company response; response status; response type; type of response; Antwort;
    Rückmeldung; Reaktion; réponse; retour; respuesta; resposta; retorno; risposta; riscontro; reactie; antwoord"""
#: A status where it is the only one, the outcome beside another.
LATE: Final = "result; outcome; application result; application outcome; Ergebnis; Résultat; Resultado; Risultato; Esito; Resultaat"
