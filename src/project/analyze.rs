//! Texts analysed one after the other, as they come.
//!
//! Enters: the name of a file of JSON Lines, of a treebank or of an article. Leaves: each text analysed, or why it cannot be, before
//! the next one is read. Guaranteed: of JSON Lines no more than one line is held; a bad line stops no other.

use super::input;
use super::pipeline::decode;
use crate::article::{self, Format, MAX_BYTES};
use crate::nlp::conllu::{self, Sentence};
use crate::nlp::{self, Analyser};
use crate::report::{Analysed, Origin};
use crate::source::{Problem, ProblemKind, SourceId, Span};
use crate::value::{self, TypedSpan};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::Value;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::path::Path;

/// The forms of what is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputForm {
    /// An article: plain text, Markdown or HTML.
    Text,
    /// A text a line: `{"id", "text", "ref"?}`.
    JsonLines,
    /// A treebank, its words and sentences to be kept.
    Conllu,
}

impl InputForm {
    /// The form that the ending of a file's name tells; an article's where it tells none.
    fn of_path(path: &str) -> Self {
        let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        match ending.to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Self::JsonLines,
            "conllu" => Self::Conllu,
            _ => Self::Text,
        }
    }
}

/// A text of JSON Lines.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default, rename = "ref")]
    reference: Option<String>,
}

/// Analyses the texts of a file; `-` is standard input. Each goes to `take`, which may end the work.
///
/// `form` is told by the file's name where it is not given (that of standard input by its first character, `{` for JSON Lines);
/// relative dates count from `dateline` where the text itself names no date.
pub fn analyze(
    path: &str,
    form: Option<InputForm>,
    dateline: Option<Date>,
    take: &mut dyn FnMut(Result<Analysed, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut reader = match input::open(path, "file") {
        Ok(reader) => reader,
        Err(problem) => return take(Err(problem)),
    };
    let form = form.unwrap_or_else(|| match path {
        input::STANDARD_INPUT => sniffed(&mut reader),
        _ => InputForm::of_path(path),
    });
    match form {
        InputForm::JsonLines => json_lines(path, &mut reader, dateline, take),
        InputForm::Text => take(whole(path, reader).and_then(|bytes| article(path, bytes, dateline))),
        InputForm::Conllu => match whole(path, reader).and_then(|bytes| treebank(path, bytes)) {
            Ok(sentences) => documents(path, &sentences, dateline, take),
            Err(problem) => take(Err(problem)),
        },
    }
}

fn sniffed(reader: &mut dyn BufRead) -> InputForm {
    // What cannot be read is told by who reads on.
    let start = reader.fill_buf().unwrap_or_default();
    match start.trim_ascii_start().first() {
        Some(b'{') => InputForm::JsonLines,
        _ => InputForm::Text,
    }
}

/// Everything that a reader holds, at most one byte more than an article may have.
fn whole(path: &str, reader: Box<dyn BufRead>) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(input::unreadable(path, "file", &error)),
    }
}

fn json_lines(
    path: &str,
    reader: &mut dyn BufRead,
    dateline: Option<Date>,
    take: &mut dyn FnMut(Result<Analysed, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        match reader.take(MAX_BYTES as u64 + 1).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return take(Err(input::unreadable(path, "file", &error))),
        }
        let place = format!("line {number} of `{path}`");
        if bytes.len() > MAX_BYTES {
            let message = format!("{place} has more than the limit of {MAX_BYTES} bytes");
            let problem = Problem::new(ProblemKind::Limit, "file-too-large", message);
            take(Err(problem.help("make several texts of it, a line each")))?;
            if let Err(error) = reader.skip_until(b'\n') {
                return take(Err(input::unreadable(path, "file", &error)));
            }
            continue;
        }
        let line = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| number == 1).unwrap_or(&bytes);
        if !line.trim_ascii().is_empty() {
            take(json_line(&place, line.trim_ascii(), dateline))?;
        }
    }
    ControlFlow::Continue(())
}

fn json_line(place: &str, line: &[u8], dateline: Option<Date>) -> Result<Analysed, Problem> {
    let wrong = |message: String| Problem::new(ProblemKind::Parse, "json-line", message);
    const HELP: &str = "a line is a JSON object such as `{\"id\": \"a1\", \"text\": \"Xi met Modi on Tuesday.\", \"ref\": \"2024-07-03T00:00:00\"}`; \
         `id` and `ref` may be left out";
    if line.first() != Some(&b'{') {
        return Err(wrong(format!("{place} is no text to analyse: it is no JSON object")).help(HELP));
    }
    let line: Line = serde_json::from_slice(line).map_err(|error| {
        // The place in the line comes last in the words of the JSON reader, as "at line 1 column 5".
        let said = error.to_string();
        let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
        let what = if error.is_eof() { "the line ends in the middle of it" } else { what };
        wrong(format!("{place} is no text to analyse: {what} (column {})", error.column())).help(HELP)
    })?;
    let reference = match &line.reference {
        Some(said) => Some(moment(said).ok_or_else(|| {
            wrong(format!("{place} names a `ref` that is no date: `{said}`"))
                .help("write it as `2024-07-03` or `2024-07-03T09:30:00`")
        })?),
        None => dateline.map(midnight),
    };
    let blocks = paragraphs(&line.text);
    let analysis = nlp::analyse(&line.text, &blocks);
    let values = values(&line.text, &blocks, reference);
    Ok(Analysed { id: line.id, text: line.text, blocks, analysis, values, origin: Origin::Given })
}

