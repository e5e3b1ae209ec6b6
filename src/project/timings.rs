//! How long the stages of a run take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The stages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Rule files and facts files.
    Load,
    /// Looking articles up in the cache, and keeping what was found.
    Cache,
    /// Files to blocks of text.
    Read,
    /// Words, sentences, trees, names.
    Analyse,
    /// The article against itself.
    Consistency,
    /// What the article says.
    Extract,
    /// The rules.
    Evaluate,
    /// Which claims some check speaks about.
    Coverage,
}

/// The stages, with what they are called, in the order in which an article passes them.
const STAGES: [(Stage, &str); 8] = [
    (Stage::Load, "load rules and facts"),
    (Stage::Cache, "look up and keep"),
    (Stage::Read, "read articles"),
    (Stage::Analyse, "analyse English"),
    (Stage::Consistency, "check against themselves"),
    (Stage::Extract, "extract statements"),
    (Stage::Evaluate, "evaluate rules"),
    (Stage::Coverage, "look for claims"),
];

/// Time by stage, summed up over all threads.
#[derive(Debug, Default)]
pub struct Timings {
    nanoseconds: [AtomicU64; STAGES.len()],
}

impl Timings {
    /// Does something and notes how long it took.
    pub fn measure<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let result = work();
        let taken = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
        if let Some(sum) = self.nanoseconds.get(stage as usize) {
            sum.fetch_add(taken, Ordering::Relaxed);
        }
        result
    }

    /// The stages with what each took.
    pub fn stages(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        let sums = self.nanoseconds.iter().map(|sum| Duration::from_nanos(sum.load(Ordering::Relaxed)));
        STAGES.iter().map(|(_, name)| *name).zip(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_stand_in_the_order_of_their_numbers() {
        for (at, (stage, _)) in STAGES.iter().enumerate() {
            assert_eq!(*stage as usize, at);
        }
        let timings = Timings::default();
        timings.measure(Stage::Extract, || std::thread::sleep(Duration::from_millis(2)));
        let taken: Vec<&str> =
            timings.stages().filter(|(_, taken)| *taken >= Duration::from_millis(2)).map(|(name, _)| name).collect();
        assert_eq!(taken, ["extract statements"]);
    }
}
