//! What has changed since a revision, as git tells it.

use super::config::normal;
use crate::check::Outcome;
use crate::report::ArticleRun;
use crate::source::{Problem, ProblemKind, Site, Sources};
use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lines of a file that have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lines {
    /// All: the file is new.
    All,
    /// These.
    Some(Vec<RangeInclusive<usize>>),
}

/// What has changed since a revision.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    files: HashMap<PathBuf, Lines>,
}

impl Changes {
    /// Asks git.
    ///
    /// # Errors
    /// Where this is no repository of git, or there is no such revision: the problem.
    pub fn since(revision: &str) -> Result<Self, Problem> {
        let root = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
        let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
            .map_err(|_| {
                Problem::new(ProblemKind::Reference, "no-revision", format!("git knows no revision `{revision}`"))
                    .help("a revision is a branch, a tag or a commit; in CI it may have to be fetched first")
            })?;
        let at_root = root.display().to_string();
        let diff = git(&[
            "-C",
            &at_root,
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-ext-diff",
            "--no-color",
            "--no-prefix",
            "--unified=0",
            "--diff-filter=d",
            commit.trim(),
            "--",
        ])?;
        let new = git(&["-C", &at_root, "ls-files", "--others", "--exclude-standard", "-z"])?;
        let mut files: HashMap<PathBuf, Lines> =
            read_diff(&diff).into_iter().map(|(path, lines)| (root.join(path), lines)).collect();
        files.extend(new.split('\0').filter(|path| !path.is_empty()).map(|path| (root.join(path), Lines::All)));
        Ok(Self { files })
    }

    fn of(&self, path: &str) -> Option<&Lines> {
        let path = Path::new(path);
        let known = std::fs::canonicalize(path).ok().and_then(|path| self.files.get(&path));
        known.or_else(|| self.files.get(&normal(&std::env::current_dir().ok()?.join(path))))
    }

    /// Whether anything in a file has changed.
    pub(super) fn touch(&self, path: &str) -> bool {
        self.of(path).is_some()
    }

    /// Takes away what an article's unchanged lines alone have to answer for. What is missing from an article stays.
    pub(super) fn retain(&self, article: &mut ArticleRun, sources: &Sources) {
        let ranges = match self.of(&article.path) {
            Some(Lines::All) => return,
            Some(Lines::Some(ranges)) => ranges.as_slice(),
            None => &[],
        };
        let touched = |site: Site| {
            let Some(source) = sources.get(site.source).filter(|_| Some(site.source) == article.source) else {
                return false;
            };
            let (first, last) = (source.position(site.span.start).line, source.position(site.span.end).line);
            ranges.iter().any(|range| *range.start() <= last && first <= *range.end())
        };
        article.findings.retain(|finding| {
            let mut sites = finding.evidence.iter().map(|evidence| evidence.site);
            finding.outcome == Outcome::Pass || finding.evidence.is_empty() || sites.any(touched)
        });
        article.inconsistencies.retain(|finding| finding.places.iter().any(|place| touched(place.site)));
        article.claims.iter_mut().for_each(|claims| claims.retain(|claim| touched(claim.site)));
    }
}

/// What git answers.
fn git(arguments: &[&str]) -> Result<String, Problem> {
    let failed = |why: &str| {
        Problem::new(ProblemKind::Reference, "git-failed", format!("git cannot tell what has changed: {why}"))
            .help("`--since` needs git, and a folder that is under its control")
    };
    let output = Command::new("git").args(arguments).output().map_err(|error| failed(&error.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(failed(told.lines().next().unwrap_or("it gives no reason")))
}

/// The files of a diff without context and prefixes, with the lines that are new in each.
fn read_diff(diff: &str) -> Vec<(PathBuf, Lines)> {
    let mut files: Vec<(PathBuf, Vec<RangeInclusive<usize>>)> = Vec::new();
    let mut left = 0_usize;
    for line in diff.lines() {
        if left > 0 && line.starts_with(['+', '-', '\\']) {
            left -= usize::from(!line.starts_with('\\'));
        } else if let Some(path) = line.strip_prefix("+++ ") {
            files.push((PathBuf::from(unquoted(path)), Vec::new()));
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(hunk) {
            left = old.1 + new.1;
            // Where lines only go, those around the gap have changed.
            let last = if new.1 == 0 { new.0 + 1 } else { new.0 + new.1 - 1 };
            if let Some((_, ranges)) = files.last_mut() {
                ranges.push(new.0..=last);
            }
        }
    }
    files.into_iter().map(|(path, ranges)| (path, Lines::Some(ranges))).collect()
}

/// First lines and counts of `-12,3 +14 @@`.
fn hunk(head: &str) -> Option<((usize, usize), (usize, usize))> {
    let mut parts = head.split(' ');
    let read = |part: &str| {
        let (first, count) = part.split_once(',').unwrap_or((part, "1"));
        Some((first.parse().ok()?, count.parse().ok()?))
    };
    Some((read(parts.next()?)?, read(parts.next()?.strip_prefix('+')?)?))
}

/// A path as git writes it: names with blanks end in a tab, names with signs stand in quotation marks.
fn unquoted(path: &str) -> String {
    let path = path.strip_suffix('\t').unwrap_or(path);
    let Some(inner) = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')) else {
        return path.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    if let Some(next) = rest.next_if(|next| (b'0'..=b'7').contains(next)) {
                        value = value * 8 + u32::from(next - b'0');
                    }
                }
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diffs_tell_new_lines() {
        let diff = "diff --git a.md a.md\nindex 1..2 100644\n--- a.md\n+++ a.md\n@@ -3 +3,2 @@ head\n-old\n+++ not a file\n+new\n\
                    @@ -9,2 +9,0 @@\n-x\n-y\ndiff --git b c.md b c.md\n--- /dev/null\n+++ b c.md\t\n@@ -0,0 +1 @@\n+one\n\\ No newline\n\
                    --- /dev/null\n+++ \"caf\\303\\251 \\\"x\\\".md\"\n@@ -0,0 +1 @@\n+one\n";
        let files = read_diff(diff);
        let expected = [("a.md", vec![3..=4, 9..=10]), ("b c.md", vec![1..=1]), ("café \"x\".md", vec![1..=1])];
        let expected: Vec<(PathBuf, Lines)> =
            expected.into_iter().map(|(path, lines)| (path.into(), Lines::Some(lines))).collect();
        assert_eq!(files, expected);
    }
}
