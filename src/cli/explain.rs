//! `factlint explain`: what a message means.

use super::status::Status;
use super::terminal::Terminal;
use crate::report;
use clap::Args;

/// Tell what a message means and what to do about it.
///
/// The code stands in brackets at the head of the message: `error[unknown-phrase]`. Without a code, all are listed.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 explained, 2 there is no such code.

Example:
  factlint explain unknown-phrase")]
pub struct Arguments {
    /// The code of a message
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints the explanation of a code, or the list of codes.
pub fn run(arguments: &Arguments, terminal: &Terminal) -> Status {
    let Some(code) = &arguments.code else {
        return terminal.print(&report::codes(&terminal.style));
    };
    match report::explain(code, &terminal.style) {
        Ok(text) => terminal.print(&text),
        Err(near) => {
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`factlint explain` lists the codes".to_owned(),
            };
            terminal.complain(&format!("there is no message with the code `{}`", report::visible(code)));
            terminal.advise(&help);
            Status::Usage
        }
    }
}
