"""Commands on a model."""

from __future__ import annotations

import argparse

from trajganr_core.contract.model_summary import summarise

from .arguments import Commands, Result, add_input
from .terminal import Terminal

__all__ = ["add_commands"]


def add_commands(commands: Commands) -> None:
    """Add ``trajganr model …``."""
    parser = commands.add("show", _show, "print a model's training data, options and metrics")
    add_input(parser, "model", "MODEL", "output of pretrain or finetune")


def _show(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.model.model_folder import read_card

    card = read_card(options.model)
    return card.to_dict() if options.json else summarise(card)
