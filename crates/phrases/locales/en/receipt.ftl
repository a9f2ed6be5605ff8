receipt-service = Regione Toscana – PuntoSì totem
receipt-when = Date
receipt-totem = Totem
receipt-place = Place
receipt-card = New card
receipt-practice-code = Case code
receipt-next-steps = What to do now
receipt-phone = Need help?
moment = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }, { $time }
