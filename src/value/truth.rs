//! Three truth values with strong Kleene connectives (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64).

use std::ops::Not;

/// What can be known of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It is said to be otherwise.
    False,
    /// Nothing is said, or not enough.
    Unknown,
    /// It is said.
    True,
}

impl Truth {
    /// True if both are, false if one is.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// True if one is, false if both are.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { Self::True } else { Self::False }
    }
}
