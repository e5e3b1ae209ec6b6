//! Table facts with their logical forms, put through the engine.
//!
//! `logic2text FILE [--data-conventions] [--write DIR]` reads a file of JSON lines, each with `id`, `caption`, `header`,
//! `rows`, `logic`, `false_logic`, `result` and `strict_result`. Each table becomes the table of an article, and each form
//! one sentence of the rule language, operator by operator. Printed is how many verdicts are as the file has them:
//! *supported* or *contradicted* for `logic`, *contradicted* for `false_logic`. The exit status is 1 on any disagreement.
//!
//! `--data-conventions` reads two operators as the data set's own executor does, and compares with `result`:
//! `most` is a third or more, and `round_eq` allows 15 percent.
//! `--write DIR` writes `article.md` and `rules.rules` into a folder a case.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

use factlint::article::{self, Format};
use factlint::check::{self, Options, Verdict};
use factlint::extract;
use factlint::lang::load::{RuleFile, load};
use factlint::source::{Source, Sources};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A case of the file.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    #[serde(default)]
    action: String,
    caption: String,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    logic: String,
    #[serde(default)]
    false_logic: Option<String>,
    result: bool,
    strict_result: bool,
}

/// A form: an operator with its operands, or a value.
#[derive(Debug, PartialEq)]
enum Form {
    Operator(String, Vec<Form>),
    Value(String),
}

