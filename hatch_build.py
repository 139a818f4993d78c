"""The build hook: a wheel holds checked rules and texts as JSON; broken rules stop the build."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CheckedRules(BuildHookInterface):  # type: ignore[type-arg]  # it is not typed
    """Puts rules and profiles into the wheel, with the rules as checked and schemas for editors."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read and check the rules before a wheel is built from them.

        Raises RuntimeError with every problem when the rules are broken. An editable install takes
        nothing from here: it reads the rules of the checkout each time.
        """
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        try:
            data = {"knowledge.json": _knowledge(root / "rules"), **_schemas(root / "rules")}
            files = {
                **{f"casemodel/data/{name}": text for name, text in data.items()},
                **_texts(root / "casemodel" / "texts"),
            }
        finally:
            sys.path.remove(self.root)
        built = Path(self.directory) / _BUILT
        for name, text in files.items():
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            (built / name).write_text(text, encoding="utf-8")
        build_data["force_include"] |= {
            **{str(built / name): name for name in files},
            str(root / "rules"): "casemodel/data/rules",
            str(root / "profiles"): "casemodel/data/profiles",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was written beside the wheel."""
        del version, build_data, artifact_path
        shutil.rmtree(Path(self.directory) / _BUILT, ignore_errors=True)


_BUILT = ".casemodel-data"  # the folder beside the wheel for what goes into it


def _schemas(rules: Path) -> dict[str, str]:
    """The schemas that the first lines of rules and profiles name, by their files."""
    from casemodel.cli.schema_line import schema_file
    from casemodel.knowledge.bundled import load_rules
    from casemodel.workshop.json_schemas import as_text, every_schema

    schemas = every_schema(load_rules(rules))
    return {f"schemas/{schema_file(name)}": as_text(one) for name, one in schemas.items()}


def _texts(folder: Path) -> dict[str, str]:
    """The tool's texts as JSON, by their files in the wheel. They take the place of the YAML."""
    from casemodel.texts.store import parsed

    return {
        f"casemodel/texts/{file.parent.name}/{file.stem}.json": json.dumps(
            parsed(file.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":")
        )
        for file in sorted(folder.glob("*/*.yaml"))
    }


def _knowledge(rules: Path) -> str:
    """The checked rules as JSON."""
    from casemodel.files.problems import ProblemsFound
    from casemodel.knowledge.bundled import load_rules
    from casemodel.knowledge.stored import to_data

    try:
        checked = load_rules(rules)
    except ProblemsFound as found:
        lines = (f"{p.file}:{p.line}:{p.column}: {p.code} {p.message}" for p in found.problems)
        raise RuntimeError("The rules have problems:\n" + "\n".join(lines)) from found
    data = {"digest": checked.digest, "rules": to_data(checked)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
