using ChainOfSight.Torch;
using ChainOfSight.Torch.Modules;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Networks know their parts by the names of fields.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Fields, lists and containers give the dotted names that checkpoints use.
    [Fact]
    public void Names_of_parameters_are_those_of_fields()
    {
        using var network = new Network();

        Assert.Equal(
            ["scale", "first.weight", "first.bias", "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "head.norm.weight", "head.norm.bias", "head.1.weight"],
            network.named_parameters().Select(p => p.name));
        Assert.Equal(["table"], network.named_buffers().Select(b => b.name));
        Assert.Equal(["first", "layers", "head"], network.named_children().Select(c => c.name));
    }

    // Training and use reach every part.
    [Fact]
    public void Eval_reaches_every_part()
    {
        using var network = new Network();
        network.eval();

        Assert.All(network.modules(), m => Assert.False(m.training));
        Assert.Equal([3f, 3], nn.functional.dropout(full(2, 3f), 0.9, training: false).data<float>().ToArray());
    }

    // A move keeps the objects: fields, optimizers' lists and registered names still hold the same ones.
    [Fact]
    public void Move_to_bf16_keeps_objects_and_converts_values()
    {
        using var network = new Network();
        var before = network.parameters().ToList();
        (network.first.forward(ones(1, 3)).sum() * 1).backward();
        network.to(ScalarType.BFloat16);

        Assert.True(before.SequenceEqual(network.parameters(), ReferenceEqualityComparer.Instance));
        Assert.All(network.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));
        Assert.All(network.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        Assert.Equal(ScalarType.BFloat16, network.first.weight.grad!.dtype);
        Assert.Equal(ScalarType.Int64, network.named_buffers().Single().buffer.dtype);
    }

    // State goes from one network to another by name.
    [Fact]
    public void State_of_one_network_makes_another_equal()
    {
        using var a = new Network();
        using var b = new Network();
        var x = randn(2, 3);
        var (missing, unexpected) = b.load_state_dict(a.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(a.forward(x).Equals(b.forward(x)));
    }

    // Names that do not fit are listed.
    [Fact]
    public void State_with_other_names_lists_them()
    {
        using var network = new Network();
        var state = network.state_dict();
        state.Remove("first.bias");
        state["stranger"] = ones(1);

        var fault = Assert.Throws<InvalidOperationException>(() => network.load_state_dict(state));
        Assert.Contains("first.bias", fault.Message, StringComparison.Ordinal);
        Assert.Contains("stranger", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["first.bias"], network.load_state_dict(state, strict: false).missing_keys);
    }

    // A name is taken once, and has no dot.
    [Fact]
    public void Name_taken_twice_or_with_a_dot_is_refused()
    {
        using var network = new Network();

        Assert.Throws<InvalidOperationException>(() => network.register_module("first", nn.SiLU()));
        Assert.Throws<ArgumentException>(() => network.register_module("a.b", nn.SiLU()));
    }

    // A parameter takes a tensor over: no second native tensor, a leaf, in the same scope.
    [Fact]
    public void Parameter_takes_its_tensor_over()
    {
        var data = ones(2, 2);
        var parameter = new Parameter(data);

        Assert.True(data.IsInvalid);
        Assert.True(parameter.is_leaf && parameter.requires_grad);
        Assert.True(_scope.Contains(parameter));
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
#pragma warning disable IDE1006, SA1307 // Names of fields are names of parameters.
        public readonly Parameter scale = nn.Parameter(ones(1));
        public readonly Linear first = nn.Linear(3, 4);
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(4, 4), nn.Linear(4, 4));
        private readonly Sequential head = nn.Sequential(("norm", nn.LayerNorm(4)), ("1", nn.Linear(4, 2, hasBias: false)));
        private readonly Tensor table = arange(4);
#pragma warning restore IDE1006, SA1307

        public Network()
            : base(nameof(Network)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            var x = first.forward(input) * scale;
            foreach (var layer in layers)
            {
                x = layer.forward(x) + table;
            }

            return head.forward(x);
        }
    }
}
