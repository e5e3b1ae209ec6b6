//! Intervals with exact rational ends.

/// An exact fraction; arithmetic on it is checked (`num_traits::CheckedAdd` and its like), never wrapping.
pub type Rational = num_rational::Ratio<i128>;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// The interval goes on without end.
    Unbounded,
    /// The end itself belongs to the interval.
    Closed(Rational),
    /// The end itself does not.
    Open(Rational),
}

/// The numbers between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: End,
    /// The upper end.
    pub high: End,
}
