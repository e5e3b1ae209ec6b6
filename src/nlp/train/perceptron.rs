//! An averaged perceptron in whole numbers, so that training gives the same bits on every machine.

use rustc_hash::FxHashMap;

/// The weights of one feature.
#[derive(Debug, Clone)]
struct Row<const N: usize> {
    feature: u32,
    updates: u32,
    weights: [i16; N],
    /// Each change times the step at which it was made: the average is `weight - spent / steps`.
    spent: [i32; N],
}

/// A model of `N` classes that learns.
#[derive(Debug, Default)]
pub(crate) struct Perceptron<const N: usize> {
    numbers: FxHashMap<u32, u32>,
    rows: Vec<Row<N>>,
    step: i32,
}

impl<const N: usize> Perceptron<N> {
    pub fn score(&self, features: &[u32]) -> [i32; N] {
        let mut sums = [0i32; N];
        for feature in features {
            if let Some(&number) = self.numbers.get(feature) {
                for (sum, &weight) in sums.iter_mut().zip(&self.rows[number as usize].weights) {
                    *sum += i32::from(weight);
                }
            }
        }
        sums
    }

    /// Counts an example, right or wrong.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves weight from the wrong class to the right one.
    pub fn update(&mut self, features: &[u32], right: usize, wrong: usize) {
        self.add(features, right, 1);
        self.add(features, wrong, -1);
    }

    pub fn add(&mut self, features: &[u32], class: usize, change: i16) {
        for &feature in features {
            let rows = &mut self.rows;
            let number = *self.numbers.entry(feature).or_insert_with(|| {
                rows.push(Row { feature, updates: 0, weights: [0; N], spent: [0; N] });
                rows.len() as u32 - 1
            });
            let row = &mut self.rows[number as usize];
            row.updates += 1;
            row.weights[class] += change;
            row.spent[class] += i32::from(change) * self.step;
        }
    }

    /// The averaged weights of the features that were changed at least `floor` times, in whole `1/scale`s, cut to a
    /// signed byte; the weightiest features first.
    pub fn quantise(&self, floor: u32, scale: f64) -> Vec<(u32, [i8; N])> {
        let steps = f64::from(self.step.max(1));
        let mut rows: Vec<(u32, [i8; N])> = self
            .rows
            .iter()
            .filter(|row| row.updates >= floor)
            .map(|row| {
                let mut weights = [0i8; N];
                for ((out, &weight), &spent) in weights.iter_mut().zip(&row.weights).zip(&row.spent) {
                    let average = f64::from(weight) - f64::from(spent) / steps;
                    *out = (average * scale).round().clamp(-127.0, 127.0) as i8;
                }
                (row.feature, weights)
            })
            .filter(|(_, weights)| weights.iter().any(|&weight| weight != 0))
            .collect();
        rows.sort_by_key(|(feature, weights)| {
            (std::cmp::Reverse(weights.iter().map(|&weight| u32::from(weight.unsigned_abs())).sum::<u32>()), *feature)
        });
        rows
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

/// A small generator of pseudo-random numbers (xorshift64*), the same everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last + 1);
            items.swap(last, other);
        }
    }
}
