//! What classes, ids and headings say of the parts of a page that are not its article.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What the name of a part says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Hint {
    /// Nothing.
    #[default]
    None,
    /// Not the article, if it holds no prose.
    Doubtful,
    /// Not the article, unless it holds the greater share of the page's prose.
    Furniture,
    /// What readers have written.
    Comments,
}

/// The names of parts, as `data/article/page-furniture.txt` describes them.
#[derive(Debug, Default)]
struct Names {
    words: BTreeMap<&'static str, Hint>,
    starts: Vec<(&'static str, Hint)>,
    runs: Vec<(String, Hint)>,
    whole: BTreeSet<&'static str>,
    unseen: BTreeSet<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    for line in entries(include_str!("../../../data/article/page-furniture.txt")) {
        let (hint, entry) = match line.split_at_checked(1) {
            Some(("?", entry)) => (Hint::Doubtful, entry),
            Some(("+", entry)) => (Hint::Comments, entry),
            Some(("=", entry)) => {
                names.whole.insert(entry);
                continue;
            }
            Some(("-", entry)) => {
                names.unseen.insert(entry);
                continue;
            }
            _ => (Hint::Furniture, line),
        };
        if let Some(start) = entry.strip_suffix('*') {
            names.starts.push((start, hint));
        } else if entry.contains(' ') {
            names.runs.push((format!(" {entry} "), hint));
        } else {
            names.words.insert(entry, hint);
        }
    }
    names
});

static HEADINGS: LazyLock<(BTreeSet<&'static str>, Vec<&'static str>)> = LazyLock::new(|| {
    let all = || entries(include_str!("../../../data/article/furniture-headings.txt"));
    let whole = all().filter(|entry| !entry.ends_with('*')).collect();
    (whole, all().filter_map(|entry| entry.strip_suffix('*')).collect())
});

/// No more is read of the class or the id of an element, in bytes.
const LONGEST: usize = 1024;

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What the value of a `class` or `id` says.
pub(super) fn hint(names: &str) -> Hint {
    let names = shortened(names);
    names.split_ascii_whitespace().map(name_hint).max().unwrap_or_default()
}

fn name_hint(name: &str) -> Hint {
    let lower = name.to_ascii_lowercase();
    if NAMES.whole.contains(lower.as_str()) {
        return Hint::Furniture;
    }
    let words = words(name);
    let by_word = words.split(' ').map(|word| {
        let start = NAMES.starts.iter().find(|(start, _)| word.starts_with(start)).map(|(_, hint)| *hint);
        NAMES.words.get(word).copied().or(start).unwrap_or_default()
    });
    let by_run = NAMES.runs.iter().filter(|(run, _)| words.contains(run.as_str())).map(|(_, hint)| *hint);
    by_word.chain(by_run).max().unwrap_or_default()
}

/// Whether an element of these classes is on no screen.
pub(super) fn is_unseen(class: &str) -> bool {
    shortened(class).split_ascii_whitespace().any(|name| NAMES.unseen.contains(name))
}

/// Whether what stands below a heading of these words is not the article's.
pub(super) fn heads_furniture(words: &str) -> bool {
    if words.len() > 80 {
        return false;
    }
    let lower = words.to_lowercase().replace('’', "'");
    let bare = lower.trim_end_matches([':', '.', '…', '!', '?', '»', '>', ' ']);
    HEADINGS.0.contains(bare) || HEADINGS.1.iter().any(|start| lower.starts_with(start))
}

fn shortened(names: &str) -> &str {
    let end = names.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(names.len());
    names.get(..end).unwrap_or_default()
}

/// The words that a name is made of, in lower case, each between two spaces.
fn words(name: &str) -> String {
    let mut words = String::from(" ");
    let mut was_small = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            if !words.ends_with(' ') {
                words.push(' ');
            }
            was_small = false;
            continue;
        }
        if c.is_ascii_uppercase() && was_small {
            words.push(' ');
        }
        was_small = c.is_ascii_lowercase();
        words.push(c.to_ascii_lowercase());
    }
    words.push(' ');
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts() {
        for name in [
            "sidebar-right",
            "jp-relatedposts",
            "RelatedStories",
            "article__share-bar",
            "mw-jump-link",
            "site-header",
            "header",
            "post cookieNotice cookie",
        ] {
            assert_eq!(hint(name), Hint::Furniture, "{name}");
        }
        for name in ["entry-header", "article-body", "post hentry", "content", "shareholder-report", "paragraph", ""] {
            assert_eq!(hint(name), Hint::None, "{name}");
        }
        assert_eq!(hint("widget_text"), Hint::Doubtful);
        assert_eq!(hint("comments-area widget"), Hint::Comments);
        assert_eq!(hint(&"é".repeat(3000)), Hint::None);
        assert!(is_unseen("x sr-only"));
    }

    #[test]
    fn headings_of_furniture() {
        assert!(heads_furniture("Related stories:"));
        assert!(heads_furniture("More from The Courier"));
        assert!(!heads_furniture("Shares fall after the vote"));
        assert!(!heads_furniture("More than 40 die"));
    }
}
