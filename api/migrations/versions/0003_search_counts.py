"""search counts and phrasings

Revision ID: 0003
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("search_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("counted", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=False, server_default=""))

    op.create_table(
        "search_phrasings",
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("counted", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_search_phrasings")),
    )
    op.create_table(
        "search_phrasing_files",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_search_phrasing_files")),
    )


def downgrade() -> None:
    op.drop_table("search_phrasing_files")
    op.drop_table("search_phrasings")
    with op.batch_alter_table("search_entries", schema=None) as batch_op:
        batch_op.drop_column("words")
        batch_op.drop_column("counted")
