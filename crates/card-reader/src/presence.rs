// SPDX-License-Identifier: EUPL-1.2
//! From what PC/SC says of a reader to what happened in its slot.

use pcsc::State;

use crate::ReaderEvent;

/// What was last told of a slot.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Presence {
    told: Told,
    /// PC/SC counts every insertion and every removal.
    count: u32,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Told {
    #[default]
    Empty,
    Mute,
    Inserted,
}

/// One look at a reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    pub(crate) state: State,
    pub(crate) count: u32,
    pub(crate) atr: &'a [u8],
}

impl Presence {
    /// Takes in a look and tells what happened since the last one, in order.
    pub(crate) fn update(&mut self, slot: u8, look: Look<'_>) -> Vec<ReaderEvent> {
        let now = look.told();
        let mut events = Vec::new();
        let swapped = look.count != self.count && now != Told::Empty;
        if self.told != Told::Empty && (now == Told::Empty || swapped) {
            events.push(ReaderEvent::Removed { slot });
            self.told = Told::Empty;
        }
        if self.told != now {
            events.extend(look.event(slot));
        }
        self.told = now;
        self.count = look.count;
        events
    }
}

impl Look<'_> {
    /// A card without an ATR that is not mute is being powered: it is told when it has one.
    fn told(self) -> Told {
        if !self.state.contains(State::PRESENT) {
            Told::Empty
        } else if self.state.contains(State::MUTE) {
            Told::Mute
        } else if self.atr.is_empty() {
            Told::Empty
        } else {
            Told::Inserted
        }
    }

    fn event(self, slot: u8) -> Option<ReaderEvent> {
        match self.told() {
            Told::Empty => None,
            Told::Mute => Some(ReaderEvent::Mute { slot }),
            Told::Inserted => Some(ReaderEvent::Inserted {
                slot,
                atr: self.atr.to_vec(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ATR: &[u8] = &[0x3B, 0x00];

    fn told(looks: &[(State, u32, &[u8])]) -> Vec<ReaderEvent> {
        let mut presence = Presence::default();
        looks
            .iter()
            .flat_map(|(state, count, atr)| {
                presence.update(
                    0,
                    Look {
                        state: *state,
                        count: *count,
                        atr,
                    },
                )
            })
            .collect()
    }

    fn inserted() -> ReaderEvent {
        ReaderEvent::Inserted {
            slot: 0,
            atr: ATR.to_vec(),
        }
    }

    const REMOVED: ReaderEvent = ReaderEvent::Removed { slot: 0 };
    const MUTE: ReaderEvent = ReaderEvent::Mute { slot: 0 };

    #[test]
    fn a_card_comes_and_goes() {
        let looks = [
            (State::EMPTY, 0, &[][..]),
            (State::PRESENT, 1, ATR),
            (State::PRESENT | State::EXCLUSIVE, 1, ATR),
            (State::EMPTY, 2, &[]),
        ];
        assert_eq!(told(&looks), [inserted(), REMOVED]);
    }

    #[test]
    fn a_card_already_there_is_told() {
        assert_eq!(told(&[(State::PRESENT, 7, ATR)]), [inserted()]);
    }

    #[test]
    fn a_swap_between_two_looks_is_a_removal_and_an_insertion() {
        let looks = [(State::PRESENT, 1, ATR), (State::PRESENT, 3, ATR)];
        assert_eq!(told(&looks), [inserted(), REMOVED, inserted()]);
    }

    #[test]
    fn a_card_is_told_when_it_has_answered_its_reset() {
        let looks = [(State::PRESENT, 1, &[][..]), (State::PRESENT, 1, ATR)];
        assert_eq!(told(&looks), [inserted()]);
    }

    #[test]
    fn a_mute_card_may_find_its_voice() {
        let mute = State::PRESENT | State::MUTE;
        let looks = [(mute, 1, &[][..]), (mute, 1, &[]), (State::PRESENT, 1, ATR)];
        assert_eq!(told(&looks), [MUTE, inserted()]);
        let looks = [(mute, 1, &[][..]), (State::EMPTY, 2, &[])];
        assert_eq!(told(&looks), [MUTE, REMOVED]);
    }
}
