using ChainOfSight.Torch;
using static ChainOfSight.Torch.torch;
using F = ChainOfSight.Torch.torch.nn.functional;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Attention equals its formula, fused or composed.</summary>
public sealed class AttentionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Two keys, width one: shares worked out by hand.
    [Fact]
    public void Attention_over_two_keys_equals_hand_numbers()
    {
        var q = tensor(new double[] { 1 }, [1, 1]);
        var k = tensor(new double[] { 0, 1 }, [2, 1]);
        var v = tensor(new double[] { 10, 20 }, [2, 1]);
        var share = Math.E / (1 + Math.E);

        Assert.Equal(10 + (10 * share), F.scaled_dot_product_attention(q, k, v).item<double>(), 10);
    }

    // A causal query sees itself and what is before; a mask of truth values and one of numbers agree.
    [Fact]
    public void Causal_boolean_and_additive_masks_agree()
    {
        var (q, k, v) = (randn(2, 3, 5, 4), randn(2, 3, 5, 4), randn(2, 3, 5, 4));
        var allowed = ones([5, 5], ScalarType.Bool).tril();
        var added = zeros(5, 5).masked_fill(allowed.logical_not(), double.NegativeInfinity);
        var causal = F.scaled_dot_product_attention(q, k, v, is_casual: true);

        Assert.True(causal.allclose(F.scaled_dot_product_attention(q, k, v, attn_mask: allowed), atol: 1e-6));
        Assert.True(causal.allclose(F.scaled_dot_product_attention(q, k, v, attn_mask: added), atol: 1e-6));
        Assert.True(causal[TensorIndex.Ellipsis, 0, TensorIndex.Colon].allclose(v[TensorIndex.Ellipsis, 0, TensorIndex.Colon], atol: 1e-6));
    }

    // What the loaded libtorch has, fused or not, agrees with the composition.
    [Fact]
    public void Attention_of_the_loaded_libtorch_agrees_with_the_composition()
    {
        var (q, k, v) = (randn(2, 3, 7, 8), randn(2, 3, 9, 8), randn(2, 3, 9, 8));

        Assert.True(F.scaled_dot_product_attention(q, k, v).allclose(F.ComposedAttention(q, k, v, null, 0, false), atol: 1e-5));
    }

    // Shapes are checked before native code: the message shows all three.
    [Fact]
    public void Shapes_that_do_not_fit_are_shown()
    {
        var fault = Assert.Throws<ArgumentException>(() => F.scaled_dot_product_attention(ones(2, 4), ones(3, 5), ones(3, 4)));

        Assert.Contains("[2, 4], [3, 5], [3, 4]", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => F.scaled_dot_product_attention(ones(2, 4), ones(2, 4), ones(2, 4), ones(2, 2), is_casual: true));
    }
}
