//! Work on many threads, its results in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// The stack of a thread: as large as that of the main thread is wont to be.
const STACK: usize = 8 << 20;

/// As many threads as the machine has processors for us.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` on each item, on up to `jobs` threads, and hands the results to `take` in the order of the items.
pub(super) fn in_order<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    let threads = jobs.min(items.len());
    if threads <= 1 {
        items.iter().for_each(|item| take(work(item)));
        return;
    }
    let next = AtomicUsize::new(0);
    let one_after_the_other = |send: &mpsc::Sender<(usize, R)>| {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return };
            if send.send((at, work(item))).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        let mut running = 0;
        for _ in 0..threads {
            let send = send.clone();
            let run = &one_after_the_other;
            running +=
                usize::from(thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || run(&send)).is_ok());
        }
        if running == 0 {
            // The system gives us no thread: this one does it.
            one_after_the_other(&send);
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut wanted = 0;
        for (at, result) in receive {
            early.insert(at, result);
            while let Some(result) = early.remove(&wanted) {
                take(result);
                wanted += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order() {
        let items: Vec<u64> = (0..200).collect();
        for jobs in [0, 1, 2, 7, 300] {
            let mut taken = Vec::new();
            let slow_at_first = |item: &u64| {
                thread::sleep(Duration::from_micros(200 - *item));
                item * 2
            };
            in_order(jobs, &items, slow_at_first, |result| taken.push(result));
            assert_eq!(taken, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
