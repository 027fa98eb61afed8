using ChainOfSight.Tests.Support.Tiny;
using ChainOfSight.Training.Recipes;

namespace ChainOfSight.Tests.Unit.Training.Recipes;

/// <summary>The precision "auto" is settled when a recipe is read; what is named stays.</summary>
public sealed class PrecisionChoiceTests
{
    [Theory]
    [InlineData(Precision.F32, "cpu", Precision.F32)]
    [InlineData(Precision.BF16, "cpu", Precision.BF16)]
    [InlineData(Precision.F32, "cuda:1", Precision.F32)]
    [InlineData(Precision.Auto, "cuda", Precision.BF16)]
    [InlineData(Precision.Auto, "cuda:1", Precision.BF16)]
    public void Named_precision_stays_and_GPUs_take_bf16(Precision named, string device, Precision expected) => Assert.Equal(expected, PrecisionChoice.Resolve(named, device));

    [Fact]
    public void Processor_takes_bf16_where_the_kernel_says_that_it_has_it()
    {
        // The kernel's own list of what the processor has and what it may use.
        var flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) ?? "";
        Assert.Equal(flags.Split(' ').Contains("avx512_bf16"), PrecisionChoice.HasFastBf16("cpu"));
    }

    [Fact]
    public void Recipe_that_was_read_names_what_it_takes()
    {
        var recipe = TinyRecipe.Read(("\"seed\": 3", "\"seed\": 3, \"precision\": \"auto\""));
        Assert.Equal(PrecisionChoice.Resolve(Precision.Auto, "cpu"), recipe.Precision);
        Assert.DoesNotContain("auto", RecipeText.Resolve(recipe), StringComparison.Ordinal);
    }
}
