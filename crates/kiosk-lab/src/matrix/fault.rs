// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The words a row of the matrix is written in: what happens when, and how the visit must end.

use card_emulator::control::Request;
use card_emulator::personalise::Deck;

/// One row: a visit, and what goes wrong in it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Its name, kebab-case. It stays.
    pub name: String,
    /// The table it stands in.
    pub kind: Kind,
    /// What happens, in a few words.
    pub words: String,
    /// Whose cards.
    pub deck: Deck,
    /// What goes wrong, in order.
    pub strikes: Vec<Strike>,
    /// How often the person types a wrong PIN first.
    pub wrong_pins: u8,
    /// Whether a card that is asked for again is put in again.
    pub brings_back: bool,
    /// How the visit must end.
    pub expected: Expected,
}

/// The tables of the matrix.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// Nothing goes wrong.
    Healthy,
    /// The card speaks in an unusual way.
    Habit,
    /// It is not the card that it should be, or none that talks.
    OtherCard,
    /// The old card leaves in the middle of a command.
    OldCardPulled,
    /// The new card leaves in the middle of a command.
    NewCardPulled,
    /// The card does not answer.
    Hang,
    /// The card answers what it should not.
    Refusal,
    /// The card changes between two commands, and the reader does not notice.
    Swap,
    /// Other programs, and the daemon itself.
    Machine,
    /// The person and the PIN.
    Pin,
}

/// Something that goes wrong at some moment of the visit.
#[derive(Clone, Debug)]
pub struct Strike {
    /// When.
    pub at: Moment,
    /// The first time this moment comes, or a later one; from 1.
    pub time: u8,
    /// What.
    pub deed: Deed,
}

/// A moment of the visit that comes again when the person has to do something again.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Moment {
    /// The old card is about to be put in.
    OldCard,
    /// It has just been put in.
    OldCardIn,
    /// Its PIN is asked for. What happens here makes the person wait for another page.
    OldPinPage,
    /// Its PIN is typed, and about to be confirmed.
    OldPin,
    /// The new card is about to be put in.
    NewCard,
    /// A new PIN is asked for. What happens here makes the person wait for another page.
    NewPinPage,
    /// The chosen PIN is typed twice, and about to be confirmed.
    NewPin,
    /// It has just been confirmed.
    NewPinSent,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Something with the card in the slot, or the next one.
    Ask(Request),
    /// Waits until so many answers were held back.
    AwaitHeld(u8),
    /// Somebody else's card, of the same kind, takes the place of the one in the slot.
    SwapForStrangers,
    /// A file of the old card is overwritten with noise.
    Spoil(&'static str),
    /// Another program wants the card, and must not get it.
    OtherProgram,
    /// The daemon stops.
    StopDaemon,
    /// It starts again.
    StartDaemon,
}

/// How the visit must end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Expected {
    /// The outcome on the screen.
    pub outcome: &'static str,
    /// Whether the new card has the chosen PIN.
    pub pin_is_set: bool,
    /// How often a command that sets the PIN may have reached the new card.
    pub changes: u64,
}

impl Fault {
    /// A visit in which nothing goes wrong yet.
    pub fn new(kind: Kind, name: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            words: words.into(),
            deck: Deck::SamePerson,
            strikes: Vec::new(),
            wrong_pins: 0,
            brings_back: true,
            expected: Expected {
                outcome: "O01",
                pin_is_set: true,
                changes: 1,
            },
        }
    }

    /// With these cards.
    #[must_use]
    pub fn of(self, deck: Deck) -> Self {
        Self { deck, ..self }
    }

    /// And this, the first time the moment comes.
    #[must_use]
    pub fn at(self, moment: Moment, deed: Deed) -> Self {
        self.later(moment, 1, deed)
    }

    /// And this, a later time the moment comes.
    #[must_use]
    pub fn later(mut self, at: Moment, time: u8, deed: Deed) -> Self {
        self.strikes.push(Strike { at, time, deed });
        self
    }

    /// It ends so, and the new card keeps the PIN it was shipped with.
    #[must_use]
    pub fn ends(mut self, outcome: &'static str) -> Self {
        self.expected = Expected {
            outcome,
            pin_is_set: false,
            changes: 0,
        };
        self
    }

    /// Whether the card in `new` is put in where the old one is asked for.
    pub(super) fn shows_new_as_old(&self) -> bool {
        self.deck == Deck::UnknownCard
    }

    /// What is due at this moment.
    pub fn due(&self, at: Moment, time: u8) -> impl Iterator<Item = &Deed> {
        let due = move |strike: &&Strike| strike.at == at && strike.time == time;
        self.strikes.iter().filter(due).map(|strike| &strike.deed)
    }
}

impl Kind {
    /// All, in the order of the document.
    pub const ALL: [Self; 10] = [
        Self::Healthy,
        Self::Habit,
        Self::OtherCard,
        Self::OldCardPulled,
        Self::NewCardPulled,
        Self::Hang,
        Self::Refusal,
        Self::Swap,
        Self::Machine,
        Self::Pin,
    ];
}
