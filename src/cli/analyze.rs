//! `factlint analyze`: the English analysis and the values of texts.

use super::check::read_date;
use super::status::Status;
use super::terminal::Terminal;
use crate::project::{self, Request, TextForm};
use crate::report;
use crate::source::ProblemKind;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::{BufWriter, ErrorKind, Write};

/// Show how factlint reads English: sentences, words, names, trees and values.
///
/// Draws each sentence with the tree of its words, their lemmas and tags, the names, and every number, amount, date and
/// duration with its value; or writes the same as data. A record of JSON Lines has offsets in bytes; `head` counts the
/// tokens of the text from 0.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 analysed, 2 usage error, 3 a text is missing or cannot be read (the others are analysed all the same).

Examples:
  factlint analyze story.md
  echo 'The bloc has nine members.' | factlint analyze
  factlint analyze --format jsonl < texts.jsonl > analysed.jsonl
  factlint analyze --format conllu --input conllu treebank.conllu")]
pub struct Arguments {
    /// How to print the analysis
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,

    /// How to read the texts [default: as the file's name tells; standard input that begins with `{` as jsonl]
    #[arg(long, value_enum, value_name = "FORM")]
    input: Option<Input>,

    /// What offsets in records count
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    offsets: Offsets,

    /// The day that "yesterday" counts from where the text names none, as 2024-07-02
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    dateline: Option<Date>,

    /// Texts; `-` is standard input
    #[arg(default_value = "-", value_name = "TEXT")]
    texts: Vec<String>,
}

/// The forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// Drawings for people
    #[default]
    Text,
    /// A JSON object a text
    Jsonl,
    /// CoNLL-U
    Conllu,
}

/// The forms of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// Articles: text, Markdown, HTML, AsciiDoc or reStructuredText
    Article,
    /// Text as it stands; blank lines part paragraphs
    Text,
    /// A JSON object a line: {"id", "text", "ref"}
    Jsonl,
    /// CoNLL-U: its words and sentences are taken, its tags and trees are not
    Conllu,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Offsets {
    /// Bytes of the UTF-8 text
    #[default]
    Bytes,
    /// Unicode code points
    Chars,
}

/// Analyses, prints each text as soon as it is read, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let request = Request {
        form: arguments.input.map(|input| match input {
            Input::Article => TextForm::Article,
            Input::Text => TextForm::Plain,
            Input::Jsonl => TextForm::JsonLines,
            Input::Conllu => TextForm::Conllu,
        }),
        dateline: arguments.dateline,
        as_characters: arguments.offsets == Offsets::Chars,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut status = Status::Clean;
    let mut is_open = true;
    for path in &arguments.texts {
        project::analyze(path, &request, &mut |analysed| {
            let written = match analysed {
                Ok((analysed, places)) => match arguments.format {
                    Format::Text => Ok(report::trees(analysed, &terminal.style)),
                    Format::Conllu => Ok(report::treebank(analysed)),
                    Format::Jsonl => report::record(analysed, places).map_err(std::io::Error::from),
                },
                Err((problem, sources)) => {
                    terminal.print_problem(problem, sources);
                    let failed = match problem.kind {
                        ProblemKind::Io | ProblemKind::Parse | ProblemKind::Limit => Status::NoArticle,
                        _ => Status::Usage,
                    };
                    status = status.max(failed);
                    return true;
                }
            };
            match written.and_then(|text| {
                out.write_all(text.as_bytes())?;
                // Whoever waits at the other end of a pipe gets each text when it is done.
                out.flush()
            }) {
                Ok(()) => {}
                Err(error) => {
                    is_open = false;
                    // A reader that has gone away (`| head`) is no error.
                    if error.kind() != ErrorKind::BrokenPipe {
                        terminal.complain(&format!("cannot write to standard output: {error}"));
                        status = Status::Usage;
                    }
                }
            }
            is_open
        });
        if !is_open {
            break;
        }
    }
    match out.flush() {
        Err(error) if is_open && error.kind() != ErrorKind::BrokenPipe => {
            terminal.complain(&format!("cannot write to standard output: {error}"));
            Status::Usage
        }
        _ => status,
    }
}
