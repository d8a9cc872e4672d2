import json

import pytest

from parcelwright.sources._node import open_payload


def root(value):
    return open_payload(json.dumps(value).encode())


def test_a_path_names_members_with_dots_and_items_with_brackets():
    found = root({"msg": {"checkpoints": [{}, {"tag": ["x"]}]}})
    _, second = found["msg"]["checkpoints"].items()
    assert second["tag"].path == "msg.checkpoints[1].tag"
    assert second["tag"].texts()[0].path == "msg.checkpoints[1].tag[0]"
    assert found.path == ""
    assert found[""].path == ""


@pytest.mark.parametrize("value", [" a ", "", None, 5, 1.25, True, ["x"], {"y": 1}])
def test_a_text_read_by_name_is_that_of_the_member_with_the_same_problems(value):
    directly, by_node = root({"name": value}), root({"name": value})
    assert directly.text_at("name") == by_node["name"].text
    assert directly.problems.found == by_node.problems.found


def test_a_text_by_name_of_what_is_no_object_is_empty():
    assert root({"list": [1]})["list"].text_at("name") == ""


@pytest.mark.parametrize("value", [" a ", "", None, 5, True, ["x"]])
def test_texts_read_together_are_those_read_one_by_one(value):
    together, apart = root({"a": "1", "b": value}), root({"a": "1", "b": value})
    names = ("b", "missing", "a")
    assert together.texts_at(*names) == [apart.text_at(name) for name in names]
    assert together.problems.found == apart.problems.found
    assert root({"list": [1]})["list"].texts_at(*names) == ["", "", ""]
