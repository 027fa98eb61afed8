using ChainOfSight.Torch;

namespace ChainOfSight.Tests.Unit.Torch.Contract;

/// <summary>
/// Promise: what models and training see of our binding is TorchSharp's own: same names, parameters and results. Held to a checked-in list that was
/// made from the real assembly; what differs is on a list of its own, which says so.
/// </summary>
public sealed class TorchSharpContractTests
{
    private const string List = "TorchSharpSignatures.txt";
    private const string Differences = "TorchSharpDifferences.txt";

    private static string Binding => typeof(TorchLibrary).Assembly.Location;

    [Fact]
    public void Every_member_of_a_shared_type_has_a_signature_of_TorchSharp_or_is_a_stated_difference()
    {
        var listed = TorchSharpSignatures.Read(List);
        var ours = TorchSharpSignatures.OfBinding(Binding, listed).Except(listed).ToList();
        var stated = TorchSharpSignatures.Read(Differences);

        var unstated = ours.Except(stated).ToList();
        Assert.True(unstated.Count == 0, $"TorchSharp has no such signature ({List}). Spell it as TorchSharp does:\n{string.Join('\n', unstated)}");
        var gone = stated.Except(ours).ToList();
        Assert.True(gone.Count == 0, $"No longer a difference; remove from {Differences}:\n{string.Join('\n', gone)}");
    }

    [TorchSharpAssemblyFact]
    public void List_is_what_the_real_assembly_has()
    {
        var real = TorchSharpSignatures.OfAssembly(Environment.GetEnvironmentVariable(TorchSharpAssemblyFactAttribute.Variable)!, Binding);
        var received = Path.Combine(AppContext.BaseDirectory, $"{List}.received");
        File.WriteAllLines(received, real);

        Assert.True(real.SequenceEqual(TorchSharpSignatures.Read(List)), $"The list differs from the assembly; what it has is in {received}.");
    }
}
