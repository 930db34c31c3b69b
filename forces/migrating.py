"""Many operations of a migration in one step: after each, Django builds all models anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState
    from pgtrigger import compiler


class Together(Operation):
    """Operations that see the models as they are before all of them and after all of them.

    With some 100 models, building them after each is nearly all that migrating takes. What goes
    together must not need what is in between: either new models, or fields, indexes, constraints
    and triggers that are added.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    @property
    def reversible(self) -> bool:  # type: ignore[override]  # an attribute there
        return all(operation.reversible for operation in self.operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        built = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if built is not None:
            state.apps = built
            state.reload_models([(app_label, name) for name in self._models()], delay=False)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)

    def _models(self) -> set[str]:
        """The names of the models that are made or changed."""
        return {
            getattr(operation, "model_name", getattr(operation, "name", "")).lower()
            for operation in self.operations
        }


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
