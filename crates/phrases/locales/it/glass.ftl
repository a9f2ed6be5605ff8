# What surrounds every page.

glass-region = Regione Toscana
glass-service = Totem PuntoSì
glass-totem = Totem { $code }
glass-helpdesk = Serve aiuto? { redirect-phone }
glass-needs = Che cosa ti serve
glass-help = Come avere aiuto
glass-consent = Che cosa accetti
glass-next = Che cosa fare ora
glass-code = Codice della pratica
glass-take-card = Riprendi la tessera dal lettore.
glass-steps-1 = Vecchia tessera
glass-steps-2 = Nuova tessera
glass-steps-3 = Nuovo PIN
glass-steps-4 = Ricevuta
glass-step = Passo { $step } di 4: { $name }
glass-typed = { $typed ->
    [0] Nessuna cifra inserita
    [one] { $typed } cifra inserita
   *[other] { $typed } cifre inserite
}
glass-working = Attendi
glass-warning = Ci sei ancora?
glass-warning-text = { $seconds ->
    [one] Senza un tocco ci fermiamo tra { $seconds } secondo.
   *[other] Senza un tocco ci fermiamo tra { $seconds } secondi.
}
glass-language-choice = Lingua
