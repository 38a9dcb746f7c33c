"""These tests need Rasa's environment (pytest.ini beside this file); elsewhere they are not collected."""

import importlib.util

collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["test_*.py"]
