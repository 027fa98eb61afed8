namespace ChainOfSight.Proofs.Figures;

/// <summary>Threads that do nothing but take processor time from others, until they are disposed.</summary>
internal sealed class CompetingLoad : IDisposable
{
    private readonly List<Thread> threads;
    private volatile bool isOver;

    public CompetingLoad(int threads)
    {
        this.threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Spin) { IsBackground = true })];
        this.threads.ForEach(thread => thread.Start());
    }

    public void Dispose()
    {
        isOver = true;
        threads.ForEach(thread => thread.Join());
    }

    private void Spin()
    {
        while (!isOver)
        {
            Thread.SpinWait(10_000);
        }
    }
}
