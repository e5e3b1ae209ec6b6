//! The built-in packs: rule files that are part of the program.

/// A built-in pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pack {
    /// Its name in a `use` line.
    pub name: &'static str,
    /// What it holds, in a few words.
    pub about: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// All packs, by name.
pub const PACKS: &[Pack] = &[Pack {
    name: "news",
    about: "the people, events and facts that nearly every news story speaks of",
    text: include_str!("../../rules/news.rules"),
}];

impl Pack {
    /// How messages and reports name its file.
    pub fn path(&self) -> String {
        format!("<{}>", self.name)
    }
}

/// The pack of that name.
pub fn pack(name: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.name == name)
}
