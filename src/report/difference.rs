//! What changes in a text, as a unified difference.

use super::Style;
use super::visible::visible;
use owo_colors::Style as Paint;
use similar::TextDiff;

/// The difference between two states of a file, in the unified form that `patch` takes.
pub fn difference(path: &str, before: &str, after: &str, style: &Style) -> String {
    let path = path.replace('\n', " ");
    let diff = TextDiff::from_lines(before, after);
    let unified = diff.unified_diff().context_radius(3).header(&path, &path).to_string();
    let paint = |line: &str| match line.as_bytes().first() {
        Some(b'+') => style.paint(&visible(line), Paint::new().green()),
        Some(b'-') => style.paint(&visible(line), Paint::new().red()),
        _ => visible(line),
    };
    unified.lines().map(|line| paint(line) + "\n").collect()
}
