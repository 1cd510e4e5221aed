"""What several trips say together does not depend on their order, nor on padding."""

import torch

from trajganr_core.model.aggregator import Aggregator


def aggregator() -> Aggregator:
    torch.manual_seed(0)
    return Aggregator(16, heads=4).eval()


@torch.no_grad()
def test_the_order_of_trips_does_not_matter() -> None:
    z, mask = torch.randn(3, 7, 16), torch.ones(3, 7).bool()
    order = torch.randperm(7)
    model = aggregator()
    torch.testing.assert_close(model(z, mask), model(z[:, order], mask), atol=1e-6, rtol=0)


@torch.no_grad()
def test_padding_does_not_matter() -> None:
    z, mask = torch.randn(3, 7, 16), torch.ones(3, 7).bool()
    mask[:, 4:] = False
    model = aggregator()
    torch.testing.assert_close(model(z, mask), model(z[:, :4], mask[:, :4]), atol=1e-6, rtol=0)


@torch.no_grad()
def test_a_location_without_trips_gets_the_absent_vector() -> None:
    model = aggregator()
    answer = model(torch.randn(2, 3, 16), torch.tensor([[True] * 3, [False] * 3]))
    torch.testing.assert_close(answer[1], model.absent.detach())
    assert not torch.allclose(answer[0], model.absent)
