using ChainOfSight.Models.Attention;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Attention over more scores than fit near the cores is computed in parts, which changes nothing.</summary>
public sealed class DotProductAttentionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Parts_give_the_same_output_and_gradients_as_blocks_one_by_one(int masks)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        const long Blocks = 5, Places = 1024, Head = 4;
        var given = Enumerable.Range(0, 3).Select(_ => randn(Blocks, Places, Head).requires_grad_()).ToArray();
        var alone = given.Select(part => part.detach().clone().requires_grad_()).ToArray();
        var mask = randn(masks, Places, Places);

        var together = DotProductAttention.Attend(given[0], given[1], given[2], mask);
        var one = cat([.. Enumerable.Range(0, (int)Blocks).Select(i => DotProductAttention.Attend(
            alone[0].narrow(0, i, 1), alone[1].narrow(0, i, 1), alone[2].narrow(0, i, 1), masks == 1 ? mask : mask.narrow(0, i, 1)))], 0);
        together.pow(2).sum().backward();
        one.pow(2).sum().backward();

        Assert.True(allclose(together, one, 1e-5, 1e-6));
        Assert.All(given.Zip(alone), pair => Assert.True(allclose(pair.First.grad!, pair.Second.grad!, 1e-4, 1e-5)));
    }
}
