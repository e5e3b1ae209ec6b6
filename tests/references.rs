//! References: data files and texts that are held to be true, and what articles make of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use factlint::check::{Evidence, Finding, Outcome, Verdict};
use factlint::project::{self, Asked, Options, Timings};
use factlint::report::Run;
use factlint::source::Problem;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of files, removed at its end.
struct Folder(PathBuf);

static FOLDERS: AtomicUsize = AtomicUsize::new(0);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("factlint-references-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        for (name, bytes) in files {
            std::fs::write(path.join(name), bytes).unwrap();
        }
        Self(path)
    }

    fn check(&self) -> Run {
        let name = |name: &str| self.0.join(name).display().to_string();
        let (rules, articles) = ([name("a.rules")], [name("a.txt")]);
        project::check(
            project::plan(&Asked { rules: &rules, articles: &articles, ..Asked::default() }),
            &Options::new(&Timings::default()),
        )
        .run
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const LEXICON: &str = "\
kind summit is an event
attribute population of a country is a number
attribute capital of a country is a city
  said \"{city} is the capital of {country}\"
attribute height of a place is a length
attribute founding date of an organization is a date
attribute motto of a country is a text
role member of an organization is a country
  said \"{organization} member {country}\", \"{country} is a member of {organization}\"
role president of a country is a person
relation country hosts event, one country per event

";

fn run(files: &[(&str, &[u8])], rules: &str, article: &str) -> Run {
    let rules = format!("{LEXICON}{rules}");
    let mut all = vec![("a.rules", rules.as_bytes()), ("a.txt", article.as_bytes())];
    all.extend_from_slice(files);
    Folder::new(&all).check()
}

fn sound(run: &Run) {
    let problems: Vec<&String> = run.problems().map(|problem| &problem.message).collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

fn only(run: &Run) -> &Finding {
    let [finding] = run.articles[0].findings.as_slice() else { panic!("{:#?}", run.articles[0].findings) };
    finding
}

/// The verdict on the one check.
fn verdict(files: &[(&str, &[u8])], rules: &str, article: &str) -> Verdict {
    let run = run(files, rules, article);
    sound(&run);
    only(&run).verdict
}

const COUNTRIES: &str = "\
reference countries from \"countries.csv\"
  each row is a country named by name
  capital is the capital of the country
  population is the population of the country, as of 2024-01-01

";

const ROWS: &[u8] = b"name,area,capital,population\nNorway,385207,Oslo,\"5,500,000\"\nFrance,551695,Paris,68000000\n";

fn words<'r>(run: &'r Run, evidence: &Evidence) -> &'r str {
    run.sources.words(evidence.site)
}

#[test]
fn a_disagreement_shows_the_words_of_the_article_and_the_row_and_the_column() {
    let rules = format!("{COUNTRIES}rule all: everything agrees with countries\n");
    let run =
        run(&[("countries.csv", ROWS)], &rules, "Lyon is the capital of France. Oslo is the capital of Norway.\n");
    sound(&run);
    let found = only(&run);
    assert_eq!((found.verdict, found.outcome), (Verdict::Contradicted, Outcome::Fail));
    let wanted = "the article says Lyon, countries says Paris: capital of France is Paris (countries.csv, row 2, column `capital`)";
    assert_eq!(found.message, wanted);
    let shown: Vec<&str> = found.evidence.iter().map(|evidence| words(&run, evidence)).collect();
    assert_eq!(shown, ["Lyon is the capital of France", "Paris"]);
    let held = found.evidence[1].held.as_ref().unwrap();
    assert_eq!((held.reference.as_str(), held.cell.clone()), ("countries", Some((2, String::from("capital")))));
    let source = run.sources.get(found.evidence[1].site.source).unwrap();
    assert!(source.path().ends_with("countries.csv"));
    assert_eq!(source.position(found.evidence[1].site.span.start).line, 3);
}

