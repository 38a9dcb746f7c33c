"""``python -m procedures.yaml_files`` writes content/schema.json anew, after a change of the schema."""

import json

from procedures.yaml_files.files import PROJECT_CONTENT
from procedures.yaml_files.schema import json_schema

text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
(PROJECT_CONTENT / "schema.json").write_text(f"{text}\n", encoding="utf-8")
