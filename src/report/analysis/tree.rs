//! A sentence drawn for a terminal: a line a word, its tree on the left, its lemma, tags and name on the right.

use super::Analysed;
use crate::report::Style;
use crate::report::visible::{self, visible};
use owo_colors::{OwoColorize, Style as Paint};
use std::fmt::Write as _;
use std::ops::Range;

/// Branches of words deeper than this are drawn at this depth.
const DEEPEST: usize = 24;

/// Draws all sentences of a text.
pub fn trees(analysed: &Analysed<'_>, style: &Style) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n", paint(style, &visible(&analysed.title()), Paint::new().bold()));
    for sentence in analysed.analysis.sentences() {
        Drawing { analysed, style, sentence }.draw(&mut out);
    }
    out
}

fn paint(style: &Style, text: &str, paint: Paint) -> String {
    if style.color { text.style(paint).to_string() } else { text.to_owned() }
}

struct Drawing<'a> {
    analysed: &'a Analysed<'a>,
    style: &'a Style,
    sentence: &'a Range<usize>,
}

/// A word that waits to be drawn.
enum Step {
    /// The subtree of a word: what stands left of the lines above its own, of its own, and of those below.
    Subtree { token: usize, above: String, own: String, below: String },
    /// The word itself.
    Word { token: usize, own: String },
}

impl Drawing<'_> {
    fn draw(&self, out: &mut String) {
        let lines = self.lines();
        let left = |(token, branch): &(usize, String)| visible::width(branch, 200) + self.form_width(*token);
        let columns = lines.iter().map(left).max().unwrap_or_default().min(self.style.width / 2);
        let lemmas = lines.iter().map(|(token, _)| visible::width(self.analysed.analysis.lemma(*token), 24)).max();
        for line in &lines {
            self.line(line, left(line), columns, lemmas.unwrap_or_default().min(24), out);
        }
        for value in self.values() {
            let _ = writeln!(out, "  {value}");
        }
        out.push('\n');
    }

    fn form_width(&self, token: usize) -> usize {
        visible::width(self.analysed.words(token), 200)
    }

    fn line(&self, (token, branch): &(usize, String), used: usize, columns: usize, lemmas: usize, out: &mut String) {
        let analysis = self.analysed.analysis;
        let next = analysis.names().partition_point(|name| name.tokens.end <= *token);
        let name = analysis.names().get(next).filter(|name| name.tokens.contains(token));
        let form = visible(self.analysed.words(*token));
        let form = if name.is_some() { paint(self.style, &form, Paint::new().bold()) } else { form };
        let lemma = visible(analysis.lemma(*token));
        let gap = columns.saturating_sub(used);
        let lemma_gap = lemmas.saturating_sub(visible::width(&lemma, 200));
        let tags = format!(
            "{:5} {:5} {:13}",
            analysis.upos(*token).name(),
            analysis.xpos(*token),
            analysis.deprel(*token).name()
        );
        let kind = name.map_or("", |name| if name.tokens.start == *token { name.kind.name() } else { "…" });
        let line = format!(
            "{}{form}{:gap$}  {}{:lemma_gap$}  {} {}",
            paint(self.style, branch, Paint::new().dimmed()),
            "",
            paint(self.style, &lemma, Paint::new().dimmed()),
            "",
            paint(self.style, &tags, Paint::new().cyan()),
            paint(self.style, kind, Paint::new().green()),
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }

    /// The words of the sentence in order, each with the branches that lead to it.
    fn lines(&self) -> Vec<(usize, String)> {
        let mut lines = Vec::with_capacity(self.sentence.len());
        let roots = self.children(None);
        let mut waiting: Vec<Step> = roots
            .into_iter()
            .rev()
            .map(|token| Step::Subtree { token, above: "  ".into(), own: "─ ".into(), below: "  ".into() })
            .collect();
        let children = self.all_children();
        while let Some(step) = waiting.pop() {
            let (token, above, own, below) = match step {
                Step::Word { token, own } => {
                    lines.push((token, own));
                    continue;
                }
                Step::Subtree { token, above, own, below } => (token, above, own, below),
            };
            let all = token.checked_sub(self.sentence.start).and_then(|index| children.get(index));
            let all = all.map(Vec::as_slice).unwrap_or_default();
            let (left, right) = all.split_at(all.partition_point(|&child| child < token));
            let deep = above.chars().count() >= 2 * DEEPEST;
            let grown = |stem: &str, twig: &str| if deep { stem.to_owned() } else { format!("{stem}{twig}") };
            // What comes last is pushed first.
            for (index, &child) in right.iter().enumerate().rev() {
                let last = index + 1 == right.len();
                waiting.push(Step::Subtree {
                    token: child,
                    above: grown(&below, "│ "),
                    own: grown(&below, if last { "╰─" } else { "├─" }),
                    below: grown(&below, if last { "  " } else { "│ " }),
                });
            }
            waiting.push(Step::Word { token, own });
            for (index, &child) in left.iter().enumerate().rev() {
                let first = index == 0;
                waiting.push(Step::Subtree {
                    token: child,
                    above: grown(&above, if first { "  " } else { "│ " }),
                    own: grown(&above, if first { "╭─" } else { "├─" }),
                    below: grown(&above, "│ "),
                });
            }
        }
        lines
    }

    fn children(&self, head: Option<usize>) -> Vec<usize> {
        self.sentence.clone().filter(|&token| self.analysed.analysis.head(token) == head).collect()
    }

    fn all_children(&self) -> Vec<Vec<usize>> {
        let mut children = vec![Vec::new(); self.sentence.len()];
        for token in self.sentence.clone() {
            let head = self.analysed.analysis.head(token).and_then(|head| head.checked_sub(self.sentence.start));
            if let Some(children) = head.and_then(|head| children.get_mut(head)) {
                children.push(token);
            }
        }
        children
    }

    /// The values of the sentence, a line each.
    fn values(&self) -> Vec<String> {
        let analysis = self.analysed.analysis;
        let start = analysis.span(self.sentence.start).start as usize;
        let end = analysis.span(self.sentence.end.saturating_sub(1)).end as usize;
        let values = self.analysed.values;
        let first = values.partition_point(|value| value.start < start);
        let inside = values.iter().skip(first).take_while(|value| value.start < end);
        inside
            .map(|value| {
                let words = visible(self.analysed.text.get(value.start..value.end).unwrap_or_default());
                let parts = [Some(value.kind), value.value.as_deref(), value.unit.as_deref()];
                let parts: Vec<String> = parts.into_iter().flatten().map(visible).collect();
                format!("{words} = {}", paint(self.style, &parts.join(" "), Paint::new().yellow()))
            })
            .collect()
    }
}
