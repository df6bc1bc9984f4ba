"""schema.py: as much of JSON Schema as the schemas beside it use; a word that it does not know is an error"""

import json
import re

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
WORDS = {"title", "definitions", "type", "enum", "pattern", "minLength", "minimum", "required", "properties",
         "additionalProperties", "items", "minItems", "maxItems", "$ref"}


def unique(pairs):
    """A member that comes twice is valid to most parsers, and means something else to each."""
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError(f"a member comes twice: {names}")
    return dict(pairs)


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def read(text):
    return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)


def is_kind(value, kind):
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind])


def faults(value, schema, root=None, at="$"):
    """What is wrong with a value, each a line."""
    root = root or schema
    unknown = set(schema) - WORDS
    if unknown:
        raise ValueError(f"the schema uses {unknown}")
    if "$ref" in schema:
        yield from faults(value, root["definitions"][schema["$ref"].rsplit("/", 1)[1]], root, at)
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(is_kind(value, k) for k in kinds):
        yield f"{at}: {value!r:.60} is no {' or '.join(kinds)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r:.60} is none of {schema['enum']}"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield f"{at}: is empty"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value!r:.80} is not as {schema['pattern']}"
    elif is_kind(value, "integer") and value < schema.get("minimum", value):
        yield f"{at}: {value} is less than {schema['minimum']}"
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{at}: no {name}" for name in schema.get("required", []) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{at}: {name} is unknown" for name in value if name not in known)
        for name in value:
            if name in known:
                yield from faults(value[name], known[name], root, f"{at}.{name}")
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for i, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root, f"{at}[{i}]")
