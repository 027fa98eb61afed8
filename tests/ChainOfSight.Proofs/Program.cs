using ChainOfSight.Proofs.Commands;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    interrupted.Cancel();
};
return await ProofProgram.RunAsync(args, Console.Out, Console.Error, interrupted.Token);
