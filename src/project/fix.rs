//! Fixes, put into the text of an article.

use super::atomic;
use crate::report::ArticleRun;
use crate::source::SourceId;
use std::io;
use std::path::Path;

/// Which fixes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fixing {
    /// Those of which nothing else can have been meant.
    Safe,
    /// All.
    Unsafe,
}

/// An article whose text was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// What it is called.
    pub path: String,
    /// Whether it was read from standard input.
    pub from_input: bool,
    /// The text that was read.
    pub before: String,
    /// The text with the fixes.
    pub after: String,
    /// How many were made.
    pub count: usize,
}

/// The text with the fixes of what was found in it; `None` if there are none. Of two fixes that touch each other the first
/// is made: the other may be found again in the new text.
pub(super) fn apply(article: &ArticleRun, text: &str, fixing: Fixing) -> Option<(String, usize)> {
    let source: SourceId = article.source?;
    let open = article.inconsistencies.iter().filter(|finding| finding.suppressed.is_none());
    let fixes = open.filter_map(|finding| finding.fix.as_ref());
    let mut fixes: Vec<_> = fixes
        .filter(|fix| (fix.safe || fixing == Fixing::Unsafe) && fix.site.source == source)
        .filter(|fix| text.get(fix.site.span.range()).is_some_and(|words| words != fix.text))
        .collect();
    fixes.sort_by_key(|fix| (fix.site.span.start, fix.site.span.end));
    let mut out = String::with_capacity(text.len());
    let (mut at, mut count) = (0, 0);
    for fix in fixes {
        let range = fix.site.span.range();
        if range.start < at || count > 0 && range.start == at {
            continue;
        }
        out.push_str(text.get(at..range.start)?);
        out.push_str(&fix.text);
        at = range.end;
        count += 1;
    }
    out.push_str(text.get(at..)?);
    (count > 0).then_some((out, count))
}

/// Writes a fixed article, unless its file has changed since it was read.
///
/// # Errors
/// Where it has, or cannot be written.
pub fn write_fixed(article: &Fixed) -> io::Result<()> {
    let path = Path::new(&article.path);
    if std::fs::read(path)? != article.before.as_bytes() {
        return Err(io::Error::other("it has changed in the meantime"));
    }
    atomic::write(path, article.after.as_bytes())
}

/// Whether a fix of what is left could be made, by whether it is safe: the numbers of safe and of unsafe ones.
pub fn open_fixes<'a>(articles: impl IntoIterator<Item = &'a ArticleRun>) -> (usize, usize) {
    let findings = articles.into_iter().flat_map(|article| &article.inconsistencies);
    let fixes = findings.filter(|finding| finding.suppressed.is_none()).filter_map(|finding| finding.fix.as_ref());
    fixes.fold((0, 0), |(safe, unsafe_), fix| if fix.safe { (safe + 1, unsafe_) } else { (safe, unsafe_ + 1) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::consistency::{Fix, Inconsistency};
    use crate::lang::syntax::Severity;
    use crate::source::{Site, Span};

    fn article(fixes: &[(usize, usize, &str, bool)]) -> ArticleRun {
        let finding = |&(start, end, text, safe): &(usize, usize, &str, bool)| Inconsistency {
            check: "weekday-date",
            severity: Severity::Error,
            message: String::new(),
            arithmetic: None,
            places: Vec::new(),
            fix: Some(Fix {
                safe,
                title: String::new(),
                site: Site { source: SourceId(0), span: Span::new(start, end) },
                text: text.into(),
            }),
            suppressed: None,
        };
        ArticleRun {
            source: Some(SourceId(0)),
            inconsistencies: fixes.iter().map(finding).collect(),
            ..ArticleRun::unread("a")
        }
    }

    #[test]
    fn fixes_that_touch_wait_for_the_next_time() {
        let made = |fixes: &[_], fixing| apply(&article(fixes), "one two three", fixing);
        assert_eq!(made(&[(8, 13, "3", true), (0, 3, "1", true)], Fixing::Safe), Some(("1 two 3".into(), 2)));
        assert_eq!(made(&[(0, 7, "1 2", true), (4, 7, "2", true)], Fixing::Safe), Some(("1 2 three".into(), 1)));
        assert_eq!(made(&[(0, 3, "1", false)], Fixing::Safe), None);
        assert_eq!(made(&[(0, 3, "1", false)], Fixing::Unsafe), Some(("1 two three".into(), 1)));
        assert_eq!(made(&[(0, 3, "one", true)], Fixing::Safe), None);
        assert_eq!(open_fixes([&article(&[(0, 1, "", true), (2, 3, "", false), (4, 5, "", false)])]), (1, 2));
    }
}
