# Where to go when it cannot be done here.

redirect-desk = Find the counters at regione.toscana.it.
redirect-totem = Find the other totems at regione.toscana.it.
redirect-phone = Freephone { helpdesk-number }: { helpdesk-hours }.
helpdesk-number = 800.004477
helpdesk-hours = Monday to Friday except holidays 9:00–19:00, Saturday 9:00–13:00
