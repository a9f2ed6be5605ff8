notice-wrong-pin = { $tries ->
    [unknown] Il PIN non è corretto. Controllalo e riprova.
    [one] Il PIN non è corretto. Controllalo e riprova: ti resta { $tries } tentativo.
   *[other] Il PIN non è corretto. Controllalo e riprova: ti restano { $tries } tentativi.
}
notice-turn-card = Gira la tessera: il chip va in alto e in avanti.
notice-same-card = Questa è la vecchia tessera. Toglila e inserisci la nuova.
notice-other-card = Questa è un’altra tessera. Inserisci quella di prima.
notice-reinsert = Rimetti la tessera nel lettore.
notice-wrong-second-card = Inserisci la tua nuova tessera: questa è un’altra.
notice-pins-differ = I due PIN sono diversi. Scegli il PIN da capo.
notice-type-again = Scrivi di nuovo lo stesso PIN.
notice-weak-length = Scegli un PIN da { $min } a { $max } cifre.
notice-weak-same-digit = Scegli un altro PIN: le cifre tutte uguali si indovinano subito.
notice-weak-run = Scegli un altro PIN: le cifre in fila si indovinano subito.
notice-weak-repeated = Scegli un altro PIN: le cifre che si ripetono si indovinano subito.
notice-weak-birth-date = Scegli un altro PIN: una data di nascita si indovina subito.
notice-weak-card-number = Scegli un altro PIN: queste cifre sono scritte sulla tessera.
notice-weak-common = Scegli un altro PIN: questo lo usano in tanti.
notice-code-on-screen = La ricevuta non è uscita: scrivi o fotografa il codice della pratica.
notice-interrupted = Un’attivazione si è interrotta poco fa. Se era la tua, tocca il primo pulsante e inserisci la nuova tessera.
notice-unknown-type = Questo totem non sa ancora leggere questo tipo di tessera.
notice-fault-no-reader = Per chi fa assistenza: il lettore di tessere non risponde. Controllare cavo e alimentazione.
notice-fault-no-journal = Per chi fa assistenza: il registro delle operazioni non si può scrivere. Controllare il disco.
notice-fault-clock = Per chi fa assistenza: l’orologio è sbagliato di oltre un giorno. Controllare data e batteria.
notice-fault-not-enrolled = Per chi fa assistenza: il servizio centrale non conosce questo totem. Completare la registrazione.
notice-fault-quarantined = Per chi fa assistenza: il totem è stato sospeso dal servizio centrale.
notice-fault-disk = Per chi fa assistenza: il disco è pieno.
notice-fault-tamper = Per chi fa assistenza: un sensore segnala un’apertura. Controllare il totem prima di riattivarlo.
notice-fault-maintenance-due = Per chi fa assistenza: la manutenzione è scaduta.
