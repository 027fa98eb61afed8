namespace ChainOfSight.Data.Scenes.Asking;

/// <summary>The words for one class: singular, plural, with article.</summary>
internal sealed class Noun
{
    internal Noun(SceneClass sceneClass)
    {
        Name = sceneClass.Name;
        Plural = sceneClass.Plural ?? PluralOf(sceneClass.Name);
        var article = sceneClass.Article ?? (Name.Length > 0 && "aeiouAEIOU".Contains(Name[0], StringComparison.Ordinal) ? "an" : "a");
        WithArticle = article.Length == 0 ? Name : $"{article} {Name}";
    }

    internal string Name { get; }

    internal string Plural { get; }

    internal string WithArticle { get; }

    /// <summary>"a dog", "two dogs", "7 dogs".</summary>
    internal string Counted(int count) => count == 1 ? WithArticle : $"{NumberWord(count)} {Plural}";

    private static string NumberWord(int count) => count switch
    {
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        _ => $"{count}",
    };

    private static string PluralOf(string name)
    {
        if (name is [.., 's'] or [.., 'x'] or [.., 'z'] or [.., 'c', 'h'] or [.., 's', 'h'])
        {
            return name + "es";
        }

        return name is [.., var before, 'y'] && !"aeiou".Contains(before, StringComparison.Ordinal) ? name[..^1] + "ies" : name + "s";
    }
}
