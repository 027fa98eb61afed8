using ChainOfSight.Tensors;
using ChainOfSight.Tensors.Kernels;

namespace ChainOfSight.Tests.Unit.Tensors;

/// <summary>Which kernels a process uses is chosen by a word, and a wrong word is told.</summary>
public sealed class KernelChoiceTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("fused", false)]
    [InlineData("composed", true)]
    public void Parse_known_word_chooses(string? word, bool composed) => Assert.Equal(composed, KernelChoice.Parse(word));

    [Fact]
    public void Parse_unknown_word_names_the_legal_ones()
    {
        var fault = Assert.Throws<TensorEngineException>(() => KernelChoice.Parse("Composed"));

        Assert.Contains("\"fused\"", fault.Message, StringComparison.Ordinal);
        Assert.Contains("COS_KERNELS", fault.Message, StringComparison.Ordinal);
    }
}
