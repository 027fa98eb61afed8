namespace ChainOfSight.Tests.Actors.Grains;

[StatelessWorker(2)]
public sealed class WorkerGrain(Gates gates) : Grain, IWorkerGrain
{
    public async Task<string> Hold(string gate)
    {
        await gates.Pass(gate);
        return $"{GrainContext.ActivationId} at {GrainContext.Address.SiloAddress}";
    }
}
