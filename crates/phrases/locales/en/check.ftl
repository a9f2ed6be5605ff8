# "Check your card": its pages, and the facts of its report.
# "page-check-report--with-N" takes the place of "page-check-report" when the report says N.

page-check-insert-card = Insert the card to check
    .line = Keep the chip facing up and push the card all the way in.
    .line-pin = You do not need the PIN for the check.

page-check-read-card = Reading the card
    .line = Leave the card in the reader.

page-check-ask-service = Asking the service
    .line = Leave the card in the reader.

page-check-enter-pin = Type the PIN of the card
    .line = We try the PIN and a signature: PIN and data of the card stay as they are.
    .line-tries = If you do not remember the PIN, stop here: each mistake uses up an attempt.
    .line-hand = Cover the keypad with your hand.

page-check-verify-pin = Checking the PIN
    .line = Leave the card in the reader.

page-check-sign = The card is making a test signature
    .line = Leave the card in the reader.

page-check-report = This is what the card says
    .next-phone = If you have a doubt, call the freephone number.
    .help-phone = { redirect-phone }

page-check-report--with-unreadable = We cannot read the card
    .next-turn = Turn the card, clean the chip with a dry cloth and try again.
    .next-totem = If it happens again, try another totem.
    .help-totem = { redirect-totem }
    .help-phone = { redirect-phone }

page-check-report--with-unknown-type = This totem cannot read this type of card yet
    .line = The card may be good.
    .next-desk = To have it checked, ask at a counter.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-no-certificate = This card has no certificate for online services
    .next-online = For online services use the SPID digital identity or the electronic identity card.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-inconsistent = The data on the chip contradict each other
    .next-desk = Take the card and an identity document to a counter: they check it there.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-blocked = The card is recorded as blocked
    .line = This happens, for example, when it is reported as lost.
    .next-desk = Go to a counter with the card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-expired = The card is recorded as expired
    .next-desk = If the new one has come, activate it at a counter with an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-replaced = You have a new card in place of this one
    .next-new = Use the new card with its PIN: you no longer need this one.
    .help-phone = { redirect-phone }

page-check-report--with-service-not-activated = The card is not active yet
    .next-totem = If your old card is active, bring both and activate the new one here.
    .next-desk = Or go to a counter with the card and an identity document.
    .help-desk = { redirect-desk }

page-check-report--with-certificate-revoked = The certificate of the card has been revoked
    .next-desk = Go to a counter with the card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-suspended = The certificate of the card is suspended
    .next-desk = Go to a counter with the card and an identity document to have it restored.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-expired = The certificate of the card has expired
    .next-desk = Go to a counter with an identity document and, if it has come, the new card.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-not-yet-valid = The certificate of the card has not started yet
    .next-wait = Try again in a few days. If nothing changes, call the freephone number.
    .help-phone = { redirect-phone }

page-check-report--with-certificate-refused = The service does not accept the card’s certificate
    .next-desk = Go to a counter with the card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-blocked = The PIN of this card is blocked
    .next-puk = Go to a counter with the card, an identity document and the PUK that came with the PIN.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-stopped-in-time = The PIN is not correct
    .line = We stop here so that the card is not blocked.
    .tries = { $tries ->
        [unknown] {""}
        [one] You have { $tries } attempt left.
       *[other] You have { $tries } attempts left.
    }
    .next-check = Find the right PIN before you try again, or go to a counter.
    .help-phone = { redirect-phone }

page-check-report--with-pin-failed = The test of the PIN and the signature failed
    .next-retry = Take the card out, put it back and try again. If it happens again, take it to a counter.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-pin-not-usable = We cannot try the PIN of this card here
    .next-desk = If the PIN does not work, ask at a counter with the card and an identity document.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-service-unreachable = We cannot ask the service now
    .line = Above is what the card says by itself.
    .next-retry = To find out whether it is active, try again later.
    .help-phone = { redirect-phone }

page-check-report--with-service-unknown = This totem’s service does not know the card
    .line = The card may be good.
    .next-desk = Ask the region that issued it, or ask at a counter.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-issuer-unknown = The card is active
    .line = This totem’s service does not know who issued the certificate.
    .next-desk = The card may be good. If it does not work, ask at a counter.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-check-report--with-certificate-not-checkable = The card is active
    .line = But we cannot fully check its certificate now.
    .next-retry = If an online service refuses it, try again later.
    .help-phone = { redirect-phone }

page-check-report--with-certificate-good = { $proof ->
    [works] The card is active and works
   *[other] The card is active
}
    .next-use = { $proof ->
        [works] You can use it right away with the PIN you typed.
       *[other] { $prove ->
            [offered] You can use it with its PIN. If you like, try here whether the PIN works.
           *[other] You can use it with its PIN.
        }
    }

# The facts: the value is the label, the attributes are what can be said.

fact-kind = What it is
    .card = Card with a chip for online services
    .inconsistent = Card with a chip, to be checked
    .no-certificate = Card with a chip, without a certificate
    .unknown-type = A type new to this totem
    .unreadable = The chip does not answer as it should

fact-issuer = Issued by
    .known = { $issuer }
    .unknown = A body this totem does not know

fact-card-until = Card expiry date
    .current = { $date }
    .expired = { $date }, it has expired

fact-certificate-until = Certificate expiry date
    .unasked = { $date }
    .good = { $date }
    .not-yet-valid = { $date }, it has not started yet
    .expired = { $date }, it has expired
    .suspended = { $date }, it is suspended now
    .revoked = { $date }, it has been revoked
    .issuer-unknown = { $date }, the service does not know who issued it
    .refused = { $date }, the service does not accept it
    .not-checkable = { $date }, it cannot be checked now

fact-service = The service
    .not-asked = Was not asked
    .unreachable = Gave us no answer
    .active = Says it is active
    .not-activated = Says it is not active yet
    .replaced = Says you have a new one
    .blocked = Says it is blocked
    .expired = Says it has expired
    .unknown = Does not know it

fact-pin = PIN and signature
    .not-tried = Not tried
    .works = They work
    .stopped-in-time = Wrong PIN, not blocked
    .blocked = The PIN is blocked
    .not-usable = They cannot be tried here
    .failed = The test failed
