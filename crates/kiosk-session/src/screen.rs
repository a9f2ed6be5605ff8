// SPDX-License-Identifier: EUPL-1.2
//! What a person should see now, without words and without layout: the glass adds both.

use activation_protocol::Outcome;
use activation_protocol::pin::WeakPin;

use crate::card_report::CardReport;
use crate::event::Fault;
use crate::slot::SecretSlot;

/// A page, computed from the state.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Screen {
    /// Which page.
    pub name: ScreenName,
    /// What can be touched, in reading order.
    pub actions: Vec<Action>,
    /// How the visit ended, once it has.
    pub outcome: Option<Outcome>,
    /// Short additions to the page's text, most important first.
    pub notices: Vec<Notice>,
    /// Tries left as the card said at its last refusal.
    pub tries_left: Option<u8>,
    /// What a check found.
    pub report: Option<CardReport>,
    /// Digits being typed.
    pub entry: Option<Entry>,
    /// The person has this much time to ask for more; the page shows a warning while it runs.
    pub warning: bool,
    /// Monotonic milliseconds at which the page changes by itself.
    pub deadline_ms: Option<u64>,
}

/// PIN digits being typed: how many, never which.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Entry {
    /// Where the driver puts them.
    pub slot: SecretSlot,
    /// How many there are.
    pub typed: u8,
    /// Fewest that can be confirmed.
    pub min: u8,
    /// Most that can be typed.
    pub max: u8,
}

/// Something a person can touch.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Action {
    /// "Attiva la nuova tessera".
    Start,
    /// "Verifica la tua tessera".
    Check,
    /// "Show me that the PIN works."
    ProvePin,
    /// The PIN pad's ten digits.
    Digit,
    /// Take back the last digit.
    Erase,
    /// Done typing, or read.
    Confirm,
    /// Stop here.
    Cancel,
    /// More time.
    Extend,
    /// "I do not remember the PIN I chose."
    ForgotPin,
    /// Another language; on every page.
    Language,
}

/// A short addition to a page.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Notice {
    /// The PIN was wrong.
    WrongPin,
    /// The card did not answer: turn it round.
    TurnCard,
    /// This is the old card again.
    SameCard,
    /// This is not the card from before.
    OtherCard,
    /// Put the card back in.
    Reinsert,
    /// The second card is somebody else's, or not the one that waits.
    WrongSecondCard,
    /// The two entries differ.
    PinsDiffer,
    /// Type the chosen PIN again.
    TypeAgain,
    /// The chosen PIN is too easy to guess.
    Weak(WeakPin),
    /// No slip could be printed: the code is on the screen.
    CodeOnScreen,
    /// A visit was interrupted minutes ago.
    Interrupted,
    /// O18, when the reason is that this totem does not know the kind of card.
    UnknownType,
    /// Why the totem is out of service.
    Fault(Fault),
}

macro_rules! screen_names {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// The states a person can see, S00 to S33, by name.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum ScreenName {
            $($(#[$doc])* $name,)*
        }

        impl ScreenName {
            /// All of them, in the order of the states.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The kebab-case name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

screen_names! {
    /// S00
    Boot = "boot";
    /// S01
    OutOfService = "out-of-service";
    /// S02
    Idle = "idle";
    /// S03
    InsertOldCard = "insert-old-card";
    /// S04
    ReadOldCard = "read-old-card";
    /// S05
    OpenSession = "open-session";
    /// S06
    EnterOldPin = "enter-old-pin";
    /// S07
    VerifyOldPin = "verify-old-pin";
    /// S08
    SignOldProof = "sign-old-proof";
    /// S09
    SendOldProof = "send-old-proof";
    /// S10
    RemoveOldCard = "remove-old-card";
    /// S11
    InsertNewCard = "insert-new-card";
    /// S12
    ReadNewCard = "read-new-card";
    /// S13
    BindNewCard = "bind-new-card";
    /// S14
    ChoosePin = "choose-pin";
    /// S15
    RequestRelease = "request-release";
    /// S16
    SetPin = "set-pin";
    /// S17
    PinUncertain = "pin-uncertain";
    /// S18
    TryChosenPin = "try-chosen-pin";
    /// S19
    VerifyNewPin = "verify-new-pin";
    /// S20
    SignNewProof = "sign-new-proof";
    /// S21
    Confirm = "confirm";
    /// S22
    EnterNewPin = "enter-new-pin";
    /// S23
    PrintReceipt = "print-receipt";
    /// S24
    TakeCard = "take-card";
    /// S25
    Outcome = "outcome";
    /// S26
    CardLeft = "card-left";
    /// S27
    CheckInsertCard = "check-insert-card";
    /// S28
    CheckReadCard = "check-read-card";
    /// S29
    CheckAskService = "check-ask-service";
    /// S30
    CheckReport = "check-report";
    /// S31
    CheckEnterPin = "check-enter-pin";
    /// S32
    CheckVerifyPin = "check-verify-pin";
    /// S33
    CheckSign = "check-sign";
}

impl Action {
    /// The kebab-case name, as the text glass spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Check => "check",
            Self::ProvePin => "prove-pin",
            Self::Digit => "digit",
            Self::Erase => "erase",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::Extend => "extend",
            Self::ForgotPin => "forgot-pin",
            Self::Language => "language",
        }
    }
}

impl Notice {
    /// The kebab-case name, under which its sentence is found.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongPin => "wrong-pin",
            Self::TurnCard => "turn-card",
            Self::SameCard => "same-card",
            Self::OtherCard => "other-card",
            Self::Reinsert => "reinsert",
            Self::WrongSecondCard => "wrong-second-card",
            Self::PinsDiffer => "pins-differ",
            Self::TypeAgain => "type-again",
            Self::Weak(WeakPin::Length) => "weak-length",
            Self::Weak(WeakPin::SameDigit) => "weak-same-digit",
            Self::Weak(WeakPin::Run) => "weak-run",
            Self::Weak(WeakPin::Repeated) => "weak-repeated",
            Self::Weak(WeakPin::BirthDate) => "weak-birth-date",
            Self::Weak(WeakPin::CardNumber) => "weak-card-number",
            Self::Weak(WeakPin::Common) => "weak-common",
            Self::CodeOnScreen => "code-on-screen",
            Self::Interrupted => "interrupted",
            Self::UnknownType => "unknown-type",
            Self::Fault(Fault::NoReader) => "fault-no-reader",
            Self::Fault(Fault::NoJournal) => "fault-no-journal",
            Self::Fault(Fault::Clock) => "fault-clock",
            Self::Fault(Fault::NotEnrolled) => "fault-not-enrolled",
            Self::Fault(Fault::Quarantined) => "fault-quarantined",
            Self::Fault(Fault::Disk) => "fault-disk",
            Self::Fault(Fault::Tamper) => "fault-tamper",
            Self::Fault(Fault::MaintenanceDue) => "fault-maintenance-due",
        }
    }
}
