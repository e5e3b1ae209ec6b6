//! The reports for other programs: they have the form that their readers ask for, and nothing in a file name, an article or
//! a rule can leave its place in them.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use std::path::PathBuf;
use std::process::Command;

const FORMATS: [&str; 10] =
    ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "html"];

/// A file name with all that steers an output.
const NAME: &str = "a,line=9::error file=b::%0A<b>\"&'\u{1b}[31m\u{202e}]]>\n::error::x.md";

const STORY: &str = "# A day\n\nThe summit opened on Monday, July 3, 2024 (<script>alert(1)</script> ]]> &amp; [x](javascript:alert(2))).\n\n\
    \u{1b}[31mThe Shanghai Cooperation Organization has ten members\u{202e}, \"::error::y\" &lt;img src=x onerror=alert(3)&gt;.\n";

const RULES: &str = "use news\n\nabout \"Shanghai Cooperation Organization\"\n\n\
    rule nine-members \"<img src=x onerror=alert(4)> 100% ]]> [t](javascript:alert(5))\"\n  member count equals nine\n  \
    because \"</script><script>alert(6)</script> 100% ::error::z\"\n  source \"a,b:c%0Ad & 'e'\"\n\n\
    require host\n  Kazakhstan hosts the SCO summit\n\n\
    rule loose\n  number of moons is 3\n";

struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("factlint-outputs-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        folder.file(NAME, STORY);
        folder.file("house.rules", RULES);
        folder
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let out = Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).current_dir(&self.0).output().unwrap();
        (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
    }

    /// The report on the hostile article in a format.
    fn report(&self, format: &str) -> String {
        self.run(&["check", "--rules", "house.rules", "--coverage", "--format", format, NAME, "no-such.md"]).1
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn no_format_lets_control_or_direction_characters_through() {
    let folder = Folder::new("control");
    for format in FORMATS {
        let report = folder.report(format);
        assert!(report.len() > 50, "{format} is empty");
        for character in report.chars() {
            let hidden =
                matches!(character, '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}');
            // JSON has escapes of its own for the control characters; a direction character is text there.
            let json = matches!(format, "json" | "jsonl" | "sarif" | "gitlab");
            assert!(!hidden || json && !character.is_control(), "{format} prints {character:?}:\n{report}");
        }
    }
}

#[test]
fn every_line_for_github_is_one_command() {
    let report = Folder::new("github").report("github");
    assert!(report.lines().count() >= 4, "{report}");
    for line in report.lines() {
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (word, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&word), "{line}");
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').unwrap();
            assert!(["title", "file", "line", "endLine", "col", "endColumn"].contains(&name), "{line}");
            assert!(!value.contains(':'), "{line}");
        }
        // A percent sign stands for itself only as %25.
        for (at, _) in message.match_indices('%') {
            assert!(["%25", "%0A", "%0D"].contains(&&message[at..at + 3]), "{line}");
        }
    }
    assert!(report.contains("100%25"), "{report}");
    assert!(report.contains("a%2Cline=9%3A%3Aerror file=b%3A%3A%250A<b>"), "{report}");
}

