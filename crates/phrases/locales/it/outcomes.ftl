# How a visit can end. "outcome-O18--with-unknown-type" is the other half of O18.

outcome-O01 = La nuova tessera è attiva
    .next-new = Da ora usa la nuova tessera con il PIN che hai scelto.
    .next-old = La vecchia tessera non serve più per i servizi online.

outcome-O02 = Il PIN è impostato
    .next-wait = La registrazione finirà da sola appena torna il collegamento, di solito entro poche ore.
    .next-totem = Se domani la tessera non funziona, torna a un totem con la nuova tessera.
    .help-phone = { redirect-phone }

outcome-O03 = Non è cambiato nulla
    .line = La vecchia tessera funziona come prima.
    .next-retry = Puoi riprovare quando vuoi.

outcome-O04 = Il servizio ora non è disponibile
    .line = Sulle tue tessere non è cambiato nulla.
    .next-retry = Riprova più tardi, oppure vai a uno sportello con la nuova tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O05 = Manca l’ultimo passo
    .next-totem = Torna a un totem qualsiasi con la nuova tessera e il PIN che hai scelto.
    .next-forgot = Se non ricordi il PIN, porta anche la vecchia tessera.
    .line-old = La vecchia tessera funziona ancora.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }

outcome-O06 = Questa tessera è già attiva
    .line = Hai già tutto: puoi usarla subito con il suo PIN.

outcome-O07 = Questa è la tessera nuova
    .next-old = Inserisci prima la vecchia.
    .next-desk = Se non l’hai, vai a uno sportello con la nuova tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O08 = La vecchia tessera è scaduta
    .next-desk = Vai a uno sportello con la nuova tessera e un documento valido.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O09 = La vecchia tessera non è stata attivata
    .next-desk = Vai a uno sportello con la nuova tessera e un documento valido.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O10 = La vecchia tessera risulta bloccata o smarrita
    .next-desk = Vai a uno sportello con la nuova tessera e un documento.
    .next-copy = Per un duplicato rivolgiti all’anagrafe assistiti o all’Agenzia delle Entrate.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O11 = La vecchia tessera è stata attivata quando avevi meno di 18 anni
    .line = Oppure l’ha attivata un’altra persona per te.
    .next-desk = Vai a uno sportello con la nuova tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O12 = Il PIN non è corretto
    .line = Ci siamo fermati in tempo: la tessera non è bloccata.
    .tries = { $tries ->
        [unknown] {""}
        [one] Ti resta { $tries } tentativo.
       *[other] Ti restano { $tries } tentativi.
    }
    .next-check = Controlla il PIN e riprova, oppure vai a uno sportello.
    .help-phone = { redirect-phone }

outcome-O13 = Il PIN di questa tessera è bloccato
    .next-puk = Si sblocca con il PUK, il codice di sblocco che hai ricevuto insieme al PIN.
    .next-desk = Oppure vai a uno sportello con la nuova tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O14 = Le due tessere non sono della stessa persona
    .line = Sulle tessere non è cambiato nulla.
    .next-retry = Riprova con due tessere intestate a te.

outcome-O15 = Non troviamo una nuova tessera da attivare per te
    .line = La vecchia tessera funziona come prima.
    .next-phone = Chiama il numero verde per sapere se la nuova tessera è in arrivo.
    .help-phone = { redirect-phone }

outcome-O16 = La nuova tessera risulta bloccata
    .next-desk = Vai a uno sportello con la nuova tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O17 = Questa tessera è di un’altra Regione
    .next-desk = Puoi attivarla a uno sportello abilitato della Toscana. In farmacia non è possibile.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O18 = Questa tessera non ha il chip: non c’è nulla da attivare
    .next-online = Per i servizi online usa l’identità digitale SPID o la carta d’identità elettronica.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O18--with-unknown-type = Questo totem non sa ancora leggere questo tipo di tessera
    .line = La tessera può essere buona.
    .next-desk = Vai a uno sportello con le tue tessere e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O19 = Non riusciamo a leggere la tessera
    .next-clean = Pulisci il chip con un panno asciutto e riprova.
    .next-phone = Se succede ancora, chiama il numero verde.
    .help-phone = { redirect-phone }

outcome-O20 = Non siamo riusciti a impostare il PIN
    .line = Abbiamo segnalato il problema. Non riprovare: un altro tentativo può bloccare la tessera.
    .next-desk = Vai a uno sportello con le tessere, un documento e il codice della pratica.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O21 = Hai già provato più volte
    .next-desk = Per sicurezza vai a uno sportello con le tue tessere e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O22 = Serve un controllo allo sportello
    .line = Lo sportello controlla i dati, poi potrai attivare la tessera.
    .next-desk = Vai a uno sportello con le tessere, un documento e il codice della pratica.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O23 = Non risulta l’assistenza sanitaria in Toscana
    .next-registry = Vai all’anagrafe assistiti della tua zona con un documento.
    .help-phone = { redirect-phone }

outcome-O24 = Totem fuori servizio
    .line = Sulle tue tessere non è cambiato nulla.
    .next-totem = Vai a un altro totem PuntoSì o a uno sportello.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }
