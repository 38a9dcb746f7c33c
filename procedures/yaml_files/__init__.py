"""Hand-written procedures: ``content/<theme>/<slug>.yaml`` to the model and back, and into the store."""

from procedures.yaml_files.files import PROJECT_CONTENT, Folder, dump, folders, read, read_folders
from procedures.yaml_files.loading import LoadReport, load
from procedures.yaml_files.schema import json_schema

__all__ = [
    "PROJECT_CONTENT",
    "Folder",
    "LoadReport",
    "dump",
    "folders",
    "json_schema",
    "load",
    "read",
    "read_folders",
]
