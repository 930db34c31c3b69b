"""How migrations of many operations are applied in a third of the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations that see the models as they are before all of them and after all of them.

    Django builds the classes of a model and of all that it is related to anew after each operation:
    with some 100 models that is all that migrating takes. What goes together must not need what is
    in between: either new models, or fields, indexes, constraints and triggers that are added.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Sequence[Operation]], dict[str, object]]:
        return (type(self).__name__, [self.operations], {})

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
