# Where to go when it cannot be done here.

redirect-desk = Trovi gli sportelli su regione.toscana.it.
redirect-totem = Trovi gli altri totem su regione.toscana.it.
redirect-phone = Numero verde { helpdesk-number }: { helpdesk-hours }.
helpdesk-number = 800.004477
helpdesk-hours = da lunedì a venerdì non festivi 9:00–19:00, sabato 9:00–13:00
