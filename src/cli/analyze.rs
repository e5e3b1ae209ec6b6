//! `factlint analyze`: the analysis of English that everything else rests on.

use super::check::read_date;
use super::status::Status;
use super::terminal::Terminal;
use crate::project::{self, InputForm};
use crate::report::{self, Analysed, Offsets};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::{BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;

/// Print how factlint reads English: sentences, words, names, trees, and the values of numbers and dates.
///
/// Reads articles, treebanks in CoNLL-U, or JSON Lines, a text a line: {"id": "a1", "text": "Xi met Modi on Tuesday.", "ref":
/// "2024-07-03T00:00:00"}, where `ref` is the moment that "yesterday" counts from. Each text is printed as soon as it is read.
/// Places are those of the file for an article, else of the text.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 printed, 2 usage error, 3 a file or a line cannot be read (the others are printed all the same).

Examples:
  factlint analyze story.md
  factlint analyze --format conllu story.md > story.conllu
  factlint analyze --offsets chars < texts.jsonl > analysed.jsonl")]
pub struct Arguments {
    /// What is read; else the ending of the file's name tells (.jsonl, .conllu), and `{` at the start of standard input
    #[arg(long, value_enum, value_name = "FORM")]
    input: Option<Input>,

    /// How to print the analysis; else `text` on a terminal and `jsonl` elsewhere
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,

    /// What places in `jsonl` are counted in
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    offsets: Unit,

    /// The day that "yesterday" counts from where the text names none, as 2024-07-02
    #[arg(long, value_name = "DATE", value_parser = read_date)]
    dateline: Option<Date>,

    /// What to analyse; `-` is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    files: Vec<String>,
}

/// The forms of what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Input {
    /// An article: plain text, Markdown or HTML
    Text,
    /// A text a line
    Jsonl,
    /// A treebank, its words and sentences to be kept
    Conllu,
}

/// The forms of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each sentence with its tree
    Text,
    /// For programs: a text a line
    Jsonl,
    /// For programs that read treebanks
    Conllu,
}

/// What places are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Unit {
    /// Bytes of UTF-8
    #[default]
    Bytes,
    /// Unicode code points
    Chars,
}

/// Analyses, prints each text as it comes, and tells the exit status.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let form = arguments.input.map(|input| match input {
        Input::Text => InputForm::Text,
        Input::Jsonl => InputForm::JsonLines,
        Input::Conllu => InputForm::Conllu,
    });
    let usual = if std::io::stdout().is_terminal() { Format::Text } else { Format::Jsonl };
    let format = arguments.format.unwrap_or(usual);
    let offsets = match arguments.offsets {
        Unit::Bytes => Offsets::Bytes,
        Unit::Chars => Offsets::Chars,
    };
    let mut status = Status::Clean;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in &arguments.files {
        let flow = project::analyze(file, form, arguments.dateline, &mut |analysed| {
            let written = match analysed {
                Ok(analysed) => shown(&analysed, format, offsets, terminal).and_then(|text| {
                    out.write_all(text.as_bytes())?;
                    // A reader at the other end of a pipe gets each text when it is done.
                    out.flush()
                }),
                Err(problem) => {
                    status = status.max(Status::NoArticle);
                    terminal.print_problem(&problem);
                    Ok(())
                }
            };
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    status = status.max(terminal.unwritten(&error));
                    ControlFlow::Break(())
                }
            }
        });
        if flow.is_break() {
            break;
        }
    }
    status
}

fn shown(analysed: &Analysed, format: Format, offsets: Offsets, terminal: &Terminal) -> std::io::Result<String> {
    match format {
        Format::Text => Ok(report::analysis_text(analysed, &terminal.style)),
        Format::Jsonl => Ok(report::analysis_json(analysed, offsets)?),
        Format::Conllu => Ok(report::analysis_conllu(analysed)),
    }
}
