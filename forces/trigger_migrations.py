"""Migrating many triggers in one step: an operation for each renders all models anew each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState
    from pgtrigger import compiler


class ReplaceTriggers(Operation):
    """Gives models of one application these triggers, and takes away those that they had."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, triggers: dict[str, list[compiler.Trigger]]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for name, triggers in self.triggers.items():
            state.models[app_label, name].options["triggers"] = list(triggers)
        state.reload_models([(app_label, name) for name in self.triggers], delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The same backwards: what differs is which state comes before."""
        for name in self.triggers:
            before, after = (held(app_label, name, state) for state in (from_state, to_state))
            run(schema_editor, (trigger.uninstall_sql for trigger in before))
            run(schema_editor, (trigger.install_sql for trigger in after))

    database_backwards = database_forwards

    def describe(self) -> str:
        return f"Replace the triggers of {', '.join(self.triggers)}"


def held(app_label: str, name: str, state: ProjectState) -> list[compiler.Trigger]:
    triggers: list[compiler.Trigger] = state.models[app_label, name].options.get("triggers", [])
    return triggers


def run(schema_editor: BaseDatabaseSchemaEditor, statements: Iterable[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)  # a percent sign in it is no placeholder
