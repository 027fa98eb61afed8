using System.CommandLine;
using ChainOfSight.Grains.Contracts.Runs;

namespace ChainOfSight.Cli.Commands;

/// <summary>The option for how long a run tries by itself what may pass.</summary>
internal static class FaultOption
{
    private const double Most = 10_000;

    public static Option<double> Create()
    {
        var option = new Option<double>("--fault-minutes")
        {
            Description = "For how long faults that may pass, such as a share that cannot be read, are tried again without progress; then the run pauses with the message.",
            DefaultValueFactory = _ => RunSubmission.DefaultFaultPatience.TotalMinutes,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is var minutes && minutes is not (>= 0 and <= Most))
            {
                result.AddError($"--fault-minutes is {minutes}; it takes minutes from 0 to {Most:0}.");
            }
        });
        return option;
    }

    public static TimeSpan Read(ParseResult parse, Option<double> option) => TimeSpan.FromMinutes(parse.GetValue(option));
}
