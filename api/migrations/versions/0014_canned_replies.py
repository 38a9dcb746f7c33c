"""canned replies live as the other texts do

Revision ID: 0014
Revises: 0013
"""

import datetime
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import procedures.store.base


revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FIRST = tuple(str(number) for number in range(1, 9))  # those that every town began with when this was written

_REPLIES = sa.table(
    "canned_replies",
    sa.column("id", sa.String),
    sa.column("title", sa.String),
    sa.column("text", sa.Text),
    sa.column("place", sa.Integer),
)
_TEXTS = sa.table(
    "texts",
    sa.column("kind", sa.String),
    sa.column("id", sa.String),
    sa.column("title", sa.Text),
    sa.column("edition", sa.Integer),
    sa.column("draft_by_name", sa.String),
    sa.column("live", sa.JSON(none_as_null=True)),
    sa.column("withdrawn", sa.Boolean),
    sa.column("version", sa.Integer),
)
_REVISIONS = sa.table(
    "text_revisions",
    sa.column("kind", sa.String),
    sa.column("text_id", sa.String),
    sa.column("edition", sa.Integer),
    sa.column("event", sa.String),
    sa.column("content", sa.JSON(none_as_null=True)),
    sa.column("author_name", sa.String),
    sa.column("comment", sa.Text),
    sa.column("at", procedures.store.base.UtcDateTime),
)


def upgrade() -> None:
    """A town that had changed its replies keeps them as they were; those that it had taken away stay so."""
    connection = op.get_bind()
    replies = {row.id: row for row in connection.execute(sa.select(_REPLIES).order_by(_REPLIES.c.place))}
    gone = [one for one in FIRST if one not in replies] if replies else []
    for reply_id in (*replies, *gone):
        row = replies.get(reply_id)
        live = {"titre": row.title, "texte": row.text} if row else None
        connection.execute(
            _TEXTS.insert().values(
                kind="canned_reply",
                id=reply_id,
                title=row.title if row else "",
                edition=1,
                draft_by_name="",
                live=live,
                withdrawn=live is None,
                version=0,
            )
        )
        connection.execute(
            _REVISIONS.insert().values(
                kind="canned_reply",
                text_id=reply_id,
                edition=1,
                event="original" if live else "withdrawn",
                content=live,
                author_name="Guichet",
                comment="",
                at=datetime.datetime.now(datetime.UTC),
            )
        )
    op.drop_table("canned_replies")


def downgrade() -> None:
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
    )
    connection = op.get_bind()
    live = connection.execute(sa.select(_TEXTS.c.id, _TEXTS.c.live).where(_TEXTS.c.kind == "canned_reply")).all()
    for place, row in enumerate((row for row in live if row.live), start=1):
        connection.execute(
            _REPLIES.insert().values(id=row.id, title=row.live["titre"], text=row.live["texte"], place=place)
        )
    connection.execute(_TEXTS.delete().where(_TEXTS.c.kind == "canned_reply"))
