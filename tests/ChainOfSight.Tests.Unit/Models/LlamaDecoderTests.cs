using ChainOfSight.Models.Language;

namespace ChainOfSight.Tests.Unit.Models;

/// <summary>Samples laid end to end without padding are computed as if each were alone.</summary>
public sealed class LlamaDecoderTests
{
    private static readonly int[] Lengths = [5, 1, 9];

    [Fact]
    public void Forward_samples_of_unequal_length_equal_each_sample_alone()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());
        var together = Hidden(decoder, ids, Lengths);

        var start = 0;
        foreach (var length in Lengths)
        {
            TensorAssert.Close(Hidden(decoder, ids[start..(start + length)], [length]), together.narrow(0, start, length));
            start += length;
        }
    }

    [Fact]
    public void Forward_later_token_does_not_change_earlier_rows()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(8);
        int[] changed = [.. ids[..6], (ids[6] + 1) % 37, ids[7]];

        var (before, after) = (Hidden(decoder, ids, [8]), Hidden(decoder, changed, [8]));

        TensorAssert.Same(before.narrow(0, 0, 6), after.narrow(0, 0, 6));
        Assert.True((before[7] - after[7]).abs().max().item<float>() > 0);
    }

    [Fact]
    public void Gradients_of_unequal_samples_equal_the_sum_of_each_alone()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());
        var together = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);

        var alone = Gradients(decoder, () =>
        {
            var start = 0;
            var parts = Lengths.Select(length => Loss(decoder, ids[start..(start += length)], [length])).Where(loss => loss.Tokens > 0);
            return parts.Select(loss => loss.Sum).Aggregate((a, b) => a + b);
        });

        Assert.All(together, entry => TensorAssert.Close(alone[entry.Key], entry.Value, 1e-4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_in_chunks_equals_plain_cross_entropy_with_its_gradients(bool recompute)
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());
        var plain = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);
        var expected = Loss(decoder, ids, Lengths);

        var options = new LossOptions { MaxLogits = 3 * 37, Recompute = recompute };
        var chunked = Gradients(decoder, () => Loss(decoder, ids, Lengths, options).Sum);

        Assert.Equal(Lengths.Sum() - Lengths.Length, expected.Tokens);
        TensorAssert.Close(expected.Sum, Loss(decoder, ids, Lengths, options).Sum);
        Assert.All(plain, entry => TensorAssert.Close(entry.Value, chunked[entry.Key], 1e-5));
    }

    [Fact]
    public void Loss_without_labels_is_a_constant_zero()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var layout = TokenLayout.OfText([3]);

        var loss = decoder.Loss(Hidden(decoder, Ids(3), [3]), LossPositions.Of(layout, [-100, -100, -100]));

        Assert.Equal(0, loss.Tokens);
        Assert.Equal(0, loss.Sum.item<float>());
        Assert.False(loss.Sum.requires_grad);
    }

    [Fact]
    public void RecomputeBlocks_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());
        var kept = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);

        decoder.RecomputeBlocks = true;
        var recomputed = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);

        Assert.All(kept, entry => TensorAssert.Same(entry.Value, recomputed[entry.Key]));
    }

    [Fact]
    public void Backward_twice_gives_the_same_bits()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());

        var first = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);
        var second = Gradients(decoder, () => Loss(decoder, ids, Lengths).Sum);

        Assert.All(first, entry => TensorAssert.Same(entry.Value, second[entry.Key]));
    }

    [Fact]
    public void Tied_embeddings_have_no_output_matrix_of_their_own()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder(TinyModels.Config with { TieEmbeddings = true });

        Assert.DoesNotContain(decoder.named_parameters(), entry => entry.name == "lm_head.weight");
        TensorAssert.Close(Hidden(decoder, Ids(3), [3]).matmul(decoder.EmbeddingTable.t()), decoder.Logits(Hidden(decoder, Ids(3), [3])));
    }

    [Fact]
    public void BFloat16_weights_give_an_f32_loss_near_that_of_f32_weights()
    {
        using var scope = NewDisposeScope();
        using var decoder = TinyModels.Decoder();
        var ids = Ids(Lengths.Sum());
        var expected = Loss(decoder, ids, Lengths).Sum.detach();

        decoder.to(ScalarType.BFloat16);
        var loss = Loss(decoder, ids, Lengths).Sum;
        loss.backward();

        Assert.Equal(ScalarType.Float32, loss.dtype);
        TensorAssert.Close(expected, loss, 3e-2);
        Assert.Equal(ScalarType.BFloat16, decoder.EmbeddingTable.grad!.dtype);
    }

    [Fact]
    public void Pass_longer_than_the_positions_is_refused()
    {
        using var decoder = TinyModels.Decoder();

        Assert.Contains("65 tokens", Assert.Throws<ArgumentException>(() => decoder.Pass(TokenLayout.OfText([3, 65]))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(37)]
    public void Embed_id_outside_the_vocabulary_is_refused(int id)
    {
        using var decoder = TinyModels.Decoder();

        Assert.Contains($"id {id}: legal are 0 to 36", Assert.Throws<ArgumentException>(() => decoder.Embed([1, id])).Message, StringComparison.Ordinal);
    }

    private static int[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 17 + 5) % 37)];

    private static Tensor Hidden(LlamaForCausalLm decoder, int[] ids, int[] lengths) =>
        decoder.call(decoder.Embed(ids), decoder.Pass(TokenLayout.OfText(lengths)));

    private static LossSum Loss(LlamaForCausalLm decoder, int[] ids, int[] lengths, LossOptions? options = null) =>
        decoder.Loss(Hidden(decoder, ids, lengths), LossPositions.Of(TokenLayout.OfText(lengths), ids), options);

    private static Dictionary<string, Tensor> Gradients(LlamaForCausalLm decoder, Func<Tensor> loss)
    {
        decoder.zero_grad();
        loss().backward();
        return decoder.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
    }
}
