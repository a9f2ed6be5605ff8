receipt-service = Regione Toscana – Totem PuntoSì
receipt-when = Data
receipt-totem = Totem
receipt-place = Luogo
receipt-card = Nuova tessera
receipt-practice-code = Codice della pratica
receipt-next-steps = Che cosa fare ora
receipt-phone = Serve aiuto?
moment = { $day } { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
} { $year }, { $time }
