//! Where reports go, and in what form: `--format` for standard output, `--output FORMAT=PATH` for files beside it.

use super::status::{FailOn, Status};
use super::terminal::Terminal;
use crate::report::{self, Format, Look, Run, Style};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// The arguments that say how to report.
#[derive(Debug, Args)]
pub struct OutputArguments {
    /// How to print the report
    #[arg(long, value_parser = formats(), default_value = "text", value_name = "FORMAT")]
    format: Format,

    /// Write a report to a file, too: `sarif=factlint.sarif`; give the option again for more
    #[arg(long = "output", value_parser = read_output, value_name = "FORMAT=PATH")]
    outputs: Vec<Output>,

    /// Show supported and unstated checks in full, too
    #[arg(long, short)]
    verbose: bool,
}

/// A report in a file.
#[derive(Debug, Clone)]
struct Output {
    format: Format,
    path: String,
}

/// What is printed, and where.
#[derive(Debug, Clone, Copy, Default)]
pub struct Printing {
    /// How often each check fails, in place of the findings.
    pub statistics: bool,
    /// The findings alone.
    pub quiet: bool,
    /// To standard error: standard output holds something else.
    pub aside: bool,
}

impl OutputArguments {
    /// The files that are written.
    pub fn paths(&self) -> Vec<String> {
        self.outputs.iter().map(|output| output.path.clone()).collect()
    }

    /// Writes every report and tells whether all could be written.
    pub fn write(&self, run: &Run, fail_on: FailOn, printing: Printing, terminal: &Terminal) -> Status {
        let style = Style { verbose: self.verbose, quiet: printing.quiet, ..terminal.style };
        let look = |style| Look { style, fails_at: fail_on.least() };
        let mut status = Status::Clean;
        for output in &self.outputs {
            let plain = Style { color: false, ..style };
            let text = report::render(run, output.format, &look(plain));
            let written = text
                .map_err(|error| error.to_string())
                .and_then(|text| std::fs::write(&output.path, text).map_err(|error| error.to_string()));
            if let Err(error) = written {
                terminal.complain(&format!("cannot write the report `{}`: {error}", report::visible(&output.path)));
                status = Status::Usage;
            }
        }
        let text = if printing.statistics && self.format == Format::default() {
            Ok(report::problems(run, &style) + &report::statistics(run, &style))
        } else {
            report::render(run, self.format, &look(style))
        };
        match text {
            Ok(text) if printing.aside => {
                terminal.print_aside(&text);
                status
            }
            Ok(text) => status.max(terminal.print(&text)),
            Err(error) => {
                terminal.complain(&format!("cannot write the report: {error}"));
                Status::Usage
            }
        }
    }
}

/// Reads the name of a format; help lists all with what they are.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.map(|(_, name, about)| PossibleValue::new(name).help(about));
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or_default())
}

fn read_output(text: &str) -> Result<Output, String> {
    let names = || Format::ALL.map(|(_, name, _)| name).join(", ");
    let Some((name, path)) = text.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err(String::from("a report is named by its format and its file: `sarif=factlint.sarif`"));
    };
    let format = Format::named(name).ok_or_else(|| format!("there is no format `{name}`; these are: {}", names()))?;
    Ok(Output { format, path: path.to_owned() })
}
