//! Texts of any form, one after the other, analysed.
//!
//! Enters: a file or standard input, read as an article, as plain text, as JSON Lines or as CoNLL-U. Leaves: each text
//! with its analysis, as soon as it is there: of JSON Lines no more than one line is in memory.

use super::input;
use super::single::{Origin, text_of};
use crate::article::{self, Article, Format};
use crate::nlp::{self, Analyser, Analysis, conllu};
use crate::report::{Analysed, Places};
use crate::source::{Problem, ProblemKind, Source, Sources, Span};
use crate::value::{self, TypedSpan};
use jiff::civil::{Date, DateTime};
use serde_json::Value;
use std::io::{BufRead, Read};
use std::path::Path;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextForm {
    /// As an article: text, Markdown, HTML, AsciiDoc or reStructuredText.
    Article,
    /// As text that is analysed as it stands; blank lines part its paragraphs.
    Plain,
    /// A JSON object a line, with a `text`, and an `id` and a reference time `ref` if it likes.
    JsonLines,
    /// A treebank: its words and sentences are taken, the rest is made anew.
    Conllu,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// How to read; none: as the name or the first byte of the file tells.
    pub form: Option<TextForm>,
    /// What relative dates count from, where the text itself does not tell.
    pub dateline: Option<Date>,
    /// Whether offsets count code points; else bytes.
    pub as_characters: bool,
}

/// Receives each text that is analysed, or what is wrong with it; returns whether to go on.
pub type Sink<'s> = dyn FnMut(Result<(&Analysed<'_>, &Places<'_>), (&Problem, &Sources)>) -> bool + 's;

/// Analyses what a file holds. Standard input is `-`.
pub fn analyze(path: &str, request: &Request, sink: &mut Sink<'_>) {
    match request.form.or_else(|| form_of_path(path)) {
        Some(form) => analyze_as(form, path, request, sink),
        None if path == input::STANDARD_INPUT => {
            // The first bytes of standard input tell whether it is JSON Lines; they stay in the buffer.
            let is_json =
                std::io::stdin().lock().fill_buf().is_ok_and(|bytes| bytes.trim_ascii_start().starts_with(b"{"));
            analyze_as(if is_json { TextForm::JsonLines } else { TextForm::Article }, path, request, sink);
        }
        None => analyze_as(TextForm::Article, path, request, sink),
    }
}

fn form_of_path(path: &str) -> Option<TextForm> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "jsonl" | "ndjson" => Some(TextForm::JsonLines),
        "conllu" => Some(TextForm::Conllu),
        _ => None,
    }
}

fn analyze_as(form: TextForm, path: &str, request: &Request, sink: &mut Sink<'_>) {
    if form == TextForm::JsonLines {
        json_lines(path, request, sink);
        return;
    }
    let mut sources = Sources::default();
    let source = match text_of(Origin::file(path), &mut sources).map(|text| sources.add(Source::new(path, text))) {
        Ok(source) => source,
        Err(problem) => {
            sink(Err((&problem, &sources)));
            return;
        }
    };
    let text = sources.get(source).map_or("", Source::text);
    let id = Value::from(path);
    match form {
        TextForm::Article => {
            let format = Format::of_path(Path::new(path)).unwrap_or_else(|| Format::sniff(text));
            let article = article::read(source, text, format);
            let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
            let reference = request.dateline.or(article.dateline).map(DateTime::from);
            let passage = Passage { id: &id, text: &article.text, blocks: &blocks, reference };
            passage.send(nlp::analyse(&article.text, &blocks), Some((&article, text)), request, sink);
        }
        TextForm::Plain | TextForm::JsonLines => {
            plain(&id, text, request.dateline.map(DateTime::from), request, sink);
        }
        TextForm::Conllu => match conllu::read(text) {
            Ok(sentences) => treebank(path, &sentences, request, sink),
            Err(error) => {
                let problem = Problem::new(ProblemKind::Parse, "bad-treebank", format!("`{path}`: {error}"))
                    .help("see https://universaldependencies.org/format.html");
                sink(Err((&problem, &sources)));
            }
        },
    }
}

/// A text that is ready to be analysed.
struct Passage<'a> {
    id: &'a Value,
    text: &'a str,
    blocks: &'a [Span],
    reference: Option<DateTime>,
}

