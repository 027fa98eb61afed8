using System.Runtime.InteropServices;

namespace ChainOfSight.Torch.Optim;

/// <summary>Layout of <c>cos_adamw_item</c>: one parameter with what its update reads and writes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AdamWItem
{
    public nint Parameter;
    public nint Gradient;
    public nint Master;
    public nint First;
    public nint Second;
    public double LearningRate;
    public double WeightDecay;
    public long Step;
}