#[test]
fn what_agrees_is_supported_at_the_precision_stated() {
    let rules = format!("{COUNTRIES}rule all: everything agrees with countries\n");
    let files: &[(&str, &[u8])] = &[("countries.csv", ROWS)];
    assert_eq!(verdict(files, &rules, "France has a population of 68 million.\n"), Verdict::Supported);
    assert_eq!(verdict(files, &rules, "The population of France is 61 million.\n"), Verdict::Contradicted);
    assert_eq!(verdict(files, &rules, "The population of Sweden is 61 million.\n"), Verdict::NotStated);
}

#[test]
fn one_property_and_one_thing_can_be_asked_for() {
    let files: &[(&str, &[u8])] = &[("countries.csv", ROWS)];
    let article = "Lyon is the capital of France. The population of Norway is 5.5 million.\n";
    for (sentence, expected) in [
        ("population of every country agrees with countries", Verdict::Supported),
        ("capital of every country agrees with countries", Verdict::Contradicted),
        ("capital of France agrees with countries", Verdict::Contradicted),
        ("population of Norway agrees with countries", Verdict::Supported),
        ("capital of Norway agrees with countries", Verdict::NotStated),
        ("Norway agrees with countries", Verdict::Supported),
        ("France agrees with countries", Verdict::Contradicted),
        ("everything does not agree with countries", Verdict::Supported),
    ] {
        let rules = format!("{COUNTRIES}rule one: {sentence}\n");
        assert_eq!(verdict(files, &rules, article), expected, "{sentence}");
    }
}

#[test]
fn the_forms_of_data_files_say_the_same() {
    let forms: [(&str, &str); 8] = [
        ("c.csv", "name,capital\nNorway,Oslo\nFrance,Paris\n"),
        ("c.tsv", "name\tcapital\nNorway\tOslo\nFrance\tParis\n"),
        ("c.jsonl", "{\"name\": \"Norway\", \"capital\": \"Oslo\"}\n{\"name\": \"France\", \"capital\": \"Paris\"}\n"),
        ("c.ndjson", "{\"Name\": \"Norway\", \"Capital\": \"Oslo\"}\n{\"Name\": \"France\", \"Capital\": \"Paris\"}\n"),
        (
            "c.json",
            "[{\"name\": \"Norway\", \"capital\": \"Oslo\"},\n {\"name\": \"France\", \"capital\": \"Paris\"}]\n",
        ),
        (
            "c.json",
            "{\"countries\": [{\"name\": \"Norway\", \"capital\": \"Oslo\"}, {\"name\": \"France\", \"capital\": \"Paris\"}]}\n",
        ),
        ("c.yaml", "- name: Norway\n  capital: Oslo\n- name: France\n  capital: Paris\n"),
        ("c.yml", "[{name: Norway, capital: Oslo}, {name: France, capital: Paris}]\n"),
    ];
    for (name, text) in forms {
        let rules = format!(
            "reference countries from \"{name}\"\n  each row is a country named by name\n  capital is the capital of the country\n\nrule all: everything agrees with countries\n"
        );
        let run = run(&[(name, text.as_bytes())], &rules, "Lyon is the capital of France.\n");
        sound(&run);
        let found = only(&run);
        assert_eq!(found.verdict, Verdict::Contradicted, "{text}");
        assert_eq!(found.evidence[1].held.as_ref().unwrap().cell, Some((2, String::from("capital"))), "{text}");
        assert_eq!(words(&run, &found.evidence[1]).trim_matches('"'), "Paris", "{text}");
    }
}

const CLUBS: &str = "\
reference clubs from \"clubs.csv\"
  each row is an organization named by club
  members is a member of the organization
";

