# SPDX-License-Identifier: BSD-3-Clause
"""The examples obey the schema, and one fault each makes them fail. Usage: schema_test.py <folder of the examples>"""
import copy
import json
import pathlib
import sys

from jsonschema import Draft202012Validator

folder = pathlib.Path(sys.argv[1])
schema = json.loads((folder / "distribution.schema.json").read_text())
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
failures = []


def check(name, instance, valid):
    if validator.is_valid(instance) != valid:
        failures.append(f"{name}: {'refused' if valid else 'accepted'}")


def bent(instance, path, value):
    out = copy.deepcopy(instance)
    at = out
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return out


examples = [path for path in folder.glob("*.json") if path.name != "distribution.schema.json"]
for path in examples:
    check(path.name, json.loads(path.read_text()), True)

plain = json.loads((folder / "balanced_uneven.json").read_text())
listed = json.loads((folder / "listed_halo.json").read_text())
local = ("parts", 1, 0, 0)
for instance, path, value in [
    (plain, ("sise",), 1),
    (plain, ("version",), [1]),
    (plain, ("parts",), []),
    (plain, ("features",), ["halo", "halo"]),
    (plain, ("dims", 0, "kind"), "blok"),
    (plain, ("dims", 0, "size"), "10"),
    (plain, ("dims", 0, "size"), 2**63),
    (plain, ("dims", 0, "size"), 1.5),
    (plain, ("dims", 0), {"kind": "block", "grid_size": 3}),
    (plain, ("dims", 0, "flags"), ["blanced"]),
    (plain, ("dims", 0, "boundary"), [1]),
    (plain, ("boxes",), [{"rank": 0}]),
    (plain, local, {"indices": [1]}),
    (plain, local, {"ghosts": 1}),
    (listed, local + ("indices",), [2**31]),
    (listed, local + ("index_form",), "runs"),
]:
    check(f"{path} = {value}", bent(instance, path, value), False)
check("a replica dimension has no size", bent(plain, ("dims", 0), {"kind": "replica", "grid_size": 3}), True)

print("\n".join(failures))
sys.exit(bool(failures) or not examples)
