//! Tables against themselves and against the text.

use super::Findings;
use super::page::{Mention, Page};
use super::registry::{Check, text};
use super::tolerance::{ratio, whole};
use crate::article::{BlockKind, Cell, Table};
use crate::lang::syntax::Severity;
use crate::source::Span;
use crate::value::{Number, Rational, Unit};
use num_traits::Signed;

/// The checks of this family.
pub const CHECKS: &[Check] = &[
    Check {
        name: "table-total",
        summary: "a row marked as the total is not the sum of the rows above it",
        severity: Severity::Error,
        why: "a cell is corrected, and the total is not computed anew",
        tolerates: "rounding of each cell; brackets for losses. Averages, rates and tables with subtotals are left alone.",
        fail: &[text(
            "| Line | Passengers |\n| --- | ---: |\n| North | 412,300 |\n| Harbour | 288,150 |\n| Valley | 97,400 |\n| **Total** | **797,580** |",
        )],
        pass: &[
            text(
                "| Line | Passengers |\n| --- | ---: |\n| North | 412,300 |\n| Harbour | 288,150 |\n| Valley | 97,400 |\n| **Total** | **797,850** |",
            ),
            text(
                "| Division | 2018 |\n| --- | ---: |\n| Paper | 14.3 |\n| Board | 9.8 |\n| Energy | (3.2) |\n| Total | 20.9 |",
            ),
        ],
        sure: true,
        run: total,
    },
    Check {
        name: "table-text",
        summary: "a number in the text is not that of the table's row and column",
        severity: Severity::Error,
        why: "digits change places between a table and the sentence about it",
        tolerates: "columns of several years, of which the sentence may mean any.",
        fail: &[
            text(
                "The county counted its hospital beds. Eastmoor has the most, 367.\n\n| Hospital | Beds | Doctors |\n| --- | --- | --- |\n| Eastmoor | 376 | 118 |\n| Weirside | 92 | 27 |",
            ),
            text(
                "Eastmoor had 128 doctors in May.\n\n| Hospital | Beds | Doctors |\n| --- | --- | --- |\n| Eastmoor | 376 | 118 |\n| Weirside | 92 | 27 |",
            ),
        ],
        pass: &[text(
            "Eastmoor had 118 doctors at the end of 2023, and the county pays for 126 from this spring.\n\n| Hospital | Doctors, 2022 | Doctors, 2023 |\n| --- | --- | --- |\n| Eastmoor | 112 | 118 |\n| Weirside | 29 | 27 |",
        )],
        sure: true,
        run: text_of,
    },
];

/// A table cell's number: where it stands and what it says, below zero in brackets.
struct Figure {
    span: Span,
    number: Number,
    signed: Rational,
}

fn words_of<'p>(page: &'p Page<'p>, cell: &Cell) -> &'p str {
    page.document.article.blocks.get(cell.block).map_or("", |block| page.text(block.span).trim())
}

/// The number of a cell that holds nothing else.
fn figure(page: &Page<'_>, cell: &Cell) -> Option<Figure> {
    let block = page.document.article.blocks.get(cell.block)?;
    let inside = |mention: &&Mention| block.span.contains(mention.span);
    let from = page.mentions.partition_point(|mention| mention.span.end <= block.span.start);
    let mut mentions = page.mentions.iter().skip(from).take_while(inside);
    let mention = mentions.next().filter(|_| mentions.next().is_none())?;
    let number = mention.number().filter(|number| !number.ordinal && number.stated_high.is_none())?.clone();
    let whole = page.text(block.span).trim();
    let bracketed = whole.starts_with('(') && whole.ends_with(')');
    let rest = whole.len().saturating_sub(mention.span.len());
    let signed = if bracketed { -number.stated.abs() } else { number.stated };
    (rest <= if bracketed { 2 } else { 1 }).then_some(Figure { span: mention.span, number, signed })
}

