"""Tells mypy what the stubs of QGIS and Qt cannot: what their methods return.

The stubs are generated from C++, where every pointer may be null and a method may return an object
of a subclass. QGIS documents where nothing is returned, and its Python gives each object its own
class. The plugin's own types are checked as they are written.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.plugin import FunctionSigContext, MethodSigContext, Plugin
from mypy.types import (
    AnyType,
    CallableType,
    FunctionLike,
    Instance,
    NoneType,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)

#: Classes whose subclass is what a method is called for.
BASES = {
    f"qgis._core.Qgs{name}"
    for name in (
        *("DataProvider", "DiagramRenderer", "FeatureRenderer", "LayoutItem"),
        *("MapLayerTemporalProperties", "SymbolLayer"),
    )
}


class QtPlugin(Plugin):
    """Changes what is returned by functions and methods of QGIS and Qt."""

    def get_function_signature_hook(
        self, fullname: str
    ) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """The hook for a function."""
        return _returned

    def get_method_signature_hook(
        self, fullname: str
    ) -> Callable[[MethodSigContext], FunctionLike] | None:
        """The hook for a method."""
        return _returned


def _returned(context: FunctionSigContext | MethodSigContext) -> CallableType:
    signature = context.default_signature
    defined = signature.definition  # a method of QGIS may be called by the name of our subclass
    if defined is None or not defined.fullname.startswith(("qgis.", "PyQt5.")):
        return signature
    result = get_proper_type(signature.ret_type)
    kinds = result.items if isinstance(result, UnionType) else [result]
    present = [kind for kind in kinds if not isinstance(get_proper_type(kind), NoneType)]
    if any(map(_is_base, present)):
        return signature.copy_modified(ret_type=AnyType(TypeOfAny.special_form))
    return signature.copy_modified(ret_type=UnionType.make_union(present)) if present else signature


def _is_base(kind: Type) -> bool:
    proper = get_proper_type(kind)
    return isinstance(proper, Instance) and proper.type.fullname in BASES


def plugin(version: str) -> type[Plugin]:
    """What mypy asks for."""
    return QtPlugin
