//! An averaged perceptron in whole numbers, so that training gives the same bits on every machine.

use rustc_hash::FxHashMap;

/// The weights of one feature.
#[derive(Debug, Clone)]
struct Row<const N: usize> {
    feature: u32,
    weights: [i16; N],
    /// Each change times the step at which it was made: the average is `weight - spent / steps`.
    spent: [i32; N],
}

/// How often features occur, so that rare ones can be kept out before training.
#[derive(Debug)]
pub(crate) struct Census(Vec<u16>);

impl Default for Census {
    fn default() -> Self {
        Self(vec![0; 1 << 26])
    }
}

impl Census {
    /// Features that share their high bits are counted together: few of so many places are taken.
    pub fn count(&mut self, features: &[u32]) {
        for &feature in features {
            let count = &mut self.0[(feature >> 6) as usize];
            *count = count.saturating_add(1);
        }
    }

    pub fn of(&self, feature: u32) -> u16 {
        self.0[(feature >> 6) as usize]
    }
}

/// Which features may get weights.
#[derive(Debug)]
enum Admission<'c> {
    /// Those that occur this often.
    Often(&'c Census, u16),
    /// Those that have a row already.
    Known,
    All,
}

/// A model of `N` classes that learns.
#[derive(Debug)]
pub(crate) struct Perceptron<'c, const N: usize> {
    numbers: FxHashMap<u32, u32>,
    rows: Vec<Row<N>>,
    step: i32,
    admission: Admission<'c>,
}

impl<'c, const N: usize> Perceptron<'c, N> {
    /// Knows nothing; features that occur less than `least` times are not learned.
    pub fn new(census: &'c Census, least: u16) -> Self {
        Self { numbers: FxHashMap::default(), rows: Vec::new(), step: 0, admission: Admission::Often(census, least) }
    }

    /// Knows nothing, and learns of whatever feature it meets.
    pub fn open() -> Self {
        Self { numbers: FxHashMap::default(), rows: Vec::new(), step: 0, admission: Admission::All }
    }

    /// Knows nothing, and learns of these features alone.
    pub fn over(features: &[u32]) -> Self {
        let mut known = Self { numbers: FxHashMap::default(), rows: Vec::new(), step: 0, admission: Admission::Known };
        for &feature in features {
            known.insert(feature);
        }
        known
    }

    fn insert(&mut self, feature: u32) -> u32 {
        let rows = &mut self.rows;
        *self.numbers.entry(feature).or_insert_with(|| {
            rows.push(Row { feature, weights: [0; N], spent: [0; N] });
            rows.len() as u32 - 1
        })
    }

    /// The `most` features that weigh most in all: their averaged weights, as often as they occur.
    pub fn weightiest(&self, census: &Census, most: usize) -> Vec<u32> {
        let steps = i64::from(self.step.max(1));
        let weight = |row: &Row<N>| -> u64 {
            let averages = row.weights.iter().zip(&row.spent);
            averages.map(|(&weight, &spent)| (i64::from(weight) * steps - i64::from(spent)).unsigned_abs()).sum()
        };
        let ranks =
            self.rows.iter().map(|row| (weight(row).saturating_mul(census.of(row.feature).into()), row.feature));
        let mut ranked: Vec<(u64, u32)> = ranks.collect();
        ranked.sort_by_key(|&(rank, feature)| (std::cmp::Reverse(rank), feature));
        ranked.truncate(most);
        ranked.into_iter().map(|(_, feature)| feature).collect()
    }

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
            let number = match (self.numbers.get(&feature), &self.admission) {
                (Some(&number), _) => number,
                (None, Admission::Often(census, least)) if census.of(feature) >= *least => self.insert(feature),
                (None, Admission::All) => self.insert(feature),
                _ => continue,
            };
            let row = &mut self.rows[number as usize];
            row.weights[class] += change;
            row.spent[class] += i32::from(change) * self.step;
        }
    }

    /// The averaged weights, in whole `1/scale`s, cut to a signed byte; the weightiest features first.
    pub fn quantise(&self, scale: f64) -> Vec<(u32, [i8; N])> {
        let steps = f64::from(self.step.max(1));
        let mut rows: Vec<(u32, [i8; N])> = self
            .rows
            .iter()
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
