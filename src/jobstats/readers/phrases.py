"""What people write as a status, by what it says. The reading of it is in `statuses`."""

from __future__ import annotations

from typing import Final

#: Events (joined by +; "" for silence) → the phrases that say them, parted by semicolons.
PHRASES: Final[dict[str, str]] = {
    "applied": """application sent; applications sent; application submitted; applied online; applied via linkedin; submitted;
        submitted application; sent; sent application; sent cv; sent resume; cv sent; resume sent; i applied; have applied;
        already applied; re applied; reapplied; applied again; application; application made; application complete;
        application completed; application in; email sent; sent email; applied by email; applied for; beworben; Bewerbung;
        Bewerbung gesendet; candidature; solicitud; candidatura; sollicitatie; zgłoszenie; aplikacja;
        Bewerbung versendet; Bewerbung verschickt; Bewerbung abgeschickt; Bewerbung eingereicht; gesendet; versendet; verschickt;
        abgeschickt; eingereicht; postulé; postulée; candidature envoyée; candidature déposée; envoyé; envoyée; candidaté; postulado;
        postulada; aplicado; aplicada; aplicó; apliqué; solicitud enviada; CV enviado; candidatura enviada; enviado; enviada; inscrito;
        inscrita; solicitado; candidatado; candidatei-me; aplicou; me candidatei; currículo enviado; inviata; inviato;
        candidatura inviata; CV inviato; candidata; candidato; applicato; gesolliciteerd; verstuurd; verzonden; sollicitatie verstuurd;
        sollicitatie verzonden; zaaplikowano; wysłane; wysłano; aplikowano; wysłana""",
    "": """pending; pending review; pending response; pending reply; pending decision; waiting; waiting for response;
        waiting for a response; waiting for reply; waiting for a reply; waiting for answer; waiting to hear back; waiting to hear;
        waiting on response; awaiting; awaiting response; awaiting reply; awaiting answer; awaiting decision; awaiting feedback;
        awaiting review; open; still open; active; ongoing; on going; in progress; in process; processing; under process; wip;
        in review; under review; reviewing; being reviewed; application under review; application in review; application reviewed;
        reviewed; under consideration; in consideration; being considered; considered; viewed; application viewed; resume viewed; seen;
        opened; resume downloaded; received; application received; received application; acknowledged; acknowledgement;
        application acknowledged; confirmation; confirmation received; application confirmation; confirmed; confirmation email;
        received confirmation; auto reply; automated reply; automatic reply; auto response; ghosted; ghost; ghosting; got ghosted;
        they ghosted me; ghosted me; ghosted by company; suspected ghost job; suspected ghost; ghost job; probably ghosted; no response;
        no response yet; no response to application; no response received; no reply; no reply yet; no answer; no answer yet; no news;
        no news yet; no update; no updates; no feedback; no contact; not heard; not heard back; haven t heard back; have not heard back;
        never heard back; didn t hear back; did not hear back; no word; no word yet; nothing yet; nothing heard; unanswered;
        not answered; never replied; never responded; did not respond; didn t respond; not responded; no call; no call back;
        no callback; crickets; silence; radio silence; stale; dormant; inactive; archived; archive; on hold; hold; paused; kept on file;
        cv on file; resume on file; no status; unknown; not known; to be determined; offen; noch offen; ausstehend; wartend; warte;
        warte auf Antwort; warten auf Antwort; warten; keine Antwort; keine Antwort erhalten; keine Rückmeldung;
        keine Rückmeldung erhalten; noch keine Antwort; noch keine Rückmeldung; bisher keine Antwort; keine Reaktion; in Bearbeitung;
        in Prüfung; laufend; läuft; im Prozess; Eingangsbestätigung; Eingang bestätigt; Eingangsbestätigung erhalten;
        Bestätigung erhalten; pendent; unbeantwortet; archiviert; en attente; en attente de réponse; en attente de retour; en cours;
        en cours de traitement; en cours d'étude; sans réponse; pas de réponse; aucune réponse; aucun retour; pas de retour;
        sans suite connue; attente; j'attends; accusé de réception; accusé réception; reçue; en suspens; archivé; archivée; pendiente;
        pendiente de respuesta; en espera; en espera de respuesta; esperando; esperando respuesta; sin respuesta; sin noticias;
        no respondieron; en proceso; en curso; en revisión; en trámite; abierto; abierta; archivado; recibida; recibido; no responden;
        ninguna respuesta; no contestan; visto; pendente; aguardando; aguardando resposta; aguardando retorno; em espera;
        à espera de resposta; sem resposta; sem retorno; em andamento; em análise; em processo; em curso; aberto; aberta; arquivado;
        não responderam; nenhuma resposta; em avaliação; vista; visualizado; recebida; in attesa; in attesa di risposta;
        in attesa di riscontro; attesa; nessuna risposta; nessun riscontro; senza risposta; in corso; in valutazione; in sospeso;
        aperta; aperto; ricevuta; visualizzata; archiviata; in revisione; in afwachting; afwachting; wachten op reactie;
        wachten op antwoord; wachtend; wachten; geen reactie; geen antwoord; nog geen reactie; geen gehoor; in behandeling; lopend;
        lopende; openstaand; ontvangen; ontvangstbevestiging; gearchiveerd; niets gehoord; oczekuje; oczekiwanie; brak odpowiedzi;
        w trakcie; oczekująca""",
    "unsent": """need to apply; needs to apply; to apply; apply; apply now; apply later; apply soon; applying; will apply;
        want to apply; plan to apply; planning to apply; going to apply; ready to apply; haven t applied; have not applied;
        has not applied; not applied; not yet applied; not applied yet; unapplied; did not apply; didn t apply; never applied;
        not applying; not submitted; not yet submitted; not sent; not sent yet; unsent; not started; not yet; todo; to do; to-do; draft;
        drafts; drafted; in draft; drafting; application draft; application started; incomplete; unfinished; preparing; prepared; saved;
        saved job; saved for later; save; wishlist; wish list; wishlisted; bookmarked; bookmark; favorite; favourite; favorited;
        starred; interested; considering; consider; prospect; prospective; potential; lead; backlog; queue; queued; researching;
        research; idea; blocked; skipped; skip; missed deadline; deadline missed; deadline passed; tailoring; tailoring resume;
        noch nicht beworben; nicht beworben; noch bewerben; zu bewerben; Entwurf; gemerkt; gespeichert; vorgemerkt; Merkliste;
        interessant; geplant; in Vorbereitung; vorbereitet; nicht gesendet; noch nicht gesendet; Wunschliste; à postuler; à envoyer;
        pas encore postulé; non envoyée; brouillon; enregistré; enregistrée; sauvegardé; sauvegardée; intéressé; intéressée; à faire;
        en préparation; favori; por aplicar; por enviar; no aplicado; no enviado; no enviada; borrador; guardado; guardada; interesado;
        interesada; pendiente de enviar; pendiente de aplicar; favorito; a candidatar; rascunho; salvo; salva; não enviado; não enviada;
        não aplicado; a enviar; interessado; interessada; por candidatar; da inviare; bozza; salvato; salvata; non inviata; non inviato;
        da candidare; interessato; interessata; preferiti; nog solliciteren; te solliciteren; concept; opgeslagen; bewaard; bewaren;
        nog niet gesolliciteerd; niet gesolliciteerd; niet verstuurd; geïnteresseerd; do wysłania; zapisane; szkic; do aplikowania""",
    "approached": """inbound; inbound request; recruiter reached out; recruiter contacted me; recruiter approached; recruiter outreach;
        they contacted me; they reached out; contacted by recruiter; contacted by company; headhunted; did not apply inbound request;
        angesprochen; vom Recruiter angesprochen""",
    "reply": """screening call scheduled; phone call scheduled; invited to assessment; invited to test; assessment invitation;
        assessment invite; moved to next round; moved to next stage; advanced to next round; move to next round; replied; responded;
        response; response received; received response; got a reply; got a response; reply received; answered; answer; heard back;
        positive reply; positive response; positive; in contact; in touch; in discussion; in discussions; in talks; in conversation;
        shortlisted; short listed; longlisted; moving forward; moved forward; advanced; progressed; progressing; next round; next step;
        next steps; next stage; interview scheduled; scheduled interview; scheduled for interview; interview is scheduled;
        interview booked; interview set; interview set up; interview arranged; interview confirmed; interview planned;
        interview pending; interview upcoming; upcoming interview; interview invite; interview invited; interview invitation;
        invitation to interview; invited to interview; invited for interview; invited to an interview; invited for an interview;
        interview invitation received; interview offered; interview offer; offered interview; offered an interview;
        offered me an interview; offered a phone interview; offered a second interview; interview requested; interview request;
        request for interview; selected for interview; shortlisted for interview; first interview scheduled; 1st interview scheduled;
        phone screen scheduled; phone interview scheduled; screening scheduled; screen scheduled; call scheduled; scheduled call;
        recruiter call scheduled; invited; invitation; invitation received; availability request; availability requested; scheduling;
        scheduling interview; interview scheduling; information request; information requested; action required from company; Einladung;
        eingeladen; Einladung erhalten; Einladung zum Gespräch; Einladung zum Vorstellungsgespräch; Einladung zum Interview;
        zum Gespräch eingeladen; zum Vorstellungsgespräch eingeladen; Vorstellungsgespräch geplant; Vorstellungsgespräch vereinbart;
        Gespräch vereinbart; Gespräch geplant; Interview geplant; Interview vereinbart; Rückmeldung; Rückmeldung erhalten; Antwort;
        Antwort erhalten; geantwortet; positive Rückmeldung; entretien prévu; entretien planifié; entretien programmé;
        entretien à venir; convoqué; convoquée; convocation; réponse; réponse reçue; réponse positive; entrevista programada;
        entrevista agendada; entrevista concertada; citado; citada; citado a entrevista; convocado; convocada; respuesta; respondido;
        respuesta recibida; respuesta positiva; preseleccionado; preseleccionada; entrevista marcada; convidado para entrevista;
        convite para entrevista; resposta; resposta recebida; respondida; resposta positiva; pré-selecionado; colloquio fissato;
        colloquio programmato; invito a colloquio; invitato a colloquio; risposta; risposta ricevuta; risposto; risposta positiva;
        uitgenodigd; uitnodiging; uitgenodigd voor gesprek; gesprek gepland; reactie; reactie ontvangen; gereageerd; positieve reactie;
        zaproszenie; odpowiedź""",
    "screen": """screened; screening; phone screening; phone screen; phone screened; phone screen done; phone screen completed;
        phone screen complete; screening call; screening interview; initial screen; initial screening; initial call;
        initial interview call; intro call; introductory call; intro chat; first call; recruiter call; recruiter screen;
        recruiter screening; recruiter interview; recruiter phone screen; recruiter chat; talked to recruiter; spoke with recruiter;
        spoke to recruiter; call with recruiter; hr screen; hr screening; hr call; hr interview; hr round; phone interview;
        phone interviewed; telephone interview; telephone screen; telephone screening; tel interview; phone call; phone; call;
        had a call; video screen; screening in progress; passed screening; passed phone screen; screening passed; Telefoninterview;
        Telefongespräch; Telefonat; Erstgespräch; Kennenlerngespräch; telefonisches Interview; entretien téléphonique;
        appel téléphonique; préqualification; entretien RH; pré-entretien; présélection téléphonique; entrevista telefónica;
        llamada telefónica; llamada; entrevista con RRHH; entrevista RRHH; triagem; entrevista por telefone; entrevista telefônica;
        entrevista com RH; entrevista RH; ligação; colloquio telefonico; colloquio conoscitivo; colloquio HR; chiamata;
        telefonisch gesprek; telefonisch interview; telefoongesprek; kennismakingsgesprek; kennismaking; rozmowa telefoniczna""",
    "assessment": """completed oa; sent oa; completed assessment; sent assessment; completed test; test; tests; online assessment; oa;
        oa received; oa sent; oa done; oa completed; assessment received; assessment sent; assessment done; assessment completed;
        assessment submitted; assessment stage; assessment centre; assessment center; assessments; online test; coding test;
        coding challenge; coding assessment; coding; code challenge; code test; coding round; take home; takehome; take home test;
        take home task; take home assignment; take home assessment; take home challenge; take home project; take home exercise;
        assignment; technical test; technical assessment; technical task; technical challenge; technical exercise; technical screen;
        technical screening; technical phone screen; tech screen; tech test; tech challenge; tech task; skills test; skills assessment;
        aptitude test; psychometric test; personality test; homework; case study; hackerrank; codility; hirevue; test task;
        written test; exam; Einstellungstest; Eignungstest; Testaufgabe; Probeaufgabe; Online-Test; Aufgabe; Hausaufgabe;
        test technique; test en ligne; tests techniques; exercice technique; cas pratique; épreuve; prueba; pruebas; prueba técnica;
        examen; test técnico; reto técnico; evaluación; ejercicio técnico; teste; testes; teste técnico; desafio técnico; prova;
        case técnico; avaliação; prova tecnica; test tecnico; compito; esercizio; opdracht; toets; testopdracht; proefopdracht;
        technische test; zadanie; zadanie rekrutacyjne""",
    "interview": """interview i; interview ii; interview iii; interviews; interviewed; interviewing; inter; interv; intv; intvw; int;
        in interview; in interviews; interview stage; interview process; interview round; interview rounds; interview phase;
        round interview; interview done; interview completed; interview complete; completed interview; interview finished;
        interview held; interview taken; interview attended; attended interview; had interview; had an interview; interview happened;
        post interview; after interview; got interview; got an interview; had interviews; interviewed twice; multiple interviews;
        several interviews; interview process ongoing; interview in progress; interviewing in progress; interviews in progress;
        job interview; first interview; second interview; third interview; fourth interview; fifth interview; 1st interview;
        2nd interview; 3rd interview; 4th interview; 5th interview; first round; second round; third round; 1st round; 2nd round;
        3rd round; first round interview; second round interview; third round interview; 1st round interview; 2nd round interview;
        3rd round interview; second interview scheduled; 2nd interview scheduled; third interview scheduled; 3rd interview scheduled;
        final interview scheduled; final round scheduled; onsite scheduled; final round; final interview; final round interview;
        final stage; finalist; last round; last interview; onsite; on site; onsite interview; on site interview; onsite round; superday;
        in person; in person interview; f2f; f2f interview; face to face; face to face interview; technical interview; tech interview;
        technical interviews; technical round; technical; technical interviewing; video interview; zoom interview; teams interview;
        virtual interview; online interview; panel; panel interview; team interview; group interview; behavioral interview;
        behavioural interview; hiring manager; hiring manager interview; hm interview; manager interview; manager round;
        managerial round; final; peer interview; waiting after interview; awaiting result after interview; awaiting interview result;
        awaiting interview results; awaiting interview feedback; interviewed no response; ghosted after interview;
        no response after interview; passed interview; interview passed; Vorstellungsgespräch; Vorstellungsgespräche;
        Bewerbungsgespräch; Gespräch; Gespräche; im Gespräch; erstes Gespräch; zweites Gespräch; Zweitgespräch;
        erstes Vorstellungsgespräch; zweites Vorstellungsgespräch; Interview geführt; Gespräch geführt; Gespräch gehabt;
        Vorstellungsgespräch geführt; Vorstellungsgespräch gehabt; Fachgespräch; Probearbeiten; Probetag; entretien; entretiens;
        entretien passé; entretien effectué; entretien réalisé; premier entretien; deuxième entretien; second entretien; 1er entretien;
        2e entretien; 2ème entretien; en entretien; entretien d'embauche; entretien technique; entretien final; entrevue; entrevista;
        entrevistas; entrevistado; entrevistada; en entrevista; primera entrevista; segunda entrevista; entrevista realizada;
        entrevista hecha; entrevista técnica; entrevista final; en entrevistas; entrevista personal; em entrevista; primeira entrevista;
        entrevista feita; entrevista presencial; colloquio; colloqui; primo colloquio; secondo colloquio; colloquio tecnico;
        colloquio fatto; colloquio sostenuto; colloquio svolto; colloquio di lavoro; intervista; gesprek; gesprekken; eerste gesprek;
        tweede gesprek; sollicitatiegesprek; op gesprek; gesprek gehad; in gesprek; rozmowa; rozmowa kwalifikacyjna; po rozmowie""",
    "offer": """offers; offered; got offer; got an offer; got the offer; offer received; received offer; received an offer; offer made;
        offer extended; offer stage; offer in hand; job offer; job offered; offered job; offered the job; offered position;
        offered role; verbal offer; verbally offered; written offer; offer letter; offer letter received; offer negotiation;
        negotiating; negotiation; negotiating offer; negotiations; offer phase; considering offer; offer under consideration; Angebot;
        Angebot erhalten; Jobangebot; Vertragsangebot; Zusage; Zusage erhalten; Stellenangebot erhalten; Verhandlung;
        Vertragsverhandlung; offre reçue; proposition; proposition d'embauche; proposition reçue; négociation; offre d'embauche reçue;
        promesse d'embauche; oferta recibida; oferta; ofertado; con oferta; oferta de trabajo recibida; negociación; proposta;
        proposta recebida; oferta recebida; negociação; proposta ricevuta; offerta; offerta ricevuta; proposta di assunzione; aanbod;
        aanbod ontvangen; aanbieding; arbeidsvoorwaardengesprek; onderhandeling; oferta otrzymana""",
    "accepted": """offer accepted; accepted offer; accepted the offer; accepted job offer; accepted job; i accepted; hired; got hired;
        signed; contract signed; signed contract; signed offer; offer signed; got the job; got job; started job; job accepted;
        onboarding; joined; employed; accepted position; accepted role; angenommen; Angebot angenommen; eingestellt;
        Vertrag unterschrieben; unterschrieben; Vertrag unterzeichnet; accepté; acceptée; offre acceptée; embauché; embauchée;
        contrat signé; j'ai accepté; aceptado; aceptada; oferta aceptada; contratado; contratada; contrato firmado; acepté; aceito;
        aceita; aceite; proposta aceita; proposta aceite; oferta aceita; contrato assinado; accettato; accettata; offerta accettata;
        proposta accettata; assunto; assunta; contratto firmato; aangenomen; aanbod geaccepteerd; geaccepteerd; contract getekend;
        zatrudniony; zatrudniona; przyjęta oferta""",
    "declined": """offer declined; declined offer; declined the offer; declined job offer; i declined; i declined offer;
        i declined the offer; offer turned down; turned down offer; turned down the offer; turned offer down; i turned it down;
        rejected offer; rejected the offer; i rejected the offer; i rejected offer; offer rejected by me; offer refused; refused offer;
        passed on offer; did not accept offer; Angebot abgelehnt; Angebot ausgeschlagen; ich habe abgelehnt; offre refusée;
        offre déclinée; j'ai refusé; décliné; déclinée; oferta rechazada; rechacé la oferta; oferta rechazada por mí; oferta recusada;
        proposta recusada; recusei; recusei a proposta; offerta rifiutata; proposta rifiutata; ho rifiutato; aanbod afgewezen;
        aanbod geweigerd; oferta odrzucona""",
    "rejected": """application not selected; application unsuccessful; application not successful; i was not selected; unfortunately;
        unfortunately no; unfortunately not selected; they decided not to move forward; decided to go with other candidate;
        decided to go with other candidates; decided to go with another candidate; rejection; rejections; reject; rejects; rejecting;
        rej; rejct; rejected by company; rejected by employer; rejected by them; rejected me; they rejected; they rejected me;
        i was rejected; i got rejected; was rejected; been rejected; got rejected; got rejection; rejection email; rejection received;
        received rejection; rejection letter; rejected by email; auto rejected; auto reject; auto rejection; automatic rejection;
        automated rejection; instant rejection; application rejected; resume rejected; cv rejected; declined by company;
        declined by employer; company declined; they declined; application declined; denied; denial; application denied; was denied;
        got denied; refused; refusal; turned down; turned down by company; turned me down; was turned down; not selected;
        wasn t selected; was not selected; not chosen; not shortlisted; not moving forward; not moved forward; not proceeding;
        not progressed; not progressing; not successful; unsuccessful; not hired; did not get; didn t get it; did not get it;
        didn t get the job; did not get the job; not offered; no longer considered; no longer under consideration;
        no longer in consideration; not considered; not under consideration; not being considered; unselected; no; nope; no thanks;
        regret; regrets; regretted; regret email; eliminated; disqualified; failed; fail; passed over; passed on me; they passed;
        screened out; they said no; said no; went with another candidate; went with other candidate; went with someone else;
        chose another candidate; hired someone else; hired another candidate; another candidate chosen; another candidate selected;
        other candidate selected; other candidate chosen; hired internally; moved on with other candidates;
        moving forward with other candidates; other candidates; negative; negative response; negative reply; thanks but no thanks;
        no from company; company rejected; company passed; not a match; not qualified; didn t make it; did not make it; Absage; Absagen;
        Absage erhalten; abgesagt; abgelehnt; Ablehnung; abgewiesen; leider nein; leider nicht; nein; nicht ausgewählt; nicht genommen;
        Absage bekommen; negative Rückmeldung; Absage vom Unternehmen; absage per mail; nicht erfolgreich; refus; refusé; refusée;
        rejeté; rejetée; rejet; négatif; négative; réponse négative; candidature refusée; candidature rejetée; non retenu; non retenue;
        pas retenu; pas retenue; candidature non retenue; non; refus reçu; écarté; écartée; rechazado; rechazada; rechazo; rechazaron;
        me rechazaron; descartado; descartada; no seleccionado; no seleccionada; negativo; negativa; denegado; denegada;
        respuesta negativa; candidatura rechazada; solicitud rechazada; no pasé; desestimado; desestimada; no aceptado; rejeitado;
        rejeitada; rejeição; recusado; recusada; recusa; reprovado; reprovada; não selecionado; não selecionada; não; não aprovado;
        não aprovada; eliminado; eliminada; dispensado; resposta negativa; não passei; candidatura rejeitada; candidatura recusada;
        negada; negado; rifiutato; rifiutata; rifiuto; scartato; scartata; respinto; respinta; non selezionato; non selezionata;
        risposta negativa; esito negativo; candidatura rifiutata; non idoneo; non passato; afgewezen; afwijzing; afgekeurd;
        niet geselecteerd; niet aangenomen; niet gekozen; nee; helaas; sollicitatie afgewezen; negatief; odrzucony; odrzucona;
        odrzucone; odmowa; odrzucenie""",
    "withdrawn": """withdrew; withdraw; withdrawal; withdrawing; withdrawn by me; withdrawn by applicant; i withdrew; i have withdrawn;
        i withdraw; withdrew application; application withdrawn; withdrew my application; withdrawn application; withdrew from process;
        withdrawn from process; pulled out; backed out; dropped out; i dropped out; opted out; stepped back; removed myself; i denied;
        i rejected; i rejected them; i refused; i said no; i turned them down; rejected by me; denied by me; declined by me; i passed;
        i cancelled; i canceled; i declined the interview; i declined interview; declined interview; declined the interview;
        declined to interview; declined to continue; declined to proceed; interview declined by me; cancelled interview;
        canceled interview; turned down interview; no longer interested; not interested anymore; lost interest; not pursuing;
        stopped pursuing; decided not to continue; decided not to proceed; accepted another offer; accepted other offer;
        accepted another job; accepted elsewhere; took another job; took another offer; took other offer; abandoned; gave up;
        zurückgezogen; Bewerbung zurückgezogen; selbst abgesagt; ich habe abgesagt; habe abgesagt; von mir abgesagt; von mir abgelehnt;
        eigene Absage; kein Interesse mehr; abgebrochen; Rückzug; retiré; retirée; candidature retirée; je me suis retiré; désisté;
        désistement; désistée; abandon; abandonné; retirado; retirada; me retiré; desistí; candidatura retirada; solicitud retirada;
        rechazado por mí; desisti; desistência; desistiu; retirei; retirei a candidatura; rejeitado por mim; recusado por mim; ritirato;
        ritirata; ritiro; mi sono ritirato; mi sono ritirata; candidatura ritirata; rinuncia; rinunciato; teruggetrokken; ingetrokken;
        zelf afgezegd; zelf gestopt; sollicitatie ingetrokken; wycofany; wycofana; wycofane; rezygnacja; zrezygnowano""",
    "closed": """withdrawn by company; withdrawn by employer; position withdrawn; job withdrawn; role withdrawn; posting withdrawn;
        vacancy withdrawn; job closed; closed job; position closed; role closed; posting closed; listing closed; req closed;
        application closed; applications closed; requisition closed; vacancy closed; job is closed; closed by company;
        closed without response; closed no response; expired; job expired; posting expired; listing expired; expired closed;
        position removed; job removed; posting removed; listing removed; removed; job posting removed; job taken down;
        posting taken down; taken down; job deleted; position filled; role filled; job filled; vacancy filled; filled;
        filled internally; position filled internally; already filled; position already filled; job no longer available;
        no longer available; position no longer available; role no longer available; not available; unavailable;
        no longer accepting applications; no longer accepting; no longer hiring; position cancelled; position canceled; role cancelled;
        role canceled; job cancelled; job canceled; cancelled; canceled; position eliminated; position on hold; role on hold;
        hiring freeze; hiring frozen; hiring freeze notification; hiring paused; hiring on hold; freeze; frozen; headcount cut;
        req cancelled; req canceled; requisition cancelled; cancelled by company; besetzt; Stelle besetzt; bereits besetzt;
        Stelle bereits besetzt; intern besetzt; abgelaufen; nicht mehr verfügbar; geschlossen; Stelle gestrichen; Einstellungsstopp;
        offline; Anzeige offline; nicht mehr online; pourvu; poste pourvu; déjà pourvu; expiré; expirée; offre expirée; fermé; fermée;
        clôturé; clôturée; annonce supprimée; poste annulé; annulé; annulée; gel des embauches; cloturée; cerrado; cerrada;
        vacante cerrada; vacante cubierta; puesto cubierto; cubierta; cubierto; caducada; caducado; expirado; expirada; proceso cerrado;
        oferta cerrada; oferta caducada; cancelado; cancelada; fechado; fechada; vaga fechada; vaga encerrada; encerrado; encerrada;
        vaga preenchida; preenchida; vaga cancelada; vaga expirada; processo encerrado; chiuso; chiusa; posizione chiusa;
        posizione coperta; scaduta; scaduto; annullata; annullato; offerta scaduta; gesloten; vacature gesloten; vervuld;
        vacature vervuld; verlopen; ingevuld; al ingevuld; geannuleerd; zamknięte; zamknięta; wygasła; wygasło; nieaktualne""",
    "follow_up": """thank you sent; thank you; thank you note; thank you note sent; thank you email; thank you email sent;
        thank you letter; thank you letter sent; sent thank you; sent thank you note; sent thank you email; thankyou sent; thanks sent;
        thank you mail; follow up sent; followup sent; followup; followed up; follow up email; follow up email sent; sent follow up;
        sent follow up email; follow up done; follow up note; follow up note sent; follow up call; follow ups; Dankschreiben;
        Dankesmail; Dankschreiben gesendet; Danksagung; Dankesschreiben; remerciement envoyé; mail de remerciement;
        remerciements envoyés; agradecimiento enviado; correo de agradecimiento; agradecimento enviado; email de agradecimento;
        ringraziamento inviato; email di ringraziamento; bedankmail; bedankmail verstuurd; bedankbrief""",
    "no_follow_up": "no thank you note; no thank you sent; no follow up sent; no note sent; no thank you note sent",
    "nudge": """nudged; nudge sent; asked for decision; asked for a decision; asked for update; asked for an update; asked for status;
        status inquiry; status enquiry; status inquiry sent; decision asked; checked in; check in; check in sent; asked about status;
        inquired; reminder sent; reminded; nachgefragt; nachgehakt; nachgefasst; Nachfrage; nach Stand gefragt; relancé; relancée;
        relance; relance envoyée; relance faite; recordatorio enviado; reclamado; cobrei retorno; sollecito; sollecitato;
        sollecito inviato; nagevraagd; nagebeld; herinnering gestuurd""",
    "coworker_chat": "coworker chat; co-worker chat; chat with coworker; met the team; met a coworker; team chat; met team",
    "networking": """networked; network; networking call; networking chat; coffee chat; informational interview; informational call;
        informational; informational chat""",
    "interview+rejected": """failed interview; interview failed; rejected after interview; rejected post interview;
        rejection after interview; interviewed rejected; interviewed and rejected; interview then rejected; interviewed not selected;
        interviewed but rejected; Absage nach Gespräch; Absage nach Vorstellungsgespräch; Absage nach Interview; refus après entretien;
        rechazado tras entrevista; rechazado después de entrevista; rejeitado após entrevista; reprovado na entrevista;
        rifiutato dopo colloquio; afgewezen na gesprek""",
    "screen+rejected": """failed screening; failed phone screen; failed screen; rejected after screening; rejected after screen;
        rejected after phone screen; rejected after call""",
    "assessment+rejected": """failed test; failed assessment; failed oa; oa failed; failed coding challenge; test failed;
        assessment failed; failed coding test; rejected after test; rejected after assessment; rejected after oa""",
}
#: Words for nothing, parted by semicolons.
NOTHING: Final = """n a; na; null; none; nan; nil; num; tbd; tba; tbc; ref; value; k a; n d; nothing; empty; blank; missing; no status"""
#: Words that turn, put off or doubt what stands beside them.
GUARDS: Final = """no not never none without nothing awaiting await awaits waiting wait pending scheduled schedule scheduling maybe perhaps probably
    possibly likely until till before if unless yet cancelled canceled cancel postponed rescheduled rescinded revoked upcoming
    expected expecting expect planned plan planning prep prepare preparing invitation invite invited request requested requesting
    next tomorrow soon hope hoping hopefully could would should might may will shall another other else elsewhere someone internal
    internally unsure sure unclear unknown question t didnt dont havent hasnt wont cannot cant isnt wasnt i ich je myself need
    needed needs required missed set booked arranged confirmed feedback offline reopened reconsidered deadline ready pass passed tbc tbd tba kein keine
    keinen keiner nicht nie niemals ohne wartet warte warten ausstehend bis bevor wenn falls vielleicht noch geplant pas sans jamais
    aucun aucune attente attends attendre avant si peut prevu encore ne sin nunca ningun ninguna esperando espera pendiente antes
    hasta quizas aun nao sem aguardando aguarda pendente ate talvez ainda nem non senza mai attesa aspetto aspettando prima se forse
    ancora geen niet nooit zonder wacht wachten wachtend afwachting tot als misschien nog gepland bez brak czekam"""
