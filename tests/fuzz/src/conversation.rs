// SPDX-License-Identifier: EUPL-1.2
//! Every conversation the totem has with a card, and what may never happen in it.

use std::sync::OnceLock;

use activation_protocol::{Pin, Puk};
use cns_card::{CardChannel, CardError, ChannelError, Profile, Profiles};

/// Has the conversation `what` by the profile `who`, both counted round. Panics when a rule that
/// protects the citizen's tries is broken, or the conversation does not end.
pub fn converse(who: u8, what: u8, card: &mut dyn CardChannel) {
    let profile = profile(who);
    let mut watched = Watched::new(card);
    let (talk, tries) = CONVERSATIONS[usize::from(what) % CONVERSATIONS.len()];
    let _ = talk(&mut watched, profile);
    assert!(watched.tries <= tries, "a try that nobody typed was spent");
    assert!(
        watched.commands <= MOST_COMMANDS,
        "{} commands",
        watched.commands
    );
}

/// A built-in profile, counted round.
pub(crate) fn profile(who: u8) -> &'static Profile {
    let profiles = BUILTIN.get_or_init(|| Profiles::builtin().iter().cloned().collect());
    &profiles[usize::from(who) % profiles.len()]
}

type Talk = fn(&mut dyn CardChannel, &Profile) -> Result<(), CardError>;

/// What is said, and how many commands in it may cost a try.
const CONVERSATIONS: [(Talk, usize); 9] = [
    (
        |card, profile| cns_card::read_card(card, profile).map(drop),
        0,
    ),
    (
        |card, profile| cns_card::read_identity(card, profile).map(drop),
        0,
    ),
    (
        |card, profile| cns_card::read_certificate(card, profile).map(drop),
        0,
    ),
    (
        |card, profile| cns_card::reread_id_carta(card, profile).map(drop),
        0,
    ),
    (
        |card, profile| cns_card::verify_pin(card, profile, &pin()).map(drop),
        1,
    ),
    (
        |card, profile| cns_card::change_pin(card, profile, &pin(), &pin()).map(drop),
        1,
    ),
    (
        |card, profile| cns_card::reset_pin(card, profile, &puk(), &pin()).map(drop),
        1,
    ),
    (
        |card, profile| cns_card::sign(card, profile, 256, b"statement").map(drop),
        0,
    ),
    (
        |card, _| {
            let fingerprint = cns_card::fingerprint(card, &[0x3B; 40]);
            assert!(fingerprint.to_string().len() < 400);
            Ok(())
        },
        0,
    ),
];

fn pin() -> Pin {
    Pin::new(b"14725").expect("five digits are a PIN")
}

fn puk() -> Puk {
    Puk::new(b"25836914").expect("eight digits are a PUK")
}

/// Counts what a card is sent.
struct Watched<'c> {
    card: &'c mut dyn CardChannel,
    commands: usize,
    tries: usize,
}

impl<'c> Watched<'c> {
    fn new(card: &'c mut dyn CardChannel) -> Self {
        Self {
            card,
            commands: 0,
            tries: 0,
        }
    }
}

impl CardChannel for Watched<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.commands += 1;
        assert!(command.len() >= 4, "a command has a header");
        let is_try = matches!(
            command[1],
            VERIFY | CHANGE_REFERENCE_DATA | RESET_RETRY_COUNTER
        );
        self.tries += usize::from(is_try && command.len() > 5);
        self.card.transmit(command)
    }
}

static BUILTIN: OnceLock<Vec<Profile>> = OnceLock::new();
const VERIFY: u8 = 0x20;
const CHANGE_REFERENCE_DATA: u8 = 0x24;
const RESET_RETRY_COUNTER: u8 = 0x2C;
/// As many as the library itself allows a card to make necessary.
const MOST_COMMANDS: usize = 600;
