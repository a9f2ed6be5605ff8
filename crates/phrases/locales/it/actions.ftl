# Every label begins with what will happen.

action-start = Attiva la nuova tessera
action-check = Verifica la tua tessera
action-prove-pin = Prova anche il PIN
action-digit = Scrivi una cifra
action-erase = Cancella una cifra
action-confirm = { $screen ->
    [enter-old-pin] Conferma il PIN
    [choose-pin] Conferma il PIN
    [enter-new-pin] Conferma il PIN
    [check-enter-pin] Conferma il PIN
    [check-report] Torna all’inizio
    [outcome] Torna all’inizio
   *[other] Continua
}
action-cancel = { $screen ->
    [pin-uncertain] Rinuncia e finisci dopo
   *[other] Interrompi l’operazione
}
action-extend = Chiedi altro tempo
action-forgot-pin = Ricomincia con la vecchia tessera
action-language = Cambia lingua
