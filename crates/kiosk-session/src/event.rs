// SPDX-License-Identifier: EUPL-1.2
//! Everything that can happen to a totem, as the session sees it. No event holds a secret, a name
//! or a number of a person: digits stay in the driver's slots, cards are small tokens.

use activation_protocol::messages::{Attempt, CardCheck, Flow};
use activation_protocol::pin::{PinRules, WeakPin};
use activation_protocol::{ProblemCode, ReleaseNo, SecretMode, SessionId};

use crate::journal_op::Record;
use crate::slot::{CardToken, HolderToken, Slot};

/// One input of [`crate::step`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Event {
    /// The journal is open; these sessions of an earlier run were not closed.
    Started(Vec<Unfinished>),
    /// Something the totem cannot work without is missing.
    FaultRaised(Fault),
    /// It is back.
    FaultCleared(Fault),
    /// Whether the backend could carry an activation through now.
    Readiness(bool),
    /// A person touched an action of the screen.
    Touched(Touch),
    /// So many digits are in the slot being typed.
    Typed(u8),
    /// A card is in and answered to reset.
    Inserted(Slot),
    /// A card is in and silent: wrong way round, or no chip.
    Mute(Slot),
    /// The card is out.
    Removed(Slot),
    /// The answer to [`crate::Effect::ReadCard`].
    CardRead(Reading),
    /// The answer to [`crate::Effect::VerifyPin`].
    PinChecked(Result<PinAnswer, CardFault>),
    /// The answer to [`crate::Effect::JudgePin`].
    PinJudged(Result<(), WeakPin>),
    /// The answer to [`crate::Effect::ComparePins`]: whether both entries are the same.
    PinsCompared(bool),
    /// The answer to [`crate::Effect::Sign`]; the driver verified the signature.
    Signed(Result<(), CardFault>),
    /// The answer to [`crate::Effect::SetPin`].
    PinSet(SetAnswer),
    /// The backend's answer to [`crate::Effect::Call`].
    Answered(Answer),
    /// The answer to [`crate::Effect::Print`].
    Printed(Printed),
    /// Time passed; sent at the deadline the screen shows, and at any other time.
    Tick,
}

/// A session of an earlier run, as its journal row tells it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Unfinished {
    /// Which.
    pub session: SessionId,
    /// The last record made durable.
    pub record: Record,
    /// How long ago it was opened, milliseconds of wall time.
    pub age_ms: u64,
}

/// Why a totem is out of service.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Fault {
    /// No card reader.
    NoReader,
    /// The journal cannot be written.
    NoJournal,
    /// The clock is wrong by more than a day.
    Clock,
    /// The backend does not know this totem.
    NotEnrolled,
    /// The fleet took the totem out of service.
    Quarantined,
    /// The disk is full.
    Disk,
    /// A sensor reports tampering.
    Tamper,
    /// A technician is due.
    MaintenanceDue,
}

/// What a person can touch. A digit's value never gets here: see [`Event::Typed`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Touch {
    /// "Attiva la nuova tessera".
    Start,
    /// "Verifica la tua tessera".
    Check,
    /// "Show me that the PIN works."
    ProvePin,
    /// The digits are complete; or "I have read this".
    Confirm,
    /// Stop here.
    Cancel,
    /// More time.
    Extend,
    /// "I do not remember the PIN I chose."
    ForgotPin,
    /// Any other touch: it shows that somebody is there.
    Other,
}

/// What was in the reader.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Reading {
    /// A TS-CNS with its certificate.
    Cns(CardFacts),
    /// A card of a known kind whose certificate file is absent or empty.
    WithoutCertificate,
    /// A chip of a kind this totem does not know yet. The card may be good.
    UnknownType,
    /// No answer, garbage, or the card left.
    Failed(CardFault),
}

/// What the session needs to know of a card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CardFacts {
    /// Which card, within this visit.
    pub card: CardToken,
    /// Whose, within this visit.
    pub holder: HolderToken,
    /// Its certificate's last day is past.
    pub expired: bool,
    /// Certificate and files name the same card.
    pub consistent: bool,
    /// The certificate carries the digest of Dati_personali; told, and never alone a refusal.
    pub data_match: bool,
}

/// Why a conversation with a card broke.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CardFault {
    /// The card left.
    Removed,
    /// It did not answer in time.
    TimedOut,
    /// Communication failed, or another process reset it.
    Transport,
    /// It answered something it should not.
    Garbage,
}

/// What a card says to VERIFY.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PinAnswer {
    /// `9000`.
    Accepted,
    /// `63Cx` with the tries left, or `6300` without.
    Wrong {
        /// What the card said is left.
        tries_left: Option<u8>,
    },
    /// `6983` or `63C0`.
    Blocked,
    /// `6984` and the like: this card has no usable PIN.
    NotUsable,
}

/// What became of setting the new card's PIN.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SetAnswer {
    /// `9000`.
    Changed,
    /// The card refused the released code or the new PIN.
    Refused {
        /// Its status word.
        sw: u16,
        /// The tries it said are left, if it did.
        tries_left: Option<u8>,
    },
    /// Another card is in the reader than before; nothing was sent to it.
    OtherCard,
    /// The card left before anything was sent to it.
    NotSent(CardFault),
    /// The command was sent and its answer is lost.
    Lost(CardFault),
}

/// What the backend said, after the client's retries.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Answer {
    /// `PUT session`.
    Opened(Flow),
    /// `PUT old-proof`.
    Authorised(PinRules),
    /// `PUT new-card`.
    Bound(SecretMode, Attempt),
    /// `POST release`: the vault's signature and seal were good.
    Released(ReleaseNo),
    /// `POST release`: they were not.
    ReleaseForged,
    /// `PUT confirmation`, now or before.
    Confirmed,
    /// `POST card-checks`.
    Checked(CardCheck),
    /// No.
    Problem(ProblemCode),
    /// No answer.
    Unreachable,
}

/// What became of the slip.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Printed {
    /// It is out.
    Done,
    /// The roll is empty.
    NoPaper,
    /// Anything else.
    Failed,
}
