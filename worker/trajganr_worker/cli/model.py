"""Commands on a model."""

from __future__ import annotations

import argparse

from trajganr_core.contract.texts.card_sections import card_markdown
from trajganr_core.contract.texts.facts import lines
from trajganr_core.contract.texts.model_facts import model_facts

from .arguments import Commands, Result, add_input, add_out_file
from .run_job import answer, new_file
from .terminal import Terminal


def add_commands(commands: Commands) -> None:
    """Add ``trajganr model …``."""
    text = "output of pretrain or finetune"
    parser = commands.add("show", _show, "print a model's training data, options and metrics")
    add_input(parser, "model", "MODEL", text)

    parser = commands.add(
        "card",
        _card,
        "write a model card: intended use, data, limits, and fairness across districts",
    )
    add_input(parser, "model", "MODEL", text)
    add_out_file(parser, "FILE", "the Markdown file to write", ".md")


def _show(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.model.model_folder import read_card

    card = read_card(options.model)
    return card.to_dict() if options.json else "\n".join(lines(model_facts(card)))


def _card(options: argparse.Namespace, terminal: Terminal) -> Result:
    from trajganr_core.model.model_folder import read_card

    text = card_markdown(read_card(options.model))
    with new_file(options) as partial:
        partial.write_text(text, encoding="utf-8")
    return answer(options, {})
