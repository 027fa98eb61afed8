using System.Text.RegularExpressions;
using ChainOfSight.Data.Tokenizing.ByteLevel;

namespace ChainOfSight.Tests.Unit.Tokenizing;

/// <summary>The hand-written cutter cuts as GPT-2's pattern does.</summary>
public sealed class Gpt2SplitterTests
{
    [Fact]
    public void NextWord_random_text_equals_the_pattern()
    {
        // Below the surrogates .NET's expressions and code points agree.
        var pattern = new Regex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");
        const string Alphabet = "    \n\t\r\u00a0\u2003''''streveldmSTaé日Ωñ019½Ⅷ.,!-_\u0301€";
        var random = new Random(8);
        for (var round = 0; round < 2000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            Assert.Equal(pattern.Matches(text).Select(match => match.Value), Words(text));
        }
    }

    [Fact]
    public void NextWord_letters_beyond_the_basic_plane_are_letters() => Assert.Equal(["a𝒳b", " 😀", "𝟗"], Words("a𝒳b 😀𝟗"));

    [Fact]
    public void NextWord_half_a_surrogate_is_a_symbol() => Assert.Equal(["a", "\ud835", "b"], Words("a\ud835b"));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length; at += words[^1].Length)
        {
            words.Add(text.Substring(at, Gpt2Splitter.NextWord(text.AsSpan(at))));
        }

        return words;
    }
}
