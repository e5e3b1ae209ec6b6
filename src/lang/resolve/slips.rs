//! Slips of the pen that the words of a clause show by themselves, whatever the lexicon holds.
//!
//! Enters: the tokens of a clause. Leaves: the problem, with the sentence that was meant. [`certain`] slips would be read
//! as something else; [`likely`] ones explain why a clause has no reading.

use super::suggest::nearest;
use super::token::{Token, TokenKind, Tokens};
use crate::source::{Problem, ProblemKind, Site, Span};
use crate::value::read_at;

/// Quantifiers that a misspelt word at the head of a clause is taken for.
const QUANTIFIERS: [&str; 5] = ["every", "each", "exactly", "either", "neither"];

/// The signs of programs, and the words of the rule language.
const SIGNS: [(&str, &str); 9] = [
    ("=", "equals"),
    ("==", "equals"),
    ("!=", "does not equal"),
    (">", "is more than"),
    ("<", "is less than"),
    (">=", "is at least"),
    ("<=", "is at most"),
    ("≥", "is at least"),
    ("≤", "is at most"),
];

const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A slip that makes another sentence of the clause.
pub fn certain(tokens: &Tokens) -> Option<Problem> {
    ambiguous_date(tokens).or_else(|| misspelt_quantifier(tokens))
}

/// A slip that may be why the clause has no reading.
pub fn likely(tokens: &Tokens) -> Option<Problem> {
    let slips: [fn(&Tokens) -> Option<Problem>; 13] =
        [stop, sign, pair, all, says, between, within, at_least, same_as, calendar, relative, no_day, splice];
    slips.iter().find_map(|slip| slip(tokens))
}

fn problem(tokens: &Tokens, at: usize, message: String, label: &str, help: String) -> Option<Problem> {
    let problem = Problem::new(ProblemKind::Parse, "wording", message);
    Some(problem.at(tokens.site(at, at + 1), label).help(help))
}

fn words(tokens: &Tokens) -> impl DoubleEndedIterator<Item = (usize, &Token)> {
    tokens.all.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word)
}

fn find(tokens: &Tokens, word: &str) -> Option<usize> {
    words(tokens).find(|(_, token)| token.is(word)).map(|(at, _)| at)
}

/// `3.7.2024`: March or July?
fn ambiguous_date(tokens: &Tokens) -> Option<Problem> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    words(tokens).find_map(|(at, token)| {
        let parts: Vec<&str> = token.text.split(['.', '/']).collect();
        let &[first, second, year] = parts.as_slice() else { return None };
        let (first, second, _) = (number(first)?, number(second)?, number(year)?);
        let months = 1..=12;
        let both = months.contains(&first) && months.contains(&second) && first != second;
        if !both || !matches!(year.len(), 2 | 4) {
            return None;
        }
        let century = if year.len() == 2 { "20" } else { "" };
        let day = |month: u32, day: u32| format!("`{century}{year}-{month:02}-{day:02}`");
        let help = format!("write {} or {}", day(first, second), day(second, first));
        let problem = Problem::new(ProblemKind::Parse, "ambiguous-date", format!("`{}` can be two days", token.text));
        Some(problem.at(tokens.site(at, at + 1), "which is the month?").help(help))
    })
}

fn misspelt_quantifier(tokens: &Tokens) -> Option<Problem> {
    let first = tokens.all.first().filter(|first| first.kind == TokenKind::Word && !first.capital)?;
    if QUANTIFIERS.contains(&first.lower.as_str()) {
        return None;
    }
    // "beach" is no slip for "each".
    let near = QUANTIFIERS.into_iter().find(|word| {
        word.chars().next() == first.lower.chars().next() && strsim::osa_distance(word, &first.lower) == 1
    })?;
    let message = format!("no sentence begins with `{}`", first.text);
    problem(tokens, 0, message, "no word of the rule language", format!("did you mean `{near}`?"))
}

