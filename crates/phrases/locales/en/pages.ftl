# A page is one message: its value is the title, its attributes are the lines in this order;
# lines whose name begins with "help" say where to go. "page-X--with-N" takes the place of
# "page-X" while notice N is shown.

page-boot = The totem is starting
    .line = It will be ready in a moment.

page-out-of-service = Totem out of service
    .line = You can activate the card at another PuntoSì totem.
    .line-cards = Your cards work as before.
    .help-desk = { redirect-desk }
    .help-phone = { redirect-phone }

page-idle = Activate your new health card here
    .line-old = The old card, still active, and its PIN.
    .line-new = The new card with the chip, which came by post.
    .line-time = A few minutes of your time.

page-insert-old-card = Insert the old card
    .line = Keep the chip facing up and push the card all the way in.

page-read-old-card = Reading the card
    .line = Leave the card in the reader.

page-open-session = Checking the card
    .line = Leave the card in the reader.

page-enter-old-pin = Type the PIN of the old card
    .line = It is the code of { $min } to { $max } digits you got when you activated it.
    .line-hand = Cover the keypad with your hand.

page-verify-old-pin = Checking the PIN
    .line = Leave the card in the reader.

page-sign-old-proof = The old card is signing the request
    .line = Leave the card in the reader.

page-send-old-proof = Sending the request
    .line = Leave the card in the reader.

page-remove-old-card = Take out the old card
    .line = Keep it: for now it still works.

page-insert-new-card = Insert the new card
    .line = Keep the chip facing up and push the card all the way in.

page-read-new-card = Reading the new card
    .line = Leave the card in the reader.

page-bind-new-card = Checking the new card
    .line = Leave the card in the reader.

page-choose-pin = Choose the PIN of the new card
    .line = Use { $min } to { $max } digits. You can keep the same PIN as before.
    .line-easy = Avoid your date of birth, equal digits and digits in a row.

page-choose-pin--with-type-again = Type the chosen PIN again
    .line = This way we are sure it is the one you want.
    .line-hand = Cover the keypad with your hand.

page-request-release = Preparing the new card
    .line = Leave the card in the reader until the end.

page-set-pin = Setting the PIN
    .line = Leave the card in the reader until the end.

page-pin-uncertain = Put the new card back in the reader
    .line = The card came out before the end. Put it back to complete the activation.

page-try-chosen-pin = Trying the new PIN
    .line = Leave the card in the reader until the end.

page-verify-new-pin = Trying the new PIN
    .line = Leave the card in the reader until the end.

page-sign-new-proof = The new card is signing the activation
    .line = Leave the card in the reader until the end.

page-confirm = Registering the activation
    .line = Almost done: leave the card in the reader.

page-enter-new-pin = Type the PIN of the new card
    .line = It is the PIN you chose: only the last step is missing.
    .line-forgot = If you do not remember it, start again with the old card.

page-print-receipt = Printing the receipt
    .line = Wait until it is all the way out.

page-take-card = Take back your card
    .line = { $slip ->
        [possible] Remember the receipt too, if there is one.
       *[none] Do not forget it in the reader.
    }

page-outcome = You are done
    .line = Take back your card.

page-card-left = Take the card out of the reader
    .line = If the card is another person’s, hand it to the staff of this place.
