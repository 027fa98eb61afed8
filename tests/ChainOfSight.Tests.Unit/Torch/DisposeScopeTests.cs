using ChainOfSight.Torch;
using ChainOfSight.Torch.Autograd;
using ChainOfSight.Torch.Memory;
using static ChainOfSight.Torch.torch;

namespace ChainOfSight.Tests.Unit.Torch;

/// <summary>Scopes release exactly what belongs to them, and training steps leave nothing behind.</summary>
[Collection(nameof(LiveTensorCollection))]
public sealed class DisposeScopeTests
{
    // What is moved out lives until the outer scope ends.
    [Fact]
    public void Moved_tensor_lives_until_the_outer_scope_ends()
    {
        Tensor kept, gone, detached;
        using (NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                gone = ones(1);
                detached = ones(1).DetachFromDisposeScope();
                kept = inner.MoveToOuter(gone + 1);
                Assert.Equal(1, inner.DisposablesCount);
            }

            Assert.True(gone.IsInvalid);
            Assert.False(kept.IsInvalid);
        }

        Assert.True(kept.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    // A scope can be cleared without ending, sparing some.
    [Fact]
    public void DisposeEverythingBut_spares_the_named()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(1), ones(1));
        scope.DisposeEverythingBut(b);

        Assert.True(a.IsInvalid);
        Assert.Equal(1f, b.item<float>());
        scope.DisposeEverything();
        Assert.True(b.IsInvalid);
        Assert.Equal(0, scope.DisposablesCount);
        Assert.Same(scope, CurrentDisposeScope);
    }

    // Scopes belong to their thread.
    [Fact]
    public void Scope_of_one_thread_is_not_seen_by_another()
    {
        using var scope = NewDisposeScope();
        var other = new Thread(() => Assert.Null(CurrentDisposeScope));
        other.Start();
        other.Join();

        Assert.Same(scope, CurrentDisposeScope);
    }

    // Closed in the wrong order, the inner scope stays current and then hands over to what is left.
    [Fact]
    public void Scopes_closed_out_of_order_end_in_the_outermost()
    {
        var outer = NewDisposeScope();
        var middle = NewDisposeScope();
        var inner = NewDisposeScope();
        middle.Dispose();
        var a = inner.MoveToOuter(ones(1));
        inner.Dispose();

        Assert.Same(outer, CurrentDisposeScope);
        Assert.False(a.IsInvalid);
        outer.Dispose();
        Assert.True(a.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    // Tensors that nobody disposed are released by their finalizers.
    [Fact]
    public void Forgotten_tensors_are_released_by_their_finalizers()
    {
        var before = LiveTensorCollection.Settled().Native;
        Forget();
        for (var i = 0; i < 20 && LiveTensors.NativeCount > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.True(LiveTensors.NativeCount <= before);

        static void Forget()
        {
            for (var i = 0; i < 10; i++)
            {
                _ = ones(10);
            }
        }
    }

    // 1,000 training steps with hooks and recompute: native, managed and callback counts as before.
    [Fact]
    public void Thousand_training_steps_leave_the_live_counters_flat()
    {
        using var outer = NewDisposeScope();
        var network = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.LayerNorm(8), nn.Linear(8, 2));
        var hooks = network.parameters().Select(p => GradientHook.OnAccumulated(p, _ => { })).ToList();
        Step();
        var before = LiveTensorCollection.Settled();
        var ofThread = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 1000; i++)
        {
            Step();
        }

        Assert.Equal(before, LiveTensorCollection.Settled());
        Assert.Equal(ofThread, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(LiveTensors.NativeCount, LiveTensors.ManagedCount);
        hooks.ForEach(h => h.Dispose());

        void Step()
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            var loss = Recompute.Run(network.forward, ones(3, 4)).pow(2).mean();
            loss.backward();
            using var unrecorded = no_grad();
            foreach (var p in network.parameters())
            {
                p.sub_(p.grad! * 0.01);
            }
        }
    }
}