fn stop(tokens: &Tokens) -> Option<Problem> {
    let (at, last) = words(tokens).next_back().filter(|(at, _)| at + 1 == tokens.all.len())?;
    let end = last.text.chars().next_back().filter(|end| ['.', '?', '!', ';', ':'].contains(end))?;
    let help = match end {
        '?' => "a rule states what must hold, as in `Kazakhstan hosts the SCO summit`".to_owned(),
        _ => format!("leave it out: `{}`", tokens.words(0, tokens.len()).trim_end_matches(end)),
    };
    let word = tokens.site(at, at + 1);
    let start = word.span.end.saturating_sub(u32::try_from(end.len_utf8()).unwrap_or(1));
    let site = Site { span: Span { start, ..word.span }, ..word };
    let message = format!("a sentence of a rule does not end with `{end}`");
    Some(Problem::new(ProblemKind::Parse, "wording", message).at(site, "not here").help(help))
}

fn sign(tokens: &Tokens) -> Option<Problem> {
    let signed = |token: &Token| SIGNS.iter().find(|(sign, _)| *sign == token.text).copied();
    let (at, (sign, word)) = words(tokens).find_map(|(at, token)| Some((at, signed(token)?)))?;
    let help = format!("write `{} {word} {}`", tokens.words(0, at), tokens.words(at + 1, tokens.len()));
    problem(tokens, at, format!("comparisons are written in words, not as `{sign}`"), "a sign", help)
}

/// "both A, B and C", "neither A or B", "either A and B".
fn pair(tokens: &Tokens) -> Option<Problem> {
    let joins = [("both", "and", "or"), ("either", "or", "and"), ("neither", "nor", "or")];
    joins.into_iter().find_map(|(word, right, wrong)| {
        let at = find(tokens, word)?;
        let form = format!("`{word} Putin {right} Xi`");
        let behind = tokens.all.get(at + 1..)?;
        let joint = behind.iter().find(|token| token.is_any(&["and", "or", "nor"]));
        if joint.is_some_and(|joint| joint.is(wrong)) {
            let message = format!("`{word}` goes with `{right}`");
            return problem(tokens, at, message, "goes with another word", format!("write {form}"));
        }
        let listed = behind.iter().position(|token| token.kind == TokenKind::Comma)?;
        behind.iter().position(|token| token.is(right)).filter(|&joined| listed < joined)?;
        let help = format!("write {form}, or leave `{word}` out: `Putin, Xi and Modi`");
        problem(tokens, at, format!("`{word}` joins two, and more stand here"), "joins two", help)
    })
}

/// "at all three summits".
fn all(tokens: &Tokens) -> Option<Problem> {
    let counted = |two: &[Token]| matches!(two, [all, number] if all.is("all") && read_at(&number.text, 0).is_some());
    let at = tokens.all.windows(2).position(counted)? + 1;
    let help = "write `every`, as in `attendee appears at every summit`; how many there are is a sentence of its own: \
                `there are three summits`";
    problem(tokens, at, "no number stands behind `all`".to_owned(), "a number", help.to_owned())
}

/// "Guterres says never again".
fn says(tokens: &Tokens) -> Option<Problem> {
    let at = find(tokens, "says")?;
    tokens.all.get(at + 1).filter(|behind| behind.kind == TokenKind::Word && !behind.is("that"))?;
    let (who, said) = (tokens.words(0, at), tokens.words(at + 1, tokens.len()));
    let help = format!("write `{who} says \"{said}\"` for these very words, or `{who} says that …` for what they mean");
    problem(tokens, at + 1, "what is said is not in quotation marks".to_owned(), "not quoted", help)
}

fn between(tokens: &Tokens) -> Option<Problem> {
    let at = find(tokens, "between")?;
    let behind = tokens.all.get(at + 1..)?;
    let join = at + 1 + behind.iter().position(|token| token.is_any(&["or", "to"]))?;
    if behind.iter().any(|token| token.is("and")) {
        return None;
    }
    let help = format!("write `between {} and {}`", tokens.words(at + 1, join), tokens.words(join + 1, tokens.len()));
    problem(tokens, join, "`between` goes with `and`".to_owned(), "`and` is meant?", help)
}

fn within(tokens: &Tokens) -> Option<Problem> {
    let at = find(tokens, "within")?;
    let wrong = tokens.all.get(at + 1..)?.iter().position(|token| token.is_any(&["from", "to", "around"]))?;
    let join = at + 1 + wrong;
    let help = format!("write `{} of {}`", tokens.words(at, join), tokens.words(join + 1, tokens.len()));
    problem(tokens, join, "`within` goes with `of`".to_owned(), "`of` is meant?", help)
}