#[test]
fn only_a_complete_list_rules_others_out() {
    let rows: &[u8] = b"club,members\nNATO,France; Norway; Turkey\n";
    let files: &[(&str, &[u8])] = &[("clubs.csv", rows)];
    let rule = "\nrule all: everything agrees with clubs\n";
    let (open, complete) = (format!("{CLUBS}{rule}"), format!("{CLUBS}  complete\n{rule}"));
    let listed = "Norway is a member of NATO.\n";
    let unlisted = "Ireland is a member of NATO.\n";
    assert_eq!(verdict(files, &open, listed), Verdict::Supported);
    assert_eq!(verdict(files, &open, unlisted), Verdict::NotStated);
    assert_eq!(verdict(files, &open, "Norway is not a member of NATO.\n"), Verdict::Contradicted);
    assert_eq!(verdict(files, &complete, listed), Verdict::Supported);
    let run = run(files, &complete, unlisted);
    sound(&run);
    let found = only(&run);
    assert_eq!(found.verdict, Verdict::Contradicted);
    assert_eq!(found.message, "clubs is complete and has no Ireland as member of NATO (clubs.csv, column `members`)");
    assert_eq!(found.evidence[1].held.as_ref().unwrap().cell, Some((1, String::from("members"))));
}

#[test]
fn a_complete_list_has_no_other_things() {
    let rows: &[u8] = b"name,capital\nFrance,Paris\n";
    let lines = "reference countries from \"c.csv\"\n  each row is a country named by name\n  capital is the capital of the country\n";
    let rule = "\nrule all: everything agrees with countries\n";
    let article = "Oslo is the capital of Norway.\n";
    assert_eq!(verdict(&[("c.csv", rows)], &format!("{lines}{rule}"), article), Verdict::NotStated);
    let run = run(&[("c.csv", rows)], &format!("{lines}  complete\n{rule}"), article);
    assert_eq!(only(&run).verdict, Verdict::Contradicted);
    assert_eq!(only(&run).message, "countries is complete and has no Norway (c.csv)");
}

#[test]
fn figures_hold_from_their_date_on() {
    let rows: &[u8] = b"name,year,population\nNorway,2010,4900000\nNorway,2020-01-01,5400000\n";
    let lines = "reference countries from \"c.csv\"\n  each row is a country named by name\n  population is the population of the country, as of year\n\nrule all: everything agrees with countries\n";
    for (article, expected) in [
        ("OSLO, July 4, 2024 - The population of Norway is 5.4 million.\n", Verdict::Supported),
        ("OSLO, July 4, 2024 - The population of Norway is 4.9 million.\n", Verdict::Contradicted),
        ("OSLO, July 4, 2015 - The population of Norway is 4.9 million.\n", Verdict::Supported),
        ("OSLO, July 4, 2001 - The population of Norway is 4.4 million.\n", Verdict::NotStated),
    ] {
        assert_eq!(verdict(&[("c.csv", rows)], lines, article), expected, "{article}");
    }
    let dated = lines.replace("as of year", "from 2010-01-01 to 2015-12-31");
    let one: &[u8] = b"name,population\nNorway,4900000\n";
    let article = "OSLO, July 4, 2024 - The population of Norway is 5.4 million.\n";
    assert_eq!(verdict(&[("c.csv", one)], &dated, article), Verdict::NotStated);
}

#[test]
fn columns_map_to_relations_either_way() {
    let rows: &[u8] = b"summit,host\nSCO summit,Kazakhstan\n";
    for line in ["host hosts the event", "the event is hosted by host"] {
        let rules = format!(
            "reference summits from \"s.csv\"\n  each row is an event named by summit\n  {line}\n\nrule all: everything agrees with summits\n"
        );
        let files: &[(&str, &[u8])] = &[("s.csv", rows)];
        assert_eq!(verdict(files, &rules, "Kazakhstan hosts the SCO summit.\n"), Verdict::Supported, "{line}");
        assert_eq!(verdict(files, &rules, "Mongolia hosts the SCO summit.\n"), Verdict::Contradicted, "{line}");
    }
}

#[test]
fn a_large_file_is_read_again_and_says_the_same() {
    let mut rows = String::from("name,capital,note\n");
    for at in 0..60_000 {
        let _ = writeln!(rows, "Landia {at},Town {at},{}", "x".repeat(80));
        if at == 40_000 {
            rows.push_str("France,Paris,here\n");
        }
    }
    let lines = "reference countries from \"c.csv\"\n  each row is a country named by name\n  capital is the capital of the country\n\nrule all: everything agrees with countries\n";
    let run = run(&[("c.csv", rows.as_bytes())], lines, "Lyon is the capital of France.\n");
    sound(&run);
    let found = only(&run);
    assert_eq!(found.evidence[1].held.as_ref().unwrap().cell, Some((40_002, String::from("capital"))));
    assert_eq!(words(&run, &found.evidence[1]), "Paris");
    // Of all those rows one was taken in.
    assert_eq!(run.sources.all().filter(|(_, source)| source.path().ends_with("c.csv")).count(), 1);
}

