notice-wrong-pin = { $tries ->
    [unknown] The PIN is not correct. Check it and try again.
    [one] The PIN is not correct. Check it and try again: you have { $tries } attempt left.
   *[other] The PIN is not correct. Check it and try again: you have { $tries } attempts left.
}
notice-turn-card = Turn the card: the chip goes up and forward.
notice-same-card = This is the old card. Take it out and insert the new one.
notice-other-card = This is another card. Insert the one from before.
notice-reinsert = Put the card back in the reader.
notice-wrong-second-card = Insert your new card: this is another one.
notice-pins-differ = The two PINs are different. Choose the PIN again.
notice-type-again = Type the same PIN again.
notice-weak-length = Choose a PIN of { $min } to { $max } digits.
notice-weak-same-digit = Choose another PIN: equal digits are guessed at once.
notice-weak-run = Choose another PIN: digits in a row are guessed at once.
notice-weak-repeated = Choose another PIN: digits that repeat are guessed at once.
notice-weak-birth-date = Choose another PIN: a date of birth is guessed at once.
notice-weak-card-number = Choose another PIN: these digits are printed on the card.
notice-weak-common = Choose another PIN: many people use this one.
notice-code-on-screen = The receipt did not come out: write down or photograph the case code.
notice-interrupted = An activation was interrupted a short while ago. If it was yours, touch the first button and insert the new card.
notice-unknown-type = This totem cannot read this type of card yet.
notice-fault-no-reader = For the technician: the card reader does not answer. Check cable and power.
notice-fault-no-journal = For the technician: the journal cannot be written. Check the disk.
notice-fault-clock = For the technician: the clock is wrong by more than a day. Check date and battery.
notice-fault-not-enrolled = For the technician: the central service does not know this totem. Complete the enrolment.
notice-fault-quarantined = For the technician: the central service has suspended this totem.
notice-fault-disk = For the technician: the disk is full.
notice-fault-tamper = For the technician: a sensor reports an opening. Check the totem before putting it back to work.
notice-fault-maintenance-due = For the technician: maintenance is due.