fn at_least(tokens: &Tokens) -> Option<Problem> {
    let bounds = [["at", "least"], ["at", "most"], ["more", "than"], ["fewer", "than"], ["less", "than"]];
    let at = tokens.all.windows(3).position(|three| {
        let [first, second, third] = three else { return false };
        let bound = bounds.iter().any(|[one, two]| first.is(one) && second.is(two));
        let word = third.kind == TokenKind::Word && third.lower.chars().all(char::is_alphabetic);
        bound && word && !third.is_article() && read_at(&third.text, 0).is_none()
    })?;
    let bound = tokens.words(at, at + 2);
    let help = format!("write how many, as in `{bound} two attendees`");
    problem(tokens, at + 2, format!("no number follows `{bound}`"), "a number is missing before this", help)
}

fn same_as(tokens: &Tokens) -> Option<Problem> {
    let at = tokens.all.windows(2).position(|two| matches!(two, [same, than] if same.is("same") && than.is("as")))?;
    let is = at.checked_sub(2).filter(|&is| tokens.get(is).is_some_and(|token| token.is_any(&["is", "are"])))?;
    let help = format!("write `{} equals {}`", tokens.words(0, is), tokens.words(at + 2, tokens.len()));
    problem(tokens, at, "two values are compared by `equals`".to_owned(), "not a comparison", help)
}

fn calendar(tokens: &Tokens) -> Option<Problem> {
    let prepositions = ["on", "in", "before", "after", "since", "by"];
    words(tokens).find_map(|(at, token)| {
        tokens.get(at.checked_sub(1)?).filter(|before| before.is_any(&prepositions))?;
        let known = CALENDAR.iter().any(|known| token.is(&known.to_lowercase()));
        let near = nearest(&token.text, CALENDAR.into_iter()).filter(|_| !known && token.text.len() > 4)?;
        let message = format!("`{}` is no day or month", token.text);
        problem(tokens, at, message, "not in the calendar", format!("did you mean `{near}`?"))
    })
}

fn relative(tokens: &Tokens) -> Option<Problem> {
    let relative = ["yesterday", "today", "tomorrow", "tonight", "now"];
    let (at, token) = words(tokens).find(|(_, token)| token.is_any(&relative))?;
    let message = format!("`{}` depends on when the rule is read", token.text);
    problem(tokens, at, message, "which day?", "write the date: `on 2024-07-03`".to_owned())
}

/// "on Astana".
fn no_day(tokens: &Tokens) -> Option<Problem> {
    let at = words(tokens).filter(|(_, token)| token.is("on")).map(|(at, _)| at + 1).find(|&at| {
        let named = tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word && token.capital);
        named && read_at(&tokens.words(at, tokens.len()), 0).is_none()
    })?;
    let behind = tokens.all.get(at..)?.iter();
    let end = at + behind.take_while(|token| token.kind == TokenKind::Word && token.capital).count();
    let name = tokens.words(at, end);
    let help = format!("write `in {name}` if it is a place, and a date as `on July 3, 2024`");
    let problem =
        Problem::new(ProblemKind::Parse, "wording", format!("`on` is followed by a date, and `{name}` is none"));
    Some(problem.at(tokens.site(at, end), "no date").help(help))
}

/// Two sentences joined by a bare comma.
fn splice(tokens: &Tokens) -> Option<Problem> {
    let at = tokens.all.iter().position(|token| token.kind == TokenKind::Comma)?;
    let (before, behind) = (tokens.words(0, at), tokens.words(at + 1, tokens.len()));
    let joined = tokens.all.get(at + 1..)?.iter().any(|token| token.is_any(&["and", "or"]));
    if joined || [&before, &behind].iter().any(|words| words.split(' ').count() < 3) {
        return None;
    }
    let help = format!("join two sentences by `, and`: `{before}, and {behind}`; a list ends with `and`: `A, B and C`");
    problem(tokens, at, "a comma by itself joins no sentences".to_owned(), "`, and` is meant?", help)
}
