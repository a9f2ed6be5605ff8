// SPDX-License-Identifier: EUPL-1.2
//! The thread that owns the printer, so that nobody else ever waits for it.

use std::io;
use std::iter;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use receipt::{PrinterCondition, Slip};

use crate::config::PrinterConfig;
use crate::error::PrinterError;
use crate::outcome::{PrintFailure, PrintOutcome};
use crate::printer::Printer;

/// A printer on a thread of its own: takes slips, tells how it is, finds the device again.
#[derive(Debug)]
pub struct PrinterWorker {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    config: PrinterConfig,
}

impl PrinterWorker {
    /// Starts the thread. `on_condition` is called there with the first condition and then with
    /// every change; it must not block.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        config: PrinterConfig,
        on_condition: impl FnMut(PrinterCondition) + Send + 'static,
    ) -> io::Result<Self> {
        let (orders, inbox) = mpsc::channel();
        let owner = Owner {
            config: config.clone(),
            printer: None,
            torn: false,
            told: None,
            on_condition: Box::new(on_condition),
        };
        let thread = thread::Builder::new()
            .name("printer".into())
            .spawn(move || owner.run(&inbox))?;
        Ok(Self {
            orders: Some(orders),
            thread: Some(thread),
            config,
        })
    }

    /// Orders a slip. `done` is called once, on the printer's thread, at the latest about a
    /// second after [`PrinterConfig::print_within`]. The order is tried once: a slip is never
    /// printed again for somebody else.
    pub fn submit(&self, slip: Slip, done: impl FnOnce(PrintOutcome) + Send + 'static) {
        let deadline = Instant::now() + self.config.print_within;
        let order = Order {
            slip,
            deadline,
            done: Box::new(done),
        };
        let refused = match &self.orders {
            Some(orders) => orders.send(order).err().map(|unsent| unsent.0),
            None => Some(order),
        };
        if let Some(order) = refused {
            (order.done)(PrintOutcome::refused(PrinterCondition::NotConnected));
        }
    }
}

impl Drop for PrinterWorker {
    /// Waits for the slip at work, which is bounded, and answers the ones behind it.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // A panic on that thread has been reported by the panic hook already.
            let _ = thread.join();
        }
    }
}

struct Order {
    slip: Slip,
    deadline: Instant,
    done: Box<dyn FnOnce(PrintOutcome) + Send>,
}

/// What the thread owns.
struct Owner {
    config: PrinterConfig,
    printer: Option<Printer>,
    /// The line was lost while a slip was under way.
    torn: bool,
    told: Option<PrinterCondition>,
    on_condition: Box<dyn FnMut(PrinterCondition) + Send>,
}

impl Owner {
    fn run(mut self, inbox: &Receiver<Order>) {
        loop {
            self.look();
            match inbox.recv_timeout(self.config.ask_every) {
                Ok(first) => {
                    for order in iter::once(first).chain(inbox.try_iter()) {
                        let outcome = self.print(&order);
                        (order.done)(outcome);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn print(&mut self, order: &Order) -> PrintOutcome {
        if Instant::now() >= order.deadline {
            return PrintOutcome::Failed(PrintFailure::TooLate);
        }
        self.try_to_print(order).unwrap_or_else(|error| {
            self.let_go();
            PrintOutcome::refused(error.condition())
        })
    }

    /// A device that went away and came back since the last look must be opened anew, and that
    /// must be found out before the slip is on its way.
    fn try_to_print(&mut self, order: &Order) -> Result<PrintOutcome, PrinterError> {
        match self.open()?.status() {
            Err(PrinterError::Gone(_)) => self.let_go(),
            other => drop(other?),
        }
        self.open()?.print_by(&order.slip, order.deadline)
    }

    fn look(&mut self) {
        let status = self.open().and_then(Printer::status);
        let condition = match status {
            Ok(status) => status.condition(),
            Err(error) => {
                self.let_go();
                error.condition()
            }
        };
        if self.told != Some(condition) {
            self.told = Some(condition);
            (self.on_condition)(condition);
        }
    }

    fn let_go(&mut self) {
        self.torn |= self.printer.take().is_some_and(|printer| printer.is_torn());
    }

    fn open(&mut self) -> Result<&mut Printer, PrinterError> {
        let printer = match self.printer.take() {
            Some(printer) => printer,
            None => self.reopen()?,
        };
        Ok(self.printer.insert(printer))
    }

    fn reopen(&mut self) -> Result<Printer, PrinterError> {
        let mut printer = Printer::open(self.config.clone())?;
        if std::mem::take(&mut self.torn) {
            printer.expect_torn();
        }
        Ok(printer)
    }
}
