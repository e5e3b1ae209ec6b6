//! CoNLL-U, in and out (<https://universaldependencies.org/format.html>).
//!
//! Enters: the text of a file. Leaves: its sentences, words with their columns; words of multiword tokens are words,
//! empty nodes are left out. Guaranteed: heads lie inside their sentence.

use super::{Analysis, Deprel, Upos};
use crate::source::Span;
use std::fmt::Write as _;
use std::ops::Range;

/// One word with its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The form as the column has it.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// The universal tag.
    pub upos: Upos,
    /// The Penn tag.
    pub xpos: String,
    /// The index of the head in the sentence, `None` for the root.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub deprel: Deprel,
    /// Whether white space follows.
    pub space_after: bool,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// Whether a document or a paragraph starts here.
    pub starts_block: bool,
    /// The name of the document that starts here.
    pub document: Option<String>,
    /// Its words.
    pub rows: Vec<Row>,
}

/// Why a file is not CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConlluError {
    /// A line has too few columns.
    #[error("line {line} has {columns} columns, a word of CoNLL-U has 10")]
    Columns {
        /// The line, from 1.
        line: usize,
        /// How many columns it has.
        columns: usize,
    },
    /// A head is no number, or names no word.
    #[error("line {line}: `{head}` is no word of this sentence")]
    Head {
        /// The line, from 1.
        line: usize,
        /// What stands there.
        head: String,
    },
}

/// Reads a file.
pub fn read(text: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    // The last word of the multiword token that is being read, and whether a space follows it.
    let mut whole: Option<(usize, bool)> = None;
    let mut lines: Vec<usize> = Vec::new();
    for (number, line) in text.lines().chain([""]).enumerate() {
        let line_number = number + 1;
        if line.trim().is_empty() {
            if !sentence.rows.is_empty() {
                check_heads(&sentence, &lines)?;
                sentences.push(std::mem::take(&mut sentence));
            }
            lines.clear();
            whole = None;
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(name) = comment.strip_prefix("newdoc") {
                sentence.starts_block = true;
                sentence.document =
                    Some(name.trim().trim_start_matches("id").trim().trim_start_matches('=').trim().to_owned());
            } else if comment == "newpar" || comment.starts_with("newpar ") {
                sentence.starts_block = true;
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, lemma, upos, xpos, _, head, deprel, _, misc] = columns.as_slice() else {
            return Err(ConlluError::Columns { line: line_number, columns: columns.len() });
        };
        let space = !misc.split('|').any(|field| field == "SpaceAfter=No");
        if id.contains('.') {
            continue;
        }
        if let Some((_, last)) = id.split_once('-') {
            whole = last.parse().ok().map(|last| (last, space));
            continue;
        }
        let index = sentence.rows.len() + 1;
        let space_after = match whole {
            Some((last, space)) if index == last => space,
            Some((last, _)) if index < last => false,
            _ => space,
        };
        let head = match head {
            "0" | "_" => None,
            _ => match head.parse::<usize>() {
                Ok(head) => head.checked_sub(1),
                Err(_) => return Err(ConlluError::Head { line: line_number, head: head.to_owned() }),
            },
        };
        lines.push(line_number);
        sentence.rows.push(Row {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::from_name(upos).unwrap_or_default(),
            xpos: xpos.to_owned(),
            head,
            deprel: Deprel::from_name(deprel)
                .or_else(|| Deprel::from_name(deprel.split(':').next().unwrap_or_default()))
                .unwrap_or_default(),
            space_after,
        });
    }
    Ok(sentences)
}

fn check_heads(sentence: &Sentence, lines: &[usize]) -> Result<(), ConlluError> {
    for (row, &line) in sentence.rows.iter().zip(lines) {
        if let Some(head) = row.head.filter(|&head| head >= sentence.rows.len()) {
            return Err(ConlluError::Head { line, head: (head + 1).to_string() });
        }
    }
    Ok(())
}

impl Sentence {
    /// The words of the sentence written one after the other, and their spans.
    pub fn text(&self) -> (String, Vec<Span>) {
        let mut text = String::new();
        let spans = self.append_to(&mut text);
        (text, spans)
    }

    /// Appends the words to a text and returns their spans; ends with a space where one follows.
    pub fn append_to(&self, text: &mut String) -> Vec<Span> {
        self.rows
            .iter()
            .map(|row| {
                let start = text.len();
                text.push_str(&row.form);
                let span = Span::new(start, text.len());
                if row.space_after {
                    text.push(' ');
                }
                span
            })
            .collect()
    }
}

/// Sentences written one after the other, as one text.
#[derive(Debug, Clone, Default)]
pub struct LaidOut {
    /// The text: sentences parted by one space, blocks by an empty line.
    pub text: String,
    /// Documents and paragraphs.
    pub blocks: Vec<Span>,
    /// The words.
    pub words: Vec<Span>,
    /// The words of each sentence.
    pub sentences: Vec<Range<usize>>,
}

/// Writes sentences one after the other.
pub fn lay_out(sentences: &[Sentence]) -> LaidOut {
    let mut laid = LaidOut::default();
    let LaidOut { text, blocks, words, sentences: ranges } = &mut laid;
    for sentence in sentences {
        if sentence.starts_block || blocks.is_empty() {
            if !text.is_empty() {
                text.truncate(text.trim_end().len());
                text.push_str("\n\n");
            }
            blocks.push(Span::new(text.len(), text.len()));
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
        let first = words.len();
        words.extend(sentence.append_to(text));
        ranges.push(first..words.len());
        if let Some(block) = blocks.last_mut() {
            block.end = Span::new(0, text.trim_end().len()).end;
        }
    }
    laid
}

/// The raw text of a file and its blocks.
pub fn raw_text(sentences: &[Sentence]) -> (String, Vec<Span>) {
    let LaidOut { text, blocks, .. } = lay_out(sentences);
    (text, blocks)
}

/// Writes an analysis; `blocks` are those that it was made of, each starts a paragraph.
pub fn write(text: &str, blocks: &[Span], analysis: &Analysis, out: &mut String) {
    let mut block = 0;
    for (number, sentence) in analysis.sentences().iter().enumerate() {
        let start = analysis.span(sentence.start).start;
        if blocks.get(block).is_some_and(|next| start >= next.start) {
            out.push_str("# newpar\n");
            while blocks.get(block).is_some_and(|next| start >= next.start) {
                block += 1;
            }
        }
        let end = analysis.span(sentence.end.saturating_sub(1)).end;
        let words = text.get(start as usize..end as usize).unwrap_or_default();
        let _ = writeln!(out, "# sent_id = {}", number + 1);
        let _ = writeln!(out, "# text = {}", words.split_whitespace().collect::<Vec<_>>().join(" "));
        for token in sentence.clone() {
            let span = analysis.span(token);
            let head = analysis.head(token).map_or(0, |head| head - sentence.start + 1);
            let touches = token + 1 < analysis.len() && analysis.span(token + 1).start == span.end;
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}",
                token - sentence.start + 1,
                text.get(span.range()).unwrap_or_default(),
                analysis.lemma(token),
                analysis.upos(token).name(),
                analysis.xpos(token),
                head,
                analysis.deprel(token).name(),
                if touches { "SpaceAfter=No" } else { "_" },
            );
        }
        out.push('\n');
    }
}
