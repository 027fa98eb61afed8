using ChainOfSight.Data.Fetching;
using ChainOfSight.Data.Fetching.Catalogues;
using ChainOfSight.Data.Ordering;
using ChainOfSight.Data.Samples;

namespace ChainOfSight.Tests.Unit.Importing;

/// <summary>Each set's own files become named entries; the fixtures have the form of the packages, not their content.</summary>
public sealed class DemoSetCatalogueTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Emoji_have_unicodes_names_and_no_skin_tones()
    {
        folder.With("p/vendor/unicode/emoji-test.txt", """
            # group: Smileys & Emotion
            # subgroup: face-smiling
            1F600                                                  ; fully-qualified     # 😀 E1.0 grinning face
            263A FE0F                                              ; fully-qualified     # ☺️ E0.6 smiling face
            263A                                                   ; unqualified         # ☺ E0.6 smiling face
            1F44B 1F3FB                                            ; fully-qualified     # 👋🏻 E1.0 waving hand: light skin tone
            1F9FF                                                  ; fully-qualified     # 🧿 E11.0 not in the package
            # group: Flags
            # subgroup: country-flag
            1F1E6 1F1E9                                            ; fully-qualified     # 🇦🇩 E2.0 flag: Andorra
            """).With("p/img/emoji_u1f600.png").With("p/img/emoji_u263a.png").With("p/img/emoji_u1f44b_1f3fb.png").With("p/img/AD.png");
        var pictures = DemoSetCatalogue.Pictures(DemoSets.Find("emoji"), folder.Path);
        Assert.Equal(
            ["grinning face|Smileys & Emotion/face-smiling|emoji_u1f600.png", "smiling face|Smileys & Emotion/face-smiling|emoji_u263a.png", "flag of Andorra|Flags/country-flag|AD.png"],
            pictures.Select(Show));
    }

    [Fact]
    public void Flags_have_the_facts_of_their_country()
    {
        folder.With("f/countries.json", """{"AD": "Andorra", "EU": "Europe"}""")
            .With("f/png250px/ad.png").With("f/png250px/eu.png").With("f/png250px/zz.png").With("f/png100px/ad.png")
            .With("c/countries.min.json", """{"AD": {"name": "Andorra", "continent": "EU", "capital": "Andorra la Vella", "currency": ["EUR"], "languages": ["ca", "xx"]}}""")
            .With("c/continents.min.json", """{"EU": "Europe"}""")
            .With("c/languages.min.json", """{"ca": {"name": "Catalan"}}""")
            .With("c/currencies.min.json", """{"EUR": {"name": "Euro"}}""");
        var pictures = DemoSetCatalogue.Pictures(DemoSets.Find("flags"), folder.Path);
        Assert.Equal(["Andorra|flags/Europe|ad.png", "Europe|flags/other|eu.png"], pictures.Select(Show));
        Assert.Equal("capital=Andorra la Vella;code=AD;continent=Europe;currency=Euro;languages=Catalan, xx", string.Join(';', pictures[0].Facts.Select(fact => $"{fact.Key}={fact.Value}")));
    }

    [Fact]
    public void Drawings_stamps_and_clip_art_are_named_by_files_sentences_and_titles()
    {
        folder.With("res/art4apps/fruit_n_veg/red_apple.png").With("res/other/x.png");
        Assert.Equal(["red apple|fruit and veg|red_apple.png"], DemoSetCatalogue.Pictures(DemoSets.Find("pysiogame"), folder.Path).Select(Show));

        folder.With("t/stamps/food/fruit/p.png").With("t/stamps/food/fruit/p.txt", "A pineapple.\nde=Ananas").With("t/stamps/food/q.png");
        var stamp = Assert.Single(DemoSetCatalogue.Pictures(DemoSets.Find("tuxpaint"), folder.Path));
        Assert.Equal(("pineapple|food/fruit|p.png", "A pineapple."), (Show(stamp), stamp.Caption));

        folder.With("o/svg/food/l.svg", """
            <svg xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://web.resource.org/cc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><rdf:RDF><cc:Work>
            <dc:publisher><cc:Agent><dc:title>A publisher</dc:title></cc:Agent></dc:publisher><dc:title>Lemon
              (whole)</dc:title><dc:subject><rdf:Bag><rdf:li>food</rdf:li><rdf:li>lemon</rdf:li></rdf:Bag></dc:subject>
            </cc:Work></rdf:RDF></metadata></svg>
            """).With("o/svg/broken_file.svg", "<svg><metadata>");
        var art = DemoSetCatalogue.Pictures(DemoSets.Find("openclipart"), folder.Path);
        Assert.Equal(["broken file||broken_file.svg", "Lemon (whole)|food|l.svg"], art.Select(Show));
        Assert.Equal("food, lemon", art[1].Facts["keywords"]);
        Assert.True(art[0].IsVector);
    }

    [Theory]
    [InlineData("00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 | that which is perceived  ", "entity=that which is perceived@gloss/noun")]
    [InlineData("00002684 03 n 02 physical_object 0 039 @ 1 | a visible thing; \"it was full of rackets\"; \"more\"  ", "physical object=a visible thing@gloss/noun/physical object=it was full of rackets@example/noun/physical object=more@example/noun")]
    [InlineData("00001740 00 a 01 able(p) 0 005 = 1 | having means: \"able to swim\"", "able=having means@gloss/noun/able=able to swim@example/noun")]
    [InlineData("  1 This software and database is being provided | licence", "")]
    public void Word_net_lines_give_glosses_and_examples(string line, string expected) =>
        Assert.Equal(expected, string.Join('/', WordNetCatalogue.Texts(line, "noun").Select(text => $"{text.Name}={text.Text}@{text.Group}")));

    [Fact]
    public async Task Pictures_and_texts_become_samples()
    {
        folder.With("res/art4apps/animals/cat.png");
        var (record, image, extension) = await DemoSetSamples.ReadAsync(DemoSets.Find("pysiogame"), folder.Path).SingleAsync();
        Assert.Equal(("cat", "cat", "cat", "png"), (record.Id, record.Caption, record.Turns.Single().Answer, extension));
        Assert.NotEmpty(image!);
        foreach (var part in new[] { "noun", "verb", "adj", "adv" })
        {
            folder.With($"w/data.{part}", "00001740 03 n 01 entity 0 003 | a thing; \"an entity is\"");
        }

        var texts = await DemoSetSamples.ReadAsync(DemoSets.Find("wordnet"), folder.Path).Select(sample => sample.Record).ToListAsync();
        Assert.Equal(["entity: a thing", "an entity is"], texts.Take(2).Select(text => text.Caption));
        Assert.All(texts, text => Assert.Null(SampleRule.Broken(text)));
        Assert.Equal(8, texts.Select(text => text.Id).Distinct().Count());
    }

    [Fact]
    public void Release_that_is_not_known_and_sets_without_samples_say_so()
    {
        Assert.Contains("emoji-test.txt", Assert.Throws<FetchException>(() => DemoSetCatalogue.Pictures(DemoSets.Find("emoji"), folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("neither", Assert.Throws<FetchException>(() => DemoSetSamples.ReadAsync(DemoSets.Find("fonts"), folder.Path)).Message, StringComparison.Ordinal);
        folder.With("o/svg/a.svg", "<svg/>");
        Assert.Contains("vector", Assert.Throws<FetchException>(() => DemoSetSamples.ReadAsync(DemoSets.Find("openclipart"), folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_captions_fall_on_the_same_side_and_the_share_is_met()
    {
        var split = new CaptionSplit(0.25);
        var held = Enumerable.Range(0, 4000).Count(i => split.IsHeldOut($"caption {i}"));
        Assert.InRange(held, 1000 - 110, 1000 + 110);
        Assert.Equal(split.IsHeldOut("A cat."), new CaptionSplit(0.25).IsHeldOut(new string("A cat.".ToCharArray())));
        Assert.False(new CaptionSplit(0).IsHeldOut("A cat."));
        Assert.True(new CaptionSplit(1).IsHeldOut("A cat."));
    }

    private static string Show(CataloguePicture picture) => $"{picture.Name}|{picture.Group}|{Path.GetFileName(picture.File)}";
}
