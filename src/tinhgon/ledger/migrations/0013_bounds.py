"""The bounds of `valid` as plain dates, and the line of a post, for those who count millions of them.

One statement a table: each writes the whole table and its indexes anew.
"""

from django.db import migrations, models

COLUMNS = """
DROP INDEX assignment_version_open;
DROP INDEX post_version_open;
ALTER TABLE assignment_version
  ADD COLUMN valid_since date GENERATED ALWAYS AS (lower(valid)) STORED,
  ADD COLUMN valid_until date GENERATED ALWAYS AS (upper(valid)) STORED;
ALTER TABLE post_version
  ADD COLUMN line text NOT NULL GENERATED ALWAYS AS (bloc || '/' || category || '/' || funding) STORED,
  ADD COLUMN valid_since date GENERATED ALWAYS AS (lower(valid)) STORED,
  ADD COLUMN valid_until date GENERATED ALWAYS AS (upper(valid)) STORED;
"""


def _bound(function: str) -> models.GeneratedField:
    return models.GeneratedField(
        db_persist=True, expression=models.Func("valid", function=function), output_field=models.DateField(null=True)
    )


LINE = models.GeneratedField(
    db_persist=True,
    expression=models.Func("bloc", "category", "funding", arg_joiner=" || '/' || ", template="(%(expressions)s)"),
    output_field=models.TextField(),
)


class Migration(migrations.Migration):
    dependencies = (("ledger", "0012_attached_parts"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(COLUMNS)],
            state_operations=[
                migrations.RemoveIndex(model_name="assignmentversion", name="assignment_version_open"),
                migrations.RemoveIndex(model_name="postversion", name="post_version_open"),
                migrations.AddField(model_name="assignmentversion", name="valid_since", field=_bound("lower")),
                migrations.AddField(model_name="assignmentversion", name="valid_until", field=_bound("upper")),
                migrations.AddField(model_name="postversion", name="line", field=LINE),
                migrations.AddField(model_name="postversion", name="valid_since", field=_bound("lower")),
                migrations.AddField(model_name="postversion", name="valid_until", field=_bound("upper")),
            ],
        ),
        migrations.AddIndex(
            model_name="assignmentversion",
            index=models.Index(
                fields=["post_id"],
                condition=models.Q(("kind", "substantive"), ("recorded__upper_inf", True)),
                include=("valid_since", "valid_until", "person_id", "assignment_id", "entry"),
                name="assignment_version_open",
            ),
        ),
        migrations.AddIndex(
            model_name="postversion",
            index=models.Index(
                fields=["post_id"],
                condition=models.Q(("recorded__upper_inf", True)),
                include=("unit_id", "line", "valid_since", "valid_until"),
                name="post_version_open",
            ),
        ),
    )