impl Passage<'_> {
    fn send(
        &self,
        analysis: Analysis,
        article: Option<(&Article, &str)>,
        request: &Request,
        sink: &mut Sink<'_>,
    ) -> bool {
        let values: Vec<TypedSpan> = self.blocks.iter().flat_map(|&block| self.values_of(block)).collect();
        let analysed =
            Analysed { id: self.id, text: self.text, blocks: self.blocks, analysis: &analysis, values: &values };
        let places = match article {
            Some((article, file)) => Places::new(file, Some(article), request.as_characters),
            None => Places::new(self.text, None, request.as_characters),
        };
        sink(Ok((&analysed, &places)))
    }

    fn values_of(&self, block: Span) -> impl Iterator<Item = TypedSpan> {
        let start = block.start as usize;
        let words = self.text.get(block.range()).unwrap_or_default();
        let values = value::spans(words, self.reference);
        values.into_iter().map(move |value| TypedSpan { start: value.start + start, end: value.end + start, ..value })
    }
}

fn plain(id: &Value, text: &str, reference: Option<DateTime>, request: &Request, sink: &mut Sink<'_>) -> bool {
    let blocks = paragraphs(text);
    let passage = Passage { id, text, blocks: &blocks, reference };
    passage.send(nlp::analyse(text, &blocks), None, request, sink)
}

/// The stretches of a text between blank lines, without the white space at their edges.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut is_open = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            is_open = false;
        } else {
            let first = start + (line.len() - line.trim_start().len());
            let span = Span::new(first, first + words.len());
            match blocks.last_mut().filter(|_| is_open) {
                Some(block) => *block = block.cover(span),
                None => blocks.push(span),
            }
            is_open = true;
        }
        start += line.len();
    }
    blocks
}

/// Each document of a treebank apart.
fn treebank(path: &str, sentences: &[conllu::Sentence], request: &Request, sink: &mut Sink<'_>) {
    let mut rest = sentences;
    while let Some((first, others)) = rest.split_first() {
        let length = 1 + others.iter().take_while(|sentence| sentence.document.is_none()).count();
        let (document, after) = rest.split_at(length);
        let id = Value::from(first.document.as_deref().unwrap_or(path));
        let laid = conllu::lay_out(document);
        let analysis = Analyser::embedded().analyse_given(&laid.text, laid.words, laid.sentences);
        let reference = request.dateline.map(DateTime::from);
        let passage = Passage { id: &id, text: &laid.text, blocks: &laid.blocks, reference };
        if !passage.send(analysis, None, request, sink) {
            return;
        }
        rest = after;
    }
}

fn json_lines(path: &str, request: &Request, sink: &mut Sink<'_>) {
    let sources = Sources::default();
    let mut file: Box<dyn BufRead> = if path == input::STANDARD_INPUT {
        Box::new(std::io::stdin().lock())
    } else {
        match input::open(path, "file") {
            Ok(file) => Box::new(std::io::BufReader::new(file)),
            Err(problem) => {
                sink(Err((&problem, &sources)));
                return;
            }
        }
    };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let most = article::MAX_BYTES as u64 + 1;
        let read = (&mut file).take(most).read_until(b'\n', &mut line);
        let goes_on = match read {
            Ok(0) => false,
            Ok(_) if line.trim_ascii().is_empty() => true,
            Ok(_) => match Record::read(&line, number) {
                Ok(record) => {
                    let reference = record.reference.or(request.dateline.map(DateTime::from));
                    plain(&record.id, &record.text, reference, request, sink)
                }
                Err(problem) => sink(Err((&problem.named(path, number), &sources))) && line.len() <= article::MAX_BYTES,
            },
            Err(error) => {
                let problem = BadLine { what: format!("cannot be read: {error}"), help: "look at the file" };
                sink(Err((&problem.named(path, number), &sources)));
                false
            }
        };
        if !goes_on {
            return;
        }
    }
}

/// A line of JSON Lines.
struct Record {
    id: Value,
    text: String,
    reference: Option<DateTime>,
}

/// What is wrong with a line.
struct BadLine {
    what: String,
    help: &'static str,
}

