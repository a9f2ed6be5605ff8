// SPDX-License-Identifier: EUPL-1.2
//! What a step asks the driver to do, after the step's journal operations are durable.

use activation_protocol::Outcome;
use activation_protocol::messages::Verb;

use crate::log_event::LogEvent;
use crate::slot::{SecretSlot, Slot};

/// One thing to do. The ones that ask something are answered by exactly one event.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Effect {
    /// Recognise the card and read identity and certificate → `CardRead`.
    ReadCard(Slot),
    /// VERIFY with the PIN in this slot → `PinChecked`.
    VerifyPin(Slot, SecretSlot),
    /// Have the card sign a statement and verify the signature → `Signed`.
    Sign(Slot, Statement),
    /// Re-read ID_Carta, then give the card the chosen PIN with the released code → `PinSet`.
    SetPin(Slot),
    /// Cut the card's power and let go of it.
    PowerOff(Slot),
    /// Judge the chosen PIN by the rules → `PinJudged`.
    JudgePin,
    /// Compare the two entries → `PinsCompared`.
    ComparePins,
    /// Ask the backend → `Answered`.
    Call(Call),
    /// Print the slip of this outcome → `Printed`.
    Print(Outcome),
    /// Wipe one secret.
    Wipe(SecretSlot),
    /// Wipe every secret and the visit's key.
    WipeAll,
    /// Forget cards, certificates and everything else of the visit; reset the language.
    Forget,
    /// There is something in the outbox to deliver.
    Deliver,
    /// Draw attention with sound and light: a card is still in the reader.
    Attention,
    /// Write an event of the catalogue to the log.
    Log(LogEvent),
}

/// Which statement a card signs.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Statement {
    /// T1, by the old card.
    OldAuth,
    /// T2, by the new card.
    NewProof,
    /// The statement of a card check, by the card being checked.
    CardCheck,
}

/// Which call to make. The driver knows the bodies, the client the retries.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Call {
    /// `PUT session`, with a fresh key.
    OpenSession,
    /// `PUT old-proof`.
    OldProof {
        /// Wrong PINs typed before the right one.
        wrong_attempts: u8,
    },
    /// `PUT new-card`.
    NewCard,
    /// `POST release`; the driver checks the vault's signature, opens and keeps the code.
    Release(Verb),
    /// `PUT confirmation` with the journalled proof.
    Confirm,
    /// `POST card-checks`, of no session.
    CheckCard,
}
