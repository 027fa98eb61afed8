using ChainOfSight.Data.Samples;
using ChainOfSight.Training.Reports.Markup;
using ChainOfSight.Training.Reports.Model;

namespace ChainOfSight.Training.Reports.Sections;

/// <summary>Validation pictures: boxes and the windows of each scale over the pixels, and what was asked, expected and said.</summary>
internal static class PicturesSection
{
    public static Html Draw(IReadOnlyList<PictureReport> pictures) => pictures.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <section><h2>Held-out pictures</h2>
            <p class="muted">The model never saw these. Squares are the windows of each scale; a query sees its own window only.</p>
            <div class="pictures">{pictures.Select(Picture)}</div></section>
            """);

    private static Html Picture(PictureReport picture, int index) => Html.Of($"""
        <article class="picture"><div class="panels">{Pixels(picture, index)}
        {Enumerable.Range(0, picture.Layout?.Scales.Count ?? 0).Select(scale => Windows(picture, index, scale))}</div>
        <ul class="answers">{picture.Questions.Select(Question)}</ul></article>
        """);

    private static Html Pixels(PictureReport picture, int index)
    {
        var boxes = picture.Questions.Where(question => question.Box is not null).Take(1).ToList();
        return Html.Of($"""
            <figure><svg viewBox="0 0 100 100" role="img" aria-label="{picture.Description}"><image id="picture-{index}" width="100" height="100" preserveAspectRatio="none" href="data:{picture.MediaType};base64,{Convert.ToBase64String(picture.File)}"/>{boxes.Select(Boxes)}</svg>
            <figcaption class="legend">{(boxes.Count == 0 ? Html.Of($"{picture.SampleId}") : BoxKey(boxes[0]))}</figcaption></figure>
            """);
    }

    private static Html Windows(PictureReport picture, int index, int scale)
    {
        var layout = picture.Layout!;
        return Html.Of($"""
            <figure class="tone-{scale}"><svg viewBox="0 0 100 100" role="img" aria-label="The same picture under {WindowDrawing.Describe(layout, scale)}"><use href="#picture-{index}"/>{WindowDrawing.Lines(layout.WindowGrid(scale))}</svg>
            <figcaption>{WindowDrawing.Describe(layout, scale)}</figcaption></figure>
            """);
    }

    private static Html Boxes(PictureQuestion question) => Html.Of($"""
        {Box("box-halo", question.Box!)}{Box("box-expected", question.Box!)}{question.Answers.Select((answer, i) => answer.Box is { } box ? Box($"box-answer answer-{i}", box) : Html.Empty)}
        """);

    private static Html Box(string kind, LabelledBox box) => Html.Of(
        $"""<rect class="{kind}" x="{100 * box.X0}" y="{100 * box.Y0}" width="{100 * (box.X1 - box.X0)}" height="{100 * (box.Y1 - box.Y0)}"/>""");

    private static Html BoxKey(PictureQuestion question) => Html.Of($"""
        <span><span class="key key-expected"></span>expected</span>{question.Answers.Select((answer, i) => answer.Box is null ? Html.Empty : Html.Of($""" <span><span class="key key-answer answer-{i}"></span>{answer.Label}</span>"""))}
        """);

    private static Html Question(PictureQuestion question) => Html.Of($"""
        <li><p class="asked"><span class="task-name">{TaskText.Noun(question.Task)}</span> {(question.Prompt.Length > 0 ? question.Prompt : "Describe the picture.")}</p>
        <dl><div class="expected"><dt>expected</dt><dd>{question.Expected}</dd></div>
        {question.Answers.Select(Answer)}</dl></li>
        """);

    private static Html Answer(PictureAnswer answer)
    {
        var (tone, mark, word) = answer.Score switch
        {
            >= 1 => ("right", "✓", "right"),
            > 0 => ("partly", "~", "partly right"),
            _ => ("wrong", "✗", "wrong"),
        };
        return Html.Of($"""
            <div class="{tone}"><dt>{answer.Label}</dt><dd><span class="mark" role="img" aria-label="{word}">{mark}</span> {(answer.Text.Length > 0 ? Html.Of($"{answer.Text}") : Html.Of($"<em>nothing</em>"))}</dd></div>
            """);
    }
}