/// A date, or a date and a time; a zone is left aside.
fn moment(said: &str) -> Option<DateTime> {
    let zone = |rest: &str| rest.starts_with(['Z', '+', '-', '.']);
    let moment = said.get(19..).filter(|rest| zone(rest)).and_then(|_| said.get(..19)).unwrap_or(said);
    moment.parse().ok()
}

fn midnight(date: Date) -> DateTime {
    date.to_datetime(jiff::civil::Time::midnight())
}

fn article(path: &str, bytes: Vec<u8>, dateline: Option<Date>) -> Result<Analysed, Problem> {
    let text = decode(path, bytes)?;
    let format = Format::of_path(Path::new(path)).unwrap_or_else(|| Format::sniff(&text));
    // The article stands alone: its file is kept beside it.
    let article = article::read(SourceId(0), &text, format);
    let blocks: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    let words = article.text.clone();
    let reference = article.dateline.or(dateline).map(midnight);
    let analysis = nlp::analyse(&words, &blocks);
    let values = values(&words, &blocks, reference);
    Ok(Analysed { id: Value::from(path), text: words, blocks, analysis, values, origin: Origin::File(text, article) })
}

fn treebank(path: &str, bytes: Vec<u8>) -> Result<Vec<Sentence>, Problem> {
    conllu::read(&decode(path, bytes)?).map_err(|error| {
        Problem::new(ProblemKind::Parse, "conllu-form", format!("`{path}` is not CoNLL-U: {error}"))
            .help("a word is a line of ten columns parted by tabs; an empty line ends a sentence")
    })
}

fn documents(
    path: &str,
    sentences: &[Sentence],
    dateline: Option<Date>,
    take: &mut dyn FnMut(Result<Analysed, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for document in sentences.chunk_by(|_, next| next.document.is_none()) {
        let name = document.first().and_then(|first| first.document.clone()).filter(|name| !name.is_empty());
        let layout = conllu::lay_out(document);
        let analysis = Analyser::embedded().analyse_given(&layout.text, layout.words, layout.sentences);
        let values = values(&layout.text, &layout.blocks, dateline.map(midnight));
        let (text, blocks) = (layout.text, layout.blocks);
        let id = Value::from(name.unwrap_or_else(|| path.to_owned()));
        take(Ok(Analysed { id, text, blocks, analysis, values, origin: Origin::Rows }))?;
    }
    ControlFlow::Continue(())
}

/// The paragraphs of a text: runs of lines that hold more than white space.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            open = false;
        } else {
            let start = at + line.len() - line.trim_start().len();
            let span = Span::new(start, start + words.len());
            match found.last_mut().filter(|_| open) {
                Some(paragraph) => paragraph.end = span.end,
                None => found.push(span),
            }
            open = true;
        }
        at += line.len();
    }
    found
}

/// The values of each block, by their bytes in the whole text.
fn values(text: &str, blocks: &[Span], reference: Option<DateTime>) -> Vec<TypedSpan> {
    let of_block = |block: &Span| {
        let start = block.start as usize;
        let words = text.get(block.range()).unwrap_or_default();
        value::spans(words, reference).into_iter().map(move |mut span| {
            span.start += start;
            span.end += start;
            span
        })
    };
    blocks.iter().flat_map(of_block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs() {
        let words = |text: &'static str| -> Vec<&str> {
            paragraphs(text).into_iter().map(|span| text.get(span.range()).unwrap()).collect()
        };
        assert_eq!(words("\n one\ntwo \r\n \t\r\nthree"), ["one\ntwo", "three"]);
        assert_eq!(words(" \n\n"), [""; 0]);
    }

    #[test]
    fn a_moment_may_have_a_zone() {
        let noon = moment("2024-07-03T12:00:00").unwrap();
        assert_eq!(moment("2024-07-03T12:00:00Z"), Some(noon));
        assert_eq!(moment("2024-07-03T12:00:00.250+06:00"), Some(noon));
        assert_eq!(moment("2024-07-03").map(DateTime::date), Some(noon.date()));
        assert_eq!(moment("July 3"), None);
        assert_eq!(moment("2024-07-03T12:00:00 and so on"), None);
    }
}
