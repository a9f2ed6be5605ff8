// SPDX-License-Identifier: EUPL-1.2
//! Which of the readers that are there serves which slot.

use std::ffi::{CStr, CString};

use pcsc::{Context, Error};

/// The reader of every configured slot; `None` while one is missing.
///
/// # Errors
/// As PC/SC says, when it cannot list its readers.
pub(crate) fn readers_of_slots(
    context: &Context,
    configured: &[String],
) -> Result<Option<Vec<CString>>, Error> {
    Ok(assign(configured, &context.list_readers_owned()?))
}

fn assign(configured: &[String], present: &[CString]) -> Option<Vec<CString>> {
    if configured.is_empty() {
        return present.first().map(|first| vec![first.clone()]);
    }
    configured
        .iter()
        .map(|name| find(name, present).cloned())
        .collect()
}

/// The reader of this very name, or else the first whose name begins so.
fn find<'a>(name: &str, present: &'a [CString]) -> Option<&'a CString> {
    let is = |reader: &&CString| reader.to_bytes() == name.as_bytes();
    let begins = |reader: &&CString| CStr::to_bytes(reader).starts_with(name.as_bytes());
    present
        .iter()
        .find(is)
        .or_else(|| present.iter().find(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present() -> Vec<CString> {
        ["ACME ICC 00 00", "Virtual PCD 00 00", "Virtual PCD 00 01"]
            .map(|name| CString::new(name).unwrap())
            .to_vec()
    }

    fn assigned(names: &[&str]) -> Option<Vec<CString>> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        assign(&names, &present())
    }

    #[test]
    fn without_names_the_first_reader_is_the_slot() {
        assert_eq!(assigned(&[]), Some(vec![present()[0].clone()]));
        assert_eq!(assign(&[], &[]), None);
    }

    #[test]
    fn a_whole_name_goes_before_a_beginning() {
        let both = assigned(&["Virtual PCD 00 01", "Virtual PCD"]);
        assert_eq!(both, Some(vec![present()[2].clone(), present()[1].clone()]));
    }

    #[test]
    fn one_missing_reader_is_enough_to_be_incomplete() {
        assert_eq!(assigned(&["ACME ICC", "Other"]), None);
    }
}
