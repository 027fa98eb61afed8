using ChainOfSight.Data.Images;
using ChainOfSight.Data.Scenes;
using ChainOfSight.Data.Scenes.Asking;
using ChainOfSight.Data.Scenes.Planning;

namespace ChainOfSight.Tests.Unit.Scenes;

/// <summary>Captions say what a scene shows, in reading order, with good English for the common cases.</summary>
public sealed class CaptionTests
{
    private static readonly Noun[] Nouns = [new(new SceneClass { Name = "dog" }), new(new SceneClass { Name = "apple" })];

    private static readonly ScenePlan Plan = new()
    {
        Index = 0,
        Backdrop = new SceneBackdrop(RgbColour.White, RgbColour.White, Across: true),
        Objects = [new PlacedObject(0, new PixelBox(70, 70, 9, 9), 3), new PlacedObject(1, new PixelBox(0, 0, 9, 9), 0), new PlacedObject(0, new PixelBox(70, 0, 9, 9), 1)],
        Texts = [new PlacedText("TEA", 13, RgbColour.Black, new PixelBox(0, 70, 24, 9), 2, [])],
        CountedClass = 0,
    };

    [Theory]
    [InlineData(CaptionStyle.Names, "apple, dog, TEA, dog")]
    [InlineData(CaptionStyle.NamesAndPlaces, "apple top left, dog top right, TEA bottom left, dog bottom right")]
    [InlineData(CaptionStyle.Counts, "an apple, two dogs and the word TEA")]
    [InlineData(CaptionStyle.Places, "an apple in the top left, a dog in the top right, a dog in the bottom right, the word TEA in the bottom left")]
    [InlineData(CaptionStyle.None, null)]
    public void Write_each_style_says_what_is_there(CaptionStyle style, string? expected) =>
        Assert.Equal(expected, new CaptionWriter(style, Nouns, new ScenePlaces(2, 2, 128).Names).Write(Plan));

    [Theory]
    [InlineData("dog", "dogs", "a dog")]
    [InlineData("bus", "buses", "a bus")]
    [InlineData("box", "boxes", "a box")]
    [InlineData("butterfly", "butterflies", "a butterfly")]
    [InlineData("monkey", "monkeys", "a monkey")]
    [InlineData("umbrella", "umbrellas", "an umbrella")]
    public void Noun_common_words_have_their_plural_and_article(string name, string plural, string withArticle)
    {
        var noun = new Noun(new SceneClass { Name = name });

        Assert.Equal((plural, withArticle), (noun.Plural, noun.WithArticle));
    }

    [Fact]
    public void Noun_given_words_win()
    {
        var noun = new Noun(new SceneClass { Name = "grapes", Plural = "grapes", Article = "" });

        Assert.Equal(("grapes", "grapes", "two grapes"), (noun.WithArticle, noun.Plural, noun.Counted(2)));
    }

    [Theory]
    [InlineData(1, 1, "picture")]
    [InlineData(2, 1, "left,right")]
    [InlineData(1, 2, "top,bottom")]
    [InlineData(2, 2, "top left,top right,bottom left,bottom right")]
    [InlineData(3, 3, "top left,top center,top right,middle left,center,middle right,bottom left,bottom center,bottom right")]
    [InlineData(4, 1, "row 1 column 1,row 1 column 2,row 1 column 3,row 1 column 4")]
    public void Places_have_names(int columns, int rows, string expected)
    {
        var names = string.Join(',', new ScenePlaces(columns, rows, 120).Names);

        Assert.Equal(expected, names);
    }
}
