# How a visit can end. "outcome-O18--with-unknown-type" is the other half of O18.

outcome-O01 = The new card is active
    .next-new = From now on use the new card with the PIN you chose.
    .next-old = You no longer need the old card for online services.

outcome-O02 = The PIN is set
    .next-wait = The registration will finish by itself as soon as the connection is back, usually within a few hours.
    .next-totem = If the card does not work tomorrow, come back to a totem with the new card.
    .help-phone = { redirect-phone }

outcome-O03 = Nothing has changed
    .line = The old card works as before.
    .next-retry = You can try again whenever you like.

outcome-O04 = The service is not available now
    .line = Nothing has changed on your cards.
    .next-retry = Try again later, or go to a counter with the new card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O05 = The last step is missing
    .next-totem = Come back to any totem with the new card and the PIN you chose.
    .next-forgot = If you do not remember the PIN, bring the old card too.
    .line-old = The old card still works.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }

outcome-O06 = This card is already active
    .line = You have all you need: use it right away with its PIN.

outcome-O07 = This is the new card
    .next-old = Insert the old one first.
    .next-desk = If you do not have it, go to a counter with the new card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O08 = The old card has expired
    .next-desk = Go to a counter with the new card and a current identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O09 = The old card was never activated
    .next-desk = Go to a counter with the new card and a current identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O10 = The old card is recorded as blocked or lost
    .next-desk = Go to a counter with the new card and an identity document.
    .next-copy = For a duplicate ask the health registry office (anagrafe assistiti) or the revenue agency (Agenzia delle Entrate).
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O11 = The old card was activated when you were under 18
    .line = Or another person activated it for you.
    .next-desk = Go to a counter with the new card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O12 = The PIN is not correct
    .line = We stopped in time: the card is not blocked.
    .tries = { $tries ->
        [unknown] {""}
        [one] You have { $tries } attempt left.
       *[other] You have { $tries } attempts left.
    }
    .next-check = Check the PIN and try again, or go to a counter.
    .help-phone = { redirect-phone }

outcome-O13 = The PIN of this card is blocked
    .next-puk = The PUK, the unblocking code you got together with the PIN, unblocks it.
    .next-desk = Or go to a counter with the new card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O14 = The two cards are not the same person’s
    .line = Nothing has changed on the cards.
    .next-retry = Try again with two cards in your name.

outcome-O15 = We find no new card to activate for you
    .line = The old card works as before.
    .next-phone = Call the freephone number to know whether the new card is on its way.
    .help-phone = { redirect-phone }

outcome-O16 = The new card is recorded as blocked
    .next-desk = Go to a counter with the new card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O17 = This card is from another Italian region
    .next-desk = You can activate it at an enabled counter in Tuscany. A pharmacy cannot do it.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O18 = This card has no chip: there is nothing to activate
    .next-online = For online services use the digital identity SPID or the electronic identity card.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O18--with-unknown-type = This totem cannot read this type of card yet
    .line = The card may be good.
    .next-desk = Go to a counter with your cards and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O19 = We cannot read the card
    .next-clean = Clean the chip with a dry cloth and try again.
    .next-phone = If it happens again, call the freephone number.
    .help-phone = { redirect-phone }

outcome-O20 = We could not set the PIN
    .line = We have reported the problem. Do not try again: another attempt can block the card.
    .next-desk = Go to a counter with the cards, an identity document and the case code.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O21 = You have already tried several times
    .next-desk = To be safe, go to a counter with your cards and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O22 = A counter must check first
    .line = The counter checks the data, then you can activate the card.
    .next-desk = Go to a counter with the cards, an identity document and the case code.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

outcome-O23 = We find no health assistance in Tuscany
    .next-registry = Go to the health registry office (anagrafe assistiti) of your area with an identity document.
    .help-phone = { redirect-phone }

outcome-O24 = Totem out of service
    .line = Nothing has changed on your cards.
    .next-totem = Go to another PuntoSì totem or to a counter.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }
