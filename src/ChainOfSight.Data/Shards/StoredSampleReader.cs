using System.Text.Json;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Shards;

/// <summary>Reads the record of a stored sample; its bytes are proven, so a fault here is the sample's own.</summary>
public static class StoredSampleReader
{
    /// <summary>The record of a sample.</summary>
    /// <exception cref="BadSampleException">It is no JSON of a record, or breaks a rule.</exception>
    public static SampleRecord ReadRecord(StoredSample sample)
    {
        SampleRecord record;
        try
        {
            record = JsonSerializer.Deserialize(sample.Record.Span, SampleJson.Default.SampleRecord) ?? throw new BadSampleException("its record is null");
        }
        catch (JsonException e)
        {
            throw new BadSampleException($"its record is not JSON of a sample: {e.Message}", e);
        }

        return SampleRule.Broken(record) is { } rule ? throw new BadSampleException(rule) : record;
    }
}