fn is_total(label: &str) -> bool {
    let label = label.to_lowercase();
    let label = label.trim_matches([':', '*', ' ']);
    matches!(
        label,
        "total"
            | "totals"
            | "sum"
            | "grand total"
            | "overall total"
            | "in all"
            | "all"
            | "altogether"
            | "overall"
            | "together"
    ) || label.strip_prefix("total ").is_some_and(|rest| !rest.contains(' '))
        || label.strip_prefix("all ").is_some_and(|rest| !rest.contains(' ') && rest.ends_with('s'))
}

fn body(table: &Table) -> Vec<&Vec<Cell>> {
    let heads = table.rows.iter().take_while(|row| row.iter().all(|cell| cell.header)).count();
    table.rows.iter().skip(heads).collect()
}

fn header<'p>(page: &'p Page<'p>, table: &Table, column: usize) -> &'p str {
    let row = table.rows.first().filter(|row| row.iter().any(|cell| cell.header));
    row.and_then(|row| row.get(column)).map_or("", |cell| words_of(page, cell))
}

fn total(page: &Page<'_>, findings: &mut Findings<'_>) {
    for table in &page.document.article.tables {
        let _ = row_totals(page, findings, table);
        let rows = body(table);
        let Some((last, above)) = rows.split_last() else { continue };
        let label = |row: &[Cell]| row.first().map_or(String::new(), |cell| words_of(page, cell).to_lowercase());
        let nested = above.iter().any(|row| {
            let label = label(row);
            label.contains("total") || label.contains("of which") || label.is_empty()
        });
        if above.len() < 2 || nested || !last.first().is_some_and(|cell| is_total(words_of(page, cell))) {
            continue;
        }
        for column in 1..last.len() {
            let _ = column_total(page, findings, table, above, last, column);
        }
    }
}

fn column_total(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    table: &Table,
    above: &[&Vec<Cell>],
    last: &[Cell],
    column: usize,
) -> Option<()> {
    let head = header(page, table, column).to_lowercase();
    if ["average", "mean", "median", "rate", "per ", "%", "percent", "change", "rank", "share", "ratio"]
        .iter()
        .any(|word| head.contains(word))
    {
        return None;
    }
    let stated = figure(page, last.get(column)?)?;
    let cells: Option<Vec<Figure>> = above.iter().map(|row| figure(page, row.get(column)?)).collect();
    let cells = cells?;
    if stated.number.unit == Unit::Percent || cells.iter().any(|cell| cell.number.unit != stated.number.unit) {
        return None;
    }
    let sum: Rational = cells.iter().map(|cell| cell.signed).sum();
    let exact = cells.iter().all(|cell| cell.signed.is_integer()) && stated.signed.is_integer();
    let digits: Rational = cells.iter().chain([&stated]).filter_map(|cell| ratio(cell.number.digit, whole(2))).sum();
    let room = if exact { whole(0) } else { digits };
    if (sum - stated.signed).abs() <= room {
        return None;
    }
    let (first, end) = (cells.first()?, cells.last()?);
    let total = Number::said(sum, stated.number.digit, stated.number.unit.clone(), crate::value::Hedge::None)?;
    let shown: Vec<&str> = cells.iter().map(|cell| page.text(cell.span)).collect();
    let mut labels =
        vec![(stated.span, "this total".to_owned()), (first.span, format!("and those below come to {total}"))];
    labels.push((end.span, "the last of them".to_owned()));
    findings.add(
        format!("the column comes to {total}, and its total is given as {}", page.text(stated.span)),
        Some(format!("{} = {total}", shown.join(" + "))),
        labels,
    )?;
    Some(())
}

