// SPDX-License-Identifier: EUPL-1.2
//! The serial number of a certificate, the same however many zeros it is written with.

/// The content of an INTEGER in as few bytes as two's complement takes (X.690, 8.3.2), so that a
/// certificate and a list that write a number differently still mean the same. Negative numbers
/// and more than 20 bytes, which RFC 5280 (4.1.2.2) forbids and authorities used, stay as they are.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Serial(Box<[u8]>);

impl Serial {
    /// Takes the content of an INTEGER.
    pub(crate) fn new(mut content: &[u8]) -> Self {
        while let [first, second, ..] = *content
            && is_superfluous(first, second)
        {
            content = &content[1..];
        }
        Self(content.into())
    }
}

/// Whether a first byte only repeats the sign that the second has.
const fn is_superfluous(first: u8, second: u8) -> bool {
    let is_negative = second & 0x80 != 0;
    (first == 0x00 && !is_negative) || (first == 0xFF && is_negative)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, RngSeed};

    use super::*;

    fn are_same(one: &[u8], other: &[u8]) -> bool {
        Serial::new(one) == Serial::new(other)
    }

    #[test]
    fn leading_zeros_do_not_make_another_number() {
        assert!(are_same(&[0, 0, 0x2A], &[0x2A]));
        assert!(are_same(&[0, 0, 0x80], &[0, 0x80]));
        assert!(are_same(&[0, 0], &[0]));
        assert!(are_same(&[0xFF, 0xFF, 0x80], &[0x80]));
    }

    #[test]
    fn a_negative_number_is_not_its_positive_twin() {
        assert!(!are_same(&[0x80], &[0, 0x80]));
        assert!(!are_same(&[0xFF], &[0, 0xFF]));
        assert!(!are_same(&[0xFF], &[0]));
    }

    #[test]
    fn numbers_of_any_length_are_told_apart() {
        let mut long = [0x7F; 21];
        let other = Serial::new(&long);
        long[20] = 0;
        assert_ne!(Serial::new(&long), other);
        assert!(!are_same(&[], &[0]));
    }

    proptest! {
        #![proptest_config(Config {
            rng_seed: RngSeed::Fixed(0x0434_E53A),
            failure_persistence: None,
            ..Config::default()
        })]

        #[test]
        fn padding_by_the_sign_changes_nothing(
            number in prop::collection::vec(any::<u8>(), 1..24),
        ) {
            let sign = if number[0] & 0x80 == 0 { 0x00 } else { 0xFF };
            let padded = [&[sign, sign][..], &number].concat();
            prop_assert!(are_same(&padded, &number));
        }
    }
}
