"""One folder a subject: formulas.py, parameters.yaml, cases.yaml. Subjects do not import each other."""
