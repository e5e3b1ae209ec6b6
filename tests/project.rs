//! The command in a project: settings, folders, the cache, suppressed findings, the baseline, changed lines, fixes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const RULES: &str =
    "use news\nabout \"Shanghai Cooperation Organization\"\nrule nine-members: member count equals nine\n";
const TEN: &str = "The Shanghai Cooperation Organization (SCO) met in Astana. The SCO has ten members.\n";
/// June 9, 2018 was a Saturday.
const FRIDAY: &str = "The leaders met in Quebec on Friday, June 9, 2018.\n";

/// A project of one test, removed at its end.
struct Project(PathBuf);

impl Project {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("factlint-project-{test}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
        command.args(arguments).current_dir(&self.0).env("COLUMNS", "100").env_remove("NO_COLOR");
        // The user's own cache has no part in tests.
        command.env("FACTLINT_CACHE_DIR", self.0.join(".cache-of-the-test"));
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let done = Command::new("git").args(who).args(arguments).current_dir(&self.0).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    #[track_caller]
    fn says(&self, status: i32, texts: &[&str]) -> &Self {
        let plain = format!("{} {}", self.out, self.err).split_whitespace().collect::<Vec<_>>().join(" ");
        for text in texts {
            assert!(plain.contains(text), "no `{text}` in:\n{}\n{}", self.out, self.err);
        }
        assert_eq!(self.status, status, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn lacks(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(!self.out.contains(text), "`{text}` in:\n{}", self.out);
        }
        self
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

#[test]
fn settings_say_what_is_checked_and_how() {
    let project = Project::new("settings");
    project
        .file("house.rules", RULES)
        .file("sports.rules", "use news\nrule winner: Belgium defeats Panama\n")
        .file("stories/a.md", TEN)
        .file("stories/sports/b.md", TEN)
        .file("stories/drafts/c.md", TEN)
        .file("ignored/d.md", TEN)
        .file(".gitignore", "ignored/\n")
        .file("notes.md", FRIDAY)
        .file(
            "factlint.toml",
            "articles = [\"/stories/\"]\nexclude = [\"drafts/\"]\nrules = [\"house.rules\"]\nfail-on = \"warning\"\n\
             [[overrides]]\npaths = [\"sports/\"]\nrules = [\"sports.rules\"]\nchecks = { nine-members = \"note\" }\n",
        );
    let ran = project.run(&["check"]);
    ran.says(1, &["error[nine-members]", "stories/a.md:1:", "note[nine-members]", "stories/sports/b.md:1:"]);
    ran.says(1, &["not stated in stories/sports/b.md: winner", "2 articles"]).lacks(&["drafts", "ignored", "notes"]);
    // What is named is checked whatever the settings exclude, unless hooks ask otherwise.
    project.run(&["check", "stories/drafts/c.md"]).says(1, &["stories/drafts/c.md:1:"]);
    project.run(&["check", "--force-exclude", "stories/drafts/c.md"]).says(0, &["0 articles"]);
    project.run(&["check", "--no-config", "stories/a.md"]).says(0, &["1 article, checked against itself"]);
    // From a folder below the paths are right, too.
    let below = project.command(&["check", "a.md"]).current_dir(project.0.join("stories")).output().unwrap();
    let below = String::from_utf8(below.stdout).unwrap();
    assert!(below.contains("─[../house.rules:3:20]") && below.contains("─[a.md:1:"), "{below}");
    project.run(&["config", "stories/sports/b.md"]).says(
        0,
        &[
            "override for sports/ factlint.toml:5",
            "sports.rules factlint.toml:7, for these paths",
            "check nine-members note",
        ],
    );
    project.run(&["config", "stories/drafts/c.md"]).says(0, &["excluded: checked only if it is named"]);
}

#[test]
fn wrong_settings_have_a_place_and_a_remedy() {
    let project = Project::new("wrong-settings");
    project.file("a.md", FRIDAY);
    for (settings, told) in [
        ("exclud = [\"a\"]\n", "error[unknown-setting] × there is no setting `exclud` ╭─[factlint.toml:1:1]"),
        ("exclud = [\"a\"]\n", "did you mean `exclude`?"),
        ("jobs = 0\n", "error[bad-setting] × `jobs` cannot be `0` ╭─[factlint.toml:1:8]"),
        ("dateline = 2024-13-01\n", "error[bad-config]"),
        ("dateline = \"tomorrow\"\n", "it takes a date, as 2024-07-02"),
        ("rules = [\"a\", 2]\n", "`rules` is a list of texts, this is a number"),
        ("[checks]\nweekday-dat = \"off\"\n", "did you mean `weekday-date`?"),
        ("[checks]\nweekday-date = \"of\"\n", "a check cannot be `of`"),
        ("[[overrides]]\nrules = [\"a.rules\"]\n", "does not say for which articles it is"),
        ("paths = [\"a\"]\n", "`paths` stands in a table `[[overrides]]`"),
        ("exclude = [\"a{b\"]\n", "this pattern cannot be read"),
        ("rules = [\n", "error[bad-config] × `factlint.toml` is not TOML"),
        ("rules = [\"no.rules\"]\n", "error[no-such-file]"),
        ("articles = [\"/none/\"]\n", "no file fits the `articles` of `factlint.toml`"),
    ] {
        project.file("factlint.toml", settings);
        let status = if told.contains("no file fits") { 3 } else { 2 };
        project.run(&["check"]).says(status, &[told]);
    }
}

#[test]
fn settings_stand_in_files_of_others_too() {
    let project = Project::new("others");
    project.file("a.md", FRIDAY).file("pyproject.toml", "[tool.black]\nline-length = 100\n");
    project.run(&["check", "a.md"]).says(1, &["error[weekday-date]"]);
    project.file("pyproject.toml", "[tool.factlint.checks]\nweekday-date = \"note\"\n");
    project.run(&["check"]).says(0, &["note[weekday-date]"]);
    std::fs::remove_file(project.0.join("pyproject.toml")).unwrap();
    project.file("package.json", r#"{"name": "x", "factlint": {"checks": {"weekday-date": "off"}}}"#);
    project.run(&["check"]).says(0, &[]).lacks(&["weekday-date"]);
    project.file("package.json", "{\"name\": \"x\",\n \"factlint\": {\"check\": {}}}");
    project.run(&["check"]).says(2, &["package.json:2:15", "did you mean `checks`?"]);
    project.file("factlint.toml", "");
    project.run(&["check"]).says(1, &["error[weekday-date]"]);
}

#[test]
fn the_published_schema_is_that_of_the_settings() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../docs/config.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let project = Project::new("schema");
    project.file("a.md", "The leaders met.\n").file("h.rules", RULES).file("f.yaml", "factlint_facts: 1\n");
    // Each setting of the schema, with a value that it allows, is a setting of the command; and no other is.
    let values = [
        ("articles", r#"["*.md"]"#),
        ("exclude", r#""x.md""#),
        ("rules", r#"["h.rules"]"#),
        ("facts", r#"["f.yaml"]"#),
        ("dateline", r#""2024-07-02""#),
        ("fail-on", r#""never""#),
        ("fail-under", "80"),
        ("jobs", "2"),
        ("cache", "false"),
        ("cache-dir", r#"".c""#),
        ("baseline", r#""b.json""#),
        ("checks", r#"{"weekday-date": "off"}"#),
        ("overrides", r#"[{"paths": ["a"], "rules": [], "facts": [], "dateline": "2024-07-02", "checks": {}}]"#),
    ];
    let properties = schema["properties"].as_object().unwrap();
    let mut named: Vec<&str> = properties.keys().map(String::as_str).filter(|name| *name != "$schema").collect();
    named.sort_unstable();
    let mut known: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(named, known);
    for (name, value) in values {
        let settings = format!("{{\"{name}\": {value}}}");
        assert!(validator.is_valid(&serde_json::from_str(&settings).unwrap()), "{settings}");
        project.file("package.json", &format!("{{\"factlint\": {settings}}}"));
        project.run(&["config"]).says(0, &[]);
    }
    for wrong in [
        r#"{"jobs": 0}"#,
        r#"{"fail-under": 101}"#,
        r#"{"rule": []}"#,
        r#"{"fail-on": "all"}"#,
        r#"{"overrides": [{}]}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(wrong).unwrap()), "{wrong}");
        project.file("package.json", &format!("{{\"factlint\": {wrong}}}"));
        project.run(&["config"]).says(2, &[]);
    }
}

#[test]
fn init_writes_settings_that_hold() {
    let project = Project::new("init");
    project.file("rules/house.rules", RULES).file("news/a.md", TEN).file("news/b.txt", FRIDAY);
    project.file("facts/people.yaml", "factlint_facts: 1\n").file("other.yaml", "a: 1\n");
    project.run(&["check"]).says(2, &["factlint init"]);
    project.run(&["init"]).says(0, &["factlint.toml is written: 2 articles, 1 rule file, 1 facts file"]);
    let settings = project.read("factlint.toml");
    for line in ["articles = [\"/news/\"]", "rules = [\"rules/house.rules\"]", "# facts = [\"facts/people.yaml\"]"] {
        assert!(settings.lines().any(|known| known == line), "no `{line}` in\n{settings}");
    }
    project.run(&["check"]).says(1, &["error[nine-members]", "error[weekday-date]", "2 articles"]);
    project.run(&["init"]).says(2, &["there are settings already, in `factlint.toml`"]);
    // What is commented out are settings, too.
    let open: String = settings
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    project.file("factlint.toml", &open).file("sports.rules", "rule score: 1 equals 1\n");
    project.run(&["config"]).says(0, &["check name-variant off", "override for /sports/"]);
}

#[test]
fn articles_are_printed_in_one_order_whatever_the_number_of_threads() {
    let project = Project::new("threads");
    project.file("house.rules", RULES);
    for number in 0..40 {
        let text = if number % 3 == 0 { TEN.repeat(1 + number % 5) } else { FRIDAY.to_owned() };
        project.file(&format!("{}/{number:02}.md", number % 4), &text);
    }
    let arguments = ["check", "--rules", "house.rules", "--format", "json", "--no-cache", "."];
    let one = project.run(&[&arguments[..], &["--jobs", "1"]].concat()).out;
    for jobs in ["2", "3", "16"] {
        assert!(one == project.run(&[&arguments[..], &["--jobs", jobs]].concat()).out, "{jobs} threads");
    }
    assert_eq!(serde_json::from_str::<serde_json::Value>(&one).unwrap()["summary"]["articles"], 40);
}

#[test]
fn standard_input_has_a_name() {
    let project = Project::new("stdin");
    project.file("factlint.toml", "[[overrides]]\npaths = [\"old/\"]\nchecks = { weekday-date = \"off\" }\n");
    project.run_with(&["check", "-"], FRIDAY).says(1, &["error[weekday-date]"]);
    project.run_with(&["check", "-", "--stdin-filename", "old/a.md"], FRIDAY).says(0, &[]);
    let named = project.run_with(&["check", "-", "--stdin-filename", "new/a.md", "--format", "json"], FRIDAY);
    assert_eq!(named.json()["articles"][0]["path"], "new/a.md");
}

/// The findings of a run in JSON: check, and why it does not count.
fn findings(ran: &Ran) -> Vec<(String, Option<String>)> {
    let json = ran.json();
    let articles = json["articles"].as_array().unwrap().clone();
    let all = articles.iter().flat_map(|article| article["findings"].as_array().unwrap());
    all.map(|one| (one["check"].as_str().unwrap().to_owned(), one["suppressed"].as_str().map(str::to_owned))).collect()
}

#[test]
fn comments_suppress_with_a_reason() {
    let project = Project::new("comments");
    let reason = Some("as the minutes have it".to_owned());
    let open = ("weekday-date".to_owned(), None);
    let closed = ("weekday-date".to_owned(), reason);
    let comment = |word: &str| format!("<!-- {word} weekday-date: as the minutes have it -->");
    let (line, block) = (comment("factlint-ignore"), comment("factlint-ignore-block"));
    let (start, file) = (comment("factlint-ignore-start"), comment("factlint-ignore-file"));
    let end = "<!-- factlint-ignore-end weekday-date -->";
    let wrapped = "The leaders met\nin Quebec on Friday, June 9, 2018.\n";
    for (text, expected) in [
        (format!("{line}\n{FRIDAY}\n{FRIDAY}"), vec![closed.clone(), open.clone()]),
        (format!("{}\n\n{FRIDAY}", FRIDAY.trim_end().to_owned() + " " + &line), vec![closed.clone(), open.clone()]),
        (format!("{block}\n\n{wrapped}\n{FRIDAY}"), vec![closed.clone(), open.clone()]),
        (
            format!("{FRIDAY}\n{start}\n\n{FRIDAY}\n{FRIDAY}\n{end}\n\n{FRIDAY}"),
            vec![open.clone(), closed.clone(), closed.clone(), open.clone()],
        ),
        (format!("{FRIDAY}\n{FRIDAY}\n{file}\n"), vec![closed.clone(), closed.clone()]),
    ] {
        for name in ["a.md", "a.txt"] {
            project.file(name, &text);
            let ran = project.run(&["check", "--format", "json", name]);
            assert_eq!(findings(&ran), expected, "{name}:\n{text}");
            assert_eq!(ran.status, i32::from(expected.contains(&open)));
        }
    }
    project.file("a.html", &format!("<html><body><p>{}</p>\n{line}\n<p>{FRIDAY}</p></body></html>", FRIDAY.trim_end()));
    assert_eq!(findings(&project.run(&["check", "--format", "json", "a.html"])), [open.clone(), closed.clone()]);
    project.file("a.txt", &format!("// factlint-ignore weekday-date: as the minutes have it\n{FRIDAY}"));
    project.run(&["check", "a.txt"]).says(0, &["1 finding suppressed: 1 by comments, 0 by the baseline"]);
}

#[test]
fn a_comment_in_a_paragraph_changes_no_reading() {
    let project = Project::new("reading");
    let text =
        "The Shanghai Cooperation Organization\n// factlint-ignore nine-members: they count guests\nhas ten members.\n";
    project.file("house.rules", RULES).file("a.txt", text);
    project.run(&["check", "--rules", "house.rules", "a.txt"]).says(0, &["1 contradicted", "1 finding suppressed"]);
    project.file("a.txt", &text.replace("guests", "").replace(" they count ", ""));
    project.run(&["check", "--rules", "house.rules", "a.txt"]).says(1, &["1 contradicted", "gives no reason"]);
}

#[test]
fn comments_of_no_use_are_reported_and_removed() {
    let project = Project::new("unused");
    let text = format!(
        "One.\n\n<!-- factlint-ignore weekday-date: it was -->\nTwo.\n\n<!-- factlint-ignore weekday-date, percent-change: it was -->\n{FRIDAY}"
    );
    project.file("a.md", &text);
    let ran = project.run(&["check", "a.md", "--fail-on", "warning"]);
    ran.says(1, &["warning[unused-suppression]", "a.md:3:22", "a.md:6:36", "help: remove the comment", "2 warnings"]);
    project.run(&["check", "a.md", "--no-check", "percent-change"]).lacks(&["`percent-change`"]);
    let diff = project.run(&["check", "--diff", "a.md"]);
    diff.says(1, &["-<!-- factlint-ignore weekday-date: it was -->", "+<!-- factlint-ignore weekday-date: it was -->"]);
    assert_eq!(project.read("a.md"), text);
    project.run(&["check", "--fix", "a.md"]).says(0, &["2 findings fixed in 1 article", "1 finding suppressed"]);
    let fixed = format!("One.\n\nTwo.\n\n<!-- factlint-ignore weekday-date: it was -->\n{FRIDAY}");
    assert_eq!(project.read("a.md"), fixed);
    project.file(
        "b.md",
        &format!("<!-- factlint-ignore weekday-dat: it was -->\n<!-- factlint-ignore: all -->\n{FRIDAY}"),
    );
    project.run(&["check", "b.md"]).says(
        1,
        &["did you mean `weekday-date`?", "error[bad-suppression]", "does not say which check", "error[weekday-date]"],
    );
}

#[test]
fn unsafe_fixes_are_asked_for() {
    let project = Project::new("fixes");
    project.file("a.md", FRIDAY);
    project.run(&["check", "--fix", "a.md"]).says(1, &["error[weekday-date]"]);
    assert_eq!(project.read("a.md"), FRIDAY);
    let saturday = FRIDAY.replace("Friday", "Saturday");
    let piped = project.run_with(&["check", "--fix", "--unsafe-fixes", "-"], FRIDAY);
    assert_eq!((piped.status, piped.out.as_str()), (0, saturday.as_str()));
    let piped = project.run_with(&["check", "--fix", "-"], FRIDAY);
    assert_eq!((piped.status, piped.out.as_str()), (1, FRIDAY));
    assert!(piped.err.contains("error[weekday-date]"));
    project.run(&["check", "--fix", "--unsafe-fixes", "a.md"]).says(0, &["1 finding fixed in 1 article"]);
    assert_eq!(project.read("a.md"), saturday);
}

#[test]
fn a_baseline_shrinks_and_stays_visible() {
    let project = Project::new("baseline");
    project.file("a.md", FRIDAY).file("b.md", FRIDAY).file("factlint.toml", "baseline = \"known.json\"\n");
    project
        .run(&["check", "--write-baseline"])
        .says(0, &["2 findings kept in `known.json`", "0 by comments, 2 by the baseline"]);
    // Text before it, and a new name, make no difference.
    project.file("a.md", &format!("A new first paragraph.\n\n{FRIDAY}"));
    std::fs::rename(project.0.join("b.md"), project.0.join("c.md")).unwrap();
    let json = project.run(&["check", "--format", "json"]);
    let known = ("weekday-date".to_owned(), Some("in the baseline".to_owned()));
    assert_eq!((findings(&json), json.status), (vec![known.clone(), known], 0));
    // What is new counts.
    project.file("a.md", &format!("{FRIDAY}\nThey left on Sunday, June 11, 2018.\n"));
    project.run(&["check"]).says(1, &["June 11, 2018 is a Monday"]);
    // A run of other checks, or of other articles, takes nothing out.
    let before = project.read("known.json");
    project.run(&["check", "--no-check", "weekday-date"]).says(0, &[]);
    project.run(&["check", "c.md"]).says(0, &[]);
    assert_eq!(project.read("known.json"), before);
    // What is mended leaves, and does not come back unseen.
    project.file("a.md", "They met.\n");
    project.run(&["check"]).says(0, &["1 finding no longer found, taken out of `known.json`"]);
    project.file("a.md", FRIDAY);
    project.run(&["check"]).says(1, &["error[weekday-date]"]);
    project.file("known.json", "[]");
    project.run(&["check"]).says(2, &["error[bad-baseline]"]);
}

#[test]
fn only_changed_lines_count_if_asked() {
    let project = Project::new("since");
    project.file("news/a.md", &format!("{FRIDAY}\nOne.\n\nTwo.\n")).file("news/b b.md", FRIDAY);
    project.git(&["init", "-q"]);
    project.git(&["add", "."]);
    project.git(&["commit", "-qm", "first"]);
    let since = ["check", "--since", "HEAD", "news"];
    project.run(&since).says(0, &["0 articles"]);
    project.file("news/a.md", &format!("{FRIDAY}\nOne.\n\nThree.\n"));
    project.run(&since).says(0, &["1 article"]);
    project.file("news/a.md", &format!("{FRIDAY}\nOne.\n\nThey left on Sunday, June 11, 2018.\n"));
    project.file("news/b b.md", &format!("First.\n\n{FRIDAY}"));
    project.file("news/new.md", FRIDAY);
    let ran = project.run(&since);
    ran.says(1, &["news/a.md:5:", "news/new.md:1:", "3 articles"]).lacks(&["news/a.md:1:", "news/b b.md:"]);
    project.run(&["check", "--since", "no-such-branch", "news"]).says(2, &["git knows no revision `no-such-branch`"]);
    project.run(&["check", "--since", "--output=x", "news"]).says(2, &[]);
    assert!(!project.0.join("x").exists());
}

const FORMATS: [&str; 10] =
    ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "html"];

/// A project with settings, rules for some articles, a comment and a baseline.
fn newsroom(test: &str) -> Project {
    let project = Project::new(test);
    project.file("house.rules", RULES).file("sports.rules", "use news\nrule score: Italy beat Spain\n").file(
        "factlint.toml",
        "articles = [\"/news/\", \"/sports/\"]\nbaseline = \"known.json\"\n[[overrides]]\npaths = [\"/news/\"]\n\
         rules = [\"house.rules\"]\n[[overrides]]\npaths = [\"/sports/\"]\nrules = [\"sports.rules\"]\n",
    );
    for number in 0..9 {
        project.file(&format!("news/{number}.md"), &TEN.replace("ten", ["nine", "ten", "eleven"][number % 3]));
    }
    project.file("news/known.md", FRIDAY);
    project.run(&["check", "--write-baseline", "--no-cache", "news/known.md"]).says(0, &["1 finding kept"]);
    project.file("news/new.md", &format!("{FRIDAY}\nThey left on Sunday, June 11, 2018.\n"));
    let comment = "<!-- factlint-ignore weekday-date: as the minutes have it -->";
    project.file("sports/a.md", &format!("Italy beat Spain 3-1 in Rome.\n\n{comment}\n{FRIDAY}"));
    project
}

#[test]
fn all_reports_of_one_run_are_the_same_at_any_number_of_threads_and_with_a_cache() {
    let project = newsroom("reports");
    let run = |how: &[&str]| -> Vec<String> {
        let outputs: Vec<String> = FORMATS.iter().map(|name| format!("{name}=out/{name}")).collect();
        std::fs::create_dir_all(project.0.join("out")).unwrap();
        let mut arguments = vec!["check", "--coverage"];
        arguments.extend(outputs.iter().flat_map(|output| ["--output", output]));
        let ran = project.run(&[&arguments[..], how].concat());
        assert_eq!(ran.status, 1, "{}", ran.err);
        let written = FORMATS.map(|name| project.read(&format!("out/{name}")));
        std::fs::remove_dir_all(project.0.join("out")).unwrap();
        std::iter::once(ran.out).chain(written).collect()
    };
    let first = run(&["--jobs", "1", "--no-cache"]);
    assert_eq!(first[0], first[1], "a file holds what is printed");
    for how in [&["--jobs", "3", "--no-cache"][..], &["--jobs", "2"], &["--jobs", "1"], &["--jobs", "8"]] {
        let again = run(how);
        for (name, (one, other)) in ["printed"].iter().chain(&FORMATS).zip(first.iter().zip(&again)) {
            assert!(one == other, "{name} differs with {how:?}");
        }
    }
    // Each report is the one that `--format` prints, and tells of every article.
    for (name, report) in FORMATS.iter().zip(&first[1..]) {
        let printed = project.run(&["check", "--coverage", "--format", name]).out;
        assert!(*report == printed, "{name}");
        assert!(report.contains("news/1.md") && report.contains("news/new.md"), "{name}:\n{report}");
    }
    let page = &first[10];
    assert_eq!(page.matches("<section class=\"story\"").count(), 12);
}

#[test]
fn what_is_suppressed_stays_visible_to_machines_alone() {
    let project = newsroom("suppressed");
    let report = |format: &str| project.run(&["check", "--format", format]).out;
    let sarif: serde_json::Value = serde_json::from_str(&report("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressions = |path: &str| -> Vec<&serde_json::Value> {
        let at =
            |result: &serde_json::Value| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path;
        results.iter().filter(|result| at(result)).map(|result| &result["suppressions"]).collect()
    };
    let one = |kind, why| serde_json::json!([{"kind": kind, "status": "accepted", "justification": why}]);
    assert_eq!(suppressions("news/known.md"), [&one("external", "in the baseline")]);
    assert_eq!(suppressions("sports/a.md"), [&one("inSource", "as the minutes have it")]);
    assert_eq!(suppressions("news/1.md"), [&serde_json::Value::Null]);
    for format in ["text", "concise", "github", "gitlab", "checkstyle"] {
        let report = report(format);
        assert!(!report.contains("known.md") || format == "text", "{format}:\n{report}");
        assert_eq!(report.matches("is a Saturday, not a Friday").count(), 1, "{format}:\n{report}");
    }
    assert!(report("junit").contains("<skipped message=\"suppressed: as the minutes have it\"/>"));
    let page = report("html");
    assert_eq!(page.matches("class=\"note suppressed\"").count(), 2);
    // Without the comment and the baseline the same results have the same names.
    let names = |sarif: &serde_json::Value| -> Vec<serde_json::Value> {
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    project.file("sports/a.md", &format!("Italy beat Spain 3-1 in Rome.\n\n{FRIDAY}"));
    std::fs::remove_file(project.0.join("known.json")).unwrap();
    let open: serde_json::Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(names(&sarif), names(&open));
}

#[test]
fn coverage_counts_the_rules_that_hold_for_an_article() {
    let project = newsroom("coverage");
    let percent = |ran: &Ran, path: &str| {
        let json = ran.json();
        let articles = json["articles"].as_array().unwrap().clone();
        let article = articles.into_iter().find(|article| article["path"] == path).unwrap();
        article["coverage"]["percent"].as_u64().unwrap()
    };
    let ran = project.run(&["check", "--coverage", "--format", "json"]);
    assert_eq!(percent(&ran, "news/0.md"), 100);
    // The same sentence where its rule does not hold.
    project.file("sports/b.md", TEN);
    let again = project.run(&["check", "--coverage", "--format", "json"]);
    assert_eq!((percent(&again, "news/0.md"), percent(&again, "sports/b.md")), (100, 0));
    // What was kept without coverage is not taken for it, nor the other way round.
    assert!(!project.run(&["check"]).out.contains("claim coverage"));
    let settings = project.read("factlint.toml");
    let args = ["check", "--fail-on", "never"];
    project.file("factlint.toml", &format!("fail-under = 100\n{settings}"));
    project.run(&args).says(1, &["claim coverage"]);
    project.run(&[&args[..], &["--fail-under", "10"]].concat()).says(0, &["claim coverage"]);
    project.run(&["config"]).says(0, &["fail-under 100"]);
    // Of lines that have not changed nothing is asked.
    project.git(&["init", "-q"]);
    project.git(&["add", "."]);
    project.git(&["commit", "-qm", "first"]);
    project.file("sports/b.md", &format!("{TEN}\nThey left on July 4, 2018 with 30 guests.\n"));
    let since = project.run(&["check", "--since", "HEAD", "--format", "json"]).json();
    assert_eq!(since["articles"][0]["coverage"]["lines"].as_array().unwrap().len(), 1, "{since:#}");
}

#[test]
fn a_report_is_no_article_of_its_folder() {
    let project = Project::new("report-in-folder");
    project.file("a.md", FRIDAY);
    let args = ["check", "--fail-on", "never", "--output", "html=./report.html", "--output", "text=out.txt", "."];
    let first = project.run(&args);
    first.says(0, &["1 article,"]);
    assert_eq!(project.run(&args).out, first.out);
    project.run(&["check", "--fail-on", "never", "."]).says(0, &["3 articles,"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_at_its_place() {
    use std::os::unix::ffi::OsStrExt as _;
    let project = Project::new("unreadable");
    project.run(&["init"]).says(0, &["0 articles"]);
    project.run(&["check"]).says(3, &["there are no articles in the folder of `factlint.toml`"]);
    project.file("a.md", "They met.\n").file("sub/factlint.toml", "rules = [\"lost.rules\"]\nfacts = [\"f.yaml\"]\n");
    std::fs::write(project.0.join(std::ffi::OsStr::from_bytes(b"\xff.md")), "They met.\n").unwrap();
    project.run(&["check"]).says(2, &["its name is not UTF-8", "1 article,"]).lacks(&["does not exist"]);
    let ran = project.run(&["check", "--config", "sub/factlint.toml", "a.md"]);
    ran.says(2, &["the rule file `sub/lost.rules` does not exist", "sub/factlint.toml:1:10", "sub/factlint.toml:2:10"]);
    ran.says(2, &["paths in the settings count from the folder of their file"]);
}

#[test]
fn a_draft_is_the_rule_file_of_a_project() {
    let project = Project::new("draft");
    project.file("news/a.md", "Mayor Jane Doe opened the Harbour Bridge in Oslo on July 2, 2024.\n");
    let drafted = project.run(&["draft", "news/a.md"]);
    drafted.says(0, &["without a check"]);
    project.file("a.rules", &drafted.out).file("factlint.toml", "articles = [\"/news/\"]\nrules = [\"a.rules\"]\n");
    let ran = project.run(&["check", "--fail-under", "100"]);
    ran.says(0, &["0 contradicted, 0 not stated, 0 not checkable; 0 failed", "claim coverage 100%"]);
}

fn cache_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { cache_files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_cached_run_prints_what_a_clean_one_does() {
    let project = Project::new("cache");
    project
        .file("house.rules", RULES)
        .file("a.md", TEN)
        .file("b.md", FRIDAY)
        .file("c.md", "Le chat est sur la table et il dort.\n");
    project.file("factlint.toml", "rules = [\"house.rules\"]\n");
    let clean = |arguments: &[&str]| project.run(&[arguments, &["--no-cache"]].concat()).out;
    let cached = |arguments: &[&str]| {
        let out = project.run(arguments).out;
        assert!(out == clean(arguments), "{arguments:?}\n{out}");
        out
    };
    assert!(!project.0.join(".factlint_cache").exists());
    for _ in 0..3 {
        cached(&["check"]);
        cached(&["check", "--format", "json"]);
    }
    assert!(project.read(".factlint_cache/.gitignore").contains('*'));
    // Each of these changes what is found.
    let mut outputs = vec![cached(&["check"])];
    project.file("house.rules", &RULES.replace("nine\n", "ten\n"));
    outputs.push(cached(&["check"]));
    project.file("b.md", &FRIDAY.replace("9", "8"));
    outputs.push(cached(&["check"]));
    project.file("factlint.toml", "rules = [\"house.rules\"]\n[checks]\nnine-members = \"note\"\n");
    project.file("a.md", &TEN.replace("ten", "six"));
    outputs.push(cached(&["check"]));
    outputs.push(cached(&["check", "--no-config"]));
    outputs.sort();
    outputs.dedup();
    assert!(outputs.len() >= 4, "{outputs:#?}");
    // A damaged cache costs time alone.
    for path in cache_files(&project.0.join(".factlint_cache")) {
        let mut bytes = std::fs::read(&path).unwrap();
        bytes.iter_mut().skip(60).step_by(7).for_each(|byte| *byte ^= 0x15);
        std::fs::write(&path, bytes).unwrap();
    }
    cached(&["check"]);
    cached(&["check"]);
}

#[test]
fn a_table_beside_an_article_is_read_anew() {
    let project = Project::new("cache-tables");
    project.file("r.rules", "rule crew: in the table \"Ships\", exactly two rows have crew more than 8\n");
    project.file("a.md", "The harbour opened.\n").file("ships.csv", "Ship,Crew\nAda,12\nBo,9\n");
    project.run(&["check", "--rules", "r.rules", "a.md"]).says(0, &["1 supported"]);
    project.file("ships.csv", "Ship,Crew\nAda,12\nBo,7\n");
    project.run(&["check", "--rules", "r.rules", "a.md"]).says(1, &["1 contradicted"]);
}

#[test]
fn a_run_that_is_killed_spoils_nothing() {
    let project = Project::new("killed");
    project.file("house.rules", RULES);
    for number in 0..60 {
        project.file(&format!("{number:02}.md"), &format!("{TEN}\n{FRIDAY}\nThere were {number} delegates.\n"));
    }
    let arguments = ["check", "--rules", "house.rules", "--cache-dir", "c", "--format", "json", "."];
    let clean = project.run(&["check", "--rules", "house.rules", "--no-cache", "--format", "json", "."]).out;
    for round in 0..12_u64 {
        if round % 4 == 0 {
            let _ = std::fs::remove_dir_all(project.0.join("c"));
        }
        // Two at once, both killed.
        let start = || project.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut children = [start(), start()];
        std::thread::sleep(Duration::from_millis(40 + round * 67 % 500));
        for child in &mut children {
            let _ = child.kill();
            child.wait().unwrap();
        }
        let after = project.run(&arguments);
        assert!(after.out == clean, "round {round}: {}", after.err);
    }
}

#[test]
fn counts_and_silence() {
    let project = Project::new("counts");
    project.file("a.md", &format!("{FRIDAY}\nThey left on Sunday, June 11, 2018.\n")).file("house.rules", RULES);
    project.file("b.md", TEN);
    let ran = project.run(&["check", "--rules", "house.rules", "--statistics", "a.md", "b.md"]);
    assert_eq!(ran.out, "2  weekday-date  (2 findings with a fix)\n1  nine-members\n3 findings in 2 articles\n");
    let quiet = project.run(&["check", "--rules", "house.rules", "-q", "a.md", "b.md"]);
    quiet.says(1, &["error[nine-members]"]).lacks(&["not stated", "2 articles"]);
    let timed = project.run(&["check", "--timings", "a.md"]);
    timed.says(1, &["ms analyse English"]);
}
