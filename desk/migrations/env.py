"""Alembic's script: runs the migrations on the connection that it is given."""

from alembic import context

from desk.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite changes a table by copying it.
    render_as_batch=True,
    # Alembic assumes that SQLite cannot undo a change of tables. It can, and does here,
    # since the desk begins its transactions itself.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