/// A last column headed as the total: where most rows add up to it, the one that does not is wrong.
fn row_totals(page: &Page<'_>, findings: &mut Findings<'_>, table: &Table) -> Option<()> {
    let rows = body(table);
    let width = rows.first()?.len();
    if width < 4 || !is_total(header(page, table, width - 1)) {
        return None;
    }
    let mut wrong = Vec::new();
    let mut right = 0;
    for row in &rows {
        let cells: Option<Vec<Figure>> = row.get(1..)?.iter().map(|cell| figure(page, cell)).collect();
        let cells = cells?;
        let (stated, parts) = cells.split_last()?;
        let sum: Rational = parts.iter().map(|part| part.signed).sum();
        let digits: Rational = cells.iter().filter_map(|cell| ratio(cell.number.digit, whole(2))).sum();
        let exact = cells.iter().all(|cell| cell.signed.is_integer());
        if (sum - stated.signed).abs() <= if exact { whole(0) } else { digits } {
            right += 1;
        } else {
            wrong.push((cells, sum));
        }
    }
    let [(cells, sum)] = wrong.as_slice() else { return None };
    if right < 2 {
        return None;
    }
    let (stated, parts) = cells.split_last()?;
    let total = Number::said(*sum, stated.number.digit, stated.number.unit.clone(), crate::value::Hedge::None)?;
    let shown: Vec<&str> = parts.iter().map(|part| page.text(part.span)).collect();
    let labels = vec![
        (stated.span, "this total".to_owned()),
        (parts.first()?.span.cover(parts.last()?.span), format!("come to {total}")),
    ];
    findings.add(
        format!("the row comes to {total}, and its total is given as {}", page.text(stated.span)),
        Some(format!("{} = {total}", shown.join(" + "))),
        labels,
    )?;
    Some(())
}

/// The columns of shares of the article's tables.
pub(super) fn for_shares(page: &Page<'_>, mut with: impl FnMut(&[(Span, Number)])) {
    for table in &page.document.article.tables {
        let rows = body(table);
        let columns = rows.iter().map(|row| row.len()).max().unwrap_or(0);
        for column in 1..columns {
            let head = header(page, table, column).to_lowercase();
            let headed = head
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| matches!(word, "share" | "proportion" | "breakdown"));
            let cells: Option<Vec<(Span, Number)>> = rows
                .iter()
                .filter(|row| !row.first().is_some_and(|cell| is_total(words_of(page, cell))))
                .map(|row| figure(page, row.get(column)?).map(|figure| (figure.span, figure.number)))
                .collect();
            if let Some(cells) = cells.filter(|_| headed) {
                with(&cells);
            }
        }
    }
}

/// Rows of tables that are longer are data, and no text tells of them.
const MOST_ROWS: usize = 200;

fn text_of(page: &Page<'_>, findings: &mut Findings<'_>) {
    let tables = &page.document.article.tables;
    let told = tables.iter().any(|table| table.rows.len() <= MOST_ROWS);
    let prose = |sentence: &&std::ops::Range<usize>| {
        let kind = page.document.block_kind(sentence.start);
        !matches!(kind, BlockKind::Cell | BlockKind::Headline | BlockKind::Heading(_))
    };
    let sentences = page.document.analysis.sentences().iter().filter(|_| told).filter(prose);
    for sentence in sentences {
        let words = page.text(page.document.span(sentence.clone())).to_lowercase();
        for table in tables.iter().filter(|table| table.rows.len() <= MOST_ROWS) {
            let _ = named_row(page, findings, table, sentence.clone(), &words);
            for row in body(table) {
                let label = row.first().map_or("", |cell| words_of(page, cell));
                if label.len() >= 3 && !is_total(label) && names_row(&words, label) {
                    let _ = sentence_against(page, findings, table, row, sentence.clone());
                }
            }
        }
    }
}

