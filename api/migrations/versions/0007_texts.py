"""what editors write

Revision ID: 0007
Revises: 0006
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REFUSAL = "a revision is never changed"


def upgrade() -> None:
    op.create_table(
        "texts",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("draft_by", sa.String(length=36), nullable=True),
        sa.Column("draft_by_name", sa.String(length=100), nullable=False),
        sa.Column("draft_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(length=36), nullable=True),
        sa.Column("live", sa.JSON(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("served", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("scheduled", sa.JSON(), nullable=True),
        sa.Column("scheduled_from", sa.JSON(), nullable=True),
        sa.Column("scheduled_for", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_texts")),
    )
    op.create_index(op.f("ix_texts_version"), "texts", ["version"])
    op.create_index(op.f("ix_texts_scheduled_for"), "texts", ["scheduled_for"])
    op.create_table(
        "text_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text_id", sa.String(length=80), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=24), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("author_id", sa.String(length=36), nullable=True),
        sa.Column("author_name", sa.String(length=100), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_revisions")),
    )
    op.create_index(op.f("ix_text_revisions_kind_text_id"), "text_revisions", ["kind", "text_id"])
    _keep_revisions()


def _keep_revisions() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER text_revisions_are_final_{event.lower()} BEFORE {event} ON text_revisions "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION text_revisions_are_final() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER text_revisions_are_final BEFORE UPDATE OR DELETE ON text_revisions "
        "FOR EACH ROW EXECUTE FUNCTION text_revisions_are_final()"
    )


def downgrade() -> None:
    op.drop_table("text_revisions")
    op.drop_table("texts")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION text_revisions_are_final()")
