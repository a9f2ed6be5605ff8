# "Verifica la tua tessera": its pages, and the facts of its report.
# "page-check-report--with-N" takes the place of "page-check-report" when the report says N.

page-check-insert-card = Inserisci la tessera da verificare
    .line = Tieni il chip rivolto verso l’alto e spingi la tessera fino in fondo.
    .line-pin = Per la verifica il PIN non serve.

page-check-read-card = Stiamo leggendo la tessera
    .line = Lascia la tessera nel lettore.

page-check-ask-service = Stiamo chiedendo al servizio
    .line = Lascia la tessera nel lettore.

page-check-enter-pin = Scrivi il PIN della tessera
    .line = Proviamo il PIN e una firma: PIN e dati della tessera restano come sono.
    .line-tries = Se non ricordi il PIN, interrompi: ogni errore consuma un tentativo.
    .line-hand = Copri la tastiera con la mano.

page-check-verify-pin = Stiamo controllando il PIN
    .line = Lascia la tessera nel lettore.

page-check-sign = La tessera fa una firma di prova
    .line = Lascia la tessera nel lettore.

page-check-report = Ecco che cosa dice la tessera
    .next-phone = Se hai un dubbio, chiama il numero verde.
    .help-phone = { redirect-phone }

page-check-report--with-unreadable = Non riusciamo a leggere la tessera
    .next-turn = Gira la tessera, pulisci il chip con un panno asciutto e riprova.
    .next-totem = Se succede ancora, prova a un altro totem.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }

page-check-report--with-unknown-type = Questo totem non sa ancora leggere questo tipo di tessera
    .line = La tessera può essere buona.
    .next-desk = Per verificarla chiedi a uno sportello.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-no-certificate = Questa tessera non ha il certificato per i servizi online
    .next-online = Per i servizi online usa l’identità digitale SPID o la carta d’identità elettronica.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-inconsistent = I dati scritti nel chip non concordano
    .next-desk = Porta la tessera e un documento a uno sportello: la controllano lì.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-blocked = La tessera risulta bloccata
    .line = Succede, per esempio, quando viene segnalata come smarrita.
    .next-desk = Vai a uno sportello con la tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-expired = La tessera risulta scaduta
    .next-desk = Se ti è arrivata la nuova, attivala a uno sportello con un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-replaced = Al posto di questa tessera ne hai una nuova
    .next-new = Usa la nuova tessera con il suo PIN: questa non serve più.
    .help-phone = { redirect-phone }

page-check-report--with-service-not-activated = La tessera non è ancora attiva
    .next-totem = Se la vecchia tessera è attiva, porta tutte e due e attiva qui la nuova.
    .next-desk = Oppure vai a uno sportello con la tessera e un documento.
    .help-desk = { redirect-desk }

page-check-report--with-certificate-revoked = Il certificato della tessera è stato revocato
    .next-desk = Vai a uno sportello con la tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-suspended = Il certificato della tessera è sospeso
    .next-desk = Vai a uno sportello con la tessera e un documento per riattivarlo.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-expired = Il certificato della tessera è scaduto
    .next-desk = Vai a uno sportello con un documento e, se ti è arrivata, la nuova tessera.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-not-yet-valid = Il certificato della tessera non vale ancora
    .next-wait = Riprova tra qualche giorno. Se non cambia, chiama il numero verde.
    .help-phone = { redirect-phone }

page-check-report--with-certificate-refused = Il servizio non accetta il certificato della tessera
    .next-desk = Vai a uno sportello con la tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-blocked = Il PIN di questa tessera è bloccato
    .next-puk = Vai a uno sportello con la tessera, un documento e il PUK, il codice ricevuto con il PIN.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-stopped-in-time = Il PIN non è corretto
    .line = Ci fermiamo qui, così la tessera non si blocca.
    .tries = { $tries ->
        [unknown] {""}
        [one] Ti resta { $tries } tentativo.
       *[other] Ti restano { $tries } tentativi.
    }
    .next-check = Cerca il PIN giusto prima di riprovare, oppure vai a uno sportello.
    .help-phone = { redirect-phone }

page-check-report--with-pin-failed = La prova del PIN e della firma non è riuscita
    .next-retry = Togli la tessera, rimettila e riprova. Se succede ancora, portala a uno sportello.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-not-usable = Qui non possiamo provare il PIN di questa tessera
    .next-desk = Se il PIN non funziona, chiedi a uno sportello con la tessera e un documento.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-unreachable = Ora non possiamo chiedere al servizio
    .line = Qui sopra c’è quello che dice la tessera da sola.
    .next-retry = Per sapere se è attiva, riprova più tardi.
    .help-phone = { redirect-phone }

page-check-report--with-service-unknown = Il servizio di questo totem non conosce la tessera
    .line = La tessera può essere buona.
    .next-desk = Chiedi alla Regione che l’ha rilasciata, oppure a uno sportello.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-issuer-unknown = La tessera è attiva
    .line = Il servizio di questo totem non conosce chi ha emesso il certificato.
    .next-desk = La tessera può essere buona. Se non funziona, chiedi a uno sportello.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-not-checkable = La tessera è attiva
    .line = Ora però non possiamo controllare il certificato fino in fondo.
    .next-retry = Se un servizio online la rifiuta, riprova più tardi.
    .help-phone = { redirect-phone }

page-check-report--with-certificate-good = { $proof ->
    [works] La tessera è attiva e funziona
   *[other] La tessera è attiva
}
    .next-use = { $proof ->
        [works] Puoi usarla subito con il PIN che hai scritto.
       *[other] { $prove ->
            [offered] Puoi usarla con il suo PIN. Se vuoi, prova qui se il PIN funziona.
           *[other] Puoi usarla con il suo PIN.
        }
    }

# The facts: the value is the label, the attributes are what can be said.

fact-kind = Che cos’è
    .card = Tessera con chip per i servizi online
    .inconsistent = Tessera con chip, da controllare
    .no-certificate = Tessera con chip, senza certificato
    .unknown-type = Tipo nuovo per questo totem
    .unreadable = Il chip non risponde bene

fact-issuer = Rilasciata da
    .known = { $issuer }
    .unknown = Ente che questo totem non conosce

fact-card-until = Scadenza della tessera
    .current = { $date }
    .expired = { $date }, è scaduta

fact-certificate-until = Scadenza del certificato
    .unasked = { $date }
    .good = { $date }
    .not-yet-valid = { $date }, non vale ancora
    .expired = { $date }, è scaduto
    .suspended = { $date }, ora è sospeso
    .revoked = { $date }, è stato revocato
    .issuer-unknown = { $date }, il servizio non conosce chi l’ha emesso
    .refused = { $date }, il servizio non lo accetta
    .not-checkable = { $date }, ora non si può controllare

fact-service = Il servizio
    .not-asked = Non gliel’abbiamo chiesto
    .unreachable = Non ci ha risposto
    .active = Dice che è attiva
    .not-activated = Dice che non è ancora attiva
    .replaced = Dice che ne hai una nuova
    .blocked = Dice che è bloccata
    .expired = Dice che è scaduta
    .unknown = Non la conosce

fact-pin = PIN e firma
    .not-tried = Non provati
    .works = Funzionano
    .stopped-in-time = PIN sbagliato, non bloccato
    .blocked = Il PIN è bloccato
    .not-usable = Qui non si possono provare
    .failed = La prova non è riuscita