/// Whether a sentence begins with the label of a row: "Eastmoor has", "The North line carried".
fn names_row(sentence: &str, label: &str) -> bool {
    let label = label.to_lowercase();
    let rest = sentence.strip_prefix("the ").unwrap_or(sentence);
    rest.strip_prefix(label.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A sentence that begins with the label of a row: "Eastmoor had 128 doctors", "Eastmoor has the most, 367".
fn sentence_against(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    table: &Table,
    row: &[Cell],
    sentence: std::ops::Range<usize>,
) -> Option<()> {
    let document = page.document;
    let mention = page.mentions_in(&sentence).first()?;
    let stated = mention.count()?;
    let most = document.words(sentence.start..mention.tokens.start).trim_end_matches([',', ' ']).ends_with("the most");
    let noun = match page.counted(mention) {
        Some(noun) if !most => document.lemma(noun).to_owned(),
        _ if most => {
            // The noun is that of a column, and stands in the sentence before.
            let before = document.sentence(sentence.start.checked_sub(1)?);
            let columns = (1..row.len()).map(|column| singular(header(page, table, column)));
            let named = |column: &String| before.clone().any(|token| document.lemma(token) == column.as_str());
            columns.filter(|column| !column.is_empty()).find(named)?
        }
        _ => return None,
    };
    let mut columns = (1..row.len()).filter(|&column| {
        let head = header(page, table, column).to_lowercase();
        head.split(|c: char| !c.is_alphabetic()).any(|word| !word.is_empty() && singular(word) == noun)
    });
    let column = columns.next().filter(|_| columns.next().is_none())?;
    let cell = figure(page, row.get(column)?)?;
    if header(page, table, column).contains(|c: char| c.is_ascii_digit()) || cell.signed == whole(stated) {
        return None;
    }
    // Another number of the sentence may be the one that the table gives.
    let others = page.mentions_in(&sentence).iter();
    if others.filter_map(Mention::count).any(|other| cell.signed == whole(other)) || !cell.number.is_count() {
        return None;
    }
    let table_says = page.text(cell.span);
    let labels = vec![(mention.span, "the text".to_owned()), (cell.span, "the table".to_owned())];
    findings.add(format!("the text says {}, and the table {table_says}", page.text(mention.span)), None, labels)?;
    Some(())
}

/// A sentence that names one row, anywhere, and has one number that only one column can hold: "Sales in Norrby came to $5.3
/// million", over a column of sales.
fn named_row(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    table: &Table,
    sentence: std::ops::Range<usize>,
    words: &str,
) -> Option<()> {
    let document = page.document;
    let holds = |label: &str| {
        let label = label.to_lowercase();
        label.len() >= 3
            && words.match_indices(label.as_str()).any(|(at, _)| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                edge(words.get(..at).and_then(|before| before.chars().next_back()))
                    && edge(words.get(at + label.len()..).and_then(|after| after.chars().next()))
            })
    };
    let rows: Vec<&Vec<Cell>> = body(table)
        .into_iter()
        .filter(|row| row.first().is_some_and(|cell| !is_total(words_of(page, cell)) && holds(words_of(page, cell))))
        .collect();
    let [row] = rows.as_slice() else { return None };
    let numbers: Vec<&Mention> = page
        .mentions_in(&sentence)
        .iter()
        .filter(|mention| mention.number().is_some_and(|number| !number.ordinal))
        .collect();
    // Of several numbers the one whose noun heads a column is meant.
    let heads = |mention: &&&Mention| {
        page.counted_lemma(mention).is_some_and(|noun| {
            (1..row.len()).any(|column| {
                header(page, table, column)
                    .to_lowercase()
                    .split(|c: char| !c.is_alphabetic())
                    .any(|word| singular(word) == noun)
            })
        })
    };
    let mention = match numbers.as_slice() {
        [one] => *one,
        several => {
            for mention in several.iter().filter(heads) {
                let _ = counted_cell(page, findings, table, row, mention);
            }
            return None;
        }
    };
    let number =
        mention.number().filter(|number| number.stated_high.is_none() && number.hedge == crate::value::Hedge::None)?;
    // What is told of another time, or as a change, is not in the table.
    let other = sentence.clone().any(|token| {
        matches!(
            document.lower(token),
            "more"
                | "fewer"
                | "less"
                | "up"
                | "down"
                | "rose"
                | "fell"
                | "than"
                | "from"
                | "another"
                | "by"
                | "about"
                | "nearly"
                | "almost"
                | "over"
                | "of"
                | "per"
                | "will"
                | "next"
                | "new"
                | "other"
        ) && document.lower(token) != "of"
    });
    let mut columns = (1..row.len()).filter(|&column| {
        let head = header(page, table, column).to_lowercase();
        let nouns: Vec<String> =
            head.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 3).map(singular).collect();
        let told = sentence.clone().any(|token| {
            nouns.iter().any(|noun| document.lemma(token) == noun.as_str() || document.lower(token) == noun.as_str())
        });
        told || row.len() == 2
    });
    let column = columns.next().filter(|_| columns.next().is_none())?;
    let cell = figure(page, row.get(column)?)?;
    let same_kind = match (&cell.number.unit, &number.unit) {
        (Unit::One, Unit::One | Unit::Currency(_) | Unit::Measure { .. }) => {
            number.unit == Unit::One || header(page, table, column).contains(['(', ',', '$', '€', '£'])
        }
        (one, other) => one == other,
    };
    if other
        || !same_kind
        || header(page, table, column).contains(|c: char| c.is_ascii_digit())
        || cell.signed.is_negative()
    {
        return None;
    }
    // "3.5" under "($m)" is 3.5 million.
    let mut scaled = cell.signed;
    let mut scale = whole(1);
    while scaled > whole(0) && scaled * whole(100) < number.stated && scale < whole(1_000_000_000) {
        scale *= whole(1000);
        scaled = cell.signed * scale;
    }
    let near = scaled * whole(2) > number.stated && scaled < number.stated * whole(2);
    let finer = cell.number.digit * scale;
    let room = ratio(number.digit.max(finer), whole(2))?;
    // One cell of the row may say what the sentence says.
    let elsewhere = row.iter().skip(1).filter_map(|cell| figure(page, cell)).any(|cell| cell.signed == number.stated);
    if !near || (scaled - number.stated).abs() <= room || elsewhere {
        return None;
    }
    let table_says = page.text(cell.span);
    let labels = vec![(mention.span, "the text".to_owned()), (cell.span, "the table".to_owned())];
    findings.add(format!("the text says {}, and the table {table_says}", page.text(mention.span)), None, labels)?;
    Some(())
}