#[test]
fn more_rows_of_one_thing_than_can_be_compared_are_not_checkable() {
    let rows = |count: usize| format!("name,capital\n{}", "France,Paris\n".repeat(count));
    let lines = "reference countries from \"c.csv\"\n  each row is a country named by name\n  capital is the capital of the country\n\nrule all: everything agrees with countries\n";
    let run = run(&[("c.csv", rows(10_001).as_bytes())], lines, "Lyon is the capital of France.\n");
    sound(&run);
    assert_eq!(only(&run).verdict, Verdict::NotCheckable);
    assert!(only(&run).message.contains("more than 10000 rows of the reference `countries`"), "{}", only(&run).message);
    let spoken_of = verdict(&[("c.csv", rows(10_001).as_bytes())], lines, "Oslo is the capital of Norway.\n");
    assert_eq!(spoken_of, Verdict::NotStated);
}

/// A reference that is wrong: the file's name and bytes, the lines, the code, what the place in the file says (where it has
/// one), words of the message and of the remedy.
type Wrong = (&'static str, &'static [u8], &'static str, &'static str, &'static str, &'static str, &'static str);

const ROW: &str = "  each row is a country named by name\n  capital is the capital of the country\n  population is the population of the country\n";

const WRONG: &[Wrong] = &[
    ("gone.csv", b"", "", "reference-file", "", "does not exist", "the folder of the rule file"),
    ("c.csv", b"", ROW, "reference-empty", "", "has no rows", "the file that is meant"),
    ("c.csv", b"name,capital,population\n", ROW, "reference-empty", "", "has no rows", "the file that is meant"),
    (
        "c.csv",
        b"name,kapital,population\nA,B,3\n",
        ROW,
        "reference-column",
        "name,kapital,population",
        "no column `capital`",
        "did you mean `kapital`?",
    ),
    ("c.csv", b"x,y,z\nA,B,3\n", ROW, "reference-column", "x,y,z", "no column `name`", "its columns are `x`, `y`, `z`"),
    (
        "c.csv",
        b"name,capital,population\nA,B,3\nA,B\n",
        ROW,
        "reference-row",
        "A,B",
        "row 2 of",
        "a cell with a comma in it",
    ),
    ("c.csv", b"name,capital,population\nA,\"B,3\n", ROW, "reference-row", "\"", "is not closed", "written twice"),
    (
        "c.csv",
        b"name,capital,population\nA,B,many\n",
        ROW,
        "reference-cell",
        "many",
        "`many` is no number, in row 1",
        "correct the cell",
    ),
    (
        "c.csv",
        b"name,capital,population\n,B,3\n",
        ROW,
        "reference-cell",
        "",
        "a name is missing",
        "every row needs a name",
    ),
    ("c.csv", b"name,capital,population\nA,B\xe9,3\n", ROW, "not-utf8", "\u{fffd}", "0xE9 stands in line 2", "iconv"),
    ("c.csv", b"\xff\xfen\0a\0", ROW, "not-utf8", "\u{fffd}", "0xFF stands in line 1", "from UTF-16"),
    (
        "c.jsonl",
        b"{\"name\": \"A\", \"capital\": \"B\", \"population\": 3}\n{\"name\": ",
        ROW,
        "reference-row",
        "",
        "EOF while parsing",
        "a row is an object",
    ),
    ("c.json", b"{\"a\": 1}", ROW, "reference-row", "", "no list of objects", "one a row"),
    ("c.yaml", b"- name: A\n  capital: [B\n", ROW, "reference-row", "", "cannot be read", "a row is an object"),
    ("c.csv", b"name,capital\nA,B\n", "", "reference-rows", "", "nothing says what the rows", "each row is a country"),
    ("c.md", b"# A\n", ROW, "reference-form", "", "is a text, and", "a text has no lines below it"),
    ("c.md", b"", "", "reference-empty", "", "holds no words", "the file that is meant"),
    ("c.txt", b"a\xe9", "", "not-utf8", "\u{fffd}", "is not UTF-8 text", "UTF-8"),
    ("c.xls", b"", ROW, "reference-form", "", "has no ending of a data file", "with its ending"),
    (" ", b"a", ROW, "reference-file", "", "names no file", "write its path"),
    (".", b"", ROW, "reference-file", "", "names the folder", "name a file in it"),
    (
        "c.csv",
        b"name;capital;population\nA;B;3\n",
        ROW,
        "reference-column",
        "name;capital;population",
        "no column `name`",
        "parted by `;`: save it with commas",
    ),
    (
        "c.tsv",
        b"name,capital,population\nA,B,3\n",
        ROW,
        "reference-column",
        "name,capital,population",
        "no column `name`",
        "call it `.csv`",
    ),
    (
        "c.csv",
        b"name,capital,population,capital\nA,B,3,C\n",
        ROW,
        "reference-column",
        "capital",
        "two columns `capital`",
        "another head",
    ),
    (
        "c.csv",
        b"name,date,height\nA,2020,3\n",
        "  each row is a country named by name\n  height is the height of the country\n",
        "reference-cell",
        "3",
        "its unit is missing",
        "`height (km)`",
    ),
];

fn shown(run: &Run, problem: &Problem) -> String {
    let at = problem.at.as_ref().unwrap_or_else(|| panic!("no place: {}", problem.message));
    run.sources.words(at.site).to_owned()
}

#[test]
fn what_is_wrong_with_a_reference_has_a_place_and_a_remedy() {
    for &(name, bytes, lines, code, place, message, help) in WRONG {
        let lines = if name == "gone.csv" { ROW } else { lines };
        let rules =
            format!("reference countries from \"{name}\"\n{lines}\nrule all: everything agrees with countries\n");
        let is_file = !["gone.csv", ".", " "].contains(&name);
        let files: &[(&str, &[u8])] = if is_file { &[(name, bytes)] } else { &[] };
        let run = run(files, &rules, "Lyon is the capital of France.\n");
        let problems: Vec<&Problem> = run.problems().collect();
        let [problem] = problems.as_slice() else { panic!("{name}: {problems:#?}") };
        assert_eq!(problem.code, code, "{}", problem.message);
        assert!(problem.message.contains(message), "{}", problem.message);
        assert!(problem.help.as_ref().unwrap().contains(help), "{:?}", problem.help);
        let in_rules = |site| run.sources.get(site).unwrap().path().ends_with("a.rules");
        let at = problem.at.as_ref().unwrap().site;
        if in_rules(at.source) {
            assert_eq!(place, "", "{}", problem.message);
            assert!(!shown(&run, problem).is_empty(), "{}", problem.message);
        } else {
            assert_eq!(shown(&run, problem), place, "{}", problem.message);
            assert!(in_rules(problem.related[0].site.source), "{}", problem.message);
        }
        // The check is never passed in silence, unless only a cell is wrong that the article does not ask for.
        let expected = if code == "reference-cell" { Verdict::NotStated } else { Verdict::NotCheckable };
        assert_eq!(only(&run).verdict, expected, "{}", problem.message);
    }
}

#[test]
fn a_cell_that_cannot_be_read_leaves_its_question_open() {
    let rows: &[u8] = b"name,capital,population\nFrance,Paris,many\nNorway,Oslo,3\n";
    let rules = format!("{COUNTRIES}rule all: everything agrees with countries\n");
    let run = run(&[("countries.csv", rows)], &rules, "The population of France is 61 million.\n");
    assert_eq!(only(&run).verdict, Verdict::NotCheckable);
    assert_eq!(only(&run).message, "`many` is no number, in row 1 of the reference `countries`");
    assert_eq!(run.problems().map(|problem| problem.code).collect::<Vec<_>>(), ["reference-cell"]);
}

#[test]
fn a_reference_that_no_check_asks_for_is_not_read() {
    let rules = "reference countries from \"gone.csv\"\n  each row is a country named by name\n\nrule r: population of France is 3\n";
    sound(&run(&[], rules, "Nothing.\n"));
}

#[cfg(not(feature = "sqlite"))]
#[test]
fn a_form_that_is_not_built_in_is_told() {
    let rules =
        format!("{}rule all: everything agrees with countries\n", COUNTRIES.replace("countries.csv", "c.sqlite"));
    let run = run(&[("c.sqlite", b"SQLite format 3\0")], &rules, "Nothing.\n");
    let problems: Vec<_> = run.problems().map(|problem| (problem.code, problem.help.clone().unwrap())).collect();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].0, "reference-feature");
    assert!(problems[0].1.contains("--features sqlite"), "{problems:?}");
}

