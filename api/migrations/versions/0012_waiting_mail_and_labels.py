"""e-mails about those who wait; labels of conversations

Revision ID: 0012
Revises: 0011
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import procedures.store.base


revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    moment = procedures.store.base.UtcDateTime(timezone=True)
    op.add_column("handoff_requests", sa.Column("mail_due_at", moment, nullable=True))
    op.add_column("closings", sa.Column("quality", sa.String(length=24), nullable=True))
    op.add_column("closings", sa.Column("follow_up", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("closings", "follow_up")
    op.drop_column("closings", "quality")
    op.drop_column("handoff_requests", "mail_due_at")
