using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Cli.Vectors;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Models.Verification;
using ChainOfSight.Tensors;

namespace ChainOfSight.Cli.Verbs.Vectors;

/// <summary><c>cos vectors verify</c>: the largest error of each quantity against its limit.</summary>
internal static class VerifyVectorsVerb
{
    public static Verb Create()
    {
        var folder = new Argument<string>("folder") { Description = "Folder of vector files: *.safetensors and tokenizers.json." };
        var json = JsonText.Option();
        var verb = new Verb(
            "verify",
            "Check every vector file of a folder and print the largest error of each quantity; exit code 1 past a limit.",
            "vectors verify ../shared/vectors",
            "vectors verify ../shared/vectors --json")
            .With(folder, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var directory = parse.GetValue(folder)!;

            // Without the library every file would fail by itself; that is one fault, not many.
            TensorEngine.Library.EnsureLoaded();
            var checks = new Dictionary<string, VectorCheck> { ["bicubic"] = BicubicVector.Check };
            if (Directory.Exists(directory) && Directory.EnumerateFiles(directory, "tokenizers*.json").Any())
            {
                checks["tokenizers"] = (await TokenizerVector.OpenAsync(new DemoSetFetcher(), cancellation).ConfigureAwait(false)).Check;
            }

            var reports = new VectorVerifier(checks).Verify(directory, cancellation).ToList();
            if (parse.GetValue(json))
            {
                JsonText.Print(reports);
            }
            else
            {
                Print(reports);
            }

            return reports.TrueForAll(report => report.Passes) ? ExitCodes.Success : ExitCodes.CheckFailed;
        });
        return verb;
    }

    private static void Print(List<VectorFileReport> reports)
    {
        var table = new ConsoleTable("file", "quantity", "largest error>", "limit>", "");
        foreach (var report in reports)
        {
            foreach (var quantity in report.Quantities)
            {
                var where = quantity is { Passes: false, Worst.Length: > 0 } ? $", worst in {quantity.Worst}" : "";
                table.Add(!quantity.Passes, report.File, quantity.Name, NumberText.Error(quantity.Error), NumberText.Error(quantity.Limit), quantity.Passes ? "ok" : $"past the limit{where}");
            }

            if (report.Failure is { } failure)
            {
                table.Add(true, report.File, "", "", "", failure);
            }
        }

        table.Print();
        var failed = reports.Count(report => !report.Passes);
        Console.WriteLine(failed == 0 ? $"All {reports.Count} files are within the limits." : $"{failed} of {reports.Count} files failed.");
    }
}
