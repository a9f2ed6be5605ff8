// SPDX-License-Identifier: EUPL-1.2
//! One slot: its queue of jobs, the watchdog that hands them out, and the worker it may abandon.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use cns_card::{CardChannel, ChannelError};

use crate::ReaderConfig;
use crate::connection::Connection;
use crate::hold::Hold;
use crate::traffic::{Meter, Traffic};
use crate::watch::Watch;

/// The handle of a slot. Dropping it ends the watchdog and the worker after the queued jobs.
pub(crate) struct Slot {
    queue: Sender<Task>,
    meter: Arc<Meter>,
    hold: Hold,
}

/// A job with what to do when it is overdue.
struct Task {
    budget: Duration,
    work: Work,
    fail: Box<dyn FnOnce(ChannelError) + Send>,
}

type Work = Box<dyn FnOnce(&mut Connection, &Watch) + Send>;

impl Slot {
    pub(crate) fn start(index: usize, config: Arc<ReaderConfig>) -> Self {
        let (queue, tasks) = channel();
        let meter = Arc::new(Meter::default());
        let hold = Hold::default();
        let desk = Desk {
            index,
            config,
            meter: Arc::clone(&meter),
            hold: hold.clone(),
            worker: None,
        };
        thread::spawn(move || desk.serve(&tasks));
        Self { queue, meter, hold }
    }

    pub(crate) fn run<T: Send + 'static>(
        &self,
        budget: Duration,
        job: impl FnOnce(&mut dyn CardChannel) -> T + Send + 'static,
        done: impl FnOnce(Result<T, ChannelError>) + Send + 'static,
    ) {
        let done = Arc::new(Mutex::new(Some(done)));
        let late = Arc::clone(&done);
        let work = move |connection: &mut Connection, watch: &Watch| {
            let result = connection.channel(watch).map(|mut card| job(&mut card));
            if watch.finish() {
                answer(&done, result);
            }
        };
        self.queue(budget, work, move |error| answer(&late, Err(error)));
    }

    pub(crate) fn power_off(&self, budget: Duration) {
        let work = |connection: &mut Connection, watch: &Watch| {
            connection.power_off();
            watch.finish();
        };
        self.queue(budget, work, |_| {});
    }

    pub(crate) fn traffic(&self) -> Traffic {
        self.meter.read()
    }

    pub(crate) fn hold(&self) -> Hold {
        self.hold.clone()
    }

    fn queue(
        &self,
        budget: Duration,
        work: impl FnOnce(&mut Connection, &Watch) + Send + 'static,
        fail: impl FnOnce(ChannelError) + Send + 'static,
    ) {
        let task = Task {
            budget,
            work: Box::new(work),
            fail: Box::new(fail),
        };
        // The watchdog lives as long as this handle: only if its thread died is the task back.
        if let Err(returned) = self.queue.send(task) {
            (returned.0.fail)(ChannelError::Transport);
        }
    }
}

/// Calls `done` unless it was called before.
fn answer<T>(
    done: &Mutex<Option<impl FnOnce(Result<T, ChannelError>)>>,
    result: Result<T, ChannelError>,
) {
    let done = done.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(done) = done {
        done(result);
    }
}

/// Where the watchdog sits: hands one job at a time to the worker and waits for its end.
struct Desk {
    index: usize,
    config: Arc<ReaderConfig>,
    meter: Arc<Meter>,
    hold: Hold,
    worker: Option<Sender<Assignment>>,
}

/// What a worker is handed.
struct Assignment {
    work: Work,
    watch: Arc<Watch>,
}

impl Desk {
    fn serve(mut self, tasks: &Receiver<Task>) {
        for task in tasks {
            let watch = Arc::new(Watch::new());
            let due = Instant::now() + task.budget;
            self.hand_over(Assignment {
                work: task.work,
                watch: Arc::clone(&watch),
            });
            if !watch.wait(due) {
                tracing::warn!(slot = self.index, "card hangs, worker abandoned");
                self.worker = None;
                (task.fail)(ChannelError::TimedOut);
            }
        }
    }

    fn hand_over(&mut self, assignment: Assignment) {
        let returned = match &self.worker {
            Some(worker) => worker.send(assignment).err().map(|returned| returned.0),
            None => Some(assignment),
        };
        // There is no worker yet, or the last job's code took its thread down.
        if let Some(assignment) = returned {
            let worker = self.start_worker();
            // A worker that is gone at once is noticed by the watch.
            let _ = worker.send(assignment);
            self.worker = Some(worker);
        }
    }

    fn start_worker(&self) -> Sender<Assignment> {
        let (jobs, inbox) = channel::<Assignment>();
        let (config, meter) = (Arc::clone(&self.config), Arc::clone(&self.meter));
        let mut connection = Connection::new(self.index, config, meter, self.hold.clone());
        thread::spawn(move || {
            for Assignment { work, watch } in inbox {
                work(&mut connection, &watch);
            }
        });
        jobs
    }
}
