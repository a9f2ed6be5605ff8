# What surrounds every page.

glass-region = Regione Toscana
glass-service = PuntoSì totem
glass-totem = Totem { $code }
glass-helpdesk = Need help? { redirect-phone }
glass-needs = What you need
glass-help = How to get help
glass-consent = What you accept
glass-next = What to do now
glass-code = Case code
glass-take-card = Take your card out of the reader.
glass-steps-1 = Old card
glass-steps-2 = New card
glass-steps-3 = New PIN
glass-steps-4 = Receipt
glass-step = Step { $step } of 4: { $name }
glass-typed = { $typed ->
    [0] No digit typed
    [one] { $typed } digit typed
   *[other] { $typed } digits typed
}
glass-working = Please wait
glass-warning = Are you still there?
glass-warning-text = { $seconds ->
    [one] Without a touch we stop in { $seconds } second.
   *[other] Without a touch we stop in { $seconds } seconds.
}
glass-language-choice = Language
