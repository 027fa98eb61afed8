using System.Reflection;
using Xunit.Sdk;

namespace ChainOfSight.Tests.Storage.Azure;

/// <summary>
/// The promises of a conformance kit as cases of a theory, so that a class can run or skip a whole kit by a reason that is known only at discovery.
/// </summary>
public static class KitPromises
{
    /// <summary>Every fact and every case of every theory of a kit: method and its arguments.</summary>
    /// <typeparam name="TKit">The kit.</typeparam>
    public static TheoryData<string, object?[]> Of<TKit>()
    {
        var promises = new TheoryData<string, object?[]>();
        foreach (var method in typeof(TKit).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            if (method.GetCustomAttribute<TheoryAttribute>() is null)
            {
                promises.Add(method.Name, []);
            }

            foreach (var arguments in method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method)))
            {
                promises.Add(method.Name, arguments);
            }
        }

        return promises;
    }

    /// <summary>Runs one promise on a kit that was opened for it.</summary>
    public static async Task RunAsync(object kit, string promise, object?[] arguments)
    {
        var method = kit.GetType().GetMethod(promise)!;
        if (method.Invoke(kit, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task running)
        {
            await running;
        }
    }
}