#[test]
fn sarif_fits_its_schema() {
    let schema = std::fs::read_to_string("tests/data/sarif/sarif-schema-2.1.0.json").unwrap();
    let mut schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    // The schema's pattern for languages is no regular expression; none is written.
    for object in ["run", "toolComponent"] {
        schema["definitions"][object]["properties"]["language"].as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    let folder = Folder::new("sarif");
    let log: serde_json::Value = serde_json::from_str(&folder.report("sarif")).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let of =
        |id: &str| results.iter().find(|result| result["ruleId"] == id).unwrap_or_else(|| panic!("no {id}: {log:#}"));
    let weekday = of("weekday-date");
    assert_eq!(weekday["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "Wednesday");
    let region = &weekday["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&3.into(), &22.into(), &28.into())
    );
    assert_eq!(weekday["relatedLocations"].as_array().unwrap().len(), 1);
    let members = of("nine-members");
    let related = members["relatedLocations"].as_array().unwrap();
    assert_eq!(related.last().unwrap()["physicalLocation"]["artifactLocation"]["uri"], "house.rules");
    assert_eq!(related.last().unwrap()["message"]["text"], "the rule");
    // Brackets of a user's text are no links.
    for result in results {
        let text = result["message"]["text"].as_str().unwrap();
        assert!(!text.replace("\\[", "").contains('['), "{text}");
    }
    let uri = weekday["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("a%2Cline%3D9%3A%3Aerror%20file") && uri.contains("%0A%3A%3Aerror"), "{uri}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    // What is wrong with files is no result.
    let notifications = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let codes: Vec<&str> = notifications.iter().map(|one| one["descriptor"]["id"].as_str().unwrap()).collect();
    assert!(codes.contains(&"no-such-file"), "{codes:?}");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn the_xml_formats_are_well_formed_and_count_right() {
    let folder = Folder::new("xml");
    let junit = folder.report("junit");
    let junit = roxmltree::Document::parse(&junit).unwrap();
    let root = junit.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    for suite in root.children().filter(roxmltree::Node::is_element) {
        assert_eq!(suite.tag_name().name(), "testsuite");
        let cases: Vec<_> = suite.children().filter(roxmltree::Node::is_element).collect();
        let with = |name: &str| {
            cases.iter().filter(|case| case.children().any(|child| child.has_tag_name(name))).count().to_string()
        };
        assert_eq!(suite.attribute("tests"), Some(cases.len().to_string().as_str()));
        assert_eq!(suite.attribute("failures"), Some(with("failure").as_str()));
        assert_eq!(suite.attribute("errors"), Some(with("error").as_str()));
        assert_eq!(suite.attribute("skipped"), Some(with("skipped").as_str()));
        for case in cases {
            assert_eq!(case.tag_name().name(), "testcase");
            assert!(case.attribute("name").is_some() && case.attribute("classname").is_some());
            let inner: Vec<_> = case.children().filter(roxmltree::Node::is_element).collect();
            assert!(inner.len() <= 1, "{case:?}");
            for inner in inner {
                assert!(["failure", "error", "skipped", "system-out"].contains(&inner.tag_name().name()));
                assert!(!inner.children().any(|node| node.is_element()), "{inner:?}");
            }
        }
    }
    let checkstyle = folder.report("checkstyle");
    let checkstyle = roxmltree::Document::parse(&checkstyle).unwrap();
    let root = checkstyle.root_element();
    assert_eq!(root.tag_name().name(), "checkstyle");
    let files: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
    assert!(files.iter().any(|file| file.attribute("name").unwrap().contains("<b>\"&'")), "{files:?}");
    for error in files.iter().flat_map(|file| file.children()).filter(roxmltree::Node::is_element) {
        assert_eq!(error.tag_name().name(), "error");
        assert!(["error", "warning", "info"].contains(&error.attribute("severity").unwrap()));
        assert!(error.attribute("line").unwrap().parse::<usize>().unwrap() >= 1);
    }
}

#[test]
fn junit_fails_only_what_fails_the_run() {
    let folder = Folder::new("threshold");
    folder.file(
        "mild.rules",
        &RULES.replace("  member count equals nine\n", "  member count equals nine\n  severity warning\n"),
    );
    let report = |fail_on: &str| {
        folder
            .run(&[
                "check",
                "--rules",
                "mild.rules",
                "--no-check",
                "weekday-date",
                "--format",
                "junit",
                "--fail-on",
                fail_on,
                NAME,
            ])
            .1
    };
    let (strict, never) = (report("warning"), report("never"));
    assert!(strict.contains("<failure type=\"warning\""), "{strict}");
    assert!(!never.contains("<failure") && never.contains("<system-out>"), "{never}");
}

#[test]
fn gitlab_fingerprints_hold_when_the_text_moves() {
    let folder = Folder::new("gitlab");
    let prints = |text: &str| -> Vec<(String, u64)> {
        folder.file("story.md", text);
        let (_, report) = folder.run(&["check", "--rules", "house.rules", "--format", "gitlab", "./story.md"]);
        let issues: serde_json::Value = serde_json::from_str(&report).unwrap();
        let issues = issues.as_array().unwrap();
        for issue in issues {
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.starts_with("./"), "{path}");
        }
        let of_story = issues.iter().filter(|issue| issue["location"]["path"] == "story.md");
        of_story
            .map(|issue| {
                (
                    issue["fingerprint"].as_str().unwrap().to_owned(),
                    issue["location"]["lines"]["begin"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    let before = prints(STORY);
    let after = prints(&STORY.replace("# A day\n", "# A day\n\nAnother paragraph.\n\nAnd one more.\n"));
    assert!(before.len() >= 3, "{before:?}");
    let names = |prints: &[(String, u64)]| prints.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    assert_ne!(before, after, "the lines have not moved");
    let mut unique = names(&before);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), before.len(), "{before:?}");
}

#[test]
fn json_lines_hold_the_same_as_the_document() {
    let folder = Folder::new("jsonl");
    let document: serde_json::Value = serde_json::from_str(&folder.report("json")).unwrap();
    let lines: Vec<serde_json::Value> =
        folder.report("jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |key: &str| lines.iter().filter_map(|line| line.get(key)).cloned().collect::<Vec<_>>();
    assert_eq!(serde_json::Value::from(of("article")), document["articles"]);
    assert_eq!(serde_json::Value::from(of("problem")), document["problems"]);
    assert_eq!(of("summary"), [document["summary"].clone()]);
    assert!(lines.iter().all(|line| line["schema"] == 1));
}

#[test]
fn the_document_with_its_coverage_fits_the_published_schema() {
    let schema = std::fs::read_to_string("docs/check-output.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let document: serde_json::Value = serde_json::from_str(&Folder::new("schema").report("json")).unwrap();
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let coverage = &document["articles"][0]["coverage"];
    let lines = coverage["lines"].as_array().unwrap();
    let sum = |key: &str| lines.iter().map(|line| line[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!((coverage["found"].as_u64(), coverage["hit"].as_u64()), (Some(sum("found")), Some(sum("hit"))));
    assert!(sum("found") >= 2, "{coverage:#}");
}

#[test]
fn several_reports_in_one_run() {
    let folder = Folder::new("several");
    let mut arguments = vec!["check", "--rules", "house.rules", NAME];
    let outputs: Vec<String> = FORMATS.iter().map(|format| format!("--output={format}=out.{format}")).collect();
    arguments.extend(outputs.iter().map(String::as_str));
    let (status, text) = folder.run(&arguments);
    for format in FORMATS {
        let written = std::fs::read_to_string(folder.0.join(format!("out.{format}"))).unwrap();
        let (alone, printed) = folder.run(&["check", "--rules", "house.rules", NAME, "--format", format]);
        assert_eq!(written, printed, "{format}");
        assert_eq!(alone, status, "{format}");
    }
    assert!(text.contains("nine-members"));
    let (status, _) = folder.run(&["check", NAME, "--output", "sarif=no/such/folder/x"]);
    assert_eq!(status, 2);
    for wrong in ["sarif", "sarif=", "word=x"] {
        assert_eq!(folder.run(&["check", NAME, "--output", wrong]).0, 2, "{wrong}");
    }
}

#[test]
fn every_form_tells_what_a_reference_lacks() {
    let folder = Folder::new("lacking");
    folder.file("minutes.md", "# Council minutes\n\nThe council has 53 members.\n");
    folder.file("story.md", "The council has 35 members.\n");
    folder.file("house.rules", "reference minutes from \"minutes.md\"\n\nrule all: everything agrees with minutes\n");
    folder.file("must.rules", "reference minutes from \"minutes.md\"\n\nrequire all: everything agrees with minutes\n");
    for rules in ["house.rules", "must.rules"] {
        for format in FORMATS {
            let (_, report) = folder.run(&["check", "--no-cache", "--rules", rules, "--format", format, "story.md"]);
            // The place of what is lacking: its words, or its line and column.
            let place = match format {
                "concise" => "story.md:1:17: ",
                "github" => "file=story.md,line=1,endLine=1,col=17,endColumn=19",
                "gitlab" => "\"path\": \"story.md\"",
                "checkstyle" => "line=\"1\" column=\"17\"",
                "junit" => "story.md:1:17: 35",
                "sarif" => "\"startColumn\": 17",
                "html" => "<q>35</q>",
                _ => "35",
            };
            assert!(report.contains(place), "{rules} {format}:\n{report}");
            if rules == "house.rules" && !["json", "jsonl"].contains(&format) {
                let told = report.to_lowercase().contains("the article has what the reference");
                assert!(told, "{format}:\n{report}");
            }
        }
    }
}
