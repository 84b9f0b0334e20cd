"""dev.py: what it decides before it does anything."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import dev

NAME = re.compile(r"^([A-Za-z0-9._-]+)==\S+( ;.*)? \\$")


def requirements(file: str) -> list[str]:
    return dev.requirements_in((dev.ROOT / file).read_text("utf-8"))


def names(files: tuple[str, ...]) -> set[str]:
    found = {NAME.match(block.splitlines()[0]) for file in files for block in requirements(file)}
    return {match[1].lower() for match in found if match}


def test_an_older_python_can_read_dev_py_to_be_told_that_it_is_too_old():
    ast.parse((dev.ROOT / "dev.py").read_text("utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("file", dev.DEVELOPMENT)
def test_every_requirement_is_one_version_with_its_hashes(file):
    for block in requirements(file):
        first, *hashes = block.splitlines()
        assert NAME.match(first), first
        assert hashes and all(re.match(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?$", line) for line in hashes), first


def test_everything_that_pyproject_asks_for_is_in_the_requirement_files():
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text("utf-8"))
    for asked, files in (
        (project["project"]["dependencies"], dev.RUNTIME),
        (project["dependency-groups"]["dev"], dev.DEVELOPMENT),
    ):
        assert {re.split(r"[<>=]", line)[0].lower() for line in asked} <= names(files)


def test_the_development_list_does_not_repeat_the_runtime_list():
    assert not set(requirements("requirements.txt")) & set(requirements("requirements-dev.txt"))


def test_the_stamp_changes_with_a_requirement_and_with_the_interpreter():
    stamp = dev.fingerprint([b"numpy==1", b"pint==2"], "CPython 3 11")
    assert stamp == dev.fingerprint([b"numpy==1", b"pint==2"], "CPython 3 11")
    assert stamp != dev.fingerprint([b"numpy==1", b"pint==3"], "CPython 3 11")
    assert stamp != dev.fingerprint([b"numpy==1pint==2"], "CPython 3 11")
    assert stamp != dev.fingerprint([b"numpy==1", b"pint==2"], "CPython 3 12")


def test_a_child_ended_by_a_signal_is_never_taken_for_a_success():
    assert [dev.exit_status(code) for code in (0, 3, -6)] == [0, 3, 134]


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_is_what_one_of_two_names_points_at(name, monkeypatch):
    monkeypatch.setattr(dev, "LINUX", True)
    assert dev.has_display({name: ":0"})
    assert not dev.has_display({name: ""})
    assert not dev.has_display({})


def test_other_systems_always_have_a_display(monkeypatch):
    monkeypatch.setattr(dev, "LINUX", False)
    assert dev.has_display({})


def test_a_library_the_loader_does_not_find_is_named_with_its_package():
    assert dev.missing_libraries({"libthereisnosuch.so.1": "libthereisnosuch1"}) == {
        "libthereisnosuch.so.1": "libthereisnosuch1"
    }


def test_one_command_installs_each_package_once():
    assert dev.apt_command(["xvfb", "poppler-utils", "poppler-utils"])[-2:] == ["poppler-utils", "xvfb"]


def test_missing_libraries_that_may_not_be_installed_end_in_one_command(monkeypatch):
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "may_install", lambda: False)
    monkeypatch.setattr(dev, "missing_libraries", lambda libraries: dict(libraries))
    with pytest.raises(dev.Refusal, match=r"sudo apt-get install .*libegl1 .*libxcb-shape0"):
        dev.need_qt_libraries(dev.X11_LIBRARIES)


def test_nothing_is_built_where_a_tool_is_missing_that_may_not_be_installed(monkeypatch):
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "need_qt_libraries", lambda: None)
    monkeypatch.setattr(dev, "may_install", lambda: False)
    monkeypatch.setattr(dev, "missing_tools", list)
    monkeypatch.setattr(dev, "call", lambda *_: pytest.fail("it would end in the middle"))
    with pytest.raises(dev.Refusal, match=r"objcopy.*\n.*sudo apt-get install .* binutils$"):
        dev.package([])


@pytest.mark.parametrize(
    "line",
    [
        "--index-url something",
        "numpy @ https://files.python" + "hosted.org/numpy.whl",
        "see https://mirror.example/sim" + "ple/numpy",
        "the pictures lie in /srv/jane/lagebild/out",
        "/srv/jane",
    ],
)
def test_a_trace_of_one_machine_is_found(line):
    assert dev.trace_in(line, ["/srv/jane"])


@pytest.mark.parametrize("line", ["a simple line", "/srv/janet/notes", "https://example.org/prices", "numpy==2.4.6 \\"])
def test_an_ordinary_line_is_no_trace(line):
    assert not dev.trace_in(line, ["/srv/jane"])


def test_the_files_looked_through_are_the_projects_own():
    files = dev.project_files()
    assert "dev.py" in files
    assert not [file for file in files if Path(file).parts[0] in (".venv", ".git", "out")]


def test_tests_that_were_not_run_are_counted():
    report = '<testsuites><testsuite tests="3" skipped="2"/><testsuite tests="1" skipped="1"/></testsuites>'
    assert dev.count_skipped(report) == 3


def test_a_requirement_keeps_the_lines_of_its_hashes():
    text = "# head\na==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\nb==2 \\\n    --hash=sha256:02\n"
    assert dev.requirements_in(text) == [
        "a==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01",
        "b==2 \\\n    --hash=sha256:02",
    ]


def test_an_unknown_word_is_wrong_usage(capsys):
    assert dev.main(["rnu"]) == 2
    assert "there is no command 'rnu'" in capsys.readouterr().err


def test_the_readme_names_every_command():
    start = re.search(r"## Start\n(.*?)\n## ", (dev.ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert start is not None
    named = set(re.findall(r"`(?:dev\.py )?(\w+)`|dev\.py (\w+) ", start[1]))
    assert set(dev.COMMANDS) <= {word for pair in named for word in pair}


@pytest.mark.parametrize("name", ["missing.json", "missing.lagebild"])
def test_without_a_display_no_window_is_opened_for_a_briefing_that_is_not_there(name, monkeypatch):
    monkeypatch.setattr(dev, "has_display", lambda _: False)
    monkeypatch.setattr(dev, "need_qt_libraries", lambda: None)
    monkeypatch.setattr(dev, "prepare", lambda _: Path("python"))
    monkeypatch.setattr(dev, "call", lambda *_, **__: pytest.fail("it would wait for ever, unseen"))
    monkeypatch.setattr(dev, "write_tour", lambda _, briefing: len(briefing))
    assert dev.run([name]) == 2


@pytest.mark.parametrize(("status", "told"), [(0, 0), (1, 0), (2, 1), (134, 1)])
def test_what_lagebild_refused_with_a_sentence_is_not_told_twice(status, told, monkeypatch, capsys):
    monkeypatch.setattr(dev, "call", lambda *_: status)
    assert dev.call_lagebild(Path("python"), ["charts"]) == status
    assert capsys.readouterr().err.count("\n") == told


def test_what_the_operating_system_refuses_is_one_sentence(monkeypatch, capsys):
    def no_room(_arguments: list[str]) -> int:
        raise OSError(28, "No space left on device", "out/results.json")

    monkeypatch.setitem(dev.COMMANDS, "run", dev.Command(no_room))
    assert dev.main(["run"]) == 1
    assert capsys.readouterr().err == "dev.py: No space left on device: out/results.json.\n"
