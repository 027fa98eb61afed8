using System.CommandLine;
using ChainOfSight.Cli.Commands;
using ChainOfSight.Data.Fetching;
using ChainOfSight.Storage;

namespace ChainOfSight.Cli.Verbs.Data;

/// <summary><c>cos data fetch</c>: brings demo sets into the cache, or lists them.</summary>
internal static class FetchVerb
{
    public static Verb Create()
    {
        var names = new Argument<string[]>("names") { Description = "Names of demo sets.", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<bool>("--list") { Description = "List the sets and where those that are there lie." };
        var json = JsonText.Option();
        var verb = new Verb(
            "fetch",
            "Fetch public demo sets by package name into the cache; what is there is not fetched again.",
            "data fetch --list",
            "data fetch emoji flags")
            .With(names, list, json);
        verb.Runs(async (parse, cancellation) =>
        {
            var fetcher = new DemoSetFetcher();
            var asked = parse.GetValue(names) ?? [];
            if (asked.Length == 0 && !parse.GetValue(list))
            {
                throw new UserErrorException($"Say which sets to fetch. Legal are {string.Join(", ", DemoSets.All.Select(set => set.Name))}; --list tells what they are.");
            }

            // A misspelt name is told before the first download.
            DemoSet[] sets = [.. asked.Select(DemoSets.Find)];
            foreach (var set in sets.Where(set => !fetcher.IsFetched(set)))
            {
                await Console.Error.WriteLineAsync($"fetching {set.Name} (about {NumberText.Bytes(set.DownloadBytes)}): {string.Join(", ", set.Packages)} …").ConfigureAwait(false);
                await fetcher.FetchAsync(set, cancellation).ConfigureAwait(false);
            }

            Print(fetcher, parse.GetValue(list) ? DemoSets.All : sets, parse.GetValue(json));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static void Print(DemoSetFetcher fetcher, IReadOnlyList<DemoSet> sets, bool asJson)
    {
        if (asJson)
        {
            JsonText.Print(sets.Select(set => new { set.Name, set.Kind, set.Summary, set.DownloadBytes, Folder = fetcher.IsFetched(set) ? fetcher.FolderOf(set) : null }));
            return;
        }

        var table = new ConsoleTable("set", "kind", "download>", "holds", "folder");
        foreach (var set in sets)
        {
            table.Add(false, set.Name, set.Kind.ToString().ToLowerInvariant(), NumberText.Bytes(set.DownloadBytes), set.Summary, fetcher.IsFetched(set) ? fetcher.FolderOf(set) : "not fetched");
        }

        table.Print();
    }
}
