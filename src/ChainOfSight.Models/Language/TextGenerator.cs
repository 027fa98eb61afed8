namespace ChainOfSight.Models.Language;

/// <summary>Continues a batch of prompts, greedy or sampled, with keys and values kept between tokens.</summary>
/// <param name="decoder">The language model.</param>
public sealed class TextGenerator(LlamaForCausalLm decoder)
{
    /// <summary>Continues prompts.</summary>
    /// <param name="embeddings">Embeddings of all prompts' rows, visual ones included, <c>[rows, width]</c>.</param>
    /// <param name="layout">Where the prompts' rows lie.</param>
    /// <param name="options">Length, temperature, top-p, seed, end ids.</param>
    /// <param name="cancellationToken">Ends between two tokens.</param>
    /// <returns>For each prompt the new ids, without the end id.</returns>
    /// <exception cref="ArgumentException">A prompt with its continuation is longer than the decoder allows.</exception>
    public IReadOnlyList<int[]> Continue(Tensor embeddings, TokenLayout layout, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        decoder.CheckLength(layout, options.MaxNewTokens);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var cache = new KeyValueCache(decoder.Config, layout.Samples, layout.Longest + options.MaxNewTokens, decoder.EmbeddingTable);
        var texts = new GeneratedTexts(layout.Samples, options, options.EosIds ?? decoder.Config.EosIds);
        var padding = Padding(layout, options.MaxNewTokens);
        texts.Add(Prefill(embeddings, layout, cache, options));
        for (var step = 1; step < options.MaxNewTokens && !texts.AllEnded; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            var pass = new DecodePass(decoder.Config, layout, cache, layout.Longest + step - 1, padding, decoder.EmbeddingTable);
            texts.Add(Choose(decoder.Logits(decoder.call(decoder.Embed(texts.Last), pass)), options, step));
        }

        return texts.Results;
    }

    private int[] Prefill(Tensor embeddings, TokenLayout layout, KeyValueCache cache, GenerationOptions options)
    {
        using var scope = NewDisposeScope();
        var left = tensor(PaddedBlock.Left(layout).Rows, device: embeddings.device);
        var pass = new PackedPass(decoder.Config, layout, decoder.EmbeddingTable, (layer, key, value) => cache.Write(
            layer, 0, HeadBlocks.Keys(key.index_select(0, left), layout.Samples), HeadBlocks.Keys(value.index_select(0, left), layout.Samples)));
        var last = tensor([.. layout.Offsets.Skip(1).Select(end => (long)end - 1)], device: embeddings.device);
        return Choose(decoder.Logits(decoder.call(embeddings, pass).index_select(0, last)), options, 0);
    }

    private Tensor? Padding(TokenLayout layout, int more)
    {
        if (layout.IsUniform)
        {
            return null;
        }

        var columns = layout.Longest + more;
        var groups = decoder.Config.Groups;
        var values = new float[layout.Samples * groups * columns];
        for (var block = 0; block < layout.Samples * groups; block++)
        {
            values.AsSpan(block * columns, layout.Longest - layout.Lengths[block / groups]).Fill(float.NegativeInfinity);
        }

        var table = decoder.EmbeddingTable;
        return tensor(values, device: table.device).view(-1, 1, columns).to(table.dtype);
    }

    private static int[] Choose(Tensor logits, GenerationOptions options, int step)
    {
        if (options.Temperature == 0)
        {
            return [.. logits.argmax(-1).cpu().data<long>().ToArray().Select(id => (int)id)];
        }

        var (samples, vocabulary) = ((int)logits.shape[0], (int)logits.shape[1]);
        var values = logits.to(ScalarType.Float32).cpu().data<float>().ToArray();
        return [.. Enumerable.Range(0, samples).Select(i => TopPSampler.Draw(values.AsSpan(i * vocabulary, vocabulary), options, i, step))];
    }
}
