# Every label begins with what will happen.

action-start = Activate the new card
action-check = Check your card
action-prove-pin = Try the PIN too
action-digit = Type a digit
action-erase = Erase a digit
action-confirm = { $screen ->
    [enter-old-pin] Confirm the PIN
    [choose-pin] Confirm the PIN
    [enter-new-pin] Confirm the PIN
    [check-enter-pin] Confirm the PIN
    [check-report] Go back to the start
    [outcome] Go back to the start
   *[other] Continue
}
action-cancel = { $screen ->
    [pin-uncertain] Give up and finish later
   *[other] Stop the operation
}
action-extend = Ask for more time
action-forgot-pin = Start again with the old card
action-language = Change language
