"""conversations are found by their status, and by the agent who speaks there

Revision ID: 0013
Revises: 0012
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_WITH_A_PERSON = "status IN ('queued', 'agent')"


def upgrade() -> None:
    op.drop_index("ix_conversations_status", table_name="conversations")
    op.create_index("ix_conversations_status", "conversations", ["status"])
    op.create_index("ix_conversations_owner_id", "conversations", ["owner_id"])


def downgrade() -> None:
    op.drop_index("ix_conversations_owner_id", table_name="conversations")
    op.drop_index("ix_conversations_status", table_name="conversations")
    op.create_index(
        "ix_conversations_status",
        "conversations",
        ["status"],
        sqlite_where=sa.text(_WITH_A_PERSON),
        postgresql_where=sa.text(_WITH_A_PERSON),
    )
