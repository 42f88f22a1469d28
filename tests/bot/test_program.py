"""The program in a process of its own: what a person sees."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.support import STORY, command, environment, program, write_records


def test_the_first_brief_of_a_fresh_folder_comes_from_the_starter_records(tmp_path: Path) -> None:
    first = program("--db", tmp_path / "data", "brief", "Met", "police")
    assert first.returncode == 0
    assert first.stdout.startswith("Met police ")
    assert "[précis]" in first.stdout
    assert "HC Deb 25 November 2016 vol 617" in first.stdout
    assert "starter records" in first.stderr
    assert len(first.stderr.splitlines()) == 1
    again = program("--db", tmp_path / "data", "brief", "Met", "police")
    assert again.stderr == ""
    assert again.stdout == first.stdout


def test_json_stands_alone_on_stdout_and_its_offsets_hold_in_the_record(loaded: Path) -> None:
    made = program("--db", loaded, "brief", "harbour inspectorate", "--format", "json")
    assert made.returncode == 0
    assert made.stderr == ""
    items = [item for section in json.loads(made.stdout)["sections"] for item in section["items"]]
    assert items
    for item in items:
        shown = program("--db", loaded, "show", item["record_id"], "--format", "json")
        text = json.loads(shown.stdout)["passages"][item["passage"]]["text"]
        assert text[item["start"] : item["end"]] == item["text"]


def test_an_absent_topic_is_answered_and_is_no_failure(loaded: Path) -> None:
    made = program("--db", loaded, "brief", "lighthouse tariffs", "--format", "json")
    assert made.returncode == 0
    answer = json.loads(made.stdout)
    assert answer["sections"] == []
    assert answer["notes"]


def test_loading_says_what_became_of_each_file_and_changes_nothing_the_second_time(tmp_path: Path) -> None:
    records = write_records(tmp_path / "records")
    first = program("--db", tmp_path / "data", "load", records)
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    lines = first.stdout.splitlines()
    assert lines[0].endswith("question.md: 1 added, 0 updated, 0 unchanged")
    assert lines[2] == "Total of 2 files: 2 added, 0 updated, 0 unchanged, 0 refused"
    again = program("--db", tmp_path / "data", "load", records)
    assert again.stdout.splitlines()[2] == "Total of 2 files: 0 added, 0 updated, 2 unchanged, 0 refused"


PAGE = (
    "<html><head><title>Patrol boats</title></head><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
    "<main><h1>Patrol boats</h1><p>Nine of the patrol boats were out of service in 2019<sup>1</sup>.</p>"
    "<figure><figcaption>A boat in harbour</figcaption></figure></main></body></html>"
)


def test_what_is_left_out_is_counted_by_kind_and_printed_when_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    (first, _) = program("--db", tmp_path / "data", "load", page).stdout.splitlines()
    assert first.endswith("; left out: 1 line of navigation, 1 caption, 1 title, 1 mark of a note")
    shown = program("--db", tmp_path / "data", "load", "--show-left-out", page).stdout.splitlines()
    assert shown[1:3] == ["  Left out, 1 line of navigation:", "    Home News"]
    assert "    A boat in harbour" in shown


def test_a_changed_file_updates_its_record(own_data: Path, tmp_path: Path) -> None:
    changed = tmp_path / "story.md"
    changed.write_text(STORY.replace("nine", "ten"), encoding="utf-8")
    assert "0 added, 1 updated, 0 unchanged" in program("--db", own_data, "load", changed).stdout
    status = json.loads(program("--db", own_data, "status", "--format", "json").stdout)
    assert (status["records"], status["superseded"]) == (2, 1)


def test_what_cannot_be_read_is_refused_and_the_rest_is_loaded(tmp_path: Path) -> None:
    records = write_records(tmp_path / "records")
    (records / "empty.txt").write_bytes(b"")
    (records / "noise.bin").write_bytes(bytes(range(256)) * 20)
    (records / "spoilt.jsonl").write_text('{"pqbrief": 1, "record_id"', encoding="utf-8")
    done = program("--db", tmp_path / "data", "load", records, tmp_path / "nowhere.md", "https://example.org/a")
    assert done.returncode == 1
    for name in ("empty.txt", "noise.bin", "nowhere.md", "spoilt.jsonl", "https://example.org/a"):
        assert len([line for line in done.stdout.splitlines() if f"{name}: " in line]) == 1, name
        assert [line for line in done.stdout.splitlines() if f"{name}: refused: " in line], name
    assert "2 added" in done.stdout.splitlines()[-1]
    assert (
        done.stderr == "pqbrief: 5 files or places refused, for the reasons given above; everything else was loaded.\n"
    )


def test_loading_into_an_empty_folder_adds_no_starter_records(tmp_path: Path) -> None:
    program("--db", tmp_path / "data", "load", write_records(tmp_path / "records"))
    assert json.loads(program("--db", tmp_path / "data", "status", "--format", "json").stdout)["records"] == 2


def test_status_says_what_is_held(loaded: Path) -> None:
    held = json.loads(program("--db", loaded, "status", "--format", "json").stdout)
    assert held["records"] == 2
    assert held["passages"] == 4
    assert held["by_kind"] == {"news": 1, "written_question": 1}
    assert held["newest"] == "2020-06-02"
    text = program("--db", loaded, "status").stdout
    assert " Stored      2 records, 4 passages\n" in text
    assert " Newest      2 June 2020\n" in text


def test_an_export_loads_back_to_the_same_records(loaded: Path, tmp_path: Path) -> None:
    written = tmp_path / "all.jsonl"
    assert program("--db", loaded, "export", written).returncode == 0
    assert len(written.read_text(encoding="utf-8").splitlines()) == 2
    back = program("--db", tmp_path / "other", "load", written)
    assert "2 added" in back.stdout
    assert "2 unchanged" in program("--db", tmp_path / "other", "load", written).stdout
    for record_id in (json.loads(line)["record_id"] for line in written.read_text(encoding="utf-8").splitlines()):
        here, there = (
            json.loads(program("--db", data, "show", record_id, "--format", "json").stdout)["content_hash"]
            for data in (loaded, tmp_path / "other")
        )
        assert here == there


def test_a_batch_is_answered_in_order_and_goes_on_after_a_bad_line(loaded: Path, tmp_path: Path) -> None:
    lines = [
        '{"id": 7, "query": "patrol boats"}',
        "not json",
        "",
        '["a"]',
        '{"id": "x"}',
        '{"id": "z", "query": "boats"}',
    ]
    requests = tmp_path / "requests.jsonl"
    requests.write_text("\n".join(lines), encoding="utf-8")
    done = program("--db", loaded, "brief", "--batch", requests)
    assert done.returncode == 1
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, None, None, "x", "z"]
    assert [set(answer) for answer in answers] == [
        {"id", "ms", "brief"},
        {"id", "ms", "error"},
        {"id", "ms", "error"},
        {"id", "ms", "error"},
        {"id", "ms", "brief"},
    ]
    assert answers[0]["brief"]["query"]["text"] == "patrol boats"
    assert all(answer["ms"] >= 0 for answer in answers)
    assert done.stderr.count("\n") == 3


def test_what_is_no_json_number_is_refused_and_each_error_names_its_line_once(loaded: Path) -> None:
    lines = '{"id": NaN, "query": "boats"}\n{"id": 1e999, "query": "boats"}\n'
    done = program("--db", loaded, "brief", "--batch", "-", stdin=lines)
    assert done.returncode == 1
    for number, (answer, said) in enumerate(zip(done.stdout.splitlines(), done.stderr.splitlines(), strict=True), 1):
        assert json.loads(answer)["id"] is None
        assert said.startswith(f"pqbrief: line {number}: not JSON;")


def test_a_batch_gives_what_single_briefs_give(loaded: Path) -> None:
    batch = program("--db", loaded, "brief", "--batch", "-", stdin='{"id": 1, "query": "patrol boats"}\n')
    assert batch.returncode == 0, batch.stderr
    single = program("--db", loaded, "brief", "patrol boats", "--format", "json")
    assert json.loads(batch.stdout)["brief"] == json.loads(single.stdout)


def test_a_file_is_written_whole_in_the_form_of_its_name(loaded: Path, tmp_path: Path) -> None:
    for name, start in (("brief.md", "# patrol boats"), ("brief.json", "{"), ("brief.txt", "patrol boats")):
        done = program("--db", loaded, "brief", "patrol boats", "-o", tmp_path / name)
        assert (done.returncode, done.stdout) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.json", "brief.md", "brief.txt"]


def test_nothing_is_left_of_a_file_whose_brief_failed(loaded: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.txt"
    target.write_text("as it was", encoding="utf-8")
    done = program("--db", loaded, "brief", "--batch", tmp_path / "nowhere.jsonl", "-o", target)
    assert done.returncode == 1
    assert target.read_text(encoding="utf-8") == "as it was"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_a_file_that_is_replaced_keeps_who_may_read_it(loaded: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.txt"
    target.write_text("as it was", encoding="utf-8")
    target.chmod(0o600)
    assert program("--db", loaded, "brief", "patrol boats", "-o", target).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600


def test_output_named_as_a_device_goes_down_a_pipe(loaded: Path) -> None:
    done = program("--db", loaded, "brief", "patrol boats", "-o", "/dev/stdout")
    assert (done.returncode, done.stdout[:12]) == (0, "patrol boats")


@pytest.mark.parametrize("place", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_said_in_one_line(place: str, loaded: Path) -> None:
    whole = shlex.join(map(str, command("--db", loaded, "brief", "patrol boats")))
    done = subprocess.run(
        ["sh", "-c", f"{whole} {place}"], capture_output=True, check=False, text=True, env=environment()
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "fault" not in done.stderr
    assert "tandard output" in done.stderr


def test_an_unsound_index_is_built_anew_and_only_the_log_says_so(own_data: Path) -> None:
    before = program("--db", own_data, "brief", "patrol boats").stdout
    for path in (own_data / "index").glob("*/meta.json"):
        path.write_text("spoilt", encoding="utf-8")
    done = program("--db", own_data, "brief", "patrol boats")
    assert (done.returncode, done.stdout, done.stderr) == (0, before, "")
    assert "rebuilt" in (own_data / "errors.log").read_text(encoding="utf-8")


def test_writing_to_a_device_leaves_the_device(loaded: Path) -> None:
    assert program("--db", loaded, "brief", "patrol boats", "-o", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_a_reader_that_goes_away_is_no_news(own_data: Path) -> None:
    with subprocess.Popen(
        command("--db", own_data, "brief", "--batch", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        running.stdin.write(b'{"id": 1, "query": "patrol boats"}\n' * 50)
        running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1


def test_an_interrupt_ends_quietly(own_data: Path) -> None:
    with subprocess.Popen(
        command("--db", own_data, "brief", "--batch", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # A job that a script runs in the background is born deaf to interrupts, and so would be its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread is running yet
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write(b'{"id": 1, "query": "patrol boats"}\n')
        running.stdin.flush()
        assert running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(60) == 130
        assert running.stderr.read() == b""


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(lambda data: ["--db", data, "status", "--format", "json"], id="before-the-command"),
        pytest.param(lambda data: ["status", "--db", data, "--format", "json"], id="after-the-command"),
        pytest.param(
            lambda data: ["--db", "elsewhere", "status", "--db", data, "--format", "json"], id="the-nearer-wins"
        ),
    ],
)
def test_the_data_folder_is_named_before_or_after_the_command(place, loaded: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(program(*place(loaded), cwd=tmp_path).stdout)["records"] == 2
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_the_data_folder(loaded: Path) -> None:
    done = program("status", "--format", "json", changes={"PQBRIEF_DB": str(loaded)})
    assert json.loads(done.stdout)["data_folder"] == str(loaded)


def test_an_own_template_is_used_and_a_broken_one_named(loaded: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt.j2").write_text("OURS: {{ brief.topic }}", encoding="utf-8")
    changes = {"PQBRIEF_TEMPLATES": str(tmp_path)}
    assert program("--db", loaded, "brief", "patrol boats", changes=changes).stdout == "OURS: patrol boats\n"
    (tmp_path / "text.txt.j2").write_text("{{", encoding="utf-8")
    broken = program("--db", loaded, "brief", "patrol boats", changes=changes)
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "text.txt.j2 cannot be filled in" in broken.stderr


def test_help_loads_nothing_heavy() -> None:
    heavy = ("jinja2", "sqlite3", "tantivy", "dateparser", "nupunkt", "platformdirs")
    script = f"import sys\nimport bot.cli\nprint([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
