using System.Text.Json;
using System.Text.Json.Serialization;
using ChainOfSight.Training.Reports.Model;
using ChainOfSight.Training.Reports.Pictures;

namespace ChainOfSight.Training.Reports;

/// <summary>Keeps a <see cref="ReportModel"/> as JSON beside its run.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // A skipped step has no finite loss, and the report says so.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a report's data.</summary>
    /// <param name="report">The data.</param>
    /// <returns>UTF-8 JSON.</returns>
    public static byte[] Write(ReportModel report) => JsonSerializer.SerializeToUtf8Bytes(report, Options);

    /// <summary>Writes kept pictures.</summary>
    internal static byte[] WritePictures(IReadOnlyList<KeptPicture> pictures) => JsonSerializer.SerializeToUtf8Bytes(pictures, Options);

    /// <summary>Reads kept pictures.</summary>
    /// <exception cref="ReportException">They are none.</exception>
    internal static IReadOnlyList<KeptPicture> ReadPictures(ReadOnlySpan<byte> json, string source) => Read<IReadOnlyList<KeptPicture>>(json, source);

    /// <summary>Reads a report's data.</summary>
    /// <param name="json">UTF-8 JSON as <see cref="Write"/> gives it.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="ReportException">It is no JSON of a report.</exception>
    public static ReportModel Read(ReadOnlySpan<byte> json, string source) => Read<ReportModel>(json, source);

    /// <summary>Reads data of any of the report's kinds.</summary>
    /// <exception cref="ReportException">They are none.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("it is null");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new ReportException($"{source} holds no report data: {fault.Message} Restore the file, or run `cos report` to make it anew.", fault);
        }
    }
}
