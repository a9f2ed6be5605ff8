// SPDX-License-Identifier: EUPL-1.2
//! One worker's exclusive hold on the card in its slot, and the channel it lends to a job.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use cns_card::{CardChannel, ChannelError};
use pcsc::{Card, Context, Disposition, Error, MAX_BUFFER_SIZE, Protocols, Scope, ShareMode};
use zeroize::Zeroizing;

use crate::ReaderConfig;
use crate::hold::Hold;
use crate::pcsc_error::channel_error;
use crate::slot_names::readers_of_slots;
use crate::traffic::Meter;
use crate::watch::Watch;

/// The card of a slot, connected when a job first needs it.
///
/// Each worker has a context of its own: a command that hangs locks the context it was sent in.
/// Dropping the connection resets the card, which forgets a verified PIN.
pub(crate) struct Connection {
    slot: usize,
    config: Arc<ReaderConfig>,
    meter: Arc<Meter>,
    hold: Hold,
    card: Option<Card>,
}

impl Connection {
    pub(crate) fn new(
        slot: usize,
        config: Arc<ReaderConfig>,
        meter: Arc<Meter>,
        hold: Hold,
    ) -> Self {
        Self {
            slot,
            config,
            meter,
            hold,
            card: None,
        }
    }

    /// A channel for one job, on a card that was there a moment ago.
    pub(crate) fn channel<'a>(
        &'a mut self,
        watch: &'a Watch,
    ) -> Result<impl CardChannel + use<'a>, ChannelError> {
        // A handle outlives its card: it would refuse the next card for ever.
        let card = match self.card.take().filter(|card| card.status2_owned().is_ok()) {
            Some(card) => card,
            None => {
                let card = self.connect(watch).map_err(channel_error)?;
                self.hold.begin();
                card
            }
        };
        Ok(WatchedChannel {
            card: Ok(card),
            home: &mut self.card,
            config: &self.config,
            meter: &self.meter,
            watch,
        })
    }

    /// Takes the power from the card, if this worker holds it.
    pub(crate) fn power_off(&mut self) {
        if let Some(card) = self.card.take()
            && let Err((card, error)) = card.disconnect(Disposition::UnpowerCard)
        {
            tracing::debug!(slot = self.slot, %error, "card was not powered off");
            drop(card);
        }
    }

    fn connect(&self, watch: &Watch) -> Result<Card, Error> {
        let context = Context::establish(Scope::User)?;
        let readers = readers_of_slots(&context, &self.config.names)?;
        let reader = readers
            .and_then(|mut readers| (self.slot < readers.len()).then(|| readers.remove(self.slot)))
            .ok_or(Error::UnknownReader)?;
        loop {
            match context.connect(&reader, ShareMode::Exclusive, Protocols::ANY) {
                // A worker that was abandoned still hangs on the card until the card lets go.
                Err(Error::SharingViolation) if !watch.is_abandoned() => thread::sleep(RETRY),
                result => return result,
            }
        }
    }
}

/// The card during one job. Once it failed it fails for the rest of the job.
struct WatchedChannel<'a> {
    card: Result<Card, ChannelError>,
    home: &'a mut Option<Card>,
    config: &'a ReaderConfig,
    meter: &'a Meter,
    watch: &'a Watch,
}

impl CardChannel for WatchedChannel<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let card = self.card.as_ref().map_err(|error| *error)?;
        let answer = self
            .watch
            .command_goes_out(self.limit(command))
            .and_then(|()| {
                self.meter.sent(command.len());
                let answer = transmitted(card, command);
                self.watch.answer_comes_in().and(answer)
            });
        match answer {
            Ok(answer) => {
                self.meter.received(answer.len());
                Ok(answer)
            }
            Err(error) => {
                self.card = Err(error);
                Err(error)
            }
        }
    }
}

impl WatchedChannel<'_> {
    fn limit(&self, command: &[u8]) -> Duration {
        if command.get(1) == Some(&PERFORM_SECURITY_OPERATION) {
            self.config.signature_timeout
        } else {
            self.config.apdu_timeout
        }
    }
}

impl Drop for WatchedChannel<'_> {
    fn drop(&mut self) {
        let card = std::mem::replace(&mut self.card, Err(ChannelError::Removed));
        *self.home = card.ok();
    }
}

fn transmitted(card: &Card, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
    let mut buffer = Zeroizing::new([0; MAX_BUFFER_SIZE]);
    let answer = card
        .transmit(command, buffer.as_mut_slice())
        .map_err(channel_error)?;
    // So some readers tell that the card went while it was answering.
    if answer.len() < 2 {
        return Err(ChannelError::Removed);
    }
    Ok(answer.to_vec())
}

const RETRY: Duration = Duration::from_millis(20);
const PERFORM_SECURITY_OPERATION: u8 = 0x2A;