impl BadLine {
    fn named(self, path: &str, number: usize) -> Problem {
        let place = if path == input::STANDARD_INPUT { "standard input".to_owned() } else { format!("`{path}`") };
        Problem::new(ProblemKind::Parse, "bad-record", format!("line {number} of {place} {}", self.what))
            .help(self.help)
    }
}

impl Record {
    fn read(line: &[u8], number: usize) -> Result<Self, BadLine> {
        const FORM: &str = r#"a line is an object with a text: {"id": "a", "text": "The bloc has nine members."}"#;
        if line.len() > article::MAX_BYTES {
            return Err(BadLine { what: "is longer than 64 MiB".into(), help: "part the text into several lines" });
        }
        let value: Value = serde_json::from_slice(line).map_err(|error| {
            if error.is_eof() {
                return BadLine { what: "ends in the middle of its object".into(), help: FORM };
            }
            let error = error.to_string();
            // serde_json counts lines inside the one that it is given.
            let what = error.split(" at line ").next().unwrap_or_default();
            BadLine { what: format!("is not JSON: {what}, at column {}", column(&error)), help: FORM }
        })?;
        let Value::Object(mut fields) = value else {
            return Err(BadLine { what: "is not an object".into(), help: FORM });
        };
        let text = match fields.remove("text") {
            Some(Value::String(text)) => text,
            Some(_) => return Err(BadLine { what: "has a `text` that is no string".into(), help: FORM }),
            None => return Err(BadLine { what: "has no `text`".into(), help: FORM }),
        };
        let reference = match fields.remove("ref") {
            None | Some(Value::Null) => None,
            Some(Value::String(moment)) => Some(read_moment(&moment).ok_or_else(|| BadLine {
                what: format!("has a `ref` that is no date: `{moment}`"),
                help: "a reference time is written as 2024-07-02 or 2024-07-02T08:30:00",
            })?),
            Some(_) => {
                let help = "a reference time is written as 2024-07-02 or 2024-07-02T08:30:00";
                return Err(BadLine { what: "has a `ref` that is no string".into(), help });
            }
        };
        Ok(Self { id: fields.remove("id").unwrap_or_else(|| Value::from(number)), text, reference })
    }
}

fn column(error: &str) -> &str {
    error.rsplit(' ').next().unwrap_or_default()
}

/// A moment, its zone left aside, or the beginning of a day.
fn read_moment(text: &str) -> Option<DateTime> {
    let civil = |text: &str| text.parse::<DateTime>().ok();
    civil(text).or_else(|| civil(text.get(..19)?)).or_else(|| text.parse::<Date>().ok().map(DateTime::from))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs() {
        let text = "  One\ntwo. \n \t\n\nThree.";
        let words: Vec<&str> = paragraphs(text).iter().map(|span| text.get(span.range()).unwrap()).collect();
        assert_eq!(words, ["One\ntwo.", "Three."]);
        assert!(paragraphs(" \n").is_empty());
    }

    #[test]
    fn moments_of_several_forms() {
        let day: DateTime = "2024-07-02T00:00:00".parse().unwrap();
        assert_eq!(read_moment("2024-07-02"), Some(day));
        assert_eq!(read_moment("2024-07-02T00:00:00Z"), Some(day));
        assert_eq!(read_moment("2024-07-02 00:00:00"), Some(day));
        assert_eq!(read_moment("yesterday"), None);
    }

    #[test]
    fn what_is_wrong_with_a_line() {
        let message = |line: &str| Record::read(line.as_bytes(), 3).err().map(|bad| bad.named("-", 3).message);
        assert_eq!(message("[]").unwrap(), "line 3 of standard input is not an object");
        assert_eq!(message("{\"id\": 1}").unwrap(), "line 3 of standard input has no `text`");
        assert_eq!(message("{\"text\": 1}").unwrap(), "line 3 of standard input has a `text` that is no string");
        assert_eq!(
            message("{\"text\": \"a\", \"ref\": \"soon\"}").unwrap(),
            "line 3 of standard input has a `ref` that is no date: `soon`"
        );
        assert_eq!(message("{\"text\": ").unwrap(), "line 3 of standard input ends in the middle of its object");
        assert_eq!(
            message("{text}").unwrap(),
            "line 3 of standard input is not JSON: key must be a string, at column 2"
        );
        assert_eq!(Record::read(b"{\"text\": \"a\"}", 3).ok().unwrap().id, Value::from(3));
    }
}
