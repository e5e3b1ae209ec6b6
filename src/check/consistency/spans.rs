use super::registry::Check; pub const CHECKS: &[Check] = &[];
