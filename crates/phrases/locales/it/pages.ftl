# A page is one message: its value is the title, its attributes are the lines in this order;
# lines whose name begins with "help" say where to go. "page-X--with-N" takes the place of
# "page-X" while notice N is shown.

page-boot = Il totem si sta avviando
    .line = Tra poco sarà pronto.

page-out-of-service = Totem fuori servizio
    .line = Puoi attivare la tessera a un altro totem PuntoSì.
    .line-cards = Le tue tessere funzionano come prima.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-idle = Attiva qui la tua nuova tessera sanitaria
    .line-old = La vecchia tessera, ancora attiva, e il suo PIN.
    .line-new = La nuova tessera con il chip, arrivata per posta.
    .line-time = Pochi minuti di tempo.

page-insert-old-card = Inserisci la vecchia tessera
    .line = Tieni il chip rivolto verso l’alto e spingi la tessera fino in fondo.

page-read-old-card = Stiamo leggendo la tessera
    .line = Lascia la tessera nel lettore.

page-open-session = Stiamo controllando la tessera
    .line = Lascia la tessera nel lettore.

page-enter-old-pin = Scrivi il PIN della vecchia tessera
    .line = È il codice da { $min } a { $max } cifre che hai ricevuto quando l’hai attivata.
    .line-hand = Copri la tastiera con la mano.

page-verify-old-pin = Stiamo controllando il PIN
    .line = Lascia la tessera nel lettore.

page-sign-old-proof = La vecchia tessera firma la richiesta
    .line = Lascia la tessera nel lettore.

page-send-old-proof = Stiamo inviando la richiesta
    .line = Lascia la tessera nel lettore.

page-remove-old-card = Togli la vecchia tessera
    .line = Tienila con te: per ora funziona ancora.

page-insert-new-card = Inserisci la nuova tessera
    .line = Tieni il chip rivolto verso l’alto e spingi la tessera fino in fondo.

page-read-new-card = Stiamo leggendo la nuova tessera
    .line = Lascia la tessera nel lettore.

page-bind-new-card = Stiamo controllando la nuova tessera
    .line = Lascia la tessera nel lettore.

page-choose-pin = Scegli il PIN della nuova tessera
    .line = Usa da { $min } a { $max } cifre. Puoi tenere lo stesso PIN di prima.
    .line-easy = Evita la data di nascita e le cifre uguali o in fila.

page-choose-pin--with-type-again = Scrivi di nuovo il PIN scelto
    .line = Così siamo sicuri che sia quello che vuoi.
    .line-hand = Copri la tastiera con la mano.

page-request-release = Stiamo preparando la nuova tessera
    .line = Lascia la tessera nel lettore fino alla fine.

page-set-pin = Stiamo impostando il PIN
    .line = Lascia la tessera nel lettore fino alla fine.

page-pin-uncertain = Rimetti la nuova tessera nel lettore
    .line = La tessera è uscita prima della fine. Rimettila per completare l’attivazione.

page-try-chosen-pin = Stiamo provando il nuovo PIN
    .line = Lascia la tessera nel lettore fino alla fine.

page-verify-new-pin = Stiamo provando il nuovo PIN
    .line = Lascia la tessera nel lettore fino alla fine.

page-sign-new-proof = La nuova tessera firma l’attivazione
    .line = Lascia la tessera nel lettore fino alla fine.

page-confirm = Stiamo registrando l’attivazione
    .line = Manca poco: lascia la tessera nel lettore.

page-enter-new-pin = Scrivi il PIN della nuova tessera
    .line = È il PIN che hai scelto: manca solo l’ultimo passo.
    .line-forgot = Se non lo ricordi, ricomincia con la vecchia tessera.

page-print-receipt = Stiamo stampando la ricevuta
    .line = Aspetta che esca del tutto.

page-take-card = Riprendi la tessera
    .line = { $slip ->
        [possible] Ricorda anche la ricevuta, se è uscita.
       *[none] Non dimenticarla nel lettore.
    }

page-outcome = Hai finito
    .line = Riprendi la tessera.

page-card-left = Togli la tessera dal lettore
    .line = Se la tessera è di un’altra persona, consegnala al personale di questa sede.
