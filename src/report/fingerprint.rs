//! Names for findings that hold when the text around them moves.
//!
//! Enters: the file, the check and the words that a finding rests on. Leaves: 16 hexadecimal digits. Guaranteed: line
//! numbers, white space and everything else in the file make no difference; the same on every machine and in every version;
//! unique in a run, since findings that are alike are counted.

use rustc_hash::FxHashMap;

/// The findings named so far.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: FxHashMap<u64, u32>,
}

impl Fingerprints {
    /// The name of a finding.
    pub fn of(&mut self, path: &str, code: &str, words: &[&str]) -> String {
        let mut hash = Fnv::new();
        hash.part(path.trim_start_matches("./"));
        hash.part(code);
        for words in words {
            hash.part(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let count = self.seen.entry(hash.0).or_default();
        *count += 1;
        if *count > 1 {
            hash.part(&count.to_string());
        }
        format!("{:016x}", hash.0)
    }
}

/// FNV-1a: short, and the same everywhere.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in a part and its end, so that "ab", "c" is not "a", "bc".
    fn part(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_finding_rests_on_makes_its_name() {
        let one = |path, code, words: &[&str]| Fingerprints::default().of(path, code, words);
        let name = one("a.md", "nine-members", &["ten members"]);
        assert_eq!(name, one("./a.md", "nine-members", &["ten \n  members"]));
        assert_ne!(name, one("b.md", "nine-members", &["ten members"]));
        assert_ne!(name, one("a.md", "nine-members", &["ten", "members"]));
        // Names must not change from version to version: code scanners would reopen every alert.
        assert_eq!(name, "77104a6556008521");
    }

    #[test]
    fn findings_that_are_alike_are_counted() {
        let mut names = Fingerprints::default();
        let first = names.of("a.md", "sum", &["3"]);
        assert_ne!(first, names.of("a.md", "sum", &["3"]));
    }
}