/// Reads `eq { count { all_rows } ; 3 }`.
fn form(text: &str) -> Form {
    let text = text.trim();
    let inner = text.split_once(" { ").and_then(|(name, rest)| Some((name, rest.strip_suffix('}')?)));
    let Some((name, inner)) =
        inner.filter(|(name, _)| name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'))
    else {
        return Form::Value(text.to_owned());
    };
    let (mut operands, mut depth, mut operand) = (Vec::new(), 0_usize, Vec::new());
    for word in inner.split(' ') {
        match word {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if word == ";" && depth == 0 {
            operands.push(form(&std::mem::take(&mut operand).join(" ")));
        } else {
            operand.push(word);
        }
    }
    operands.push(form(&operand.join(" ")));
    Form::Operator(name.to_owned(), operands)
}

/// Why a form has no sentence.
type Untranslated = String;
type Words = Result<String, Untranslated>;

/// Which reading of `most` and `round_eq` the sentences have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Over half; right to the stated precision.
    Editor,
    /// A third or more; within 15 percent.
    Data,
}

impl Form {
    fn parts(&self) -> (&str, &[Form]) {
        match self {
            Self::Operator(name, operands) => (name, operands),
            Self::Value(_) => ("", &[]),
        }
    }

    fn unknown(&self) -> Untranslated {
        format!("no sentence for {self:?}")
    }

    /// What is claimed.
    fn claim(&self, reading: Reading) -> Words {
        let compared = |left: &Form, words: &str, right: &Form| {
            // A sentence begins with what the table tells.
            let (left, right) = if matches!(left, Self::Value(_)) { (right, left) } else { (left, right) };
            Ok(format!("{} {words} {}", left.term()?, right.term()?))
        };
        match self.parts() {
            ("and", [one, other]) => Ok(format!("{}, and {}", one.claim(reading)?, other.claim(reading)?)),
            ("only", [view]) => Ok(format!("there is exactly one row{}", view.rows()?)),
            ("eq" | "str_eq", [left, right]) => compared(left, "is", right),
            ("not_eq" | "not_str_eq" | "str_not_eq", [left, right]) => compared(left, "is not", right),
            ("round_eq", [left, right]) => compared(left, rounded(right, reading), right),
            ("greater", [left, right]) => Ok(format!("{} is more than {}", left.term()?, right.term()?)),
            ("less", [left, right]) => Ok(format!("{} is less than {}", left.term()?, right.term()?)),
            (name, [view, column, value]) => {
                let most = name.strip_prefix("most_");
                let (operator, quantifier, have) = match (most, name.strip_prefix("all_")) {
                    (Some(operator), _) => (operator, "most rows", "have"),
                    (_, Some(operator)) => (operator, "every row", "has"),
                    _ => return Err(self.unknown()),
                };
                let words = match operator {
                    "str_eq" => "containing",
                    "str_not_eq" | "not_str_eq" => "not containing",
                    "eq" => "equal to",
                    "not_eq" => "not equal to",
                    "greater" => "more than",
                    "less" => "less than",
                    "greater_eq" => "at least",
                    "less_eq" => "at most",
                    _ => return Err(self.unknown()),
                };
                let (rows, column, value) = (view.rows()?, column.column()?, value.term()?);
                if most.is_some() && reading == Reading::Data {
                    let among = view.among()?;
                    return Ok(format!(
                        "the number of rows where {column} {words} {value}{among} times 3 is at least the number of rows{rows}"
                    ));
                }
                Ok(format!("{quantifier}{rows} {have} {column} {words} {value}"))
            }
            _ => Err(self.unknown()),
        }
    }

    /// A value.
    fn term(&self) -> Words {
        match self.parts() {
            ("", _) => match self {
                Self::Value(value) => Ok(literal(value)),
                Self::Operator(..) => Err(self.unknown()),
            },
            ("hop" | "str_hop" | "num_hop", [view, column]) => {
                Ok(format!("the {} of the first row{}", column.column()?, view.rows()?))
            }
            ("count", [view]) => Ok(format!("the number of rows{}", view.rows()?)),
            ("avg", [view, column]) => Ok(format!("the average {} of the rows{}", column.column()?, view.rows()?)),
            ("sum", [view, column]) => Ok(format!("the total {} of the rows{}", column.column()?, view.rows()?)),
            ("max", [view, column]) => Ok(format!("the highest {} of the rows{}", column.column()?, view.rows()?)),
            ("min", [view, column]) => Ok(format!("the lowest {} of the rows{}", column.column()?, view.rows()?)),
            ("nth_max", [view, column, nth]) => {
                Ok(format!("the {}highest {} of the rows{}", nth.ordinal()?, column.column()?, view.rows()?))
            }
            ("nth_min", [view, column, nth]) => {
                Ok(format!("the {}lowest {} of the rows{}", nth.ordinal()?, column.column()?, view.rows()?))
            }
            ("diff", [one, other]) => Ok(format!("{} minus {}", one.term()?, other.term()?)),
            _ => Err(self.unknown()),
        }
    }

    /// What singles rows out, to stand behind "row" or "rows".
    fn rows(&self) -> Words {
        let comparator = |name: &str| {
            Some(match name {
                "filter_str_eq" => "contains",
                "filter_str_not_eq" | "filter_not_str_eq" => "does not contain",
                "filter_eq" => "is",
                "filter_not_eq" => "is not",
                "filter_greater" => "is more than",
                "filter_less" => "is less than",
                "filter_greater_eq" => "is at least",
                "filter_less_eq" => "is at most",
                _ => return None,
            })
        };
        match (self, self.parts()) {
            (Self::Value(value), _) if value == "all_rows" => Ok(String::new()),
            // It keeps all rows.
            (_, ("filter_all", [view, _])) => view.rows(),
            (_, ("argmax", [view, column])) => Ok(format!(" with the highest {}{}", column.column()?, view.among()?)),
            (_, ("argmin", [view, column])) => Ok(format!(" with the lowest {}{}", column.column()?, view.among()?)),
            (_, ("nth_argmax", [view, column, nth])) => {
                Ok(format!(" with the {}highest {}{}", nth.ordinal()?, column.column()?, view.among()?))
            }
            (_, ("nth_argmin", [view, column, nth])) => {
                Ok(format!(" with the {}lowest {}{}", nth.ordinal()?, column.column()?, view.among()?))
            }
            (_, (name, [view, column, value])) => {
                let words = comparator(name).ok_or_else(|| self.unknown())?;
                Ok(format!(" where {} {words} {}{}", column.column()?, value.term()?, view.among()?))
            }
            _ => Err(self.unknown()),
        }
    }

    /// The rows that others are taken from.
    fn among(&self) -> Words {
        let rows = self.rows()?;
        if rows.is_empty() {
            return Ok(rows);
        }
        let one = self.parts().0.contains("arg");
        Ok(format!(" among the {}{rows}", if one { "first row" } else { "rows" }))
    }

    fn column(&self) -> Words {
        match self {
            Self::Value(name) => Ok(quoted(name)),
            Self::Operator(..) => Err(self.unknown()),
        }
    }

    /// `second `, nothing for the first.
    fn ordinal(&self) -> Words {
        const WORDS: [&str; 9] =
            ["", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth "];
        let Self::Value(number) = self else { return Err(self.unknown()) };
        let number: usize = number.trim_end_matches(".0").parse().map_err(|_| self.unknown())?;
        let word = number.checked_sub(1).ok_or_else(|| self.unknown())?;
        let ending = match (number % 10, number % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        Ok(WORDS.get(word).map_or_else(|| format!("{number}{ending} "), |word| (*word).to_owned()))
    }
}

/// How `round_eq` is said. Where words stand beside the figure ("16.5 inches"), the data set knows no stated precision.
fn rounded(right: &Form, reading: Reading) -> &'static str {
    match (reading, right) {
        (Reading::Data, _) => "is within 15% of",
        (Reading::Editor, Form::Value(value)) if !is_plain(&value.replace(',', "")) => "is about",
        (Reading::Editor, _) => "is",
    }
}

/// A plain number as it is, everything else in quotation marks.
fn literal(value: &str) -> String {
    if is_plain(value) { value.to_owned() } else { quoted(value) }
}

fn is_plain(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(fraction)
}

fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(['“', '”']) {
        return format!("“{text}”");
    }
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// An article with the table of a case under its caption.
fn article_of(case: &Case) -> String {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = format!("# {}\n\n{}", escaped(&case.caption), row(&case.header));
    text.push_str(&"| --- ".repeat(case.header.len()));
    text.push_str("|\n");
    text.extend(case.rows.iter().map(|cells| row(cells)));
    text
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~&!$^".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The checks of a case by name, with their verdicts.
type Expectations = Vec<(&'static str, Verdict)>;

/// The checks of a case, with what is expected of each.
fn rules_of(case: &Case, reading: Reading) -> Result<(String, Expectations), Untranslated> {
    let expected = if reading == Reading::Data { case.result } else { case.strict_result };
    let truth = if expected { Verdict::Supported } else { Verdict::Contradicted };
    let mut text = String::new();
    let mut expectations = Vec::new();
    for (name, logic, verdict) in
        [("logic", Some(&case.logic), truth), ("false-logic", case.false_logic.as_ref(), Verdict::Contradicted)]
    {
        let Some(logic) = logic else { continue };
        let claim = form(logic).claim(reading)?;
        text.push_str(&format!("rule {name}\n  in the table {} with totals, {claim}\n\n", quoted(&case.caption)));
        expectations.push((name, verdict));
    }
    Ok((text, expectations))
}

/// The verdicts of the engine, and what it complains of.
fn verdicts(case: &Case, rules: &str) -> (BTreeMap<String, (Verdict, String)>, Vec<String>) {
    let mut sources = Sources::default();
    let files = [RuleFile::new("rules.rules", rules)];
    let set = load(&files, &mut sources, &|_| Err(std::io::ErrorKind::NotFound.into()));
    let text = article_of(case);
    let source = sources.add(Source::new("article.md", text.as_str()));
    let facts = extract::extract(&article::read(source, &text, Format::Markdown), &set, None);
    let findings = check::evaluate(&set, &facts, Options::default());
    let verdicts = findings.into_iter().map(|finding| (finding.check, (finding.verdict, finding.message)));
    (verdicts.collect(), set.problems.into_iter().map(|problem| problem.message).collect())
}

fn write(folder: &Path, case: &Case, rules: &str) -> std::io::Result<()> {
    let folder = folder.join(&case.id);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("article.md"), article_of(case))?;
    std::fs::write(folder.join("rules.rules"), rules)
}

/// What was compared.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many cases there were.
    pub cases: usize,
    /// How many of them had a form without a sentence.
    pub untranslated: usize,
    /// For each check of each case: the case, the check, and the verdict that is expected.
    pub expected: Vec<(String, &'static str, Verdict)>,
    /// How many verdicts are as expected, of how many, for each check and kind of claim.
    agreed: BTreeMap<(&'static str, String), (usize, usize)>,
}

impl Tally {
    /// Whether there were cases, and all verdicts are as expected.
    pub fn agrees(&self) -> bool {
        self.cases > 0 && self.untranslated == 0 && self.agreed.values().all(|(right, all)| right == all)
    }

    fn total(&self, wanted: &str) -> (usize, usize) {
        let of_name = self.agreed.iter().filter(|((name, _), _)| *name == wanted);
        of_name.fold((0, 0), |sum, (_, count)| (sum.0 + count.0, sum.1 + count.1))
    }
}

/// Puts every case of a file through the engine and prints what differs, then the counts.
///
/// # Errors
/// A file cannot be read or written: which, and why.
pub fn run(file: &Path, reading: Reading, folder: Option<&Path>) -> Result<Tally, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let mut tally = Tally::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: Case =
            serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", file.display(), number + 1))?;
        tally.cases += 1;
        let (rules, expectations) = match rules_of(&case, reading) {
            Ok(rules) => rules,
            Err(why) => {
                tally.untranslated += 1;
                println!("{}: untranslated: {why}", case.id);
                continue;
            }
        };
        if let Some(folder) = folder {
            write(folder, &case, &rules).map_err(|error| format!("{}: {error}", case.id))?;
        }
        let (found, problems) = verdicts(&case, &rules);
        for (name, expected) in expectations {
            let count = tally.agreed.entry((name, case.action.clone())).or_default();
            count.1 += 1;
            let verdict = found.get(name);
            if verdict.is_some_and(|(verdict, _)| *verdict == expected) {
                count.0 += 1;
            } else {
                let said = verdict.map_or_else(|| problems.join("; "), |(verdict, why)| format!("{verdict:?}: {why}"));
                println!("{} {name}: expected {expected:?}, got {said}\n{rules}", case.id);
            }
            tally.expected.push((case.id.clone(), name, expected));
        }
    }
    for ((name, action), (right, all)) in &tally.agreed {
        println!("{name:12} {action:12} {right:4} of {all:4}");
    }
    let (logic, other) = (tally.total("logic"), tally.total("false-logic"));
    println!(
        "{} cases, {} untranslated: logic {} of {}, false logic contradicted {} of {}",
        tally.cases, tally.untranslated, logic.0, logic.1, other.0, other.1
    );
    Ok(tally)
}

fn main() -> ExitCode {
    let (mut file, mut folder, mut reading) = (None, None, Reading::Editor);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => folder = arguments.next().map(PathBuf::from),
            "--data-conventions" => reading = Reading::Data,
            _ => file = Some(PathBuf::from(argument)),
        }
    }
    let Some(file) = file else {
        eprintln!("logic2text FILE [--data-conventions] [--write DIR]");
        return ExitCode::from(2);
    };
    match run(&file, reading, folder.as_deref()) {
        Ok(tally) if tally.agrees() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
