using System.Text;

namespace ChainOfSight.Storage;

/// <summary>
/// The rule for names, the same in every store so that data can move between them: relative, with '/' between segments,
/// legal as a file on Linux and Windows and as a blob on Azure.
/// </summary>
public static class BlobName
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 1024;

    /// <summary>Longest segment, in UTF-8 bytes: what file systems take.</summary>
    public const int LongestSegment = 240;

    /// <summary>Segment that stores keep for themselves.</summary>
    public const string ReservedSegment = ".cos-store";

    private const string ForbiddenCharacters = "\\:*?\"<>|";

    /// <summary>Checks a name.</summary>
    /// <returns>The name.</returns>
    /// <exception cref="BlobNameException">The name is illegal; says by which rule.</exception>
    public static string Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (BrokenRule(name) is { } rule)
        {
            throw new BlobNameException(name, rule);
        }

        return name;
    }

    private static string? BrokenRule(string name)
    {
        if (name.Length is 0 or > LongestName)
        {
            return name.Length == 0 ? "it is empty" : $"it has {name.Length} characters";
        }

        if (name[0] == '/')
        {
            return "it begins with '/'";
        }

        foreach (var c in name)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || ForbiddenCharacters.Contains(c))
            {
                return $"it holds the character U+{(int)c:X4}";
            }
        }

        return name.Split('/').Select(BrokenSegmentRule).FirstOrDefault(rule => rule is not null);
    }

    private static string? BrokenSegmentRule(string segment) => segment switch
    {
        "" => "it has an empty segment",
        "." or ".." => $"it has the segment '{segment}'",
        ReservedSegment => $"the segment '{segment}' is reserved",
        _ when segment[^1] is '.' or ' ' => "a segment ends with a dot or a space",
        _ when Encoding.UTF8.GetByteCount(segment) > LongestSegment => $"a segment is longer than {LongestSegment} bytes",
        _ => null,
    };
}