/// A count whose noun heads one column of the row.
fn counted_cell(
    page: &Page<'_>,
    findings: &mut Findings<'_>,
    table: &Table,
    row: &[Cell],
    mention: &Mention,
) -> Option<()> {
    let noun = page.counted_lemma(mention)?;
    let mut columns = (1..row.len()).filter(|&column| {
        header(page, table, column)
            .to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|word| singular(word) == noun)
    });
    let column = columns.next().filter(|_| columns.next().is_none())?;
    let cell = figure(page, row.get(column)?)?;
    let stated = mention.count()?;
    let close = cell.signed * whole(3) > whole(stated) * whole(2) && cell.signed * whole(2) < whole(stated) * whole(3);
    let slip = {
        let digits = |words: &str| {
            let mut all: Vec<char> = words.chars().filter(char::is_ascii_digit).collect();
            all.sort_unstable();
            all
        };
        digits(page.text(mention.span)) == digits(page.text(cell.span))
    };
    if cell.signed == whole(stated)
        || !cell.number.is_count()
        || !close
        || !slip
        || header(page, table, column).contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let labels = vec![(mention.span, "the text".to_owned()), (cell.span, "the table".to_owned())];
    findings.add(
        format!("the text says {}, and the table {}", page.text(mention.span), page.text(cell.span)),
        None,
        labels,
    )?;
    Some(())
}

fn singular(word: &str) -> String {
    crate::nlp::inflect::singular(&word.trim().to_lowercase())
}
