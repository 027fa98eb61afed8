using ChainOfSight.Torch;
using ChainOfSight.Torch.Modules;
using ChainOfSight.Tensors.Optim;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Optim;

/// <summary>Norm and update have the same bits for any number of threads.</summary>
[Collection(nameof(ProcessWideSettings))]
public sealed class AdamWThreadTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void AdamW_does_not_depend_on_the_number_of_threads()
    {
        var start = randn([300_001]);
        var gradient = randn([300_001]);
        var before = get_num_threads();
        (double Norm, byte[] Bytes) Run(int threads)
        {
            set_num_threads(threads);
            var parameter = new Parameter(start.clone());
            using var optimizer = new MultiTensorAdamW([new AdamWGroup([("w", parameter)])], new AdamWOptions { ClipNorm = 1 });
            var norm = optimizer.Step(0.01, new Dictionary<string, Tensor> { ["w"] = gradient });
            return (norm, parameter.bytes.ToArray());
        }

        try
        {
            var one = Run(1);
            var three = Run(3);

            Assert.Equal(one.Norm, three.Norm);
            Assert.Equal(one.Bytes, three.Bytes);
        }
        finally
        {
            set_num_threads(before);
        }
    }
}
