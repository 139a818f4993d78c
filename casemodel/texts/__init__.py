"""Every text of the tool's own, as data: problems, sentences, labels of pages, loaded words.

The texts lie in YAML files, one folder a language. They belong to the tool, not to a rule base: a
folder of your own rules holds none of them. A wheel holds the same files as JSON, which is faster
to read. Each file is read once, when a text of it is first needed.
"""
