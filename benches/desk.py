#!/usr/bin/env python3
"""How fast a project is checked, and whether a run that is killed spoils the next one.

    cargo build --release
    python3 benches/desk.py target/release/factlint FOLDER_OR_FILE ...

Takes prose from text files, or from the field `text` of JSON Lines (`.xz` as well), and cuts it at the ends of
paragraphs into articles of about 3 KB. Prints what a run of the consistency checks and of the news pack takes from
nothing, without any change, and after the change of one article, on the clock and in seconds of processors; how much
memory; and whether the output is the same at any number of threads and with a cache. With --kills it ends so many runs
at a random moment by SIGKILL, and tells after how many of them the next run prints something else than a run without a
cache. Nothing but Python's own library is needed.
"""

import argparse
import hashlib
import json
import lzma
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

SIZE = 3_000
FORMS = ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "html"]
# A few checks of the pack's concepts, so that statements are extracted from every article.
RULES = """use news

rule nine-members
  member count of Shanghai Cooperation Organization is nine

rule president
  Joe Biden is the president of United States

require someone-met
  Joe Biden met Emmanuel Macron
"""


def paragraphs(path):
    """The paragraphs of a file."""
    opened = lzma.open if path.suffix == ".xz" else open
    name = path.stem if path.suffix == ".xz" else path.name
    with opened(path, "rt", encoding="utf-8") as file:
        if name.endswith(".jsonl"):
            for line in file:
                yield from json.loads(line)["text"].split("\n\n")
        else:
            yield from file.read().split("\n\n")


def articles(sources, count):
    """So many articles; where the prose ends, it begins again, cut at other places."""
    files = [file for source in sources for file in (sorted(source.iterdir()) if source.is_dir() else [source])]
    files = [file for file in files if file.name.endswith((".txt", ".jsonl", ".jsonl.xz"))]
    made, least = 0, SIZE
    while made < count:
        text, before = [], made
        for file in files:
            for paragraph in paragraphs(file):
                text.append(paragraph.strip())
                if sum(map(len, text)) >= least:
                    yield "\n\n".join(text) + "\n"
                    made, text, least = made + 1, [], SIZE
                    if made == count:
                        return
        if made == before:
            sys.exit("there is no prose")
        least = SIZE // 2


class Project:
    """A folder of articles with rules, removed at the end."""

    def __init__(self, binary, texts):
        self.binary = binary.resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="factlint-desk-"))
        (self.folder / "desk.rules").write_text(RULES, encoding="utf-8")
        (self.folder / "factlint.toml").write_text('rules = ["desk.rules"]\n', encoding="utf-8")
        self.articles, self.bytes = [], 0
        for number, text in enumerate(texts):
            path = self.folder / f"{number // 500:02}" / f"{number:05}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.articles.append(path)
            self.bytes += len(text.encode())

    def command(self, *arguments):
        return [str(self.binary), "check", "--fail-on", "never", "--color", "never", *arguments]

    def run(self, *arguments):
        """A digest of what is printed, the seconds on the clock and of processors, and the megabytes that it takes."""
        begun = time.monotonic()
        process = subprocess.Popen(
            self.command(*arguments), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        digest = hashlib.sha256(process.stdout.read()).hexdigest()
        _, status, usage = os.wait4(process.pid, 0)
        process.stdout.close()
        if status != 0:
            sys.exit(f"{arguments}: the status is {os.waitstatus_to_exitcode(status)}")
        taken = time.monotonic() - begun
        return digest, taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    def forget(self):
        shutil.rmtree(self.folder / ".factlint_cache", ignore_errors=True)

    def kill(self, after, *arguments):
        """Begins a run and ends it after some seconds; whether it was still running."""
        process = subprocess.Popen(
            self.command(*arguments), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            process.wait(after)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True


def speed(project, rounds):
    size = project.bytes / 1e6
    print(f"{len(project.articles):,} articles, {size:.1f} MB, {os.cpu_count()} processors")

    def tell(what, seconds, busy, memory):
        line = f"{what:<40} {seconds:7.2f} s {size / seconds:7.1f} MB/s {busy:7.2f} s of processors {memory:5.0f} MB"
        print(line, flush=True)

    def cold(*arguments):
        runs = []
        for _ in range(rounds):
            project.forget()
            runs.append(project.run(*arguments))
        return min(runs, key=lambda run: run[1])

    clean, *taken = cold()
    tell("from nothing, news pack and all checks", *taken)
    again = min((project.run() for _ in range(5)), key=lambda run: run[1])
    tell("no change", *again[1:])
    assert again[0] == clean, "the cache changes what is printed"
    text = project.articles[0].read_text(encoding="utf-8")
    project.articles[0].write_text(text + "\nThey met on Friday, June 9, 2018.\n", encoding="utf-8")
    tell("one article changed", *project.run()[1:])
    project.articles[0].write_text(text, encoding="utf-8")
    known = {"text": clean}
    for form in FORMS[1:]:
        known[form], *taken = project.run("--format", form)
        tell(f"no change, {form}", *taken)
    tell("against themselves alone, no cache", *project.run("--no-cache", "--no-config", ".")[1:])
    for jobs in ["1", "2", "7"]:
        with tempfile.TemporaryDirectory() as reports:
            paths = {form: pathlib.Path(reports) / form for form in FORMS}
            outputs = [f"--output={form}={path}" for form, path in paths.items()]
            _, *taken = project.run("--no-cache", "--jobs", jobs, *outputs)
            tell(f"no cache, all forms, threads: {jobs}", *taken)
            for form, path in paths.items():
                with path.open("rb") as file:
                    assert hashlib.file_digest(file, "sha256").hexdigest() == known[form], f"{form} differs"
    print("each form is the same at any number of threads and with a cache")


def kills(project, count):
    chance = random.Random(8)
    clean, seconds, *_ = project.run("--no-cache")
    wrong = struck = round = 0
    while struck < count:
        # Half of the runs begin with nothing, half with what the killed ones left.
        round += 1
        if round % 2 == 0:
            project.forget()
        if project.kill(chance.uniform(0, seconds)):
            struck += 1
            wrong += project.run()[0] != clean
            print(f"\r{struck} of {count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    print(f"{len(project.articles):,} articles: {struck} runs killed, {wrong} wrong runs after them")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("prose", type=pathlib.Path, nargs="+")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3, help="runs from nothing; the best counts")
    parser.add_argument("--kills", type=int, default=0, help="so many runs are killed; nothing else is measured")
    arguments = parser.parse_args()
    project = Project(arguments.binary, articles(arguments.prose, arguments.articles))
    try:
        if arguments.kills:
            sys.exit(kills(project, arguments.kills) > 0)
        speed(project, arguments.rounds)
    finally:
        shutil.rmtree(project.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
