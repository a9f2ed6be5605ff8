// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a card of an unknown generation looks like, even when it hangs or leaves on the way.

use cns_card::{CardChannel, ChannelError, Fingerprint};

/// As far as it went.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownCard {
    pub(crate) fingerprint: Fingerprint,
    /// Why it went no further.
    pub(crate) broke: Option<ChannelError>,
}

impl UnknownCard {
    /// Takes the card's fingerprint.
    pub(crate) fn meet(card: &mut dyn CardChannel, atr: &[u8]) -> Self {
        let mut noting = Noting { card, broke: None };
        Self {
            fingerprint: cns_card::fingerprint(&mut noting, atr),
            broke: noting.broke,
        }
    }

    /// A card that could not be talked to: all there is of it is its answer to reset.
    pub(crate) fn unreached(atr: &[u8], why: ChannelError) -> Self {
        Self::meet(&mut Unreached(why), atr)
    }
}

/// Notes why a card does not answer.
struct Noting<'a> {
    card: &'a mut dyn CardChannel,
    broke: Option<ChannelError>,
}

impl CardChannel for Noting<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let answer = self.card.transmit(command);
        self.broke = self.broke.or(answer.as_ref().err().copied());
        answer
    }
}

struct Unreached(ChannelError);

impl CardChannel for Unreached {
    fn transmit(&mut self, _command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        Err(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talk::script::{HERS, Script};

    const ATR: &[u8] = &[0x3B, 0x00];

    #[test]
    fn an_answering_card_is_described_by_its_words_alone() {
        let mut script = Script::of_card(HERS);
        let card = UnknownCard::meet(&mut script, ATR);
        assert_eq!(card.broke, None);
        let line = card.fingerprint.to_string();
        assert!(line.starts_with("atr=3B00 mf=9000 "), "{line}");
        assert!(!line.contains("6090"), "{line}");
    }

    #[test]
    fn a_card_that_breaks_is_described_as_far_as_it_went() {
        let mut script = Script::of_card(HERS).breaks_at(1, ChannelError::Removed);
        let card = UnknownCard::meet(&mut script, ATR);
        assert_eq!(card.broke, Some(ChannelError::Removed));
        assert_eq!(script.sent(), 2);
        let hung = UnknownCard::unreached(ATR, ChannelError::TimedOut);
        assert_eq!(hung.broke, Some(ChannelError::TimedOut));
        assert!(hung.fingerprint.to_string().starts_with("atr=3B00 mf=- "));
    }
}