const MINUTES: &str = "\
# Council minutes

OSLO, July 2, 2024

The population of Norway is 5.5 million. Kazakhstan hosts the SCO summit. The council will meet again on September 3, 2024.
Vladimir Holm asked for 16 km of road. \"We shall certainly meet again in the spring,\" Erna Berg said. The council has 53 members.
";

/// What an article lacks, by the kind of what is lacking, and the verdict.
fn against_minutes(kind: &str, article: &str) -> (Verdict, Outcome, Vec<String>) {
    let rules = format!("reference minutes from \"minutes.md\"\n\n{kind} all: everything agrees with minutes\n");
    let run = run(&[("minutes.md", MINUTES.as_bytes())], &rules, article);
    sound(&run);
    let found = only(&run);
    let lacking = found.not_in_reference.iter().flat_map(|lacking| &lacking.evidence);
    let lacking = lacking.map(|evidence| words(&run, evidence).to_owned()).collect();
    (found.verdict, found.outcome, lacking)
}

#[test]
fn what_a_text_states_is_held_to_be_true() {
    let (verdict, outcome, _) = against_minutes("rule", "The population of Norway is 6.5 million.\n");
    assert_eq!((verdict, outcome), (Verdict::Contradicted, Outcome::Fail));
    let (verdict, _, _) = against_minutes("rule", "Mongolia hosts the SCO summit.\n");
    assert_eq!(verdict, Verdict::Contradicted);
    let (verdict, _, lacking) = against_minutes("require", "Kazakhstan hosts the SCO summit.\n");
    assert_eq!((verdict, lacking), (Verdict::Supported, vec![]));
}

