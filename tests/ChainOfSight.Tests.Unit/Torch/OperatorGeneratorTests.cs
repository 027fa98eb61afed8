using ChainOfSight.Torch.Generator;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>A schema line becomes the C# method that it describes.</summary>
public sealed class OperatorGeneratorTests
{
    // Types, lists, optional ones, defaults, in-place marks and results.
    [Theory]
    [InlineData(
        "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor",
        "Tensor @add(Tensor @self, Tensor @other, Scalar @alpha = default)")]
    [InlineData(
        "aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor",
        "Tensor @index(Tensor @self, global::System.ReadOnlySpan<Tensor?> @indices)")]
    [InlineData(
        "aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)",
        "(Tensor, Tensor) @max(Tensor @self, long @dim, bool @keepdim = false)")]
    [InlineData(
        "aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]",
        "Tensor[] @split(Tensor @self, long @split_size, long @dim = 0)")]
    [InlineData(
        "aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor",
        "Tensor @sum(Tensor @self, long[]? @dim, bool @keepdim = false, ScalarType? @dtype = null)")]
    [InlineData(
        "aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)",
        "Tensor @uniform_(Tensor @self, double @from = 0, double @to = 1)")]
    [InlineData(
        "aten::equal(Tensor self, Tensor other) -> bool",
        "bool @equal(Tensor @self, Tensor @other)")]
    [InlineData(
        "aten::_foreach_mul_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()",
        "void @_foreach_mul_(global::System.ReadOnlySpan<Tensor> @self, Scalar @scalar)")]
    public void Schema_line_becomes_its_method(string line, string signature)
    {
        var code = WrapperWriter.Write(SchemaParser.Parse(line, required: true), 7);

        Assert.Contains("internal static unsafe " + signature + Environment.NewLine, code, StringComparison.Ordinal);
        Assert.Contains("Operators.Call(7,", code, StringComparison.Ordinal);
        Assert.Contains("<c>" + line.Replace(">", "&gt;", StringComparison.Ordinal), code, StringComparison.Ordinal);
    }

    // An operator that changes its argument returns that argument.
    [Fact]
    public void In_place_schema_returns_its_argument()
    {
        var code = WrapperWriter.Write(SchemaParser.Parse("aten::relu_(Tensor(a!) self) -> Tensor(a!)", required: true), 0);

        Assert.Contains("return @self;", code, StringComparison.Ordinal);
    }

    // A number for the tensor other.
    [Fact]
    public void Schema_with_a_number_takes_a_scalar_for_the_tensor()
    {
        var schema = SchemaParser.Parse("aten::mul.Tensor(Tensor self, Tensor other) -> Tensor", required: true).WithNumber("other");

        Assert.Contains("@mul(Tensor @self, Scalar @other)", WrapperWriter.Write(schema, 0), StringComparison.Ordinal);
    }

    // What cannot be read says why.
    [Theory]
    [InlineData("add(Tensor self) -> Tensor", "a schema looks like")]
    [InlineData("aten::add(Tensor self)", "a schema looks like")]
    [InlineData("aten::rename(Tensor self, Dimname[]? names) -> Tensor", "type 'Dimname' is not known")]
    [InlineData("aten::add(Tensor) -> Tensor", "has no name")]
    public void Unreadable_schema_says_why(string line, string expected)
    {
        Assert.Contains(
            expected, Assert.Throws<FormatException>(() => SchemaParser.Parse(line, required: true)).Message, StringComparison.Ordinal);
    }
}