#: Words that leave even a final word open.
DOUBTS: Final = """maybe perhaps probably possibly likely if unless unsure sure unclear unknown expected expecting might could would may will reopened
    reconsidered vielleicht falls peut si quizas talvez se forse misschien accepted offer offered hired accept undo"""
#: Words after which a phrase is only on its way: “moved to interview”.
BEFORE_A_PLAN: Final = """to for zu zum zur fur pour para per voor naar a al"""
#: Single words that carry a cell of several; every other phrase of one word counts only where it stands alone.
STRONG: Final = """applied submitted beworben postulé postulado aplicado gesolliciteerd pending ghosted archived saved draft wishlist bookmarked
    interview interviews interviewed interviewing screening rejected rejection reject denied withdrawn withdrew expired offer
    offered assessment absage abgelehnt zurückgezogen vorstellungsgespräch bewerbungsgespräch refus refusé refusée entretien
    entrevista rechazado rechazada rejeitado rejeitada recusado recusada colloquio rifiutato rifiutata scartato scartata afgewezen
    afwijzing descartado descartada unsuccessful"""
#: Beginnings too common to be a status cut short.
STOP: Final = "with post over then have team comp cont high good info pass pers cons know tell work call"
#: Small words that add nothing.
NOISE: Final = "the a an my our their on at in via by per from email e mail was got x st nd rd th ii iii iv"
#: What may stand in a date beside its numbers.
DATE: Final = """jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november
    dec december mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday today yesterday am pm"""
#: Words of a wait, and those that say that what was waited for is over.
WAITING: Final = "waiting wait awaiting pending wartend warte warten ausstehend attente espera esperando pendiente aguardando pendente attesa afwachting wachten"
OVER: Final = "done completed complete finished held had passed interviewed attended geführt gehabt passé effectué realizada fatto"