#[test]
fn numbers_dates_names_and_quotations_that_a_text_lacks_are_listed() {
    for (article, expected) in [
        ("The council has 35 members.\n", &["35"][..]),
        ("The council has 53 members.\n", &[]),
        ("The council has fifty-three members and more than 50 friends.\n", &[]),
        ("Holm asked for 10 miles of road.\n", &[]),
        ("Holm asked for 10 km of road.\n", &["10 km"]),
        ("The council will meet in September 2024.\n", &[]),
        ("The council will meet on September 4, 2024.\n", &["September 4, 2024"]),
        ("OSLO, July 5, 2024 (Reuters) - The council will meet on September 3.\n", &[]),
        ("Lars Holst asked for a road.\n", &["Lars Holst"]),
        ("Erna Berg asked for a road. Berg is content.\n", &[]),
        ("\"We shall [...] meet again in the spring,\" Berg said.\n", &[]),
        ("\"We shall never meet again,\" Berg said.\n", &["We shall never meet again,"]),
        ("One of them asked first.\n", &[]),
    ] {
        let (verdict, outcome, lacking) = against_minutes("rule", article);
        assert_eq!(lacking, expected, "{article}");
        assert_eq!((verdict, outcome), (Verdict::NotStated, Outcome::Pass), "{article}");
        let (_, outcome, _) = against_minutes("require", article);
        assert_eq!(outcome, Outcome::Fail, "{article}");
    }
}
