using ChainOfSight.Torch;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>An operator that differs in the loaded libtorch is found at load, with both schemas.</summary>
public sealed class SchemaCheckTests
{
    // What the project uses fits.
    [Fact]
    public void Operators_of_the_project_fit_the_loaded_libtorch()
    {
        TorchLibrary.EnsureLoaded();
        var handles = new nint[Aten.Schemas.Length];
        SchemaCheck.Run(Aten.Schemas, Aten.Required, handles);

        Assert.DoesNotContain(handles.Zip(Aten.Required), p => p.Second && p.First == 0);
    }

    // Another type, a missing argument, a missing operator: all are named together.
    [Fact]
    public void Differences_are_named_together_with_both_schemas()
    {
        TorchLibrary.EnsureLoaded();
        string[] wrong =
        [
            "aten::relu(Tensor self, int sides) -> Tensor",
            "aten::flip(Tensor self, float[] dims) -> Tensor",
            "aten::no_such_operator(Tensor self) -> Tensor",
            "aten::relu(Tensor self) -> Tensor",
        ];
        var fault = Assert.Throws<TorchUnavailableException>(() => SchemaCheck.Run(wrong, [true, true, true, true], new nint[4]));

        Assert.Contains("3 of 4", fault.Message, StringComparison.Ordinal);
        Assert.Contains("expected: aten::relu(Tensor self, int sides)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("found:    aten::relu(Tensor self)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'dims' has another type", fault.Message, StringComparison.Ordinal);
        Assert.Contains("no operator aten::no_such_operator", fault.Message, StringComparison.Ordinal);
    }

    // An optional operator may be missing.
    [Fact]
    public void Optional_operator_that_is_missing_stays_unresolved()
    {
        TorchLibrary.EnsureLoaded();
        var handles = new nint[2];
        SchemaCheck.Run(["aten::no_such_operator(Tensor self) -> Tensor", "aten::relu(Tensor self) -> Tensor"], [false, true], handles);

        Assert.Equal(0, handles[0]);
        Assert.NotEqual(0, handles[1]);
    }

    // New arguments of a later libtorch are filled with their defaults.
    [Fact]
    public void Schema_without_arguments_that_have_defaults_fits()
    {
        TorchLibrary.EnsureLoaded();
        var handles = new nint[1];
        SchemaCheck.Run(["aten::add.Tensor(Tensor self, Tensor other) -> Tensor"], [true], handles);

        Assert.NotEqual(0, handles[0]);
    }
}
